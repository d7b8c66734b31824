"""Threats, warnings, promises, offers, demands, red lines and refusals: from statements to commitments.

Two things make a commitment: a cue that names it ("threatened to …", "demanded that …"), or what somebody is
reported to say ("we will respond if …", "they must leave"). pledges.py finds both; here each gets its parties, its
deadline and its event, restatements of the same one are joined, and a demand that its addressee refuses is opposed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from dragoman.coding.clauses import Tree, sentence_spans
from dragoman.coding.conditions import Condition, terms, unstopped
from dragoman.coding.plain_pledges import Pledge
from dragoman.coding.pledges import find_pledges
from dragoman.coding.scene import Found, Scene
from dragoman.coding.together import together
from dragoman.records import Clause, Commitment, Event, Ref, Time, content_id, span_of

STEM = 6
"""Letters by which words of two conditions are compared: "aggression" and "aggressive" agree."""
NEAR = 24
"""Words before a clause in which a deadline's preposition and the other side are looked for."""
REQUESTS = frozenset(
    {"demand", "demands", "offer", "proposal", "call", "request", "ultimatum", "appeal", "terms", "it"}
)
"""What somebody made of somebody: refusing it answers him."""
MAX_KNOWN = 200
"""Commitments of one report compared for restatement; more than any report has."""


class Draft(Struct, frozen=True, kw_only=True):
    """A commitment with what is compared when restatements are joined."""

    record: Commitment
    stems: frozenset[str]
    of: frozenset[str]
    """Stems of the consequence."""
    anaphoric: bool
    title: bool
    at: int


def code_commitments(scene: Scene, found: Found) -> Found:
    """Adds the commitments of the report."""
    if not len(scene.parse):
        return found
    tree = Tree(scene.parse)
    events = sorted(found.events, key=lambda event: event.trigger.start)
    pledges = (
        pledge
        for pledge in find_pledges(scene, tree, found.statements)
        if any(_known(ref) for ref in pledge.by) and not _at_home(scene, pledge)
    )
    drafts = [_draft(scene, tree, pledge, events) for pledge in pledges]
    joined: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.title, d.at)):
        n = next(
            (n for n, known in enumerate(joined[-MAX_KNOWN:], max(0, len(joined) - MAX_KNOWN)) if _same(known, draft)),
            -1,
        )
        if n >= 0:
            joined[n] = _join(joined[n], draft)
        else:
            joined.append(draft)
    joined.sort(key=lambda d: d.at)
    records = _opposed(_answered([draft.record for draft in joined]))
    ordered: list[Commitment] = sorted(records, key=_first_word)
    return found.plus(commitments=tuple(ordered))


def _first_word(commitment: Commitment) -> int:
    return commitment.evidence[0].start


def _at_home(scene: Scene, pledge: Pledge) -> bool:
    """Whether only the speaker's own people are asked for something: "called on its citizens to stay calm"."""
    asked = [ref for head in pledge.asked for ref in scene.cast.refs(scene.parse, head)]
    return pledge.kind == "demand" and bool(asked) and all(same_side(a, b) for a in asked for b in pledge.by)


def _known(ref: Ref) -> bool:
    """Whether a ledger can keep a commitment of this party: an actor, or somebody of a known state or body."""
    return ref.actor is not None or ref.country is not None or ref.org is not None


def _draft(scene: Scene, tree: Tree, pledge: Pledge, events: Sequence[Event]) -> Draft:
    condition = _clause(scene, pledge.condition, events)
    start, end = pledge.consequence
    consequence = None
    if end > start:
        span = span_of(scene.document.text, start, end)
        consequence = Clause(text=span.text, span=span, event=_event(events, start, end))
    by = tuple(ref for ref in pledge.by if ref is not None)
    to = _addressed(scene, tree, pledge, by)
    evidence = tuple(sentence_spans(scene.parse, scene.parse.start[pledge.head], scene.parse.end[pledge.head]))
    title = _in_title(scene, scene.parse.start[pledge.head])
    record = Commitment(
        id=content_id("commitment", scene.report, pledge.kind, start, end, scene.parse.start[pledge.head]),
        kind=pledge.kind,
        by=by,
        to=to,
        condition=condition,
        consequence=consequence,
        deadline=_deadline(scene, pledge),
        statement=pledge.statement,
        evidence=evidence,
    )
    stems = _stems(tree, pledge.condition.first, pledge.condition.last) if pledge.condition else frozenset()
    first = bisect_left(scene.parse.start, start)
    last = bisect_left(scene.parse.start, end)
    anaphoric = pledge.condition is not None and any(
        tree.lower[t] in ("this", "that", "such", "these", "so") and scene.parse.upos[t] in ("DET", "PRON", "ADV")
        for t in range(pledge.condition.first, pledge.condition.last)
    )
    return Draft(
        record=record,
        stems=stems,
        of=_stems(tree, first, last),
        anaphoric=anaphoric,
        title=title,
        at=scene.parse.start[pledge.head],
    )


def _clause(scene: Scene, condition: Condition | None, events: Sequence[Event]) -> Clause | None:
    if condition is None:
        return None
    start, end = scene.parse.start[condition.first], scene.parse.end[condition.last - 1]
    end = unstopped(scene.document.text, start, end)
    span = span_of(scene.document.text, start, end)
    return Clause(text=span.text, span=span, event=_event(events, start, end))


def _event(events: Sequence[Event], start: int, end: int) -> str | None:
    """The first event whose trigger lies in text[start:end]."""
    n = bisect_left(events, start, key=lambda event: event.trigger.start)
    return events[n].id if n < len(events) and events[n].trigger.end <= end else None


def _in_title(scene: Scene, offset: int) -> bool:
    return any(block.kind == "title" and block.start <= offset < block.end for block in scene.document.blocks[:3])


def _stems(tree: Tree, first: int, last: int) -> frozenset[str]:
    """What a clause is about: the beginnings of its words with a meaning of their own."""
    vague = terms().words["vague"]
    parse = tree.parse
    return frozenset(
        tree.lemma[t].lower()[:STEM]
        for t in range(first, min(last, len(parse)))
        if parse.upos[t] in ("NOUN", "VERB", "ADJ") and tree.lemma[t].lower() not in vague
    )


def _deadline(scene: Scene, pledge: Pledge) -> Time | None:
    """A time under by, until, before or within in the sentence of the pledge."""
    parse, text = scene.parse, scene.document.text
    first, last = parse.bounds[parse.sentence_of[pledge.head]]
    start, end = parse.start[first], parse.end[last - 1]
    low, high = pledge.reach
    n = bisect_left(scene.times, max(start, low), key=lambda time: time.span.start if time.span else -1)
    for time in scene.times[n:]:
        if time.span is None or time.span.start >= min(end, high):
            break
        before = text[max(low, time.span.start - NEAR) : time.span.start].lower().split()
        inside = time.span.text.lower().split()
        if {*inside[:1], *before[-1:]} & terms().deadlines:
            return time
        if before[-2:] == ["by", "the"] or before[-3:] == ["no", "later", "than"] or before[-2:] == ["end", "of"]:
            return time
    return None


def _addressed(scene: Scene, tree: Tree, pledge: Pledge, by: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """To whom: the first candidates that are not the pledging side itself."""
    for candidates in _candidates(scene, tree, pledge):
        others = tuple(ref for ref in candidates if not any(same_side(ref, own) for own in by))
        if others:
            return others
    return ()


def _candidates(scene: Scene, tree: Tree, pledge: Pledge) -> Iterator[tuple[Ref, ...]]:
    """Who may be addressed, best first."""
    parse, cast = scene.parse, scene.cast
    yield tuple(ref for head in pledge.asked for ref in together(scene, tree, head) or cast.refs(parse, head))
    yield tuple(ref for ref in pledge.addressees if ref.country is not None or ref.org is not None)
    if pledge.condition is not None:
        subject = tree.child(pledge.condition.head, "nsubj", "nsubj:pass")
        if subject >= 0:
            yield cast.refs(parse, subject)
        yield from _within(scene, pledge.condition.first, pledge.condition.last)
    yield from _within(scene, tree.low[pledge.head], tree.high[pledge.head])
    sentence = parse.bounds[parse.sentence_of[pledge.head]]
    yield from _within(scene, *sentence)


def _within(scene: Scene, first: int, last: int) -> Iterator[tuple[Ref, ...]]:
    """The parties among these tokens, in text order, states and bodies only."""
    parties = scene.cast.parties
    n = bisect_left(parties, first, key=lambda party: party.first)
    while n < len(parties) and parties[n].first < last:
        ref = scene.cast.ref(scene.parse, parties[n].head)
        if ref is not None and (ref.country is not None or ref.org is not None):
            yield scene.cast.refs(scene.parse, parties[n].head)
        n += 1


def same_side(one: Ref, other: Ref) -> bool:
    """Whether two parties stand for the same state or body, or are the same actor."""
    if one.actor is not None and one.actor == other.actor:
        return True
    if one.org is not None or other.org is not None:
        return one.org == other.org
    return one.country is not None and one.country == other.country


def _sided(ones: tuple[Ref, ...], others: tuple[Ref, ...]) -> bool:
    """Whether two lists of parties can be the same: they share a side, or one is unknown."""
    return not ones or not others or any(same_side(one, other) for one in ones for other in others)


def _same(known: Draft, new: Draft) -> bool:
    """Whether `new` restates `known`."""
    one, other = known.record, new.record
    if one.kind != other.kind or not _sided(one.by, other.by) or not _sided(one.to, other.to):
        return False
    if new.title:
        return True
    if not one.by or not other.by:
        return False
    if one.condition is not None and other.condition is not None:
        return bool(known.stems & new.stems) or known.anaphoric or new.anaphoric
    if one.kind in ("threat", "offer") and (one.condition is None) != (other.condition is None):
        return True
    shared = known.of & new.of
    return bool(shared) and len(shared) * 2 >= min(len(known.of), len(new.of))


def _join(known: Draft, new: Draft) -> Draft:
    """The earlier commitment with what the restatement adds."""
    one, other = known.record, new.record
    evidence = {span.start: span for span in (*one.evidence, *other.evidence)}
    fuller = other if one.condition is None and other.condition is not None else one
    record = structs.replace(
        one,
        by=one.by or other.by,
        to=one.to or other.to,
        condition=fuller.condition,
        consequence=fuller.consequence or one.consequence or other.consequence,
        deadline=one.deadline or other.deadline,
        evidence=tuple(evidence[start] for start in sorted(evidence)),
    )
    return structs.replace(known, record=record, stems=known.stems | new.stems)


def _answered(commitments: list[Commitment]) -> list[Commitment]:
    """Refusals of "the demand" with nobody named are addressed to whoever made it last of the one who refuses."""
    asked: list[Commitment] = []
    found: list[Commitment] = []
    for commitment in commitments:
        if commitment.kind in ("demand", "offer"):
            asked.append(commitment)
        words = commitment.consequence.text.lower().split() if commitment.consequence else []
        if (
            commitment.kind == "refusal"
            and not commitment.to
            and len(words) <= 2
            and words[-1:]
            and words[-1] in REQUESTS
        ):
            made = next(
                (a for a in reversed(asked[-NEAR:]) if a.to and commitment.by and _sided(a.to, commitment.by)), None
            )
            commitment = structs.replace(commitment, to=made.by) if made else commitment
        found.append(commitment)
    return found


def _opposed(commitments: list[Commitment]) -> Iterator[Commitment]:
    """Demands and offers whose addressee refuses something of the other side in the same report are opposed."""
    refusals = [c for c in commitments if c.kind == "refusal"][:MAX_KNOWN]
    for commitment in commitments:
        rejected = commitment.kind in ("demand", "offer", "red_line") and any(
            refusal.by
            and refusal.to
            and any(same_side(a, b) for a in refusal.by for b in commitment.to)
            and any(same_side(a, b) for a in refusal.to for b in commitment.by)
            for refusal in refusals
        )
        yield structs.replace(commitment, status="opposed") if rejected else commitment
