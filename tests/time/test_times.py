from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.parse import Entity
from dragoman.records import Time
from dragoman.text.document import Block, Document
from dragoman.time.find import find_times
from hand_trees import blank, tree

CASES = Path(__file__).parent / "cases"
FRIDAY = Time(start="2022-01-07", end="2022-01-07", precision="day")
WORDS = [
    "on", "in", "the", "late", "early", "May", "March", "12", "2019", "2014", "30", "February", "Monday", "last",
    "next", "week", "year", "ago", "two", "later", "since", "until", "for", "three", "days", "every", "morning",
    "at", "10", "a.m", ".", ",", "-", "/", ":", "(", "1990", "s", "'", "5", "of", "and", "first", "quarter", "0",
    "99999999", "th", "so", "far", "tomorrow",
]  # fmt: skip


def times(text: str, published: Time | None = FRIDAY) -> tuple[Time, ...]:
    return find_times(Document(text=text), blank(text), published)


def rows(name: str) -> list[str]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows("dated.tsv"))
def test_expressions_are_dated(row: str) -> None:
    text, *expected = row.split("\t")
    (found,) = times(text)
    told = [found.text, found.start, found.end, found.precision, found.timex, found.anchor]
    assert [t or "-" for t in told] == expected[:6]
    assert found.approximate is (expected[6] == "yes")


@pytest.mark.parametrize("text", rows("none.txt"))
def test_other_words_are_no_times(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met in late December.", "XXXX-12"),
        ("They met on May 12.", "XXXX-05-12"),
        ("They met today.", "XXXX-XX-XX"),
        ("They meet next week.", "XXXX-WXX"),
        ("They met last year.", "XXXX"),
        ("They met this summer.", "XXXX-SU"),
    ],
)
@pytest.mark.parametrize("published", [None, Time(start="2022-01-01", end="2022-01-31", precision="month")])
def test_without_a_report_day_no_day_is_invented(text: str, timex: str, published: Time | None) -> None:
    (found,) = times(text, published)
    assert (found.start, found.end, found.timex, found.anchor) == (None, None, timex, "report")


TENSES = [
    ("He/PRON/2/nsubj spoke/VERB/0/root/past on/ADP/4/case Monday/PROPN/2/obl", "2022-01-03"),
    ("He/PRON/3/nsubj will/AUX/3/aux/fin speak/VERB/0/root/fin on/ADP/5/case Monday/PROPN/3/obl", "2022-01-10"),
    ("He/PRON/3/nsubj will/AUX/3/aux/fin speak/VERB/0/root/fin on/ADP/5/case Friday/PROPN/3/obl", "2022-01-14"),
    ("He/PRON/2/nsubj plans/VERB/0/root/pres to/PART/4/mark speak/VERB/2/xcomp on/ADP/6/case Monday/PROPN/4/obl",
     "2022-01-10"),
    ("Talks/NOUN/2/nsubj begin/VERB/0/root/pres on/ADP/4/case Monday/PROPN/2/obl", "2022-01-10"),
    ("He/PRON/2/nsubj recalled/VERB/0/root/past talks/NOUN/2/obj on/ADP/5/case Monday/PROPN/3/nmod", "2022-01-03"),
    ("He/PRON/3/nsubj has/AUX/3/aux/pres/have spoken/VERB/0/root in/ADP/5/case December/PROPN/3/obl", "2021-12-01"),
    ("He/PRON/3/nsubj will/AUX/3/aux/fin speak/VERB/0/root/fin in/ADP/5/case December/PROPN/3/obl", "2022-12-01"),
    ("He/PRON/3/nsubj will/AUX/3/aux/fin speak/VERB/0/root in/ADP/6/case three/NUM/6/nummod days/NOUN/3/obl",
     "2022-01-10"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "start"), TENSES)
def test_the_verb_tells_the_direction(rows: str, start: str) -> None:
    parse = tree(rows)
    (found,) = find_times(Document(text=parse.text), parse, FRIDAY)
    assert found.start == start


def test_a_future_verb_before_a_broken_clause_is_heard() -> None:
    parse = tree(
        "They/PRON/3/nsubj will/AUX/3/aux/fin begin/VERB/0/root The/DET/5/det round/NOUN/8/nsubj on/ADP/7/case "
        "Monday/PROPN/5/nmod was/AUX/3/ccomp/past"
    )
    (found,) = find_times(Document(text=parse.text), parse, FRIDAY)
    assert found.start == "2022-01-10"


def test_counted_from_the_day_the_text_speaks_of() -> None:
    day, later = times("The port closed on 12 May 2019. Three days later it reopened.")
    assert (later.start, later.end, later.anchor) == ("2019-05-15", "2019-05-15", "event")
    assert day.anchor == "absolute"


def test_a_month_borrows_the_year_of_its_pair() -> None:
    first, last = times("The port was shut between July and December 2004.")
    assert (first.start, last.end) == ("2004-07-01", "2004-12-31")


def test_a_person_is_no_month() -> None:
    parse = tree("Aides/NOUN/2/nsubj met/VERB/0/root/past April/PROPN/2/obj Stone/PROPN/3/flat")
    assert len(find_times(Document(text=parse.text), parse, FRIDAY)) == 1
    person = Entity(first=2, last=4, label="person", score=0.9)
    named = tree("Aides/NOUN/2/nsubj met/VERB/0/root/past April/PROPN/2/obj Stone/PROPN/3/flat", (person,))
    assert find_times(Document(text=named.text), named, FRIDAY) == ()


def test_blocks_part_expressions() -> None:
    text = "Talks on Friday\n12 May 2019"
    blocks = (Block(start=0, end=15, kind="title"), Block(start=16, end=len(text), kind="byline"))
    found = find_times(Document(text=text, blocks=blocks), blank(text), FRIDAY)
    assert [t.text for t in found] == ["Friday", "12 May 2019"]


def check(text: str, found: tuple[Time, ...]) -> None:
    end = 0
    for time in found:
        assert time.span is not None
        assert text[time.span.start : time.span.end] == time.span.text == time.text
        assert time.span.start >= end
        end = time.span.end
        if time.start and time.end:
            assert time.start <= time.end


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.sampled_from(["2022-01-07", "2020-02-29", "0001-01-01", "9999-12-31"]),
)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_any_words_give_honest_spans(words: list[str], day: str) -> None:
    text = " ".join(words)
    check(text, times(text, Time(start=day, end=day)))


@given(st.text(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=80)
def test_any_text_gives_honest_spans(text: str) -> None:
    check(text, times(text))


@pytest.mark.parametrize("piece", ["1", "1,", "May ", "on the ", "12-", "(", "”", "year ", "1999 ", "a.m.", "of "])
def test_long_runs_are_read_in_good_time(piece: str) -> None:
    text = piece * 4_000
    check(text, times(text))
