"""The condition and the consequence in a sentence that promises or threatens something: from the head of a clause to
the two stretches of text, with what the condition is about.
"""

import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

from dragoman.coding.clauses import Tree, trimmed

CONDITION_RELATIONS = ("advcl", "acl", "parataxis", "ccomp", "dep", "conj")
RESPONSES = frozenset({"respond", "react", "retaliate", "reply", "response", "reaction", "answer", "counter"})
"""What is done in answer to something: "respond to any attack" has its condition after "to"."""


class Terms(Struct, frozen=True, kw_only=True):
    """data/commitments.toml."""

    cues: dict[str, str]
    """Lemma of a cue -> kind."""
    words: dict[str, frozenset[str]]
    marks: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    not_conditions: frozenset[str]
    deadlines: frozenset[str]
    fixed: dict[str, tuple[str, ...]]


@cache
def terms() -> Terms:
    """The words of commitments, read once."""
    raw = tomllib.loads(resources.files("dragoman.coding").joinpath("data/commitments.toml").read_text("utf-8"))
    return Terms(
        cues={word: kind for kind, words in raw["cues"].items() for word in words.split()},
        words={name: frozenset(words.split()) for name, words in raw["words"].items()},
        marks=frozenset(raw["conditions"]["marks"].split()),
        phrases=tuple(tuple(phrase.split()) for phrase in raw["conditions"]["phrases"]),
        not_conditions=frozenset(raw["conditions"]["not_conditions"].split("|")),
        deadlines=frozenset(raw["deadlines"]["words"].split()),
        fixed={kind: tuple(phrases) for kind, phrases in raw["fixed"].items()},
    )


class Condition(Struct, frozen=True, kw_only=True):
    """Token interval of a condition, its head, and what kind of words it is."""

    first: int
    last: int
    head: int
    nominal: bool = False


def condition_of(tree: Tree, head: int) -> Condition | None:
    """What has to happen for the clause at `head`: an if-clause, "in case of …", "to any attack", a gerund subject."""
    for finder in (_clause, _phrase, _answered, _subject):
        found = finder(tree, head)
        if found is not None:
            return found
    return None


def _clause(tree: Tree, head: int) -> Condition | None:
    """if, unless, should … and the like, as a mark or by inversion."""
    words = terms()
    for c in tree.children(head, *CONDITION_RELATIONS):
        mark = next((m for m in tree.children(c, "mark", "advmod", "cc") if tree.lower[m] in words.marks), -1)
        inverted = tree.child(c, "aux")
        if mark < 0 and inverted >= 0 and tree.lower[inverted] in ("should", "were", "had"):
            subject = tree.child(c, "nsubj", "nsubj:pass")
            mark = inverted if inverted < subject and tree.low[c] == inverted else -1
        if mark < 0 or mark > c:
            continue
        if tree.lower[mark] in ("should", "had", "were") and tree.parse.deprel[c] == "conj":
            continue
        first, last = tree.low[c], tree.high[c]
        start = mark if mark >= first else first
        pair = f"{tree.lower[mark - 1]} {tree.lower[mark]}" if mark else ""
        after = f"{tree.lower[mark]} {tree.lower[mark + 1]}" if mark + 1 < len(tree.lower) else ""
        if pair in words.not_conditions or (after in words.not_conditions and last - first <= 3):
            continue
        subject = tree.child(head, "nsubj", "nsubj:pass", "expl", "csubj")
        if c < head and (subject < 0 or c < subject < last):  # the subject of the consequence was drawn in here
            last = next((t for t in range(c + 1, last) if tree.lower[t] == ","), last)
        if tree.lower[mark] == "until" and tree.child(c, "nsubj", "nsubj:pass") < 0:
            continue
        return Condition(first=start, last=last, head=c)
    return None


def _phrase(tree: Tree, head: int) -> Condition | None:
    """in case of an attack; in the event that …; as long as …"""
    for c in tree.children(head, "obl", "advcl", "nmod"):
        low = tree.low[c]
        words = tuple(tree.lower[low : low + 5])
        for phrase in terms().phrases:
            if words[: len(phrase)] == phrase and tree.high[c] - low > len(phrase):
                return Condition(first=low, last=tree.high[c], head=c, nominal=tree.parse.deprel[c] != "advcl")
    return None


def _answered(tree: Tree, head: int) -> Condition | None:
    """respond to any further attack."""
    words = terms().words
    if tree.lemma[head] not in RESPONSES:
        return None
    for c in tree.children(head, "obl", "nmod"):
        if tree.case_of(c) not in ("to", "against"):
            continue
        modifiers = {tree.lower[m] for m in tree.kids[c]}
        if modifiers & words["threshold"] or tree.lemma[c] in words["conditional_nouns"]:
            case = tree.child(c, "case")
            first = case + 1 if case == tree.low[c] else tree.low[c]
            return Condition(first=first, last=tree.high[c], head=c, nominal=True)
    return None


def _subject(tree: Tree, head: int) -> Condition | None:
    """ "imposing sanctions would be a mistake", "any attack will be met with force"."""
    words = terms().words
    modal = {tree.lower[c] for c in tree.children(head, "aux")}
    if not modal & {"would", "will", "'d", "’d", "'ll", "’ll", "could", "might"}:
        return None
    subject = tree.child(head, "csubj", "csubj:pass", "nsubj", "nsubj:pass")
    if subject < 0 or subject < head < tree.high[subject]:
        return None
    gerund = tree.parse.xpos[subject] == "VBG" or tree.parse.deprel[subject].startswith("csubj")
    event = tree.lemma[subject] in words["conditional_nouns"]
    threshold = any(tree.lower[m] in words["threshold"] for m in tree.kids[subject])
    would = bool(modal & {"would", "'d", "’d"})
    if gerund or (event and (threshold or would)):
        return Condition(first=tree.low[subject], last=tree.high[subject], head=subject, nominal=not gerund)
    return None


def consequence_of(tree: Tree, head: int, condition: Condition | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The clause at `head` within `bounds` (tokens) without its condition, as offsets of the text."""
    parse = tree.parse
    first, last = max(tree.low[head], bounds[0]), min(tree.high[head], bounds[1])
    if condition is not None and not (condition.nominal and condition.head != head and condition.first > head):
        if condition.last <= head:
            first = max(first, condition.last)
        elif condition.first > head:
            last = min(last, condition.first)
    for c in tree.kids[head]:  # what is only joined on is another clause
        if parse.deprel[c] in ("parataxis", "conj") and c > head and tree.child(c, "nsubj", "nsubj:pass") >= 0:
            last = min(last, max(head + 1, tree.low[c]))
    if condition is not None and last > head + 1 and tree.lower[last - 1] == "only":
        last -= 1
    while first < head and (
        parse.upos[first] == "CCONJ" or tree.lower[first] in ("that", "then") or parse.upos[first] == "PUNCT"
    ):
        first += 1
    start, end = parse.start[first], parse.end[max(last, first + 1) - 1]
    start, end = trimmed(parse.text, start, end)
    return start, unstopped(parse.text, start, end)


def unstopped(text: str, start: int, end: int) -> int:
    """The end of a stretch without its full stop; a closing mark stays where its opening one is inside."""
    while end > start and text[end - 1] in " .,;:":
        end -= 1
    if end > start and text[end - 1] in '”»"' and not any(mark in text[start : end - 1] for mark in '“„«"'):
        return unstopped(text, start, end - 1)
    return end
