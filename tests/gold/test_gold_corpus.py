"""The gold corpus holds, and its checker finds what is wrong."""

import json
import shutil
from pathlib import Path

import pytest

from gold import check, corpus, locate


def test_the_corpus_holds() -> None:
    assert check.problems() == []


def test_the_corpus_is_large_and_mixed_enough() -> None:
    reports = corpus.load()
    assert len(reports) >= 40
    assert sum(report.nothing for report in reports) >= 8
    assert sum("_mt" in report.name for report in reports) >= 10
    assert 0.5 < len(corpus.load("dev")) / len(reports) < 0.7


def test_the_corpus_has_every_type_of_event() -> None:
    types = {event.type for report in corpus.load() for event in report.gold.events}
    assert types == set(check.Ontology.load().types)


def test_the_card_gives_the_right_counts() -> None:
    card = (corpus.HERE / "README.md").read_text("utf-8")
    rows = {r[1].strip(): r[2:4] for line in card.splitlines() if len(r := line.split("|")) == 5}
    for kind in ("events", "statements", "commitments", "meetings", "claims", "times", "places"):
        counts = [sum(len(getattr(r.gold, kind)) for r in corpus.load(split)) for split in ("dev", "test")]
        assert [int(cell.replace(",", "")) for cell in rows[kind]] == counts


@pytest.mark.parametrize(
    ("key", "change", "problem"),
    [
        ("events", {"type": "CONSULT", "act": "AID"}, "is never coded"),
        ("events", {"actor": ["ZZZ"]}, "not in codes.toml"),
        ("events", {"actor": ["a party of ghosts"]}, "is not in the text"),
        ("events", {"modes": ["nonsense"]}, "has no mode"),
        ("events", {"trigger": {"start": 0, "end": 3, "text": "xyz"}}, "not 'xyz'"),
        ("events", {"status": "perhaps"}, "perhaps"),
        ("times", {"start": "2023-06-30", "end": "2023-05-30"}, "before it starts"),
        ("times", {"timex": "yesterday"}, "no TIMEX3 value"),
        ("places", {"country": "ZZZ"}, "not in codes.toml"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, key: str, change: dict[str, object], problem: str) -> None:
    for suffix in ("txt", "json"):
        shutil.copy(corpus.REPORTS / f"mitrovica_barricades.{suffix}", tmp_path)
    path = tmp_path / "mitrovica_barricades.json"
    assert check.problems(tmp_path) == []
    annotation = json.loads(path.read_text("utf-8"))
    annotation[key][0].update(change)
    path.write_text(json.dumps(annotation), "utf-8")
    assert any(problem in found for found in check.problems(tmp_path))


def test_a_crisis_in_both_splits_is_found(tmp_path: Path) -> None:
    for name in ("mitrovica_barricades", "mitrovica_mt"):
        for suffix in ("txt", "json"):
            shutil.copy(corpus.REPORTS / f"{name}.{suffix}", tmp_path)
    path = tmp_path / "mitrovica_mt.json"
    path.write_text(path.read_text("utf-8").replace('"split": "dev"', '"split": "test"'), "utf-8")
    assert check.problems(tmp_path) == ["the crisis kosovo-plates is in both splits"]


def test_quotations_become_spans() -> None:
    text = "Chad said no. Mali said yes, and Chad agreed."
    draft = {"trigger": "said#2", "content": ["Mali … Chad"], "cue": None, "start": "2020-01-01"}
    assert locate.located(text, draft) == {
        "trigger": {"start": 19, "end": 23, "text": "said"},
        "content": [{"start": 14, "end": 37, "text": "Mali said yes, and Chad"}],
        "cue": None,
        "start": "2020-01-01",
    }


def test_what_is_located_stays() -> None:
    text = "Chad said no."
    once = locate.located(text, {"trigger": "said", "content": ["no"]})
    assert locate.located(text, once) == once


@pytest.mark.parametrize("quote", ["maybe", "said#2", "", "no … Chad"])
def test_words_that_are_not_there_are_refused(quote: str) -> None:
    with pytest.raises(ValueError, match="not"):
        locate.locate("Chad said no.", quote)
