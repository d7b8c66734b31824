"""The outer shape of a text: cases in `cases/layout.toml`, datelines and date lines one by one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.text.byline import find_byline
from dragoman.text.clean import clean
from dragoman.text.dateline import find_dateline
from dragoman.text.dates import date_line

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("layout.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shape(case: dict[str, Any]) -> None:
    document = clean(case["text"])
    assert document.text == case["text"]
    assert [b.kind for b in document.blocks] == [kind for kind, _ in case["blocks"]]
    for block, (_, opening) in zip(document.blocks, case["blocks"], strict=True):
        assert document.text[block.start : block.end].startswith(opening)
    line = document.dateline
    assert document.title == case.get("title")
    assert (document.byline.text if document.byline else None) == case.get("byline")
    assert (line.span.text if line else None) == case.get("dateline")
    assert (line.place.text if line and line.place else None) == case.get("place")
    assert (line.agency.text if line and line.agency else None) == case.get("agency")
    assert (document.published.start if document.published else None) == case.get("published")


@pytest.mark.parametrize(
    ("paragraph", "dateline", "body"),
    [
        ("GENEVA (Agency) — Envoys met.", "GENEVA (Agency) —", "Envoys met."),
        ("KYIV, Ukraine, March 3 (AP) - Envoys met.", "KYIV, Ukraine, March 3 (AP) -", "Envoys met."),
        ("BEIJING, May 7 (Xinhua) -- China and Laos met.", "BEIJING, May 7 (Xinhua) --", "China and Laos met."),
        ("Geneva, 12 March 2022 (UN News) — The council met.", "Geneva, 12 March 2022 (UN News) —", "The council met."),
        ("ISLAMABAD: The foreign minister left.", "ISLAMABAD:", "The foreign minister left."),
        ("(Reuters) - The envoy left.", "(Reuters) -", "The envoy left."),
        ("BOSTON/NEW YORK — “We met,” he said.", "BOSTON/NEW YORK —", "“We met,” he said."),
        ("Port-au-Prince, Haiti — Aid arrived.", "Port-au-Prince, Haiti —", "Aid arrived."),
    ],
)
def test_dateline(paragraph: str, dateline: str, body: str) -> None:
    found = find_dateline(paragraph, 0, len(paragraph))
    assert found is not None
    assert found[0].span.text == dateline
    assert paragraph[found[0].body :] == body


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO – the alliance of thirty states – met.",
        "UPDATE 1-Talks end in Minsk",
        "BREAKING – Talks end",
        "The minister – a former envoy – left.",
        "In Geneva, March 3 - the second day - passed.",
        "WELL-KNOWN envoys met.",
        "Background: The talks began in May.",
        "GENEVA (Agency) —",
    ],
)
def test_no_dateline(paragraph: str) -> None:
    assert find_dateline(paragraph, 0, len(paragraph)) is None


@pytest.mark.parametrize(
    ("line", "day", "publication"),
    [
        ("2019-05-12", "2019-05-12", True),
        ("May 12, 2019", "2019-05-12", True),
        ("Thursday, 3rd of June 2021, 10:30 GMT", "2021-06-03", True),
        ("Published 2022-03-04T10:00:00Z", "2022-03-04", True),
        ("Last updated: 1 Sept. 2020 4:05 p.m.", "2020-09-01", False),
    ],
)
def test_date_line(line: str, day: str, publication: bool) -> None:
    found = date_line(line, 0, len(line))
    assert found is not None
    assert (found[0].start, found[0].end, found[0].precision, found[1]) == (day, day, "day", publication)
    assert found[0].timex == day
    assert found[0].span is not None
    assert line[found[0].span.start : found[0].span.end] == found[0].text


@pytest.mark.parametrize(
    "line", ["12/05/2019", "31 February 2020", "May 2019", "On May 12, 2019 they met.", "2019-13-01"]
)
def test_no_date_line(line: str) -> None:
    assert date_line(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By JANE DOE", "JANE DOE"),
        ("Jane Doe | Diplomatic correspondent", "Jane Doe"),
        ("By Jane Doe in Geneva for The Guardian", "Jane Doe"),
        ("The Associated Press", "The Associated Press"),
        ("By The Associated Press", "The Associated Press"),
        ("By Åsa Öberg (AFP)", "Åsa Öberg"),
    ],
)
def test_byline(line: str, names: str) -> None:
    found = find_byline(line, 0, len(line))
    assert found is not None
    assert found.text == names


@pytest.mark.parametrize("line", ["By Friday Talks", "By Air And Sea", "Jane Doe met Reuters", "By then it was over."])
def test_no_byline(line: str) -> None:
    assert find_byline(line, 0, len(line)) is None


def test_title_of_the_caller_names_the_first_line() -> None:
    text = "Envoys meet in Oslo | The Daily\nThe talks began on Monday.\nThey go on."
    document = clean(text, title="Envoys Meet in Oslo")
    assert document.title == "Envoys Meet in Oslo"
    assert [b.kind for b in document.blocks] == ["title", "body", "body"]


def test_title_of_the_caller_that_the_text_lacks() -> None:
    document = clean("The talks began on Monday.\n\nThey go on.", title="Envoys meet")
    assert document.title == "Envoys meet"
    assert [b.kind for b in document.blocks] == ["body", "body"]
