"""A line in; the span of the names that sign the report out, or None where the line is no by-line.

"By Jane Doe", "By JANE DOE and Jan Roe, Reuters", "Jane Doe | Diplomatic correspondent", "The Associated Press". A
by-line is short, holds names and offices only, and ends no sentence.
"""

import re
from functools import cache

from dragoman.records import Span, span_of
from dragoman.text.dates import date_pattern
from dragoman.text.patterns import alternatives, load, words

LONGEST = 120
"""Characters of the longest line looked at: three names with an agency have about 80."""


@cache
def _pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(words("layout", "particles"), key=lambda w: (-len(w), w)))
    word = r"(?:[^\W\d_a-z][\w’'-]{0,30}\.?)"
    name = rf"(?:{word}(?:\s(?:(?:{particles})\s){{0,2}}{word}){{1,4}}?)"
    names = rf"{name}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){name}){{0,4}}?"
    agency = "(?i:" + alternatives(load("layout")["agencies"]) + ")"
    office = "(?i:" + alternatives(load("layout")["byline"]["offices"]) + ")"
    gap = r"(?:\s?[,|/·•–—-]\s?|\s\(|\sfor\s|\sof\s|\sat\s|,?\sin\s|\s)"
    tail = rf"(?:{gap}(?:the\s)?(?:{office}|{agency}|(?i:{date_pattern()})|[\w.+-]{{2,40}}@[\w.-]{{3,60}}))"
    place = rf"(?:,?\sin\s{word}(?:\s{word}){{0,2}})?"
    opener = "(?i:" + alternatives(load("layout")["byline"]["openers"]) + r"):?\s{1,3}"
    return re.compile(
        rf"(?:{opener}(?P<signed>{agency}|{names}){place}{tail}{{0,3}}\)?"
        rf"|(?P<named>{names}){place}{tail}{{1,3}}\)?"
        rf"|(?P<agency>{agency})(?:\s(?i:{office}|staff))?)"
    )


def find_byline(text: str, start: int, end: int) -> Span | None:
    """The names in the by-line text[start:end]."""
    if end - start > LONGEST:
        return None
    found = _pattern().fullmatch(text, start, end)
    if not found:
        return None
    group = str(found.lastgroup)
    signed = found[group]
    first = re.findall(r"\w+", signed)[0].casefold()
    if signed not in words("layout", "agencies") and first in words("layout", "byline", "not_names"):
        return None
    return span_of(text, *found.span(group))
