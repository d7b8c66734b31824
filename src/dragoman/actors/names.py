"""Names: their folded form, and whether two of them may be one person.

In: words as they stand in a text. Out: a form without case, accents and marks (`fold`), a form that sounds alike
(`sound`), and a judgement on two names by a table of small comparators, each with its reason (`alike`). Machine
translation writes one person in several ways ("Sergey", "Sergei"; l for r), yet two ministers stay two: a surname that
merely looks alike is never enough by itself.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii
from msgspec import Struct
from rapidfuzz.distance import OSA, JaroWinkler

SAME = 0.7
"""Sum of the comparators from which two names are one person: surname and given name, or surname and country, reach
it; a surname that only sounds alike needs two more facts."""
SHORTEST_GARBLED = 5
"""Letters a surname must have before one wrong letter is forgiven: shorter names differ by one letter all the time."""
LONG = 7
ENDING = 0.05
"""A surname that differs in its ending (Popov, Popova) speaks for nobody: given name and office must both agree."""
GIVEN_ALIKE = 0.8
"""Jaro-Winkler similarity of two spellings of one given name (Antony/Anthony 0.95, Igor/Ivan 0.70)."""

_MARKS = re.compile(r"[^0-9a-z]+")
_CLASSES = tuple(
    pair.split(">")
    for pair in [
        "kh>h",
        "ph>f",
        "ck>k",
        "sch>s",
        "sh>s",
        "ch>s",
        "ts>s",
        "tz>s",
        "y>i",
        "j>i",
        "ei>i",
        "ie>i",
        "r>l",
        "w>v",
        "b>v",
        "c>k",
        "q>k",
        "z>s",
        "x>s",
        "ou>u",
        "oo>u",
    ]
)
"""Letters that translation and transliteration confuse; each group is heard as one sound."""


def fold(text: str) -> str:
    """Lower case, ASCII, letters and digits only: "Côte d'Ivoire" is "cotedivoire", "U.S." is "us"."""
    lowered = text.lower() if text.isascii() else str(anyascii(text)).lower()
    return lowered if lowered.isalnum() else _MARKS.sub("", lowered)


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """The folded name with confusable letters made one and doubled letters single."""
    heard = fold(name)
    for letters, one in _CLASSES:
        heard = heard.replace(letters, one)
    return "".join(c for i, c in enumerate(heard) if i == 0 or heard[i - 1] != c)


class Bearer(Struct, frozen=True, kw_only=True):
    """What is known of somebody who bears a name; all words folded, empty where unknown."""

    surname: str
    given: str = ""
    title: str = ""
    country: str = ""
    """Country or body he or she serves."""
    rare: bool = False
    """Nobody else with this surname is known."""


class Likeness(Struct, frozen=True, kw_only=True):
    """Sum of the comparators' scores and what they said; `garbled` where the spellings differ in the surname."""

    score: float
    reason: str
    garbled: bool = False


def _surname(a: Bearer, b: Bearer) -> tuple[float, str]:
    x, y = a.surname, b.surname
    if x == y:
        return 0.6, f"same surname {x}"
    if min(len(x), len(y)) >= SHORTEST_GARBLED:
        if sound(x) == sound(y):
            return 0.45, f"{x} sounds like {y}"
        if x[-1:] != y[-1:] and (x[:-1] == y or y[:-1] == x):
            return ENDING, f"{x} is {y} with another ending"
        if OSA.distance(x, y) == 1 or (min(len(x), len(y)) >= LONG + 1 and OSA.distance(x, y) == 2):
            return 0.4, f"{x} is a slip for {y}"
    return -1.0, "another surname"


def _given(a: Bearer, b: Bearer) -> tuple[float, str]:
    x, y = a.given, b.given
    if not x or not y:
        return 0.0, ""
    if x == y:
        return 0.3, "same given name"
    if len(x) == 1 or len(y) == 1:
        return (0.15, "same initial") if x[0] == y[0] else (-0.5, "another initial")
    if x.startswith(y) or y.startswith(x) or sound(x) == sound(y) or JaroWinkler.similarity(x, y) >= GIVEN_ALIKE:
        return 0.2, f"given name {x} like {y}"
    return -0.5, "another given name"


def _office(a: Bearer, b: Bearer) -> tuple[float, str]:
    if not a.title or not b.title or not a.country or not b.country:
        return 0.0, ""
    if a.title == b.title and a.country == b.country:
        return 0.3, "same office"
    return (-0.1, "another office") if a.country == b.country else (0.0, "")


def _country(a: Bearer, b: Bearer) -> tuple[float, str]:
    if not a.country or not b.country:
        return 0.0, ""
    return (0.1, "same country") if a.country == b.country else (-0.5, "another country")


def _rarity(a: Bearer, b: Bearer) -> tuple[float, str]:
    if a.given and b.given:
        return (0.1, "a long name") if min(len(a.surname), len(b.surname)) >= LONG else (0.0, "")
    return (0.15, "nobody else of that name") if a.rare or b.rare else (0.0, "")


COMPARATORS: tuple[Callable[[Bearer, Bearer], tuple[float, str]], ...] = (_surname, _given, _office, _country, _rarity)


def alike(a: Bearer, b: Bearer) -> Likeness:
    """How far the two are one person, by the comparators in their order."""
    total, reasons = 0.0, []
    for compare in COMPARATORS:
        score, reason = compare(a, b)
        total += score
        if reason:
            reasons.append(reason)
        if total <= -0.5:
            break
    return Likeness(score=round(total, 3), reason=", ".join(reasons), garbled=a.surname != b.surname)
