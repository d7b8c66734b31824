"""The PLOVER ontology as values: types with quad class, score and modes, contexts, sectors, and the tense rule.

In: `plover.toml` beside this file. Out: one frozen `Ontology`. Everything that knows a code asks here, so that a ruling
is written down once.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec
from msgspec import Struct

from dragoman.errors import DataError, OptionError
from dragoman.records import EventType, Status

TYPES: tuple[EventType, ...] = get_args(EventType)


class Mode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of a type of event, with its score on the scale from -10 to 10."""

    score: float
    definition: str


class TypeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the sixteen types."""

    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    recipient: bool
    """Whether the manual asks for a recipient."""
    definition: str
    modes: dict[str, Mode] = {}


class Ontology(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Types, contexts and sectors of PLOVER, and what a planned act is coded as."""

    version: str
    quads: dict[str, str]
    future: dict[EventType, EventType]
    types: dict[EventType, TypeEntry]
    contexts: dict[str, str]
    sectors: dict[str, str]

    @staticmethod
    def load() -> "Ontology":
        """The shipped ontology, read and checked once."""
        return _load()

    def score(self, type: EventType, mode: str | None = None) -> float:
        """PLOVER's score of a type, or of one of its modes."""
        entry = self.types[type]
        if mode is None:
            return entry.score
        if mode not in entry.modes:
            raise OptionError(f"{type} has no mode {mode!r}; it has: {', '.join(entry.modes) or 'none'}")
        return entry.modes[mode].score

    def collapse(self, act: EventType, status: Status) -> EventType:
        """The code of an act: what is announced but still to come becomes a promise (AGREE, CONCEDE)."""
        return self.future.get(act, act) if status == "planned" else act

    def intensity(self, type: EventType, modes: tuple[str, ...] = ()) -> float:
        """Score of a type with its modes: the mode furthest from zero speaks. Modes of another type do not count."""
        known = [self.types[type].modes[m].score for m in modes if m in self.types[type].modes]
        return max(known, key=abs) if known else self.types[type].score


@cache
def _load() -> Ontology:
    data = files("dragoman.ontology").joinpath("plover.toml").read_text("utf-8")
    return read_ontology(data)


def read_ontology(data: str) -> Ontology:
    """The ontology a TOML text describes; `DataError` where it breaks its own rules."""
    try:
        ontology = msgspec.convert(tomllib.loads(data), Ontology)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"the ontology cannot be read: {error}; mend plover.toml") from error
    faults = [
        *(f"the type {name} is missing" for name in TYPES if name not in ontology.types),
        *(f"{name} has no known quad class" for name, t in ontology.types.items() if str(t.quad) not in ontology.quads),
        *(
            f"a score of {name} lies outside -10 … 10"
            for name, t in ontology.types.items()
            if any(abs(score) > 10 for score in (t.score, *(m.score for m in t.modes.values())))
        ),
    ]
    if faults:
        raise DataError(f"the ontology breaks its rules: {'; '.join(faults)}; mend plover.toml")
    return ontology
