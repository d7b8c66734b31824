import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.tree import best_tree


def reaches_root(heads: list[int]) -> bool:
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@given(st.integers(1, 12), st.integers(0, 10_000))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_any_scores_give_a_tree_with_one_root(n: int, seed: int) -> None:
    heads = best_tree(np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32))
    assert heads.count(0) == 1
    assert reaches_root(heads)


def test_a_clear_tree_is_found() -> None:
    gold = [2, 0, 2, 5, 3]
    scores = np.zeros((5, 6), dtype=np.float32)
    scores[np.arange(5), gold] = 5
    assert best_tree(scores) == gold


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.full((2, 3), -9, dtype=np.float32)
    scores[0, 2], scores[1, 1] = 10, 9  # each wants the other
    scores[0, 0], scores[1, 0] = 1, 3
    assert best_tree(scores) == [2, 0]


def test_equal_scores_give_a_tree_too() -> None:
    heads = best_tree(np.zeros((40, 41), dtype=np.float32))
    assert heads.count(0) == 1
    assert reaches_root(heads)
