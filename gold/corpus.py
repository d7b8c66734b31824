"""The gold corpus as values.

In: the folder of reports, one NAME.txt and one NAME.json each. Out: `Report`s whose annotations have the types below,
in the contract's words, but only with what is worth judging. Parties are ISO alpha-3 codes for states with their organs
and officials, the codes of `codes.toml` for other bodies, else the words of the text.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dragoman.records import CommitmentKind, Country, Day, EventType, Form, MeetingStatus, Status

HERE = Path(__file__).parent
REPORTS = HERE / "reports"

Split = Literal["dev", "test"]


class Quote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`text[start:end]` of the report, with the words, so that a reader sees what is meant."""

    start: int
    end: int
    text: str


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody does to somebody."""

    trigger: Quote
    also: tuple[Quote, ...] = ()
    """Other words of the text that tell of the same event (its headline, a later mention)."""
    type: EventType
    act: EventType
    modes: tuple[str, ...] = ()
    status: Status
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    """On whose word, outermost first; empty: the reporter's own."""
    optional: bool = False
    """Careful readers may differ: to find it is no fault, to miss it neither."""


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody says or thinks."""

    speaker: tuple[str, ...]
    """More than one where several speak with one voice."""
    form: Form
    cue: Quote | None = None
    content: tuple[Quote, ...] = ()
    verbatim: tuple[Quote, ...] = ()


class Commitment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody threatens, promises, offers, demands or refuses."""

    kind: CommitmentKind
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    condition: Quote | None = None
    consequence: Quote | None = None


class Meeting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A meeting, held or not."""

    parties: tuple[str, ...]
    status: MeetingStatus
    place: str | None = None
    start: Day | None = None
    end: Day | None = None


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity that somebody states."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    holder: str | None = None


class Time(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A time expression."""

    span: Quote
    timex: str
    start: Day | None = None
    end: Day | None = None


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place name."""

    span: Quote
    country: Country | None = None
    """None where it lies in no one country, or in one that is disputed."""


class Annotation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a careful human reads in one report."""

    date: Day | None
    """Publication day, as it is given to the program."""
    split: Split
    crisis: str
    """Reports of one crisis stay on one side of the split."""
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    claims: tuple[Claim, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """A text with its annotation."""

    name: str
    text: str
    gold: Annotation

    @property
    def nothing(self) -> bool:
        """Whether nothing in the report is a political event."""
        return not self.gold.events


class Codes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which codes parties may have."""

    countries: frozenset[str]
    bodies: frozenset[str]
    parts: dict[str, frozenset[str]]
    """Codes of the parts of a body, by its code."""


def read(path: Path) -> Report:
    """The report of one NAME.txt, with NAME.json beside it."""
    annotation = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Annotation)
    return Report(name=path.stem, text=path.read_text("utf-8"), gold=annotation)


def load(split: Split | None = None, *, folder: Path = REPORTS) -> list[Report]:
    """The reports of one split, or all, in the order of their names."""
    reports = [read(path) for path in sorted(folder.glob("*.txt"))]
    return [r for r in reports if split in (None, r.gold.split)]


@cache
def codes() -> Codes:
    """The codes that parties may have."""
    table = tomllib.loads((HERE / "codes.toml").read_text("utf-8"))
    return Codes(
        countries=frozenset(table["countries"].split()),
        bodies=frozenset(table["bodies"].split()),
        parts={body: frozenset(parts.split()) for body, parts in table["parts"].items()},
    )
