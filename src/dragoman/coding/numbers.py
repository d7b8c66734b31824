"""Quantities in words and figures: from tokens to value and bounds ("more than 14,000", "between 20 and 30")."""

import re
import tomllib
from functools import cache
from importlib import resources

from msgspec import Struct

FIGURE = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?(k|m|mn|bn)?(\+)?$")
"""A number in figures, with thousands in commas, a decimal part, and the short scales of headlines."""
LONGEST_PHRASE = 5
LONGEST_NUMBER = 9
"""Tokens of the longest number words taken ("two hundred and forty - five thousand")."""
CURRENCY = {
    "$": "dollars",
    "us$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₽": "rubles",
    "₴": "hryvnias",
    "₹": "rupees",
    "₪": "shekels",
}


class Terms(Struct, frozen=True, kw_only=True):
    """data/quantities.toml."""

    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[float, float, float]]
    before: dict[str, str]
    """Phrase before a number -> what it bounds: low, high, near_high, near."""
    after: dict[str, str]
    units: dict[str, tuple[str, str]]
    """Lemma -> (unit, kind: outcome | noun | money)."""
    words: dict[str, frozenset[str]]


@cache
def terms() -> Terms:
    """The words of quantities, read once."""
    raw = tomllib.loads(resources.files("dragoman.coding").joinpath("data/quantities.toml").read_text("utf-8"))
    bounds = raw["bounds"]
    return Terms(
        numbers=raw["numbers"],
        scales=raw["scales"],
        vague={phrase: (float(a), float(b), float(c)) for phrase, (a, b, c) in raw["vague"].items()},
        before={phrase: kind for kind in ("low", "high", "near_high", "near") for phrase in bounds[kind]},
        after={phrase: kind for kind in ("low", "high") for phrase in bounds[f"after_{kind}"]},
        units={word: (group["unit"], group["kind"]) for group in raw["units"] for word in group["words"].split()},
        words={name: frozenset(words.split()) for name, words in raw["words"].items()},
    )


class Quantity(Struct, frozen=True, kw_only=True):
    """Tokens first … last-1 say how many."""

    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    currency: str | None = None


def quantity_at(words: list[str], i: int, stop: int) -> Quantity | None:
    """The quantity whose number begins at token i (bounds before it included), or None. `words` are lower case,
    `stop` is the end of the sentence."""
    currency = None
    at = i
    if words[i] in CURRENCY and i + 1 < stop:
        currency, at = CURRENCY[words[i]], i + 1
    vague = None if currency else _vague(words, at, stop)
    if vague is not None:
        (value, low, high), last = vague
        found = Quantity(
            first=i,
            last=last,
            value=value if value >= 0 else None,
            low=low if low >= 0 else None,
            high=high if high >= 0 else None,
        )
        return _bounded(words, found)
    number = _number(words, at, stop)
    if number is None:
        return None
    one, last, scale = number
    low_value, high_value = one, one
    joint = words[last] if last < stop else ""
    if (
        joint in ("to", "-", "–", "and", "or")
        and last + 1 < stop
        and (joint != "and" or (i > 0 and words[i - 1] == "between"))
    ):
        second_at = last + 1 + (words[last + 1] in CURRENCY and last + 2 < stop)
        second = _number(words, second_at, stop)
        if second is not None:
            if scale == 1 and second[2] > 1 and one < second[2]:
                low_value = one * second[2]
            if second[0] > low_value:
                first = i - 1 if i > 0 and words[i - 1] in ("between", "from") else i
                return Quantity(
                    first=first, last=second[1], value=None, low=low_value, high=second[0], currency=currency
                )
            low_value = one
    return _bounded(words, Quantity(first=i, last=last, value=one, low=low_value, high=high_value, currency=currency))


def _vague(words: list[str], i: int, stop: int) -> tuple[tuple[float, float, float], int] | None:
    table = terms().vague
    for length in range(LONGEST_PHRASE, 0, -1):
        if i + length <= stop:
            found = table.get(" ".join(words[i : i + length]))
            if found is not None:
                return found, i + length
    return None


def _number(words: list[str], i: int, stop: int) -> tuple[float, int, int] | None:
    """Value, token after it and its scale."""
    table = terms()
    if i >= stop:
        return None
    match = FIGURE.match(words[i])
    if match:
        value = float(match.group(1).replace(",", "") + (match.group(2) or ""))
        scale = table.scales.get(match.group(3) or "", 1)
        last = i + 1
        while last < stop and words[last] in table.scales and words[last] not in ("k", "m") and last - i < 3:
            scale *= table.scales[words[last]]
            last += 1
        return value * scale, last, scale
    if words[i] == "half" and i + 2 < stop and words[i + 1] == "a" and words[i + 2] in table.scales:
        return 0.5 * table.scales[words[i + 2]], i + 3, table.scales[words[i + 2]]
    last, total, current, scale = i, 0.0, 0.0, 1
    if (
        words[i] in ("a", "an", "one")
        and i + 1 < stop
        and words[i + 1] in ("hundred", "thousand", "million", "billion", "trillion")
    ):
        current, last = 1.0, i + 1
    elif words[i] not in table.numbers:
        return None
    while last < min(stop, i + LONGEST_NUMBER):
        word = words[last]
        if word in table.numbers:
            current += table.numbers[word]
        elif word in table.scales and len(word) > 2 and current:
            scale = table.scales[word]
            if scale == 100 or scale < 100:
                current *= scale
            else:
                total, current = total + current * scale, 0.0
        elif not (
            word in ("and", "-") and last + 1 < stop and words[last + 1] in table.numbers and _joins(words, last)
        ):
            break
        last += 1
    return (total + current, last, scale) if last > i else None


def _joins(words: list[str], at: int) -> bool:
    """Whether "and" or a hyphen stands within one number ("two hundred and five", "twenty - five")."""
    numbers, scales = terms().numbers, terms().scales
    if words[at] == "and":
        return words[at - 1] in scales
    return numbers.get(words[at - 1], 0) >= 20 and numbers.get(words[at + 1], 10) < 10


def _bounded(words: list[str], found: Quantity) -> Quantity:
    """The quantity with the bound words around it ("at least", "or more")."""
    table = terms()
    first, last = found.first, found.last
    kind = ""
    for length in range(LONGEST_PHRASE, 0, -1):
        if first - length >= 0:
            kind = table.before.get(" ".join(words[first - length : first]), "")
            if kind:
                first -= length
                break
    if not kind:
        for length in (2, 1):
            kind = table.after.get(" ".join(words[last : last + length]), "")
            if kind:
                last += length
                break
    value, low, high = found.value, found.low, found.high
    if kind == "low":
        high = None
    elif kind in ("high", "near_high"):
        low = None
    elif kind == "near" and value is not None:
        low = high = None
    return Quantity(first=first, last=last, value=value, low=low, high=high, currency=found.currency)
