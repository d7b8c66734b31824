"""Floors: what the program has reached on its own gold corpus and may not fall below.

In: measured scores and `floors.json`. Out: the measures that lie below their floor. Floors only rise. The file also
holds a digest of the corpus: when the corpus changes, the floors must be looked at again, by a person.
"""

import hashlib
import math
from pathlib import Path

import msgspec
from gold.corpus import REPORTS
from msgspec import Struct

from evaluation.scores import Scores

FILE = Path(__file__).with_name("floors.json")

SLACK = 0.03
"""How far below the measured value a new floor is set: one or two records of the corpus more or less."""

ENDINGS = (
    ".f1",
    "events.status.accuracy",
    "statements.content.overlap",
    "times.days.accuracy",
    "places.country.accuracy",
)
"""Measures that get a floor; those over few records would only rattle."""

CEILINGS = ("events.false_in_nothing",)
"""Counts of faults: these may not rise above their mark."""


class Floors(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The marks, by the name of the measure."""

    corpus: str
    """Digest of the gold corpus for which the floors hold."""
    floors: Scores
    ceilings: Scores = {}


class Breach(Struct, frozen=True, kw_only=True):
    """A measure on the wrong side of its mark; `value` is None where it was not measured at all."""

    name: str
    value: float | None
    mark: float


def load(path: Path = FILE) -> Floors:
    """The floors as they stand."""
    return msgspec.json.decode(path.read_bytes(), type=Floors)


def digest(folder: Path = REPORTS) -> str:
    """Content hash of the gold corpus."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def breaches(scores: Scores, floors: Floors) -> list[Breach]:
    """Floors that are not reached and ceilings that are passed."""
    low = [
        Breach(name=n, value=scores.get(n), mark=m) for n, m in floors.floors.items() if scores.get(n, -math.inf) < m
    ]
    high = [
        Breach(name=n, value=scores.get(n), mark=m) for n, m in floors.ceilings.items() if scores.get(n, math.inf) > m
    ]
    return low + high


def raised(scores: Scores, floors: Floors, *, corpus: str) -> Floors:
    """Floors a little under the scores where that is higher than they are; ceilings at the scores where lower."""
    lows = {
        n: math.floor((v - SLACK) * 100) / 100
        for n, v in scores.items()
        if n.startswith("gold.") and n.endswith(ENDINGS)
    }
    highs = {n: v for n, v in scores.items() if n.endswith(CEILINGS)}
    return Floors(
        corpus=corpus,
        floors={n: max(0.0, lows.get(n, 0.0), floors.floors.get(n, 0.0)) for n in sorted(lows | floors.floors)},
        ceilings={
            n: min(highs.get(n, math.inf), floors.ceilings.get(n, math.inf)) for n in sorted(highs | floors.ceilings)
        },
    )


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, one a line."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")
