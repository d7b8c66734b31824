import re
from collections import defaultdict
from itertools import pairwise

import pytest

from dragoman.actors.gazetteer import Entry, Gazetteer
from dragoman.actors.names import fold
from dragoman.actors.tables import many, tsv
from dragoman.actors.titles import norm_title
from dragoman.ontology.plover import Ontology

TABLES = {"states.tsv": 7, "seats.tsv": 5, "bodies.tsv": 7, "groups.tsv": 6, "regions.tsv": 3, "officeholders.tsv": 8}
ALPHA3 = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def found(gazetteer: Gazetteer, words: str) -> list[tuple[str, str]]:
    """What the words mean from the first one on: sense and key."""
    texts = words.split()
    glued = [False] * len(texts)
    hit = gazetteer.longest([fold(t) for t in texts], texts, 0, len(texts), glued)
    return [] if hit is None else [(e.sense, e.key) for e in hit[1]]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Russia", "state:RUS"),
        ("USSR", "state:RUS"),
        ("U.S. forces", "state:USA"),
        ("the", ""),
        ("United States of America", "state:USA"),
        ("Democratic People 's Republic of Korea", "state:PRK"),
        ("South Korea", "state:KOR"),
        ("Côte d'Ivoire", "state:CIV"),
        ("Cote d' Ivoire", "state:CIV"),
        ("Türkiye", "state:TUR"),
        ("Burma", "state:MMR"),
        ("Kosovo", "state:XKX"),
        ("RUSSIA WARNS", "state:RUS"),
        ("ukraine", "state:UKR"),
        ("turkey sandwich", ""),
        ("us", ""),
        ("who", ""),
        ("WHO", "body:WHO"),
        ("Nato", "body:NATO"),
        ("al - Qaeda", "body:ALQAEDA"),
        ("Hizbullah", "body:HEZBOLLAH"),
        ("Security Council", "body:UNSC"),
        ("Kremlin", "state:RUS"),
        ("Pentagon", "MIL:USA"),
        ("Bundeswehr", "MIL:DEU"),
        ("Kiev", "state:UKR"),
        ("Peking", "state:CHN"),
        ("Afghans", "people:AFG"),
        ("Poles", "people:POL"),
        ("South China Sea", "none"),
        ("Iraq is", "state:IRQ"),
    ],
)
def test_a_name_is_known_in_its_spellings(gazetteer: Gazetteer, words: str, key: str) -> None:
    assert [k for _, k in found(gazetteer, words)][:1] == ([key] if key else [])


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Islamic Republic of Iran said") == [("state", "state:IRN")]
    assert found(gazetteer, "United Nations Security Council met") == [("body", "body:UNSC")]


def test_lookup_ignores_case_and_accents(gazetteer: Gazetteer) -> None:
    assert {e.key for e in gazetteer.lookup("CÔTE D'IVOIRE")} == {e.key for e in gazetteer.lookup("cote divoire")}
    assert gazetteer.lookup("nowhereland") == ()


def test_the_tables_cover_what_they_promise(gazetteer: Gazetteer) -> None:
    assert len(tsv("states.tsv", 7)) >= 195
    assert sum(row[2] in ("igo", "ngo") for row in tsv("bodies.tsv", 7)) >= 120
    assert len(tsv("groups.tsv", 6)) >= 120
    assert len(tsv("officeholders.tsv", 8)) >= 150


def test_codes_and_sectors_are_valid(gazetteer: Gazetteer) -> None:
    sectors = set(Ontology.load().sectors)
    states = {row[0] for row in tsv("states.tsv", 7)}
    assert all(ALPHA3.fullmatch(code) for code in states)
    for name, columns, country, sector in (
        ("seats.tsv", 5, 1, 3),
        ("bodies.tsv", 7, 3, 4),
        ("groups.tsv", 6, 3, 4),
        ("officeholders.tsv", 8, 4, None),
    ):
        for row in tsv(name, columns):
            assert row[country] in states | {""}, row
            if sector is not None:
                assert set(many(row[sector])) <= sectors, row
    titles = gazetteer.titles
    assert set(titles.heads.values()) <= sectors
    assert {s for s in titles.portfolios.values() if s} <= sectors
    assert set(titles.nominals.values()) <= sectors | {"state", "country", "other", "ref"}


def test_no_row_is_repeated() -> None:
    for name, columns in TABLES.items():
        rows = [tuple(row) for row in tsv(name, columns)]
        assert len(rows) == len(set(rows)), name
    for name, columns in (("states.tsv", 7), ("bodies.tsv", 7), ("groups.tsv", 6)):
        codes = [row[0] for row in tsv(name, columns)]
        assert len(codes) == len(set(codes)), name


def test_no_name_means_two_states(gazetteer: Gazetteer) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, entry in gazetteer.names():
        if entry.sense in ("state", "adjective", "capital"):
            meanings[name].add(entry.key)
    assert {name: keys for name, keys in meanings.items() if len(keys) > 1} == {}


def test_no_alias_means_two_bodies(gazetteer: Gazetteer) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, entry in gazetteer.names():
        if entry.sense in ("body", "group", "seat", "region", "state") and not entry.generic:
            meanings[name].add(entry.key)
    assert {name: keys for name, keys in meanings.items() if len(keys) > 1} == {}


def test_offices_have_ordered_dates_and_one_holder_at_a_time() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    orgs = {row[0] for row in tsv("bodies.tsv", 7)} | {row[0] for row in tsv("groups.tsv", 6)}
    for name, short, sex, title, country, org, start, end in tsv("officeholders.tsv", 8):
        assert DAY.fullmatch(start), name
        assert not end or (DAY.fullmatch(end) and start < end), name
        assert short in name
        assert sex in ("m", "f")
        assert bool(country) != bool(org)
        assert not org or org in orgs, org
        terms[norm_title(title), country or org].append((start, end or "9999-12-31"))
    for office, dates in terms.items():
        if "deputy" in office[0]:
            continue
        ordered = sorted(dates)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered)), office


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Defense Secretary", "secretary of defence"),
        ("Foreign Secretary", "foreign minister"),
        ("Premier", "Prime Minister"),
        ("Gen.", "general"),
        ("Secretary General", "secretary-general"),
    ],
)
def test_one_office_has_one_spelling(one: str, other: str) -> None:
    assert norm_title(one) == norm_title(other)


def test_entries_of_one_key_agree(gazetteer: Gazetteer) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    entries: list[Entry] = [entry for _, entry in gazetteer.names()]
    for entry in entries:
        kinds[entry.key].add(entry.kind)
    assert {key: k for key, k in kinds.items() if len(k) > 1} == {}
