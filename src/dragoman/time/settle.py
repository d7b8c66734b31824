"""From what an expression says to the days it can mean.

In: a `Meaning` with what stands around it, the report day (or None) and the direction of its clause. Out: a `Settled`
value: first and last day, precision, TIMEX3 value, anchor. What cannot be told stays None; no day is ever invented.
"""

from datetime import date
from functools import singledispatch
from typing import Literal

from msgspec import Struct, structs

from dragoman.records import Anchor, Precision
from dragoman.time import calendar as cal
from dragoman.time import meanings as m
from dragoman.time.readers import period

Direction = Literal["past", "present", "future", "none"]
PRECISION: dict[str, Precision] = {"second": "day", "minute": "day", "hour": "day", "day": "day", "weekend": "week",
             "week": "week", "fortnight": "week", "month": "month", "quarter": "season", "year": "year",
             "decade": "decade"}  # fmt: skip
UNKNOWN_TIMEX = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
                 "quarter": "XXXX-QX", "decade": "XXX"}  # fmt: skip
FINENESS: tuple[Precision, ...] = ("day", "week", "month", "season", "year", "decade", "none")
YEARS_AROUND = 8
"""Years searched on both sides for a date without its year; 29 February needs eight (1896 to 1904)."""


class Context(Struct, frozen=True, kw_only=True):
    """What the days are counted from."""

    day: date | None
    """The report day."""
    direction: Direction
    """Whether the clause looks back or ahead."""
    event: date | None = None
    """First day of what the text speaks of where the expression stands."""
    event_precision: Precision = "day"


class Settled(Struct, frozen=True, kw_only=True):
    """The fields of a `Time`, with days as dates."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "none"
    timex: str | None = None
    anchor: Anchor = "absolute"
    approximate: bool = False


def settle(expression: m.Expression, context: Context) -> Settled:
    """What the expression means on the report day."""
    if expression.loose:
        context = structs.replace(context, day=None)
    settled = _settle(expression.meaning, context)
    settled = _with_part(settled, expression)
    settled = _with_rest(settled, expression, context)
    timex = settled.timex
    if expression.clock and timex and timex.startswith("P"):
        timex = (settled.end.isoformat() if settled.end else "XXXX-XX-XX") + expression.clock
    elif expression.clock and timex and settled.precision == "day" and "T" not in timex:
        timex += expression.clock
    start, end = settled.start, settled.end
    if expression.bound == "since":
        end = None
    elif expression.bound == "until":
        start = None
    approximate = settled.approximate or expression.approximate
    return structs.replace(settled, start=start, end=end, timex=timex, approximate=approximate)


def _with_part(settled: Settled, expression: m.Expression) -> Settled:
    if expression.part is None or settled.precision in ("day", "none"):
        return settled
    if settled.start is None or settled.end is None:
        return structs.replace(settled, approximate=True)
    start, end = cal.part((settled.start, settled.end), expression.part)
    return structs.replace(settled, start=start, end=end, approximate=True)


def _with_rest(settled: Settled, expression: m.Expression, context: Context) -> Settled:
    """ "Later this month" begins today, "earlier this month" ends today; "later next week" is not its first day."""
    start, end, today = settled.start, settled.end, context.day
    if expression.rest is None or start is None or end is None or today is None or start == end:
        return settled
    if start <= today <= end:
        start, end = (today, end) if expression.rest == "later" else (start, today)
    elif expression.rest == "later":
        start = cal.shift_days(start, 1) or start
    else:
        end = cal.shift_days(end, -1) or end
    return structs.replace(settled, start=start, end=end, approximate=True)


def _of(interval: cal.Interval | None, settled: Settled) -> Settled:
    if interval is None:
        return structs.replace(settled, start=None, end=None)
    return structs.replace(settled, start=interval[0], end=interval[1])


@singledispatch
def _settle(meaning: m.Meaning, context: Context) -> Settled:
    return Settled()


@_settle.register
def _(meaning: m.Date, context: Context) -> Settled:
    anchor: Anchor = "absolute" if meaning.year is not None else "report"
    blank = Settled(precision=_date_precision(meaning), anchor=anchor)
    if meaning.year is not None:
        interval = _interval(meaning, meaning.year)
        if interval is None:
            return Settled()
        return _of(interval, structs.replace(blank, timex=_date_timex(meaning, f"{meaning.year:04d}")))
    if meaning.month is None and meaning.day is not None:
        return _day_of_month(meaning.day, context)
    if not any(_interval(meaning, year) for year in (2000, 2001)):
        return Settled(anchor=anchor)
    today = context.day
    year = _year_of(meaning, context) if today else None
    if year is None:
        return structs.replace(blank, timex=_date_timex(meaning, "XXXX"))
    return _of(_interval(meaning, year), structs.replace(blank, timex=_date_timex(meaning, f"{year:04d}")))


def _day_of_month(number: int, context: Context) -> Settled:
    """ "On the 12th": the nearest such day on the side to which the clause looks."""
    today = context.day
    blank = Settled(precision="day", timex=f"XXXX-XX-{number:02d}", anchor="report")
    if today is None:
        return blank
    months = [shifted for n in (-1, 0, 1) if (shifted := cal.shift_months(today.replace(day=1), n))]
    days = [day for month in months if (day := cal.day_of(month.year, month.month, number))]
    side = [day for day in days if (day >= today if context.direction == "future" else day <= today)]
    if not side:
        return blank
    day = side[0] if context.direction == "future" else side[-1]
    return structs.replace(blank, start=day, end=day, timex=day.isoformat())


def _year_of(meaning: m.Date, context: Context) -> int | None:
    today = context.day
    if today is None:
        return None
    if meaning.year_shift is not None:
        year = today.year + meaning.year_shift
        return year if _interval(meaning, year) else None
    around = range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1)
    choices = [(year, found) for year in around if (found := _interval(meaning, year))]
    past = [year for year, found in choices if found[0] <= today and (meaning.which is None or found[1] < today)]
    future = [year for year, found in choices if found[1] >= today and (meaning.which is None or found[0] > today)]
    nearest = min(choices, key=lambda c: (_distance(c[1], today), -c[0]))[0]
    if meaning.which == -1 or (meaning.which is None and context.direction == "past"):
        return past[-1] if past else None
    if meaning.which == 1 or (meaning.which is None and context.direction == "future"):
        return future[0] if future else None
    return nearest


def _distance(interval: cal.Interval, day: date) -> int:
    return max((interval[0] - day).days, (day - interval[1]).days, 0)


def _interval(meaning: m.Date, year: int) -> cal.Interval | None:
    """The days the date means in a given year; None where the calendar has none such."""
    if meaning.season:
        return cal.season(year, meaning.season)
    if meaning.quarter:
        return cal.months(year, 3 * meaning.quarter - 2, 3)
    if meaning.half:
        return cal.months(year, 6 * meaning.half - 5, 6)
    if meaning.month is None:
        return cal.years(year, meaning.last_year or year) if meaning.day is None else None
    if meaning.day is None:
        count = (meaning.last_month - meaning.month) % 12 + 1 if meaning.last_month else 1
        backward = meaning.last_month is not None and meaning.last_month < meaning.month
        return cal.months(year - backward, meaning.month, count)
    start = cal.day_of(year, meaning.month, meaning.day)
    end = cal.day_of(year, meaning.month, meaning.last_day or meaning.day)
    return (start, end) if start and end and start <= end else None


def _date_precision(meaning: m.Date) -> Precision:
    if meaning.season or meaning.quarter or meaning.half:
        return "season"
    if meaning.day is not None:
        return "day"
    return "month" if meaning.month is not None else "year"


def _date_timex(meaning: m.Date, year: str) -> str:
    if meaning.season:
        return f"{year}-{meaning.season}"
    if meaning.quarter or meaning.half:
        return f"{year}-Q{meaning.quarter}" if meaning.quarter else f"{year}-H{meaning.half}"
    one = year + (f"-{meaning.month:02d}" if meaning.month else "") + (f"-{meaning.day:02d}" if meaning.day else "")
    if meaning.last_day:
        return f"{one}/{year}-{meaning.month:02d}-{meaning.last_day:02d}"
    if meaning.last_month and meaning.month:
        backward = meaning.last_month < meaning.month and year.isdigit()
        first = f"{int(year) - 1:04d}" if backward else year
        return f"{first}-{meaning.month:02d}/{year}-{meaning.last_month:02d}"
    return f"{one}/{meaning.last_year:04d}" if meaning.last_year else one


@_settle.register
def _(meaning: m.Era, context: Context) -> Settled:
    first, length = meaning.first, meaning.length
    precision: Precision = "year" if length == 1 else "decade" if length == 10 else "none"
    if first < 0:
        digits = f"{-first:04d}"[: 2 if length == 100 else 4]
        return Settled(precision=precision, timex=f"-{digits}")
    digits = f"{first:04d}"[: {1: 4, 10: 3}.get(length, 2)]
    return _of(cal.years(max(first, 1), first + length - 1), Settled(precision=precision, timex=digits))


@_settle.register
def _(meaning: m.Weekday, context: Context) -> Settled:
    today, number = context.day, meaning.number
    blank = Settled(precision="day", timex=f"XXXX-WXX-{number}", anchor="report")
    if today is None:
        return blank
    if meaning.week_shift is not None:
        day = cal.weekday_in(today, number, meaning.week_shift)
    elif meaning.which == -1:
        day = cal.weekday_before(today, number, same=False)
    elif meaning.which == 1:
        day = cal.weekday_in(today, number, 1)
    elif meaning.which == 0:
        day = cal.weekday_in(today, number, 0)
        if day and day < today and context.direction in ("future", "present"):
            day = cal.weekday_after(today, number)
    elif context.direction in ("future", "present"):
        day = cal.weekday_after(today, number)
    else:
        day = cal.weekday_before(today, number, same=True)
    return structs.replace(blank, start=day, end=day, timex=day.isoformat()) if day else blank


@_settle.register
def _(meaning: m.Shifted, context: Context) -> Settled:
    unit, count = meaning.unit, meaning.count
    base = context.day if meaning.base == "report" else context.event
    if meaning.base == "event" and FINENESS.index(context.event_precision) > FINENESS.index(PRECISION[unit]):
        base = None
    blank = Settled(precision=PRECISION[unit], timex=UNKNOWN_TIMEX.get(unit, "XXXX-XX-XX"), anchor=meaning.base)
    if meaning.base == "event" and count and base is None:
        return structs.replace(blank, timex=period(unit, abs(count)))
    if base is None or (meaning.base == "event" and unit in ("hour", "minute", "second")):
        return blank
    day = cal.shift(base, unit, count)
    interval = cal.around(day, unit) if day else None
    if unit == "weekend" and count == 0 and day and interval and interval[0] > day and context.direction == "past":
        day = cal.shift_days(day, -7)
        interval = cal.around(day, unit) if day else None
    if day is None or interval is None:
        return blank
    approximate = unit == "decade" or (unit in ("hour", "minute", "second") and abs(count) > 1)
    if unit == "decade" and count:
        interval = cal.year(day.year)
    return _of(interval, structs.replace(blank, timex=_timex(day, unit, interval), approximate=approximate))


def _timex(day: date, unit: cal.Unit, interval: cal.Interval | None) -> str:
    week = interval[0].isocalendar() if interval else day.isocalendar()
    match unit:
        case "week" | "fortnight":
            return f"{week.year:04d}-W{week.week:02d}"
        case "weekend":
            return f"{week.year:04d}-W{week.week:02d}-WE"
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "year":
            return f"{day.year:04d}"
        case "decade":
            return f"{day.year:04d}"[:3]
        case _:
            return day.isoformat()


@_settle.register
def _(meaning: m.Rolling, context: Context) -> Settled:
    unit, count, today = meaning.unit, meaning.count, context.day
    vague = "FUTURE_REF" if meaning.ahead else "PAST_REF"
    timex = period(unit, abs(count)) if count else vague
    blank = Settled(precision=PRECISION[unit], timex=timex, anchor="report", approximate=count is None)
    if today is None or (meaning.ahead and context.direction == "past"):
        return blank
    other = cal.shift(today, unit, count) if count else None
    start, end = (today, other) if meaning.ahead else (other, today)
    if count and other is None:
        return blank
    return structs.replace(blank, start=start, end=end)


@_settle.register
def _(meaning: m.Duration, context: Context) -> Settled:
    timex = period(meaning.unit, meaning.count)
    if not (meaning.inside and context.direction == "future" and meaning.count):
        return Settled(timex=timex)
    if meaning.inside == "within":
        return _settle(m.Rolling(unit=meaning.unit, count=meaning.count, ahead=True), context)
    ahead = m.Shifted(unit=meaning.unit, count=meaning.count)
    return structs.replace(_settle(ahead, context), approximate=True)


@_settle.register
def _(meaning: m.Repeated, context: Context) -> Settled:
    return Settled(timex=meaning.timex)


@_settle.register
def _(meaning: m.Clock, context: Context) -> Settled:
    return Settled(timex="XXXX-XX-XX" + meaning.timex, anchor="report")


@_settle.register
def _(meaning: m.UpToNow, context: Context) -> Settled:
    return Settled(end=context.day, timex="PAST_REF", anchor="report", precision="day" if context.day else "none")
