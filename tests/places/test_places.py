import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.parse import Entity, Parse
from dragoman.places.find import find_places
from dragoman.places.gazetteer import PlaceTable, fold
from dragoman.records import Place, span_of
from dragoman.text.document import Dateline, Document
from hand_trees import tree


@pytest.fixture(scope="module")
def table() -> PlaceTable:
    return PlaceTable.load()


def places(table: PlaceTable, rows: str, *entities: Entity) -> list[Place]:
    parse = tree(rows, tuple(entities))
    return list(find_places(Document(text=parse.text), parse, table))


def told(found: list[Place]) -> list[tuple[str, str, str | None]]:
    return [(place.text, place.name, place.country) for place in found]


def test_the_table_loads_quickly(table: PlaceTable) -> None:
    start = time.process_time()
    type(table).load()
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    ("name", "place", "country"),
    [
        ("Kiev", "Kyiv", "UKR"),
        ("Kharkov", "Kharkiv", "UKR"),
        ("Geneva", "Geneva", "CHE"),
        ("U.S.", "United States", "USA"),
        ("the States", "United States", "USA"),
        ("Côte d’Ivoire", "Ivory Coast", "CIV"),
        ("Türkiye", "Turkey", "TUR"),
        ("Burma", "Myanmar", "MMR"),
        ("Peking", "Beijing", "CHN"),
        ("Georgia", "Georgia", "GEO"),
        ("Texas", "Texas", "USA"),
        ("Tigray", "Tigray", "ETH"),
        ("Xinjiang", "Xinjiang", "CHN"),
        ("Kosovo", "Kosovo", "XKX"),
    ],
)
def test_names_and_other_spellings(table: PlaceTable, name: str, place: str, country: str) -> None:
    best = table.find(name)[0]
    assert (best.name, best.country) == (place, country)
    assert best.latitude is not None


@pytest.mark.parametrize(
    "name",
    ["Crimea", "Sevastopol", "Kashmir", "Golan Heights", "Western Sahara", "Abkhazia", "South Ossetia", "Transnistria",
     "Nagorno-Karabakh", "South China Sea", "Strait of Hormuz", "Black Sea", "Sahel", "Spratly Islands"],
)  # fmt: skip
def test_disputed_and_shared_places_have_no_country(table: PlaceTable, name: str) -> None:
    best = table.find(name)[0]
    assert (best.name, best.country) == (name, None)
    assert best.latitude is not None
    assert best.longitude is not None


def test_every_entry_is_sound(table: PlaceTable) -> None:
    for name in ("Springfield", "Tripoli", "Santiago", "London", "Congo", "Punjab", "Moscow", "Gaza"):
        found = table.find(name)
        assert found
        assert [e.weight for e in found] == sorted((e.weight for e in found), reverse=True)
        for entry in found:
            assert entry.country is None or (len(entry.country) == 3 and entry.country.isupper())
            assert entry.latitude is None or -90 <= entry.latitude <= 90
            assert entry.longitude is None or -180 <= entry.longitude <= 180


SPRINGFIELD = "He/PRON/2/nsubj spoke/VERB/0/root in/ADP/4/case Springfield/PROPN/2/obl"


def test_a_qualifier_decides(table: PlaceTable) -> None:
    found = places(table, SPRINGFIELD + " ,/PUNCT/6/punct Illinois/PROPN/4/appos")
    assert told(found) == [("Springfield", "Springfield", "USA"), ("Illinois", "Illinois", "USA")]
    assert found[0].latitude == pytest.approx(39.8, abs=0.1)
    found = places(table, SPRINGFIELD + " ,/PUNCT/6/punct Massachusetts/PROPN/4/appos")
    assert found[0].latitude == pytest.approx(42.1, abs=0.1)


def test_the_country_of_the_report_decides(table: PlaceTable) -> None:
    bare = "He/PRON/2/nsubj spoke/VERB/0/root in/ADP/4/case Tripoli/PROPN/2/obl"
    assert told(places(table, bare)) == [("Tripoli", "Tripoli", "LBY")]
    lebanon = bare + " after/ADP/6/case Lebanon/PROPN/2/obl"
    assert told(places(table, lebanon))[0] == ("Tripoli", "Tripoli", "LBN")


def test_small_american_towns_do_not_take_a_city_away(table: PlaceTable) -> None:
    rows = "The/DET/2/det U.S./PROPN/3/nsubj met/VERB/0/root Russia/PROPN/3/obj in/ADP/6/case Geneva/PROPN/3/obl"
    assert told(places(table, rows))[-1] == ("Geneva", "Geneva", "CHE")


def test_persons_are_no_places(table: PlaceTable) -> None:
    assert places(table, "Paris/PROPN/3/nsubj Smith/PROPN/1/flat sang/VERB/0/root") == []
    person = Entity(first=0, last=2, label="person", score=0.9)
    assert places(table, "Jordan/PROPN/3/nsubj Smith/PROPN/1/flat sang/VERB/0/root", person) == []
    assert places(table, "Mr./PROPN/3/nsubj Houston/PROPN/1/flat sang/VERB/0/root") == []


def test_bodies_and_documents_are_no_places(table: PlaceTable) -> None:
    assert places(table, "The/DET/3/det Geneva/PROPN/3/compound Convention/PROPN/4/nsubj holds/VERB/0/root/pres") == []
    bank = "The/DET/2/det Bank/PROPN/5/nsubj of/ADP/4/case England/PROPN/2/nmod lent/VERB/0/root/past"
    assert places(table, bank) == []
    talks = "The/DET/3/det Geneva/PROPN/3/compound talks/NOUN/4/nsubj failed/VERB/0/root/past"
    assert told(places(table, talks)) == [("Geneva", "Geneva", "CHE")]


def test_words_are_no_towns(table: PlaceTable) -> None:
    assert places(table, "Nice/ADJ/2/amod reading/NOUN/0/root for/ADP/4/case us/PRON/2/nmod") == []
    assert places(table, "Will/AUX/2/aux March/VERB/0/root on/ADV/2/advmod") == []


def test_a_place_that_only_the_tagger_knows(table: PlaceTable) -> None:
    rows = "Troops/NOUN/2/nsubj left/VERB/0/root/past Vorrinhal/PROPN/2/obj"
    (found,) = places(table, rows, Entity(first=2, last=3, label="place", score=0.8))
    assert (found.name, found.country, found.latitude) == ("Vorrinhal", None, None)
    assert places(table, rows, Entity(first=2, last=3, label="place", score=0.2)) == []


def test_the_dateline_is_listed(table: PlaceTable) -> None:
    text = "NAIROBI (Newsdesk) — Talks failed."
    dateline = Dateline(span=span_of(text, 0, 20), place=span_of(text, 0, 7), body=21)
    parse = Parse(text=text, start=[], end=[], upos=[], xpos=[], lemma=[], feats=[], head=[], deprel=[], bounds=[])
    (found,) = find_places(Document(text=text, dateline=dateline), parse, table)
    assert (found.text, found.name, found.country) == ("NAIROBI", "Nairobi", "KEN")


def test_folding_is_stable() -> None:
    assert fold("São  Tomé") == fold("sao tome") == "sao tome"
    assert fold("U.S.") == "us"
    assert fold("Łódź") == "lodz"


WORDS = [
    "Paris", "Hilton", "in", "of", ",", "U.S.", "Geneva", "Convention", "New", "York", "the", "Bank", "Tripoli",
    "Lebanon", "(", ")", "us", "Georgia", "Strait", "Hormuz",
]  # fmt: skip
TAGS = ("PROPN", "NOUN", "VERB", "ADP", "PUNCT", "X")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.integers(0, 40)), max_size=20))
@settings(deadline=None, derandomize=True, max_examples=80)
def test_odd_trees_give_honest_spans(rows: list[tuple[str, str, int]]) -> None:
    row = " ".join(f"{word}/{tag}/{0 if i == 0 else head % i + 1}/flat" for i, (word, tag, head) in enumerate(rows))
    parse = tree(row)
    end = 0
    for place in find_places(Document(text=parse.text), parse, PlaceTable.load()):
        assert parse.text[place.span.start : place.span.end] == place.span.text == place.text
        assert place.span.start >= end
        end = place.span.end
