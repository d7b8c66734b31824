"""The record contract, version 1: everything a reading of one report can say.

Offsets count Unicode code points in `Report.text`, start at 0, end excluded, and `text[start:end] == span.text` always.
Dates are ISO 8601 days. Countries are ISO 3166-1 alpha-3. Types, modes, contexts and sectors are PLOVER's (manual of
2021, 16 types). What is not known is None, never a guess and never an empty string. Lists keep text order.
Ids are content hashes (`content_id`), so the same text and version give the same bytes on any machine.
"""

import hashlib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Known = Annotated[str, Meta(min_length=1, description="Never empty: what is not known is null.")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="An ISO 8601 day.")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3.")]
Offset = Annotated[int, Meta(ge=0)]
Score = Annotated[float, Meta(ge=0.0, le=1.0)]

Precision = Literal["day", "week", "month", "season", "year", "decade", "none"]
Anchor = Literal["absolute", "report", "event"]
ActorKind = Literal[
    "state", "person", "igo", "ngo", "military", "armed_group", "party", "company", "media", "population", "other"
]
How = Literal["name", "alias", "garbled", "role", "metonym", "nominal", "pronoun"]
Status = Literal["happened", "ongoing", "planned", "conditional", "hypothetical", "feared", "negated", "historical"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
Form = Literal["direct", "indirect", "mixed", "label", "belief"]
CommitmentKind = Literal["threat", "warning", "promise", "offer", "demand", "red_line", "refusal"]
CommitmentStatus = Literal["open", "met", "fulfilled", "violated", "withdrawn", "opposed", "lapsed"]
MeetingForm = Literal["in_person", "virtual", "phone", "unknown"]
MeetingStatus = Literal["proposed", "scheduled", "held", "postponed", "cancelled"]
PublishedBasis = Literal["given", "inferred", "unknown"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the report's text; `text[start:end] == span.text`."""

    start: Offset
    end: Offset
    text: str


class Time(Struct, frozen=True, kw_only=True):
    """A time expression, or a day the program inferred (then `span` is None)."""

    text: Known | None = None
    span: Span | None = None
    start: Day | None = None
    """First day it can mean; None where open."""
    end: Day | None = None
    """Last day it can mean, inclusive; None where open."""
    precision: Precision = "none"
    timex: Known | None = None
    """The TIMEX3 value (ISO-TimeML)."""
    anchor: Anchor = "absolute"
    approximate: bool = False


class Place(Struct, frozen=True, kw_only=True):
    """A place name of the text; latitude and longitude in decimal degrees, WGS 84."""

    text: Known
    span: Span
    name: Known
    country: Country | None = None
    latitude: float | None = None
    longitude: float | None = None


class Role(Struct, frozen=True, kw_only=True):
    """An office a person holds or held."""

    title: Known
    country: Country | None = None
    start: Day | None = None
    end: Day | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """One place in the text that names an actor, how it names it, and why we think so."""

    span: Span
    how: How
    score: Score
    reason: Known


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who takes part: a state, a body, a person, a group."""

    id: Known
    name: Known
    kind: ActorKind
    country: Country | None = None
    org: Known | None = None
    """Short code of a non-state body (NATO, UN, EU, OSCE, HAMAS …)."""
    sectors: tuple[Known, ...] = ()
    """PLOVER sectors (GOV, MIL, LEG …)."""
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Ref(Struct, frozen=True, kw_only=True):
    """A party, as it stands in the text (`span`) and as resolved (`actor` is an `Actor.id`)."""

    actor: Known | None = None
    name: Known
    country: Country | None = None
    org: Known | None = None
    sectors: tuple[Known, ...] = ()
    span: Span


class Link(Struct, frozen=True, kw_only=True):
    """One step of a chain of attribution, outermost holder first."""

    holder: Ref | None = None
    cue: Span | None = None
    certainty: Certainty = "unknown"
    polarity: Polarity = "positive"


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom, how real it is, and on whose word."""

    id: Known
    type: EventType
    """The PLOVER code after the manual's tense rules (a planned CONSULT is AGREE)."""
    act: EventType
    """The act itself (CONSULT)."""
    modes: tuple[Known, ...] = ()
    contexts: tuple[Known, ...] = ()
    actor: tuple[Ref, ...] = ()
    recipient: tuple[Ref, ...] = ()
    trigger: Span
    sentence: Span
    status: Status
    denied_by: tuple[Ref, ...] = ()
    attribution: tuple[Link, ...] = ()
    """Outermost holder first; empty means the reporter's own voice."""
    time: Time | None = None
    place: Place | None = None
    intensity: Annotated[float, Meta(ge=-10.0, le=10.0)]
    """PLOVER score of type and mode, -10 … 10."""
    confidence: Score
    reason: Known
    """Which rule or model said so, in words."""


class Statement(Struct, frozen=True, kw_only=True):
    """What somebody said, wrote or believes, as this report renders it."""

    id: Known
    speaker: Ref | None = None
    addressees: tuple[Ref, ...] = ()
    form: Form
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    verbatim: tuple[Span, ...] = ()
    """Only what stands in quotation marks."""
    via: tuple[Link, ...] = ()
    time: Time | None = None
    place: Place | None = None


class Clause(Struct, frozen=True, kw_only=True):
    """A part of a sentence that a commitment rests on."""

    text: Known
    span: Span
    event: Known | None = None
    """Id of the event the clause describes, where it is one."""


class Commitment(Struct, frozen=True, kw_only=True):
    """A threat, promise, offer, demand or refusal, with its condition and consequence."""

    id: Known
    kind: CommitmentKind
    by: tuple[Ref, ...] = ()
    to: tuple[Ref, ...] = ()
    condition: Clause | None = None
    consequence: Clause | None = None
    deadline: Time | None = None
    statement: Known | None = None
    status: CommitmentStatus = "open"
    evidence: tuple[Span, ...] = ()


class Meeting(Struct, frozen=True, kw_only=True):
    """Talks between parties: to come, held, postponed or called off."""

    id: Known
    parties: tuple[Ref, ...] = ()
    heads: tuple[Ref, ...] = ()
    place: Place | None = None
    time: Time | None = None
    form: MeetingForm = "unknown"
    topic: Span | None = None
    status: MeetingStatus
    evidence: tuple[Span, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """A quantity somebody states: value as said, low and high the bounds it allows."""

    id: Known
    holder: Ref | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Known | None = None
    subject: Span | None = None
    time: Time | None = None
    evidence: tuple[Span, ...] = ()


class Issue(Struct, frozen=True, kw_only=True):
    """Doubt about the input, never an exception."""

    stage: Known
    message: Known
    span: Span | None = None


class Report(Struct, frozen=True, kw_only=True):
    """The text that was read and what is known of it from outside."""

    id: Known
    title: Known | None = None
    text: str
    source: Known | None = None
    url: Known | None = None
    language: Known | None = None
    """ISO 639-1 code."""
    published: Time | None = None
    published_basis: PublishedBasis = "unknown"
    version: Known
    """Version of the program."""


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read in one report."""

    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    """Every place name of the text, whether or not an event uses it."""
    times: tuple[Time, ...] = ()
    """Every time expression of the text, whether or not an event uses it."""
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Reading)


def encode(reading: Reading) -> bytes:
    """One Reading as compact UTF-8 JSON, fields in the contract's order."""
    return _ENCODER.encode(reading)


def decode(data: bytes | str) -> Reading:
    """The Reading that `encode` wrote; `msgspec.ValidationError` where it breaks the contract."""
    return _DECODER.decode(data)


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a Reading."""
    return msgspec.json.schema(Reading)


def content_id(kind: str, *parts: object) -> str:
    """`kind-` and 16 hex digits of the SHA-256 of the parts: the id of a record.

    Parts are numbers, strings, None, or tuples of these; their repr is hashed, so order and type matter.
    """
    digest = hashlib.sha256(repr((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:16]}"


def span_of(text: str, start: int, end: int) -> Span:
    """The Span of `text[start:end]`."""
    return Span(start=start, end=end, text=text[start:end])
