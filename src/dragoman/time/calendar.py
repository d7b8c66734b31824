"""Arithmetic on intervals of days: a day or a named stretch of the calendar goes in, its first and last day come out.

Pure functions of `datetime.date`, all exact and none dependent on the clock. Whatever falls outside the years 1 to 9999
gives None, so that no number in a text can break a reading.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Interval = tuple[date, date]
Unit = Literal["second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade"]
Part = Literal["early", "mid", "late"]

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each (meteorological, northern) season; each lasts three months."""
DAYS_LIMIT, MONTHS_LIMIT = 3_700_000, 120_000
"""More days or months than the calendar has: larger shifts are refused before the arithmetic."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (30 February, year 0)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def year(number: int) -> Interval | None:
    """All days of a year."""
    return years(number, number)


def years(first: int, last: int) -> Interval | None:
    """All days of the years from first to last."""
    if not 1 <= first <= last <= 9999:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def month(year: int, number: int) -> Interval | None:
    """All days of a month."""
    return months(year, number, 1)


def months(year: int, first: int, count: int) -> Interval | None:
    """All days of `count` months, the first of which is month `first` of `year`."""
    start = day_of(year, first, 1)
    following = shift_months(start, count) if start else None
    return (start, following - timedelta(days=1)) if start and following else None


def season(year: int, code: str) -> Interval | None:
    """All days of the season that begins in `year`."""
    return months(year, SEASON_MONTH[code], 3)


def week(day: date) -> Interval | None:
    """Monday to Sunday of the week that holds the day."""
    return spread(shift_days(day, 1 - day.isoweekday()), 7)


def weekend(day: date) -> Interval | None:
    """Saturday and Sunday of the week that holds the day."""
    return spread(shift_days(day, 6 - day.isoweekday()), 2)


def spread(day: date | None, count: int) -> Interval | None:
    """`count` days from this one on."""
    last = shift_days(day, count - 1) if day else None
    return (day, last) if day and last else None


def shift_days(day: date, count: int) -> date | None:
    """The day `count` days later (earlier where negative)."""
    if abs(count) > DAYS_LIMIT:
        return None
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: date, count: int) -> date | None:
    """The same day of the month `count` months later, or that month's last day."""
    if abs(count) > MONTHS_LIMIT:
        return None
    total = day.year * 12 + day.month - 1 + count
    number, index = divmod(total, 12)
    if not 1 <= number <= 9999:
        return None
    return date(number, index + 1, min(day.day, monthrange(number, index + 1)[1]))


def shift(day: date, unit: Unit, count: int) -> date | None:
    """The day `count` units later: days and weeks by days, months and longer by months."""
    if unit in ("second", "minute", "hour"):
        return shift_days(day, int(count / {"second": 86400, "minute": 1440, "hour": 24}[unit]))
    if unit in ("day", "weekend", "week", "fortnight"):
        return shift_days(day, count * {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}[unit])
    return shift_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def around(day: date, unit: Unit) -> Interval | None:
    """The calendar unit that holds the day: its week, its month, its year …"""
    match unit:
        case "week" | "fortnight":
            return week(day)
        case "weekend":
            return weekend(day)
        case "month":
            return month(day.year, day.month)
        case "quarter":
            return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return year(day.year)
        case "decade":
            return years(max(1, day.year - day.year % 10), day.year - day.year % 10 + 9)
        case _:
            return day, day


def part(interval: Interval, which: Part) -> Interval:
    """The early, middle or late third of an interval, cut at whole months where it has many, never empty.

    December: 1-10, 11-20, 21-31. A year: January-April, May-August, September-December.
    A decade: years 0-2, 3-6, 7-9.
    """
    start, end = interval
    length = (end - start).days + 1
    if length > 100 and start.day == 1:
        span = (end.year - start.year) * 12 + end.month - start.month + 1
        step = 12 if span >= 36 else 1
        first = span // step // 3 * step
        second = span - first
        cuts = shift_months(start, first), shift_months(start, second)
    else:
        cuts = start + timedelta(days=length // 3), start + timedelta(days=length * 2 // 3)
    one, two = cuts
    if one is None or two is None or one <= start or two <= one or two > end:
        return interval
    third = {"early": (start, one - timedelta(days=1)), "mid": (one, two - timedelta(days=1)), "late": (two, end)}
    return third[which]


def weekday_before(day: date, number: int, *, same: bool) -> date | None:
    """The last such weekday before the day; the day itself counts where `same` is set."""
    back = (day.isoweekday() - number) % 7
    return shift_days(day, -back if back or same else -7)


def weekday_after(day: date, number: int) -> date | None:
    """The first such weekday after the day."""
    return shift_days(day, (number - day.isoweekday() - 1) % 7 + 1)


def weekday_in(day: date, number: int, weeks: int) -> date | None:
    """That weekday of the week `weeks` after the week of the day."""
    return shift_days(day, number - day.isoweekday() + 7 * weeks)
