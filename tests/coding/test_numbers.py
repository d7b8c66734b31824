"""Quantities in words and figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.numbers import Quantity, quantity_at, terms


def quantity(text: str, at: int) -> Quantity | None:
    words = text.lower().split()
    return quantity_at(words, at, len(words))


@pytest.mark.parametrize(
    ("text", "at", "bounds"),
    [
        ("14,000 people", 0, (14000, 14000, 14000)),
        ("more than 14,000 people", 2, (14000, 14000, None)),
        ("at least twelve dead", 2, (12, 12, None)),
        ("up to 300 troops", 2, (300, None, 300)),
        ("nearly 2.5 million people", 1, (2500000, None, 2500000)),
        ("about 40 boats", 1, (40, None, None)),
        ("between 20 and 30 soldiers", 1, (None, 20, 30)),
        ("20 to 30 soldiers", 0, (None, 20, 30)),
        ("2 - 3 million people", 0, (None, 2000000, 3000000)),
        ("dozens of people", 0, (None, 24, None)),
        ("tens of thousands of people", 0, (None, 20000, None)),
        ("two dozen people", 0, (24, 24, 24)),
        ("a dozen people", 0, (12, 12, 12)),
        ("half a million people", 0, (500000, 500000, 500000)),
        ("two hundred and forty - five people", 0, (245, 245, 245)),
        ("a hundred people", 0, (100, 100, 100)),
        ("107 or more", 0, (107, 107, None)),
        ("several hundred people", 0, (None, 300, None)),
    ],
)
def test_value_and_bounds(text: str, at: int, bounds: tuple[float | None, ...]) -> None:
    found = quantity(text, at)
    assert found is not None
    assert (found.value, found.low, found.high) == bounds


def test_money_keeps_its_currency() -> None:
    found = quantity("$ 1.5 billion in aid", 0)
    assert found is not None
    assert (found.value, found.currency) == (1.5e9, "dollars")


def test_two_numbers_of_a_list_are_no_range() -> None:
    found = quantity("12 and 30 people", 0)
    assert found is not None
    assert (found.value, found.last) == (12, 1)


@given(
    st.lists(
        st.sampled_from([*terms().numbers, *terms().scales, "and", "-", "to", "of", "$", "1,000", "a", "half"]),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_row_of_number_words_is_read_or_left(words: list[str]) -> None:
    for at in range(len(words)):
        found = quantity_at(words, at, len(words))
        if found is not None:
            assert 0 <= found.first <= at < found.last <= len(words)
            assert found.low is None or found.high is None or found.low <= found.high
