"""A line in; the day of publication it names out, as a Time with its place in the text.

Only whole lines are read ("Published: 12 May 2019", "Thursday, May 12, 2019 10:30 GMT", "2019-05-12"): a day inside a
sentence is a matter of the story, not of the report. Forms such as 05/06/2019 mean two days and give none.
"""

import re
from datetime import date
from functools import cache

from dragoman.records import Time, span_of
from dragoman.text.patterns import load, words

LONGEST = 120
"""Characters of the longest date line looked at; "Originally published on Wednesday, 28 September 2022 at …" has 80."""
YEARS = range(1850, 2101)
"""Years a report can be of."""


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(load("dates")["months"], 1) for name in names.split("|")}


@cache
def date_pattern() -> str:
    """A full date as a regular expression without groups that capture."""
    month = "(?:" + "|".join(sorted(_months(), key=lambda m: (-len(m), m))) + r")\b\.?"
    return (
        rf"(?:\d{{4}}-\d{{2}}-\d{{2}}(?!\d)|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{month},?\s{{1,3}}\d{{4}}(?!\d)"
        rf"|{month}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}(?!\d))"
    )


@cache
def day_pattern() -> str:
    """A date that may lack the year ("March 3"), without groups that capture."""
    month = "(?:" + "|".join(sorted(_months(), key=lambda m: (-len(m), m))) + r")\b\.?"
    return rf"(?:{date_pattern()}|{month}\s{{1,3}}\d{{1,2}}\b|\d{{1,2}}\s{{1,3}}{month})"


@cache
def _line() -> re.Pattern[str]:
    lead = "|".join(load("dates")["published"] + load("dates")["changed"])
    weekday = "|".join(sorted(words("dates", "weekdays"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"[(\[]?(?:(?P<lead>{lead})\b\s{{0,3}}:?\s{{0,3}}(?:on\s)?)?(?:(?:{weekday})\b\.?,?\s{{1,3}})?(?P<date>{date_pattern()})"
        r"(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?"
        r"(?P<rest>[\s,|/•·–—-]{0,5}(?:at\s)?(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s{0,3}(?:[ap]\.?m\.?)?\s{0,3}(?:\(?[A-Z]{2,5}\)?(?:[+-]\d{1,2}(?::\d\d)?)?)?)?)"
        r"[)\].\s]{0,3}",
        re.IGNORECASE,
    )


def day_of(expression: str) -> str | None:
    """The ISO day of a full date; None where there is no such day."""
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", expression)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        numbers = [int(n) for n in re.findall(r"\d+", expression)]
        names = [_months()[w] for w in re.findall(r"[a-z]+", expression.lower()) if w in _months()]
        if len(numbers) != 2 or len(names) != 1:
            return None
        day, month, year = numbers[0], names[0], numbers[1]
    if year not in YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def time_of(text: str, start: int, end: int) -> Time | None:
    """The Time of the full date at text[start:end]."""
    day = day_of(text[start:end])
    if day is None:
        return None
    span = span_of(text, start, end)
    return Time(text=span.text, span=span, start=day, end=day, precision="day", timex=day)


def date_line(text: str, start: int, end: int) -> tuple[Time, bool] | None:
    """The day that the line text[start:end] gives, and whether it is the first publication (not a change)."""
    if end - start > LONGEST:
        return None
    found = _line().fullmatch(text, start, end)
    if not found:
        return None
    time = time_of(text, *found.span("date"))
    changed = re.compile("|".join(load("dates")["changed"]), re.IGNORECASE)
    return None if time is None else (time, not (found["lead"] and changed.fullmatch(found["lead"])))


def day_only(day: str) -> Time:
    """A day known from outside the text (the metadata of a page)."""
    return Time(start=day, end=day, precision="day", timex=day)
