"""Quotation marks of every style, balanced or not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.quotes import Quotes, find_quotes
from dragoman.text.document import Block, Document


def paragraphs(text: str) -> Document:
    """A document with a block for each line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line), kind="body"))
        at += len(line) + 1
    return Document(text=text, blocks=tuple(blocks))


def inside(text: str) -> list[str]:
    return [text[quote.inner : quote.inner_end] for quote in find_quotes(paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go" and then "stay".', ["go", "stay"]),
        ("“We agree,” she said. “For now.”", ["We agree,", "For now."]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("„We go”, he said.", ["We go"]),
        ("«Nous partons», dit-il.", ["Nous partons"]),
        ("»Wir gehen«, sagte er.", ["Wir gehen"]),
        ("“We go,“ he said.", ["We go,"]),
        ("”We go,” he said.", ["We go,"]),
        ("``We go'' he said.", ["We go"]),
        ("He said 'we go' today.", ["we go"]),
        ("‘We’re ready,’ she said, ‘don’t wait.’", ["We’re ready,", "don’t wait."]),
        ("The ministers' talks ended; workers' rights stayed.", []),
        ("the '90s and rock 'n' roll", []),
        ("He is 5'10\" tall.", []),
        ('"A", he said, "B"', ["A", "B"]),
        ('"""""', []),
        ("“““““", []),
    ],
)
def test_every_style_of_marks(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_a_quotation_within_one() -> None:
    text = "“He called it ‘a farce’ and left,” she said."
    assert inside(text) == ["He called it ‘a farce’ and left,", "a farce"]
    assert len(Quotes(paragraphs(text)).outer) == 1


def test_a_lost_mark_ends_with_its_paragraph() -> None:
    assert inside("“We shall see.\nThe port is closed.") == ["We shall see."]


def test_a_lost_mark_ends_at_the_stop_before_the_next() -> None:
    assert inside("“We shall see. “And then we act.”") == ["We shall see.", "And then we act."]


def test_a_speech_over_several_paragraphs() -> None:
    found = find_quotes(paragraphs("“We shall see.\n“And then we act.”"))
    assert [quote.carries_on for quote in found] == [False, True]
    assert [quote.closed for quote in found] == [False, True]


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„`—", max_size=80))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_quotations_stay_within_the_text_and_apart(text: str) -> None:
    quotes = Quotes(paragraphs(text))
    for quote in quotes.all:
        assert 0 <= quote.start <= quote.inner < quote.inner_end <= quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
    for one, other in zip(quotes.outer, quotes.outer[1:], strict=False):
        assert one.end <= other.start


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "«", "„", "``"])
def test_a_hundred_thousand_marks_take_no_time(mark: str) -> None:
    began = time.process_time()
    find_quotes(paragraphs((mark + "a ") * 100_000))
    assert time.process_time() - began < 5
