"""Details of a mention of a meeting: its form, what became of it, what it is about, and its place."""

import tomllib
from bisect import bisect_left, bisect_right
from functools import cache
from importlib import resources

from dragoman.coding.clauses import Tree
from dragoman.coding.scene import Scene
from dragoman.records import MeetingForm, MeetingStatus, Place, Span, Time, span_of

NEAR = 12
"""Tokens around a word of meeting that speak of it."""


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """data/meetings.toml: list name ("verbs.meet", "words.phone") -> words."""
    raw = tomllib.loads(resources.files("dragoman.coding").joinpath("data/meetings.toml").read_text("utf-8"))
    return {f"{part}.{name}": frozenset(words.split()) for part, lists in raw.items() for name, words in lists.items()}


def form_of(lemma: str, near: set[str], modifiers: set[str], place: Place | None) -> MeetingForm:
    """How the parties meet, by the words around."""
    words = vocabulary()
    if lemma in words["verbs.phone"] and lemma not in words["nouns.call"]:
        return "phone"
    if lemma in words["nouns.call"] and not modifiers & words["words.virtual"]:
        return "phone"
    if near & words["words.phone"]:
        return "phone"
    if near & words["words.virtual"]:
        return "virtual"
    if place is not None or lemma in words["words.in_person"] or near & {"in-person", "face-to-face"}:
        return "in_person"
    return "unknown"


def status_of(scene: Scene, tree: Tree, token: int, verb: int, time: Time | None, modifiers: set[str]) -> MeetingStatus:
    """What became of the meeting, by the verb that governs it, its tense, and the time."""
    words, parse = vocabulary(), scene.parse
    head = verb if verb >= 0 else token
    lemma = tree.lemma[head]
    particle = tree.child(head, "compound:prt")
    full = f"{lemma}_{tree.lower[particle]}" if particle >= 0 else lemma
    if lemma in words["verbs.cancelled"] or full in words["verbs.cancelled"]:
        return "cancelled"
    later = {
        tree.lemma[c] for c in tree.children(head, "conj") if parse.upos[c] == "VERB" and tree.child(c, "nsubj") < 0
    }
    if later & words["verbs.cancelled"]:  # "planned for April and called off"
        return "cancelled"
    if later & words["verbs.postponed"]:
        return "postponed"
    if lemma in words["verbs.postponed"] or full in words["verbs.postponed"]:
        return "postponed"
    over = parse.head[head]
    above = (
        tree.lemma[over] if over >= 0 and parse.deprel[head] in ("xcomp", "ccomp", "obj", "obl", "acl", "advcl") else ""
    )
    if lemma == "call" and not particle >= 0 and parse.deprel[token] == "obj":
        return "scheduled"  # "called a meeting", not "called for one"
    rings = head == token and lemma in words["verbs.phone"]  # "called the minister" proposes nothing
    if (lemma in words["verbs.proposed"] and not rings) or (
        above in words["verbs.proposed"] and parse.deprel[head] in ("xcomp", "ccomp", "acl")
    ):
        return "proposed"
    modals = {tree.lower[c] for c in tree.children(head, "aux")}
    if modals & {"would", "could", "may", "might", "should", "can"} or tree.negated(head):
        return "proposed"
    if modals & words["words.will"]:
        return "scheduled"
    infinitive = any(tree.lower[c] == "to" for c in tree.children(head, "mark"))
    if modifiers & words["words.upcoming"]:
        return "proposed" if modifiers & {"proposed", "possible"} else "scheduled"
    published = scene.published.start if scene.published is not None else None
    if time is not None and time.start is not None and published is not None and time.start > published:
        return "scheduled"
    if (
        time is not None
        and time.text
        and time.text.lower().startswith(("next ", "later next", "tomorrow", "upcoming", "coming"))
    ):
        return "scheduled"
    if infinitive and (above in words["verbs.scheduled"] or above in ("be", "travel", "fly", "arrive", "head", "have")):
        return "scheduled"
    if lemma in words["verbs.scheduled"] or (infinitive and verb >= 0):
        return "scheduled"
    if verb >= 0 and parse.xpos[head] in ("VBZ", "VBP") and (lemma in words["verbs.light"] or head == token):
        return "held" if parse.deprel[head] == "advcl" else "scheduled"
    case = tree.case_of(token)
    if case in words["words.before"] and verb < 0:
        return "scheduled"
    return "held"


def topic_of(tree: Tree, token: int, verb: int, sentence: tuple[int, int]) -> Span | None:
    """on / about / over X; to discuss X; the focus … was X."""
    words, parse = vocabulary(), tree.parse
    for head in (token, verb):
        if head < 0:
            continue
        led = next(
            (
                c
                for c in tree.children(head, "nmod", "obl", "advcl", "acl")
                if c > token and tree.case_of(c) in words["words.topic_cases"] and not _dated(tree, c)
            ),
            -1,
        )
        if led >= 0:
            case = tree.child(led, "case", "mark")
            first = case + 1 if case == tree.low[led] else tree.low[led]
            return span_of(parse.text, parse.start[first], parse.end[tree.high[led] - 1])
        for c in tree.children(head, "acl", "advcl", "xcomp", "parataxis"):
            thing = tree.child(c, "obj")
            if tree.lemma[c] in words["words.topic_verbs"] and thing >= 0:
                return span_of(parse.text, parse.start[tree.low[thing]], parse.end[tree.high[thing] - 1])
    for t in range(max(sentence[0], token - NEAR), min(sentence[1], token + 2 * NEAR)):
        if tree.lemma[t] in words["words.focus"]:
            verb_be = next((b for b in range(t + 1, min(sentence[1], t + NEAR)) if tree.lemma[b] == "be"), -1)
            if verb_be >= 0 and verb_be + 1 < sentence[1]:
                last = sentence[1] - 1 if parse.upos[sentence[1] - 1] == "PUNCT" else sentence[1]
                if last > verb_be + 1:
                    return span_of(parse.text, parse.start[verb_be + 1], parse.end[last - 1])
    return None


def _dated(tree: Tree, token: int) -> bool:
    """ "on Monday" is no topic."""
    lower = tree.lower[token]
    return (
        lower.endswith("day")
        or lower[:3] in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
        or lower.isdigit()
        or lower in ("may", "phone", "telephone", "sidelines", "eve")
    )


def place_at(scene: Scene, token: int) -> Place | None:
    """The place that the word at `token` names."""
    if token < 0:
        return None
    start, end = scene.parse.start[token], scene.parse.end[token]
    n = bisect_right(scene.places, start, key=lambda place: place.span.start) - 1
    if n >= 0 and scene.places[n].span.end >= end:
        return scene.places[n]
    return None


def place_after(scene: Scene, tree: Tree, token: int) -> Place | None:
    """The next place of the sentence after "in" or "at", where the tree tells none."""
    parse = scene.parse
    last = parse.bounds[parse.sentence_of[token]][1]
    end = parse.end[min(last, token + NEAR) - 1]
    n = bisect_left(scene.places, parse.end[token], key=lambda place: place.span.start)
    if n < len(scene.places) and scene.places[n].span.start < end:
        at = bisect_left(parse.start, scene.places[n].span.start)
        if at > 0 and at < len(parse) and tree.lower[at - 1] in ("in", "at") and at - token <= 6:
            return scene.places[n]
    return None
