import csv
from importlib.resources import files

import pytest

from dragoman.errors import DataError, OptionError
from dragoman.ontology import Ontology, read_ontology

ONTOLOGY = Ontology.load()


def test_sixteen_types_each_in_one_quad_class() -> None:
    assert len(ONTOLOGY.types) == 16
    assert {t.quad for t in ONTOLOGY.types.values()} == {1, 2, 3, 4}
    assert ONTOLOGY.types["SANCTION"].quad == 4


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [
        ("ACCUSE", None, -3.0),
        ("ASSAULT", "unconventional", -10.0),
        ("CONSULT", "phone", 1.5),
        ("PROTEST", "vandalize", -5.0),
        ("RETREAT", "disarm", 10.0),
    ],
)
def test_scores_follow_the_manual_and_our_rulings(type: str, mode: str | None, score: float) -> None:
    assert ONTOLOGY.score(type, mode) == score  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "status", "type"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("AID", "planned", "AGREE"),
        ("RETREAT", "planned", "CONCEDE"),
        ("CONCEDE", "planned", "CONCEDE"),
        ("ASSAULT", "planned", "ASSAULT"),
        ("CONSULT", "happened", "CONSULT"),
        ("RETREAT", "hypothetical", "RETREAT"),
    ],
)
def test_a_planned_act_is_coded_as_a_promise(act: str, status: str, type: str) -> None:
    assert ONTOLOGY.collapse(act, status) == type  # type: ignore[arg-type]


def test_intensity_takes_the_strongest_mode_and_ignores_foreign_ones() -> None:
    assert ONTOLOGY.intensity("ASSAULT", ("firearms", "unconventional")) == -10.0
    assert ONTOLOGY.intensity("AGREE", ("visit",)) == 2.5


def test_an_unknown_mode_is_named_in_the_error() -> None:
    with pytest.raises(OptionError, match="moonwalk"):
        ONTOLOGY.score("ASSAULT", "moonwalk")


@pytest.mark.parametrize("data", ["version = ", 'version = "x"', "types = 3"])
def test_a_broken_ontology_is_refused(data: str) -> None:
    with pytest.raises(DataError):
        read_ontology(data)


def test_a_missing_type_is_refused() -> None:
    shipped = files("dragoman.ontology").joinpath("plover.toml").read_text("utf-8")
    before, _, rest = shipped.partition("[types.AID]")
    with pytest.raises(DataError, match="AID is missing"):
        read_ontology(before + rest[rest.index("[types.") :])


def test_every_mode_and_context_of_the_lexicon_is_in_the_ontology() -> None:
    data = files("dragoman.coding").joinpath("data")
    for name in ("verbs.tsv", "nouns.tsv"):
        rows = csv.reader(data.joinpath(name).read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in (r for r in rows if r and not r[0].startswith("#")):
            act, modes = row[1], row[2]
            assert act in ONTOLOGY.types, row
            assert modes == "-" or set(modes.split(",")) <= set(ONTOLOGY.types[act].modes), row
