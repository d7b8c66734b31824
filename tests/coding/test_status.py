from pathlib import Path

import pytest
from coding_scenes import random_scene
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.signs import cues
from dragoman.coding.status import STATUSES, judge
from dragoman.reader import Reader

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "status.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("status", "sentence"), CASES, ids=[c[1] for c in CASES])
def test_how_real_an_act_is(reader: Reader, status: str, sentence: str) -> None:
    before, _, rest = sentence.partition("[")
    act, _, after = rest.partition("]")
    text = before + act + after
    scores = reader.status(text, act=(len(before), len(before) + len(act)))
    assert scores[0][0] == status, scores[:3]


def test_an_old_act_is_historical(reader: Reader) -> None:
    text = "Argentina and Britain fought over the islands in 1982. On Friday Argentina and Britain signed a treaty."
    events = {e.trigger.text: e.status for e in reader.read(text, date="2024-05-12").events}
    assert events["fought"] == "historical"
    assert events["signed"] == "happened"


def test_who_denies_an_act_is_named(reader: Reader) -> None:
    text = "Rwanda denied sending troops to Burundi."
    (event,) = [e for e in reader.read(text).events if "sending" in e.trigger.text]
    assert event.status == "negated"
    assert [r.country for r in event.denied_by] == ["RWA"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_any_word_of_any_tree_gets_shares_that_sum_to_one(seed: int, size: int) -> None:
    scene = random_scene(seed, size)
    for token in range(len(scene.parse)):
        judgement = judge(scene, (), token)
        assert set(judgement.scores) == set(STATUSES)
        assert sum(judgement.scores.values()) == pytest.approx(1.0)


def test_the_table_of_cues_has_no_empty_sign() -> None:
    assert all(words.single or words.phrases for words in cues().signs.values())
