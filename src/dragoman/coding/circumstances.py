"""Time and place of the clause of a token: `when` and `where`.

In: the scene and the number of a token, a verb or an event noun. Out: the `Time` or `Place` of the scene that belongs
to its act, None where none does or several could. The tree speaks first: what hangs on the token, then on its verb,
then on a clause it is joined to, then the only one of the sentence. What belongs to the act of saying ("told reporters
in Geneva on Friday") never goes over to what is said, nor back.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

from msgspec import Struct, structs

from dragoman.coding.scene import Scene
from dragoman.language.parse import Parse
from dragoman.records import Place, Time, span_of
from dragoman.time.calendar import shift_days

CLIMB = 40
"""Heads followed upwards; deeper trees are parse errors."""
BROAD = 40
"""Dependents looked at below one token; more are no sentence."""
NEAR = 8
"""Times or places looked at on each side of the token; more are a table, not a sentence."""
GAP = 9
"""Code points between the ends of "from Monday through Friday"."""
HANGING = ("obl", "nmod", "advmod", "obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked", "obl:npmod", "nmod:npmod",
           "obl:agent", "orphan", "dep", "dislocated", "case", "vocative")  # fmt: skip
ARGUMENTS = ("obj", "iobj", "nsubj", "nsubj:pass", "obl:agent")

Circumstance = TypeVar("Circumstance", Time, Place)


class Words(Struct, frozen=True, kw_only=True):
    """The lists of `circumstances.toml`."""

    mental: frozenset[str]
    light: frozenset[str]
    apart: frozenset[str]
    at: frozenset[str]
    way: frozenset[str]
    open_start: frozenset[str]
    open_end: frozenset[str]


@cache
def words() -> Words:
    """Read once."""
    data = tomllib.loads(files("dragoman.coding").joinpath("data/circumstances.toml").read_text("utf-8"))
    return Words(**{name: frozenset(entries) for name, entries in data.items()})


class Hook(Struct, frozen=True, kw_only=True):
    """How a time or place hangs in its sentence."""

    head: int
    """The token that heads its phrase."""
    top: int
    """The highest token of the noun phrases around it, below `clause`."""
    clause: int
    """The token that heads the clause it stands in."""
    nouns: tuple[int, ...]
    """Nouns above it, below `clause`, innermost first."""
    cases: tuple[str, ...]
    """Prepositions on the way from `head` to `top`."""
    own: tuple[str, ...]
    """Prepositions of `head` itself."""


def when(scene: Scene, token: int) -> Time | None:
    """The time of the act that the token names."""
    parse = scene.parse
    times = [t for t in _in_sentence(scene.times, parse, token) if not _is_length(t)]
    hooked = [(time, _hook(parse, time.span.start, time.span.end)) for time in times if time.span]
    usable = [(time, hook) for time, hook in hooked if hook is not None and hook.head != token]
    found = _best(scene, token, usable)
    return _opened(token, *_spanned(scene, *found)) if found else None


def where(scene: Scene, token: int) -> Place | None:
    """The place of the act that the token names; the newsroom's place in the dateline is none."""
    parse = scene.parse
    dateline = scene.document.dateline
    hooked = [(p, _hook(parse, p.span.start, p.span.end)) for p in _in_sentence(scene.places, parse, token)]
    usable = [
        (place, hook)
        for place, hook in hooked
        if hook is not None and hook.head != token and _is_where(scene, token, hook)
        if dateline is None or place.span.start >= dateline.span.end or place.span.end <= dateline.span.start
    ]
    found = _best(scene, token, usable)
    return found[0] if found else None


def _in_sentence(found: tuple[Circumstance, ...], parse: Parse, token: int) -> list[Circumstance]:
    if not 0 <= token < len(parse):
        return []
    first, last = parse.bounds[parse.sentence_of[token]]
    here = bisect_left(found, parse.start[token], key=_start)
    low = bisect_left(found, parse.start[first], lo=max(0, here - NEAR), hi=here, key=_start)
    high = bisect_left(found, parse.end[last - 1], lo=here, hi=min(len(found), here + NEAR), key=_start)
    return list(found[low:high])


def _start(item: Time | Place) -> int:
    return item.span.start if item.span else -1


def _is_length(time: Time) -> bool:
    """A duration or a set of times is no time of an act."""
    return time.start is None and time.end is None and time.anchor == "absolute"


def _hook(parse: Parse, start: int, end: int) -> Hook | None:
    inside = parse.tokens_in(start, end)
    if not inside:
        return None
    within = set(inside)
    head = next((i for i in inside if parse.head[i] not in within), inside[0])
    nouns: list[int] = []
    own = tuple(_cases(parse, head))
    cases = list(own)
    top = head
    for _ in range(CLIMB):
        above = parse.head[top]
        if above < 0 or _is_clause(parse, top):
            return Hook(head=head, top=top, clause=top, nouns=tuple(nouns), cases=tuple(cases), own=own)
        if _is_clause(parse, above):
            return Hook(head=head, top=top, clause=above, nouns=tuple(nouns), cases=tuple(cases), own=own)
        top = above
        nouns.append(top)
        cases.extend(_cases(parse, top))
    return None


def _cases(parse: Parse, token: int) -> list[str]:
    return [
        parse.text[parse.start[c] : parse.end[c]].lower() for c in _below(parse, token) if parse.deprel[c] == "case"
    ]


def _is_clause(parse: Parse, token: int) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with a copula or a subject."""
    if parse.upos[token] in ("VERB", "AUX"):
        return parse.deprel[token] not in ("amod", "compound", "case", "aux", "aux:pass", "cop")
    return any(parse.deprel[c] in ("cop", "nsubj", "nsubj:pass", "csubj") for c in _below(parse, token))


def _below(parse: Parse, token: int) -> list[int]:
    return parse.children[token][:BROAD]


def _clause_of(parse: Parse, token: int) -> int:
    for _ in range(CLIMB):
        if _is_clause(parse, token) or parse.head[token] < 0:
            return token
        token = parse.head[token]
    return token


def _is_where(scene: Scene, token: int, hook: Hook) -> bool:
    """Whether a place name tells where, and not who: "in Geneva", "the Geneva talks", "shelled Kharkiv"."""
    parse, lists = scene.parse, words()
    case = next((c for c in hook.cases if c != "of"), "")
    if case in lists.at:
        return True
    direct = token in hook.nouns[:2] or hook.clause == token
    if hook.head in scene.cast.by_head or not direct or parse.lemma[token].lower() in lists.mental:
        return False
    if case:
        return case in lists.way
    struck = parse.deprel[hook.head] in ("obj", "nsubj:pass") and hook.clause == token
    return struck or (parse.deprel[hook.head].startswith(("compound", "nmod")) and hook.nouns[:1] == (token,))


Rule = Callable[[Scene, int, Hook], bool]


def hangs_on_it(scene: Scene, token: int, hook: Hook) -> bool:
    """It stands in the noun phrase of the token, or hangs on the token itself."""
    return token in hook.nouns or (hook.clause == token and _is_verbs(scene, hook))


def hangs_on_its_verb(scene: Scene, token: int, hook: Hook) -> bool:
    """The token is the subject or object of the verb it hangs on, and that verb is no act of speech."""
    parse = scene.parse
    if parse.head[token] != hook.clause or parse.deprel[token] not in ARGUMENTS or token == hook.top:
        return False
    return parse.lemma[hook.clause].lower() not in words().mental and _is_verbs(scene, hook)


def left_over(scene: Scene, token: int, hook: Hook) -> bool:
    """The verb it hangs on lies on the other side of the report day, and the token is the noun right before it."""
    parse = scene.parse
    before = [i for i in _below(parse, hook.clause) if i < hook.head and parse.upos[i] == "NOUN" and i != hook.top]
    return bool(before) and before[-1] == token and parse.deprel[token] in ARGUMENTS and not _is_verbs(scene, hook)


def leads_the_clauses(scene: Scene, token: int, hook: Hook) -> bool:
    """It stands before the first of several joined clauses: "On Monday troops took the town and shelled the bridge"."""
    parse = scene.parse
    clause = _clause_of(parse, token)
    for _ in range(CLIMB):
        if parse.deprel[clause] != "conj":
            return False
        clause = parse.head[clause]
        if clause == hook.clause:
            return hook.head < clause and _is_hanging(parse, hook) and _is_arm(parse, token)
    return False


def opens_or_carries(scene: Scene, token: int, hook: Hook) -> bool:
    """It hangs on the verb that governs the token's clause: "will begin meeting on Monday"."""
    parse = scene.parse
    clause = _clause_of(parse, token)
    if not _is_arm(parse, token) or parse.deprel[clause] != "xcomp" or parse.head[clause] != hook.clause:
        return False
    governor = parse.lemma[hook.clause].lower()
    return _is_hanging(parse, hook) and (hook.head > clause or governor not in words().mental)


def only_one(scene: Scene, token: int, hook: Hook) -> bool:
    """Nothing in the tree keeps it from the token."""
    parse = scene.parse
    if not _is_arm(parse, token) or parse.lemma[_clause_of(parse, token)].lower() in words().mental:
        return False
    return _fits(scene, _clause_of(parse, token), hook) and _reaches(parse, hook.clause, _clause_of(parse, token))


RULES: tuple[tuple[Rule, bool], ...] = (
    (hangs_on_it, True),
    (hangs_on_its_verb, True),
    (left_over, True),
    (leads_the_clauses, True),
    (opens_or_carries, True),
    (only_one, False),
)
"""Each rule, strongest first, and whether it may choose among several."""


def _best(scene: Scene, token: int, found: list[tuple[Circumstance, Hook]]) -> tuple[Circumstance, Hook] | None:
    for rule, chooses in RULES:
        fitting = [(item, hook) for item, hook in found if rule(scene, token, hook)]
        if len(fitting) == 1 or (fitting and chooses):
            return min(fitting, key=lambda f: _distance(scene.parse, token, f[1]))
        if fitting:
            return None
    return None


def _distance(parse: Parse, token: int, hook: Hook) -> tuple[int, int]:
    """Nouns between the two, then words."""
    nouns = hook.nouns.index(token) if token in hook.nouns else len(hook.nouns)
    return nouns, abs(hook.head - token)


def _is_arm(parse: Parse, token: int) -> bool:
    """A verb, or a subject or object of one: a noun that may share its time."""
    return _is_clause(parse, token) or (parse.deprel[token] in ARGUMENTS and _is_clause(parse, parse.head[token]))


def _is_hanging(parse: Parse, hook: Hook) -> bool:
    return hook.top == hook.clause or parse.deprel[hook.top] in HANGING or hook.top == hook.head


def _is_verbs(scene: Scene, hook: Hook) -> bool:
    """Whether it hangs on its verb and the verb can have this time."""
    return _is_hanging(scene.parse, hook) and _fits(scene, hook.clause, hook)


def _fits(scene: Scene, clause: int, hook: Hook) -> bool:
    """What is told in the past tense does not lie ahead: "warned of a vote next week" is no warning of next week."""
    parse = scene.parse
    feats = [parse.feats[clause], *(parse.feats[c] for c in _below(parse, clause) if parse.deprel[c] == "aux")]
    past = any("Tense=Past" in f and "VerbForm=Fin" in f for f in feats) and not _has_modal(parse, clause)
    return not (past and _lies_ahead(scene, hook))


def _has_modal(parse: Parse, token: int) -> bool:
    return any(parse.xpos[c] == "MD" for c in _below(parse, token))


def _lies_ahead(scene: Scene, hook: Hook) -> bool:
    start, published = scene.parse.start[hook.head], scene.published
    times = _in_sentence(scene.times, scene.parse, hook.head)
    time = next((t for t in times if t.span and t.span.start <= start < t.span.end), None)
    if time is None:
        return False
    if time.start is not None and published is not None and published.end is not None:
        return time.start > published.end
    return time.anchor == "report" and (time.text or "").lower().startswith(("next ", "tomorrow", "later next"))


def _reaches(parse: Parse, source: int, target: int) -> bool:
    """Whether a circumstance of the clause `source` may belong to the clause `target`: no border lies between them."""
    above_source, above_target = _chain(parse, source), _chain(parse, target)
    common = next((i for i in above_source if i in set(above_target)), None)
    if common is None:
        return False
    down = above_target[: above_target.index(common)]
    up = above_source[: above_source.index(common)]
    return not any(_is_border(parse, i) for i in (*up, *down)) and not any(parse.deprel[i] == "xcomp" for i in up)


def _chain(parse: Parse, token: int) -> list[int]:
    chain = [token]
    while parse.head[chain[-1]] >= 0 and len(chain) < CLIMB:
        chain.append(parse.head[chain[-1]])
    return chain


def _is_border(parse: Parse, token: int) -> bool:
    """Whether the clause headed by the token keeps its circumstances to itself."""
    lists, deprel = words(), parse.deprel[token]
    above = parse.lemma[parse.head[token]].lower() if parse.head[token] >= 0 else ""
    speaks = parse.lemma[token].lower() in lists.mental
    if deprel == "ccomp":
        return speaks or above not in lists.light
    if deprel == "parataxis":
        return speaks or above in lists.mental
    if deprel == "advcl":
        marks = [parse.text[parse.start[c] : parse.end[c]].lower() for c in _below(parse, token)
                 if parse.deprel[c] in ("mark", "advmod")]  # fmt: skip
        return any(mark in lists.apart for mark in marks)
    return deprel in ("acl:relcl", "acl", "csubj", "conj")


def _opened(token: int, time: Time, hook: Hook) -> Time:
    """The time with the side opened that its preposition opens: "before Friday" ends on Thursday.

    "After the talks on Monday" begins on Monday for the verb, and is Monday for the talks."""
    lists = words()
    if time.start is None or time.end is None:
        return time
    inside = token in hook.nouns
    for case, step in [*((c, 1) for c in hook.own), *((c, 0) for c in hook.cases[len(hook.own) :] if not inside)]:
        if case in lists.open_start:
            return structs.replace(
                time, start=None, end=_moved(time.start, -step) if case == "before" and step else time.end
            )
        if case in lists.open_end:
            return structs.replace(
                time, start=_moved(time.end, step) if case == "after" and step else time.start, end=None
            )
    return time


def _spanned(scene: Scene, time: Time, hook: Hook) -> tuple[Time, Hook]:
    """ "Between 2015 and 2018", "from Monday to Friday": the two ends as one time."""
    text = scene.document.text
    following = next(
        (t for t in scene.times[bisect_left(scene.times, _start(time) + 1, key=_start) :][:1] if t.span), None
    )
    if time.span is None or following is None or following.span is None or not {"between", "from"} & set(hook.own):
        return time, hook
    gap = text[time.span.end : following.span.start]
    if (
        len(gap) > GAP
        or gap.strip() not in ("and", "to", "until", "through")
        or following.start is None
        or not time.start
    ):
        return time, hook
    span = span_of(text, time.span.start, following.span.end)
    timex = f"{time.timex}/{following.timex}"
    return structs.replace(time, text=span.text, span=span, end=following.end, timex=timex), hook


def _moved(day: str, count: int) -> str:
    """The day before or after, or the day itself at the ends of the calendar."""
    moved = shift_days(date.fromisoformat(day), count)
    return moved.isoformat() if moved else day
