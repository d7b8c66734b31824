"""The table of places: names to entries with country and coordinates.

In: `data/places.tsv`, cut from GeoNames (training/cut_places.py) and sorted by folded name, and `data/own.tsv`, written
by hand. Out: `PlaceTable.find(name)`, every namesake of a name. The big file is kept as sorted lines and searched by
halving: it loads in hundredths of a second.
"""

import unicodedata
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from msgspec import Struct, structs

from dragoman.errors import DataError

Kind = Literal["country", "city", "region", "disputed", "water", "area"]
KIND_CODES: dict[str, Kind] = {"n": "country", "k": "city", "c": "city"}
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "‘": "'",
                         "‑": "-", "–": "-", ".": "", "ʼ": "'"})  # fmt: skip
WEIGHT: dict[Kind, int] = {
    "country": 50_000_000, "area": 20_000_000, "water": 10_000_000, "disputed": 10_000_000, "region": 3_000_000,
    "city": 0,
}  # fmt: skip
"""Inhabitants that a kind counts for where two namesakes are weighed: a country outweighs a city, "Georgia" is a state
of the world before one of the Union, and Gaza is the Strip."""


FAME = 5
"""Times that a capital or a city of `own.tsv` (Geneva, Istanbul) outweighs its inhabitants: news speaks of it."""


class Entry(Struct, frozen=True, kw_only=True):
    """One place of the table."""

    name: str
    kind: Kind
    country: str | None = None
    unit: str | None = None
    """First-level unit, where the table tells it ("IL")."""
    latitude: float | None = None
    longitude: float | None = None
    weight: int = 0
    """Inhabitants of a city; a fixed weight for other kinds."""


def fold(name: str) -> str:
    """A name as the table is sorted by: lower case, no accents, no full stops, single blanks."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(plain.split())


class PlaceTable:
    """All places, found by name."""

    def __init__(self, *, lines: list[str], own: dict[str, list[Entry]]) -> None:
        self._lines, self._own = lines, own
        self._known: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def load(cls) -> "PlaceTable":
        """The table that comes with the program; read once."""
        return _load()

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, heaviest first; spelling may differ in case, accents and full stops."""
        return self.find_folded(fold(name))

    def find_folded(self, key: str) -> tuple[Entry, ...]:
        """As `find`, for a name that is folded already."""
        found = self._known.get(key)
        if found is None:
            found = self._search(key)
            if found:  # misses have no end, hits are as many as the table
                self._known[key] = found
        return found

    def _search(self, key: str) -> tuple[Entry, ...]:
        entries = [*self._own.get(key, ()), *_lookup(self._lines, key)]
        best: dict[tuple[str, str | None, str | None], Entry] = {}
        for entry in entries:
            twin = (fold(entry.name), entry.country, entry.unit)
            if twin not in best:
                best[twin] = entry
        if any(e.kind == "disputed" for e in entries):
            best = {twin: e for twin, e in best.items() if e.kind != "city" or e.weight > WEIGHT["disputed"]}
        return tuple(sorted(best.values(), key=lambda e: (-e.weight, e.country or "", e.unit or "", e.name)))


def _lookup(lines: list[str], key: str) -> list[Entry]:
    prefix = key + "\t"
    i = bisect_left(lines, prefix)
    found: list[Entry] = []
    while i < len(lines) and lines[i].startswith(prefix):
        found.append(_entry(lines[i].split("\t")))
        i += 1
    return found


def _entry(fields: list[str]) -> Entry:
    key, name, kind, country, unit, latitude, longitude, inhabitants = fields
    word = KIND_CODES[kind]
    return Entry(
        name=name or key.title(),
        kind=word,
        country=country or None,
        unit=unit or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        weight=WEIGHT[word] or int(inhabitants or 0) * (FAME if kind == "k" else 1),
    )


@cache
def _load() -> PlaceTable:
    folder = files("dragoman.places").joinpath("data")
    lines = folder.joinpath("places.tsv").read_text("utf-8").split("\n")
    while lines and (lines[0].startswith("#") or not lines[0]):
        lines.pop(0)
    own: dict[str, list[Entry]] = {}
    for number, line in enumerate(folder.joinpath("own.tsv").read_text("utf-8").splitlines(), start=1):
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if len(fields) != 7:
            raise DataError(f"own.tsv, line {number}: {len(fields)} columns where 7 are needed")
        entry = _own_entry(fields, lines)
        if entry is None:
            raise DataError(f"own.tsv, line {number}: places.tsv has no {fields[0]} in {fields[2]} to add spellings to")
        for name in (entry.name, *filter(None, fields[6].split("|"))):
            own.setdefault(fold(name), []).append(entry)
    return PlaceTable(lines=lines, own=own)


def _own_entry(fields: list[str], lines: list[str]) -> Entry | None:
    name, kind, country, unit, latitude, longitude, _ = fields
    if latitude:
        word = cast(Kind, kind)
        return Entry(
            name=name, kind=word, country=country or None, unit=unit or None, latitude=float(latitude),
            longitude=float(longitude), weight=WEIGHT[word],
        )  # fmt: skip
    twins = [e for e in _lookup(lines, fold(name)) if e.country == country and e.kind == kind]
    if not twins:
        return None
    return structs.replace(twins[0], name=name, weight=twins[0].weight * (FAME if kind == "city" else 1))
