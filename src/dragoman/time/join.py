"""Neighbouring expressions that say one thing together: "Friday, 12 May", "10 a.m. on Monday", "in March last year".

In: lexemes and the expressions among them. Out: expressions again, joined, with the words before them that change their
meaning ("late", "earlier", "since", "about") taken in.
"""

from msgspec import structs

from dragoman.time import meanings as m
from dragoman.time.calendar import Part
from dragoman.time.lexemes import Lexemes, vocabulary

REACH = 3
"""Lexemes that may stand between two parts of one expression, or between a modifier and what it modifies."""
DAY_FIRST = frozenset(["", ",", "the", ", the", "("])
CLOCK_AFTER = frozenset(["", ",", "at", "in the", "in", "on", "at the"])
CLOCK_BEFORE = frozenset(["", ",", "on", "of", "the", "on the", "of the"])
YEAR_AFTER = frozenset(["", "of", ","])
PAIRS = frozenset(["and", "or", "to", "through", "until", "-", "–", ",", "and the"])
SOFT_LINKS = frozenset(["", "-", "in", "on", "in the", "on the", "‑", "–"])
HARD_LINKS = frozenset(["of", "of the", "-"])
REST_LINKS = frozenset(["", "in", "on", "of"])


def join(lexemes: Lexemes, found: list[m.Expression]) -> list[m.Expression]:
    """The expressions, joined and modified, in text order."""
    joined: list[m.Expression] = []
    for expression in found:
        both = _both(lexemes, joined[-1], expression) if joined else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(expression)
    joined = [e for e in joined if not _dangling(lexemes, e)]
    for i in range(len(joined) - 2, -1, -1):
        joined[i] = _lend_year(lexemes, joined[i], joined[i + 1])
    floors = [0, *(e.last for e in joined)]
    return [_bounded(lexemes, _modified(lexemes, e, floor), floor) for e, floor in zip(joined, floors, strict=False)]


def _gap(lexemes: Lexemes, first: int, last: int) -> str | None:
    """The lexemes first … last-1 as one lower-case string; None where they are too many."""
    if not 0 <= last - first <= REACH:
        return None
    return " ".join(lexemes.word(i).lower() for i in range(first, last)).replace("( ", "(")


def _is_day(meaning: m.Meaning) -> bool:
    match meaning:
        case m.Date(day=day, last_day=last_day):
            return day is not None and last_day is None
        case m.Shifted(unit=unit):
            return unit == "day"
        case _:
            return isinstance(meaning, m.Weekday)


def _both(lexemes: Lexemes, one: m.Expression, two: m.Expression) -> m.Expression | None:
    gap = _gap(lexemes, one.last, two.first)
    if gap is None:
        return None
    first, last = one.meaning, two.meaning
    whole = structs.replace(one, last=two.last)
    if isinstance(first, m.Weekday) and isinstance(last, m.Date) and last.day and gap in DAY_FIRST:
        return structs.replace(two, first=one.first, clock=one.clock or two.clock)
    if isinstance(first, m.Date) and first.day and isinstance(last, m.Weekday) and gap in (",", "("):
        return structs.replace(whole, last=two.last)
    if isinstance(last, m.Clock) and one.clock is None and _is_day(first) and gap in CLOCK_AFTER:
        return structs.replace(whole, clock=last.timex)
    if isinstance(first, m.Clock) and two.clock is None and _is_day(last) and gap in CLOCK_BEFORE:
        return structs.replace(two, first=one.first, clock=first.timex)
    if isinstance(first, m.Clock) and isinstance(last, m.Clock) and gap in ("in the", "at"):
        return whole
    if isinstance(first, m.UpToNow) and isinstance(last, m.Shifted) and gap == "" and last.count == 0:
        return structs.replace(two, first=one.first, rest="earlier")
    yearless = isinstance(first, m.Date) and first.year is None and first.which is None and first.year_shift is None
    if yearless and isinstance(last, m.Shifted) and last.unit == "year" and last.base == "report" and gap in YEAR_AFTER:
        return structs.replace(whole, meaning=structs.replace(first, year_shift=last.count))
    return None


def _dangling(lexemes: Lexemes, expression: m.Expression) -> bool:
    """Words that tell a time only beside another: a lone "morning", a lone "Sun"."""
    chars = vocabulary().chars
    if expression.last - expression.first > 2:
        return False
    head = lexemes.classes[expression.first]
    if isinstance(expression.meaning, m.Clock) and head == chars["part"]:
        before = _gap(lexemes, max(0, expression.first - 2), expression.first) or ""
        return before != "in the" and not (before.endswith("at") and lexemes.word(expression.first).lower() == "night")
    return isinstance(expression.meaning, m.Weekday) and head == chars["weekday_short"]


def _lend_year(lexemes: Lexemes, one: m.Expression, two: m.Expression) -> m.Expression:
    """ "Between July and December 2004": the first month takes the year of the second."""
    first, last = one.meaning, two.meaning
    if not (isinstance(first, m.Date) and isinstance(last, m.Date) and first.month and last.month):
        return one
    if first.year is not None or last.year is None or first.which is not None or first.year_shift is not None:
        return one
    if _gap(lexemes, one.last, two.first) not in PAIRS or (first.month, first.day or 0) > (last.month, last.day or 99):
        return one
    return structs.replace(one, meaning=structs.replace(first, year=last.year))


def _modified(lexemes: Lexemes, expression: m.Expression, floor: int) -> m.Expression:
    chars = vocabulary().chars
    meaning = expression.meaning
    if isinstance(meaning, m.Rolling) and not meaning.ahead and _of_another(lexemes, expression):
        count = -meaning.count if meaning.count else None
        return structs.replace(expression, meaning=m.Duration(unit=meaning.unit, count=count))
    if isinstance(meaning, m.Weekday) and expression.first > floor:
        lead = lexemes.word(expression.first - 1).lower()
        if lead == "a" or (lead == "the" and meaning.which == 1):
            return structs.replace(expression, loose=True)
    if isinstance(meaning, m.Duration | m.Repeated | m.Rolling | m.UpToNow | m.Unknown):
        return _about(lexemes, expression, floor)
    for i in range(expression.first - 1, max(floor, expression.first - REACH) - 1, -1):
        name, word = lexemes.classes[i], lexemes.word(i).lower()
        gap = _gap(lexemes, i + 1, expression.first)
        if name == chars["early"]:
            links = SOFT_LINKS if word in ("early", "late", "mid") else HARD_LINKS
            if gap not in links:
                return expression
            part: Part = str(lexemes.values[i])  # type: ignore[assignment]
            return structs.replace(expression, first=i, part=part)
        if name in (chars["earlier"], chars["later"]) and expression.rest is None and gap in REST_LINKS:
            rest = "later" if name == chars["later"] else "earlier"
            return structs.replace(expression, first=i, rest=rest)
    return _about(lexemes, expression, floor)


def _of_another(lexemes: Lexemes, expression: m.Expression) -> bool:
    """ "The last five months of her life": not counted from the report."""
    return lexemes.word(expression.last).lower() == "of" and not lexemes.word(expression.last + 1)[:1].isdigit()


def _about(lexemes: Lexemes, expression: m.Expression, floor: int) -> m.Expression:
    """Whether "about", "nearly" or "c." stands before it."""
    chars, before = vocabulary().chars, expression.first - 1
    if before < floor:
        return expression
    stop = lexemes.classes[before] == chars["stop"] and before > floor and lexemes.classes[before - 1] == chars["c"]
    if stop or lexemes.classes[before] in (chars["about"], chars["circa"]):
        return structs.replace(expression, approximate=True)
    return expression


def _bounded(lexemes: Lexemes, expression: m.Expression, floor: int) -> m.Expression:
    """Whether "since" or "until" opens one side of it."""
    chars = vocabulary().chars
    if isinstance(expression.meaning, m.Duration | m.Repeated | m.Clock | m.Rolling | m.UpToNow | m.Unknown):
        return expression
    before = expression.first - 1
    if before > floor and lexemes.classes[before] == chars["the"]:
        before -= 1
    if before < floor:
        return expression
    if lexemes.classes[before] == chars["since"]:
        return structs.replace(expression, first=before, bound="since")
    if lexemes.classes[before] == chars["until"]:
        return structs.replace(expression, first=before, bound="until")
    return expression
