"""The first paragraphs of a report in; its dateline out: where the newsroom wrote from, and which agency.

"GENEVA (Agency) —", "KYIV, Ukraine, March 3 (AP) -", "BEIJING, 7 May -", "MOSCOW, March 5. /TASS/.", "Cairo –". A
dateline is told from a sentence with a dash ("Biden – who …") by what it holds besides a name: capitals, an agency, a
date, a known city. Each is a comparator with a weight; enough weight makes a dateline.
"""

import re
from functools import cache

from msgspec import Struct

from dragoman.records import Time, span_of
from dragoman.text.dates import date_pattern, day_pattern, time_of
from dragoman.text.document import Dateline
from dragoman.text.patterns import words

WITHIN = 160
"""Characters a dateline may take; with state, date and two agencies the longest seen had 90."""
ENOUGH = 1.0
"""Weight that makes a dateline."""
SHORT_NAME = 4
"""Capitals up to this length may be a body (NATO, IAEA) rather than a place."""


class Cue(Struct, frozen=True, kw_only=True):
    """What was seen at the start of a paragraph, by name."""

    capitals: bool
    known_place: bool
    agency: bool
    known_agency: bool
    date: bool
    colon: bool
    label: bool
    short: bool
    goes_on: bool
    """What follows begins no sentence."""


# (name of the cue, weight). A name in capitals, a known city, a date or a known agency behind a name each suffice; a
# label ("UPDATE") or a short name in capitals ("NATO") needs more, and so does a colon, which ends many headings.
WEIGHTS = (
    ("capitals", 1.0),
    ("known_place", 1.0),
    ("agency", 0.7),
    ("known_agency", 0.5),
    ("date", 1.0),
    ("colon", -1.0),
    ("label", -3.0),
    ("short", -0.5),
    ("goes_on", -1.0),
)


@cache
def _pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(words("layout", "particles"), key=lambda w: (-len(w), w)))
    word = r"(?:[A-Z\u00c0-\u00de][\w.’'-]{0,30})"
    name = rf"{word}(?:(?:\s|/|-)(?:(?:{particles})\s)?{word}){{0,4}}"
    day = day_pattern()
    return re.compile(
        rf"(?P<place>{name}(?:,\s(?!(?i:{day})){name}){{0,2}})?"
        rf"(?:[,.]?\s{{0,2}}(?P<date>(?i:{day})))?[,.]?\s{{0,2}}"
        rf"(?:(?:\((?P<round>[A-Z\u00c0-\u00de][^()\n]{{1,40}}|dpa)\)|/(?P<slashed>[A-Z][^/\n]{{1,30}})/)[.,]?\s{{0,2}})?"
        r"(?P<mark>—|–|―|--|-(?=\s)|_(?=\s)|:(?=\s)|(?<=/[.])(?=\s)|(?<=/[.]\s))\s{0,3}"
    )


@cache
def _folded(*path: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in words("layout", *path))


def find_dateline(text: str, start: int, end: int) -> tuple[Dateline, Time | None] | None:
    """The dateline that opens the paragraph text[start:end], with its day where it gives day, month and year."""
    found = _pattern().match(text, start, min(end, start + WITHIN))
    if not found or found.end() >= end:
        return None
    place, agency = found["place"], found["round"] or found["slashed"]
    if place and place.endswith(".") and "." not in place.rsplit(maxsplit=1)[-1][:-1]:
        place = place[:-1]
    spaced = found.start("mark") > start and (text[found.start("mark") - 1].isspace() or found["mark"] not in "-_:")
    if not place and not agency:
        return None
    if not spaced and found["mark"] != ":":
        return None
    cue = _cue(place or "", agency, found)
    if sum(weight for name, weight in WEIGHTS if getattr(cue, name)) < ENOUGH:
        return None
    body = found.end()
    last = body
    while last > start and text[last - 1].isspace():
        last -= 1
    group = "round" if found["round"] else "slashed"
    day = found["date"]
    full = day is not None and re.fullmatch(date_pattern(), day, re.IGNORECASE) is not None
    line = Dateline(
        span=span_of(text, start, last),
        place=span_of(text, start, start + len(place)) if place else None,
        agency=span_of(text, *found.span(group)) if agency else None,
        body=body,
    )
    return line, time_of(text, *found.span("date")) if full else None


def _cue(place: str, agency: str | None, found: re.Match[str]) -> Cue:
    first = place.split(",")[0].split("/")[0].strip()
    letters = [c for c in first if c.isalpha()]
    capitals = len(letters) > 1 and all(c.isupper() for c in letters)
    return Cue(
        capitals=capitals,
        known_place=first.casefold() in _folded("dateline", "cities"),
        agency=agency is not None,
        known_agency=agency is not None and agency.split("/")[0].strip().casefold() in _folded("agencies"),
        date=bool(place) and found["date"] is not None,
        colon=found["mark"] == ":",
        label=bool(first) and first.split()[0].casefold() in words("layout", "dateline", "labels"),
        short=capitals and len(letters) <= SHORT_NAME and agency is None,
        goes_on=found.string[found.end()].islower(),
    )
