"""The arithmetic of judging, on cases small enough to work out by hand."""

import random

import pytest
from evaluation.scores import (
    Tally,
    absolute_error,
    accuracy,
    correlation,
    kappa,
    macro_f1,
    mean,
    overlap,
    pair_off,
    tally_sets,
    touches,
)
from hypothesis import given, settings
from hypothesis import strategies as st

PAIRS = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")]


def test_f1_is_the_harmonic_mean() -> None:
    tally = Tally(right=2, given=4, wanted=8)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.25, pytest.approx(1 / 3))


def test_nothing_given_where_nothing_is_wanted_is_perfect() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)
    assert Tally(wanted=3).f1 == Tally(given=3).f1 == 0.0


def test_equal_items_count_as_often_as_on_both_sides() -> None:
    assert tally_sets("aab", "abb") == Tally(right=2, given=3, wanted=3)


def test_macro_f1_gives_each_label_the_same_weight() -> None:
    # a: 1 of 2 given, 1 wanted: 2/3; b: 2 of 2 wanted... 1+0 right of 1 given and 3 wanted: 1/2; c is never wanted
    assert macro_f1(PAIRS) == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert macro_f1(PAIRS, labels=["a", "b", "d"]) == pytest.approx((2 / 3 + 1 / 2) / 3)


def test_kappa_takes_chance_away() -> None:
    assert accuracy(PAIRS) == 0.5
    # chance: a 2/4·1/4 + b 1/4·3/4
    assert kappa(PAIRS) == pytest.approx((0.5 - 0.3125) / (1 - 0.3125))
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0


def test_overlap_counts_shared_offsets() -> None:
    assert overlap([(0, 4)], [(2, 6)]) == 0.5
    assert overlap([(0, 2), (1, 4)], [(0, 4)]) == 1.0
    assert overlap([(0, 2)], [(2, 4)]) == 0.0
    assert overlap([], []) == 1.0
    assert touches((0, 2), (1, 3))
    assert not touches((0, 2), (2, 3))


def test_the_worthiest_pairs_are_made_first() -> None:
    worth = {("x", 1): 0.4, ("x", 2): 0.9, ("y", 2): 0.8}
    assert pair_off(["x", "y"], [1, 2], lambda a, b: worth.get((a, b), 0.0)) == [(0, 1)]
    assert pair_off(["y", "x"], [1, 2], lambda a, b: worth.get((a, b), 0.0)) == [(1, 1)]


def test_correlation_and_error() -> None:
    assert correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1.0)
    assert correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1.0)
    assert correlation([(1, 1), (1, 2)]) == 0.0
    assert absolute_error([(1, 3), (2, 2)]) == 1.0
    assert mean([]) == 0.0


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1), st.randoms(use_true_random=False)
)
def test_order_does_not_matter(pairs: list[tuple[str, str]], shuffler: random.Random) -> None:
    mixed = pairs[:]
    shuffler.shuffle(mixed)
    assert macro_f1(mixed) == pytest.approx(macro_f1(pairs))
    assert kappa(mixed) == pytest.approx(kappa(pairs))
    assert accuracy([(b, a) for a, b in mixed]) == accuracy(pairs)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_agreement_with_oneself_is_perfect(labels: list[str]) -> None:
    pairs = [(label, label) for label in labels]
    assert accuracy(pairs) == macro_f1(pairs) == kappa(pairs) == 1.0
