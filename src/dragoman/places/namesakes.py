"""Which of the places of one name is meant.

In: the candidates of a report, each with its namesakes. Out: the entry chosen for each, None where the table has none.
Every comparator gives points for its own reason; the sum decides, and the table's order (by weight) breaks a tie.
"""

import math
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from dragoman.places.gazetteer import Entry

QUALIFIED = 10.0
"""Points where the text names the region or country right after the place ("Springfield, Illinois"): it decides."""
COUNTRY_NAMED = 1.5
"""Points where the report names the country, as much as thirty times more inhabitants."""
NEIGHBOUR = 1.0
"""Points where most unambiguous places of the report lie in the same country."""
STATELESS = -1.5
"""Points for a smaller town of the United States without its state: English reports name the state with it."""
LARGE = 300_000
"""Inhabitants from which a town of the United States goes without its state."""
GAP = 4
"""Code points that may stand between a place and its qualifier: a comma, a blank, a bracket."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A stretch of the text that names a place; tokens first … last-1, -1 where the parse has none."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class Setting(Struct, frozen=True, kw_only=True):
    """What the whole report tells about where it plays."""

    countries: frozenset[str]
    """Countries that the report names."""
    common: frozenset[str]
    """Countries in which at least two of its unambiguous places lie."""


def choose(candidates: list[Candidate], text: str) -> list[Entry | None]:
    """The entry meant by each candidate, in their order."""
    setting = _setting(candidates)
    chosen: list[Entry | None] = []
    for n, candidate in enumerate(candidates):
        following = candidates[n + 1] if n + 1 < len(candidates) else None
        between = text[candidate.end : following.start] if following and following.start - candidate.end <= GAP else ""
        qualifiers = following.entries if following and between.strip(" ") in (",", "(") else ()
        scored = [
            (sum(c(entry, qualifiers, setting) for c in COMPARATORS), -i) for i, entry in enumerate(candidate.entries)
        ]
        chosen.append(candidate.entries[-max(scored)[1]] if scored else None)
    return chosen


def _setting(candidates: list[Candidate]) -> Setting:
    named: set[str] = set()
    counts: Counter[str] = Counter()
    for candidate in candidates:
        for entry in candidate.entries[:1]:
            if entry.country and entry.kind == "country":
                named.add(entry.country)
        countries = {entry.country for entry in candidate.entries}
        if len(countries) == 1 and (country := next(iter(countries))):
            counts[country] += 1
    return Setting(countries=frozenset(named), common=frozenset(c for c, n in counts.items() if n > 1))


Comparator = Callable[[Entry, tuple[Entry, ...], Setting], float]


def inhabitants(entry: Entry, qualifiers: tuple[Entry, ...], setting: Setting) -> float:
    """The larger place is meant more often."""
    return math.log10(max(entry.weight, 1))


def qualifier(entry: Entry, qualifiers: tuple[Entry, ...], setting: Setting) -> float:
    """The text itself says where it lies."""
    for other in qualifiers:
        if other.kind == "city" or other == entry or other.country != entry.country or entry.country is None:
            continue
        if other.kind == "country" or other.unit in (None, entry.unit):
            return QUALIFIED if entry.kind != "country" else 0.0
    return 0.0


def country_named(entry: Entry, qualifiers: tuple[Entry, ...], setting: Setting) -> float:
    """The report speaks of its country."""
    return COUNTRY_NAMED if entry.kind != "country" and entry.country in setting.countries else 0.0


def neighbours(entry: Entry, qualifiers: tuple[Entry, ...], setting: Setting) -> float:
    """Other places of the report lie in its country."""
    return NEIGHBOUR if entry.country in setting.common else 0.0


def stateless(entry: Entry, qualifiers: tuple[Entry, ...], setting: Setting) -> float:
    """A small American town would have its state with it."""
    return STATELESS if entry.unit is not None and entry.kind == "city" and entry.weight < LARGE else 0.0


COMPARATORS: tuple[Comparator, ...] = (inhabitants, qualifier, country_named, neighbours, stateless)
