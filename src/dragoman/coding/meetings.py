"""Meetings: from nouns and verbs of meeting to who met whom, where, when, how and on what.

Each mention (encounters.py) is read by itself; mentions of the same parties at compatible times and places are one
meeting, and whoever only "will lead the delegation" is put at the head of the meeting told of before.
"""

from bisect import bisect_left

from msgspec import structs

from dragoman.coding.clauses import Tree, sentence_span
from dragoman.coding.commitments import same_side
from dragoman.coding.encounters import Encounter, find_delegates, find_encounters
from dragoman.coding.scene import Found, Scene
from dragoman.records import Meeting, MeetingStatus, Place, Ref, Time, content_id

RANK: dict[MeetingStatus, int] = {"cancelled": 5, "postponed": 4, "scheduled": 3, "held": 3, "proposed": 1}
"""Which status stays when two mentions of a meeting differ: the one that says most about its fate."""
NEAR = 8
"""Meetings back in which a delegation's meeting is looked for."""
MAX_KNOWN = 200
"""Meetings of one report that a mention is compared with."""


def code_meetings(scene: Scene, found: Found) -> Found:
    """Adds the meetings of the report."""
    if not len(scene.parse):
        return found
    tree = Tree(scene.parse)
    meetings: list[Meeting] = []
    at: list[int] = []
    for encounter in find_encounters(scene, tree):
        new = _meeting(scene, encounter)
        known = [
            n for n in range(max(0, len(meetings) - MAX_KNOWN), len(meetings)) if _same(meetings[n], new, encounter)
        ]
        if known:
            meetings[known[-1]] = _join(meetings[known[-1]], new)
        elif _worth(new):
            meetings.append(new)
            at.append(encounter.token)
    for token, heads in find_delegates(scene, tree):
        _lead(scene, meetings, at, token, heads)
    return found.plus(meetings=tuple(meetings))


def _meeting(scene: Scene, encounter: Encounter) -> Meeting:
    parse = scene.parse
    start, end = parse.start[encounter.token], parse.end[encounter.token]
    return Meeting(
        id=content_id("meeting", scene.report, start, end, encounter.status),
        parties=_distinct(encounter.parties),
        place=encounter.place,
        time=encounter.time,
        form=encounter.form,
        topic=encounter.topic,
        status=encounter.status,
        evidence=(sentence_span(parse, encounter.token),),
    )


def _distinct(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Each party once."""
    found: list[Ref] = []
    for ref in refs:
        if not any(_one(ref, other) for other in found):
            found.append(ref)
    return tuple(found)


def _one(ref: Ref, other: Ref) -> bool:
    return ref.actor == other.actor if ref.actor is not None or other.actor is not None else ref.name == other.name


def _sides(refs: tuple[Ref, ...]) -> int:
    """How many sides the parties stand for."""
    found: list[Ref] = []
    for ref in refs:
        if not any(same_side(ref, other) for other in found):
            found.append(ref)
    return len(found)


def _worth(meeting: Meeting) -> bool:
    """Two parties, or one that meets at a known time or place."""
    if _sides(meeting.parties) >= 2 or len(meeting.parties) >= 2:
        return True
    one = meeting.parties[0] if meeting.parties else None
    told = meeting.time is not None or meeting.place is not None or meeting.status in ("cancelled", "postponed")
    return one is not None and one.actor is not None and told


def _same(known: Meeting, new: Meeting, encounter: Encounter) -> bool:
    """Whether a mention speaks of a known meeting."""
    if not new.parties:
        return encounter.definite and _fits(known, new)
    if not _fits(known, new):
        return False
    covered = all(any(same_side(a, b) for b in known.parties) for a in new.parties)
    covers = all(any(same_side(a, b) for b in new.parties) for a in known.parties)
    if len(new.parties) == 1 and not covers:
        return covered and (encounter.definite or new.evidence[0] in known.evidence)
    return covered or (covers and len(known.parties) > 1)


def _fits(known: Meeting, new: Meeting) -> bool:
    """Whether form, place, time and status can be those of one meeting."""
    if "unknown" not in (known.form, new.form) and known.form != new.form:
        return False
    if known.place is not None and new.place is not None and not _near(known.place, new.place):
        return False
    if known.time is not None and new.time is not None:
        return _overlap(known.time, new.time)
    past = {"held"}
    differ = (known.status in past) != (new.status in past)
    return not (differ and (known.time is not None or new.time is not None or known.form != new.form))


def _near(one: Place, other: Place) -> bool:
    if one.name == other.name:
        return True
    whole = one.latitude is None or other.latitude is None
    return whole and one.country is not None and one.country == other.country


def _overlap(one: Time, other: Time) -> bool:
    """Whether two times can be the same; an unknown bound is open."""
    if one.start is None and one.end is None and other.start is None and other.end is None:
        return one.text == other.text or one.text is None or other.text is None or one.precision != other.precision
    return (one.start or "") <= (other.end or "9") and (other.start or "") <= (one.end or "9")


_FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "none": 6}


def _join(known: Meeting, new: Meeting) -> Meeting:
    """The known meeting with what the mention adds."""
    evidence = {span.start: span for span in (*known.evidence, *new.evidence)}
    time = known.time
    if time is None or (new.time is not None and _FINE[new.time.precision] < _FINE[time.precision]):
        time = new.time or time
    extra = tuple(ref for ref in new.parties if not any(same_side(ref, old) for old in known.parties))
    return structs.replace(
        known,
        parties=_distinct((*known.parties, *extra)),
        place=known.place or new.place,
        time=time,
        form=known.form if known.form != "unknown" else new.form,
        topic=known.topic or new.topic,
        status=max(known.status, new.status, key=lambda status: RANK[status]),
        evidence=tuple(evidence[start] for start in sorted(evidence)),
    )


def _lead(scene: Scene, meetings: list[Meeting], at: list[int], token: int, heads: tuple[Ref, ...]) -> None:
    """Puts who leads a delegation at the head of the meeting of his sentence, or the last one of his country before."""
    sentence = sentence_span(scene.parse, token)
    last = bisect_left(at, token + (sentence.end - sentence.start))
    for n in range(min(last, len(meetings)) - 1, max(-1, last - NEAR), -1):
        meeting = meetings[n]
        here = sentence.start in {span.start for span in meeting.evidence}
        sided = any(same_side(head, side) for head in heads for side in meeting.parties)
        if at[n] > token and not here:
            continue
        if not here and (not sided or meeting.status == "held"):
            continue
        new = _distinct(tuple(h for h in heads if not any(_one(h, old) for old in (*meeting.heads, *meeting.parties))))
        evidence = {s.start: s for s in (*meeting.evidence, sentence)}
        missing = () if sided else new
        meetings[n] = structs.replace(
            meeting,
            parties=(*meeting.parties, *missing),
            heads=(*meeting.heads, *new),
            evidence=tuple(evidence[start] for start in sorted(evidence)),
        )
        return
