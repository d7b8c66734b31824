"""What a Reading breaks of the record contract, in words: nothing, if the program is right."""

import math
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from msgspec import Struct, ValidationError

from dragoman.ontology import Ontology
from dragoman.records import (
    Actor,
    Claim,
    Commitment,
    Event,
    Issue,
    Meeting,
    Place,
    Reading,
    Ref,
    Role,
    Span,
    Statement,
    Time,
    decode,
    encode,
)

ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
TIMEX_ONE = (
    r"(?:\d{4}|\d{3}X|\d{3}|\d\dXX|\d\d|XXXX|XXX|BC\d{4})(?:-(?:\d\d|XX|SP|SU|FA|WI|Q\d|H\d|W(?:\d\d|XX)(?:-(?:WE|\d))?)(?:-(?:\d\d|XX))?)?"
    r"(?:T(?:\d\d(?::\d\d)?|[A-Z]{2}))?"
    r"|PT?[\dX.]+[A-Z]{1,2}|PAST_REF|PRESENT_REF|FUTURE_REF|T(?:\d\d:\d\d|[A-Z]{2})"
)
TIMEX = re.compile(f"(?:{TIMEX_ONE})(?:/(?:{TIMEX_ONE}))?")
MARKS = frozenset("\"“”„‟«»‹›「」『』＂″'‘’‚‛`´")
ALPHA_3 = re.compile(r"[A-Z]{3}")
IDS = {
    "events": "event",
    "statements": "statement",
    "commitments": "commitment",
    "meetings": "meeting",
    "claims": "claim",
}


def violations(reading: Reading) -> list[str]:
    """Everything in the reading that the contract forbids, each with the path of the record."""
    found = [*_values(reading), *_records(reading), *_references(reading), *_order(reading), *_meanings(reading)]
    try:
        again = decode(encode(reading))
    except ValidationError as error:
        return [*found, f"the JSON breaks the schema: {error}"]
    return found if again == reading else [*found, "the reading is not what its JSON says"]


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value inside a record, with its path."""
    yield path, value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from walk(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, f"{path}[{number}]")


def _values(reading: Reading) -> Iterator[str]:
    for path, value in walk(reading):
        blank = path == "report.text" or (path.startswith("issues[") and path.endswith(".span.text"))
        if isinstance(value, str) and not value.strip() and not blank:
            yield f"{path} is an empty string"
        if isinstance(value, float) and not math.isfinite(value):
            yield f"{path} is {value}"
        if path.endswith((".score", ".confidence")) and not 0 <= value <= 1:
            yield f"{path} is {value}, outside 0 … 1"


def _records(reading: Reading) -> Iterator[str]:
    text = reading.report.text
    for path, value in walk(reading):
        if isinstance(value, Span):
            if not 0 <= value.start < value.end <= len(text):
                yield f"{path} is {value.start}:{value.end} in a text of {len(text)}"
            elif text[value.start : value.end] != value.text:
                yield f"{path} says {value.text!r}, the text {text[value.start : value.end]!r}"
            elif value.text != value.text.strip() and not path.startswith("issues["):
                yield f"{path} has white space at its edge: {value.text!r}"
        if isinstance(value, Time):
            yield from (f"{path}: {fault}" for fault in _time(value))
        if isinstance(value, Role) and value.start and value.end and value.start > value.end:
            yield f"{path} ends before it starts"
        if (
            isinstance(value, Actor | Ref | Place | Role)
            and value.country is not None
            and value.country not in _codes()
        ):
            yield f"{path}.country is {value.country}"
        if isinstance(value, Actor | Ref):
            yield from (f"{path} has the sector {s}" for s in value.sectors if s not in Ontology.load().sectors)
        if isinstance(value, Place):
            if value.text != value.span.text:
                yield f"{path} says {value.text!r}, its span {value.span.text!r}"
            if (value.latitude is None) != (value.longitude is None):
                yield f"{path} has half a position"
            if abs(value.latitude or 0) > 90 or abs(value.longitude or 0) > 180:
                yield f"{path} is not on earth"


@cache
def _codes() -> frozenset[str]:
    """The countries the program knows: those of the states and those of the places."""
    held = (("actors", "states.tsv", 0), ("places", "places.tsv", 3))
    rows = (
        (line.split("\t"), column)
        for room, name, column in held
        for line in files("dragoman").joinpath(room, "data", name).read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    codes = {row[column] for row, column in rows if len(row) > column}
    return frozenset(code for code in codes if ALPHA_3.fullmatch(code))


def _time(time: Time) -> Iterator[str]:
    for day in (time.start, time.end):
        if day is not None:
            try:
                date.fromisoformat(day)
            except ValueError as error:
                yield f"{day!r} is no day ({error})"
    if time.start and time.end and time.start > time.end:
        yield f"{time.start} is after {time.end}"
    if time.span and time.text != time.span.text:
        yield f"the text is {time.text!r}, its span {time.span.text!r}"
    if time.timex is not None and not TIMEX.fullmatch(time.timex):
        yield f"{time.timex!r} is no TIMEX3 value"
    if time.precision == "day" and time.start and time.end and time.start != time.end and not time.approximate:
        yield f"precision is day for {time.start} … {time.end} ({time.text!r})"


def _references(reading: Reading) -> Iterator[str]:
    actors = {actor.id for actor in reading.actors}
    events = {event.id for event in reading.events}
    statements = {statement.id for statement in reading.statements}
    if not ID.fullmatch(reading.report.id):
        yield f"report.id is {reading.report.id!r}"
    for name, kind in {**IDS, "actors": "actor"}.items():
        ids = [record.id for record in getattr(reading, name)]
        yield from (f"{name} has {id} twice" for id in sorted(set(ids)) if ids.count(id) > 1)
        if name != "actors":
            yield from (f"{name} has the id {id!r}" for id in ids if not (ID.fullmatch(id) and id.startswith(kind)))
    for path, value in walk(reading):
        if isinstance(value, Ref) and value.actor is not None and value.actor not in actors:
            yield f"{path}.actor is {value.actor}, no actor of the reading"
    for path, value in walk(reading.commitments, "commitments"):
        if path.endswith((".condition.event", ".consequence.event")) and value is not None and value not in events:
            yield f"{path} is {value}, no event of the reading"
        if path.endswith(".statement") and value is not None and value not in statements:
            yield f"{path} is {value}, no statement of the reading"


def _spans(value: Any) -> list[Span]:
    return [span for _, span in walk(value) if isinstance(span, Span)]


def _order(reading: Reading) -> Iterator[str]:
    """Lists keep text order: a record stands where the words begin that make it one."""
    for name in ("actors", "places", "times", "events", "statements", "commitments", "meetings", "claims", "issues"):
        starts = [_start(record) for record in getattr(reading, name)]
        for number, (one, two) in enumerate(pairwise(starts)):
            if one > two:
                yield f"{name}[{number + 1}] starts at {two}, before {name}[{number}] at {one}"
    spans = (".content", ".verbatim", ".evidence")
    for path, value in walk(reading):
        if path.endswith((*spans, ".mentions")):
            held = [(s.start, s.end) for s in (v if isinstance(v, Span) else v.span for v in value)]
            if held != sorted(set(held), key=lambda s: (s[0], -s[1])):
                yield f"{path} is not in text order: {held}"
            if path.endswith(spans) and any(a[1] > b[0] for a, b in pairwise(held)):
                yield f"{path} overlaps itself: {held}"


def _start(record: Any) -> int:
    match record:
        case Actor():
            return min((m.span.start for m in record.mentions), default=-1)
        case Event():
            return record.trigger.start
        case Statement():
            told = (*record.content, *record.verbatim, *((record.cue,) if record.cue else ()))
            return min((s.start for s in told), default=-1)
        case Commitment() | Meeting() | Claim():
            return min((s.start for s in record.evidence), default=-1)
        case Issue() | Place() | Time():
            return record.span.start if record.span else -1
    raise TypeError(record)


def _meanings(reading: Reading) -> Iterator[str]:
    ontology, text = Ontology.load(), reading.report.text
    for number, event in enumerate(reading.events):
        path = f"events[{number}]"
        if event.type != ontology.collapse(event.act, event.status):
            yield f"{path}: a {event.status} {event.act} is no {event.type}"
        entry = ontology.types[event.type]
        wrong = [m for m in event.modes if m not in entry.modes and m not in ontology.types[event.act].modes]
        if wrong:
            yield f"{path}: {event.act} has no mode {wrong}"
        if event.intensity not in {entry.score, *(entry.modes[m].score for m in event.modes if m in entry.modes)}:
            yield f"{path}: intensity {event.intensity} is no score of {event.type} {event.modes}"
        if event.intensity != (score := ontology.intensity(event.type, event.modes)):
            yield f"{path}: intensity {event.intensity}, the ontology says {score}"
        yield from (f"{path} has the context {c}" for c in event.contexts if c not in ontology.contexts)
        for name in ("modes", "contexts"):
            if len(set(getattr(event, name))) < len(getattr(event, name)):
                yield f"{path}.{name} has one twice: {getattr(event, name)}"
        if not (event.sentence.start <= event.trigger.start and event.trigger.end <= event.sentence.end):
            yield f"{path}: the trigger {event.trigger.text!r} is not in the sentence {event.sentence.text!r}"
        for name in ("actor", "recipient", "denied_by"):
            refs = getattr(event, name)
            if len({(r.actor, r.span.start, r.span.end) for r in refs}) < len(refs):
                yield f"{path}.{name} has a party twice"
    for number, statement in enumerate(reading.statements):
        path = f"statements[{number}]"
        if not (statement.content or statement.verbatim or statement.form in ("belief", "label")):
            yield f"{path} says nothing"
        for span in statement.verbatim:
            if not _quoted(text, span):
                yield f"{path}.verbatim stands in no quotation marks: {text[max(0, span.start - 3) : span.end + 3]!r}"
            if statement.content and not any(c.start <= span.start and span.end <= c.end for c in statement.content):
                yield f"{path}.verbatim {span.text!r} is no part of the content"
        if statement.form in ("direct", "mixed") and not statement.verbatim:
            yield f"{path} is {statement.form} without a quotation"
    for number, commitment in enumerate(reading.commitments):
        for name in ("condition", "consequence"):
            clause = getattr(commitment, name)
            if clause is not None and clause.text != clause.span.text:
                yield f"commitments[{number}].{name} says {clause.text!r}, its span {clause.span.text!r}"
        if not commitment.evidence:
            yield f"commitments[{number}] has no evidence"
    for number, claim in enumerate(reading.claims):
        low, value, high = claim.low, claim.value, claim.high
        known = [v for v in (low, value, high) if v is not None]
        if known != sorted(known):
            yield f"claims[{number}] is {low} … {value} … {high}"
        if not known:
            yield f"claims[{number}] has no number"
    for name in ("meetings", "claims"):
        for number, record in enumerate(getattr(reading, name)):
            if not record.evidence:
                yield f"{name}[{number}] has no evidence"


def _quoted(text: str, span: Span) -> bool:
    """Whether a quotation mark stands before the span in its paragraph, with no letter of another between."""
    line = text.rfind("\n", 0, span.start) + 1
    before = text[line : span.start]
    return any(char in MARKS for char in before) or text[span.start] in MARKS
