"""Floors hold for the corpus as it is, are met or named, and only rise."""

import math

from evaluation.floors import Breach, Floors

from evaluation import floors


def test_the_file_is_made_for_this_corpus() -> None:
    marks = floors.load()
    assert marks.corpus == floors.digest(), "the gold corpus changed: run python -m evaluation --raise and look at it"
    assert marks.floors
    assert all(name.startswith("gold.") and 0.0 <= mark <= 1.0 for name, mark in marks.floors.items())


def test_a_score_below_its_floor_is_named() -> None:
    marks = Floors(corpus="-", floors={"gold.a.f1": 0.5, "gold.b.f1": 0.5, "gold.c.f1": 0.5}, ceilings={"gold.d": 2.0})
    assert floors.breaches({"gold.a.f1": 0.49, "gold.b.f1": 0.5, "gold.d": 3.0}, marks) == [
        Breach(name="gold.a.f1", value=0.49, mark=0.5),
        Breach(name="gold.c.f1", value=None, mark=0.5),
        Breach(name="gold.d", value=3.0, mark=2.0),
    ]


def test_floors_only_rise() -> None:
    marks = Floors(
        corpus="-", floors={"gold.a.f1": 0.5, "gold.b.f1": 0.5}, ceilings={"gold.events.false_in_nothing": 2.0}
    )
    scores = {
        "gold.a.f1": 0.8,
        "gold.b.f1": 0.4,
        "gold.c.f1": 0.01,
        "gold.events.false_in_nothing": 5.0,
        "other.f1": 1.0,
    }
    after = floors.raised(scores, marks, corpus="new")
    assert after.corpus == "new"
    assert after.floors == {"gold.a.f1": 0.77, "gold.b.f1": 0.5, "gold.c.f1": 0.0}
    assert after.ceilings == {"gold.events.false_in_nothing": 2.0}
    assert all(not math.isnan(mark) for mark in after.floors.values())
