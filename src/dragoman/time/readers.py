"""What each rule of grammar means: from the lexemes that it matched to a `Meaning`.

In: a `Match`. Out: a meaning, an expression where the words tell an hour or a part as well, or None where they tell no
time after all.
"""

import re
from typing import Literal, cast

from msgspec import Struct

from dragoman.time import meanings as m
from dragoman.time.calendar import Unit
from dragoman.time.lexemes import Lexemes

CENTURY_SPLIT = 30
"""Two-digit decades from here on belong to the twentieth century; the 00s and 10s to ours; the 20s are unclear."""
TIMEX_UNIT = {"second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W",
              "month": "M", "quarter": "Q", "year": "Y", "decade": "DE"}  # fmt: skip


class Match(Struct, frozen=True):
    """One place where a rule fits."""

    lexemes: Lexemes
    match: re.Match[str]

    def value(self, group: str) -> int | None:
        """The number the group's first lexeme stands for, or None."""
        value = self._first(group)
        return value if isinstance(value, int) else None

    def word(self, group: str) -> str:
        """The text value of the group's first lexeme, or the empty string."""
        value = self._first(group)
        return value if isinstance(value, str) else ""

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def unit(self) -> Unit:
        found = self.word("unit")
        return cast(Unit, found) if found else "second"

    def count(self) -> int | None:
        """The number told by the group `count`; None where it is vague ("several")."""
        return number(self.lexemes, *self.match.span("count"))

    def plural(self) -> bool:
        return self.lexemes.word(self.match.end("unit") - 1).lower().endswith("s")

    def _first(self, group: str) -> int | str | None:
        return self.lexemes.values[self.match.start(group)] if self.has(group) else None


def number(lexemes: Lexemes, first: int, last: int) -> int | None:
    """The number that the lexemes first … last-1 spell ("twenty-five", "two hundred", "a couple of")."""
    total = 0
    for i in range(first, last):
        value, word = lexemes.values[i], lexemes.word(i).lower()
        if isinstance(value, int):
            total = max(total, 1) * value if word in ("hundred", "thousand") else total + value
        elif word in ("a", "an") and last - first == 1:
            total = 1
    return total or None


def read_date(match: Match) -> m.Meaning:
    """ "12 May 2019", "May 12-15", "March to May 2014", "2014"."""
    first, last = match.value("month"), match.value("last_month")
    return m.Date(
        year=match.value("year"), month=first, day=match.value("day"), last_month=last, last_day=match.value("last_day")
    )


def read_numeric(match: Match) -> m.Meaning | None:
    """ "13/05/2019"; where day and month could change places, no day is told."""
    one, two, year = match.value("a") or 0, match.value("b") or 0, match.value("year")
    if one == two or two > 12:
        return m.Date(year=year, month=one, day=two)
    return m.Date(year=year, month=two, day=one) if one > 12 else m.Unknown()


def read_dotted(match: Match) -> m.Meaning | None:
    """ "12.05.2019"."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", match.word("dotted"))
    return m.Date(day=int(found[1]), month=int(found[2]), year=int(found[3])) if found else None


def read_years(match: Match) -> m.Meaning | None:
    """ "2014-2016", "2014-15"; "2014-05" is a month."""
    first, last = match.value("year") or 0, match.value("last_year") or 0
    full = last if last >= 1000 else first - first % 100 + last
    if full > first and (last >= 1000 or last > 12 or full == first + 1):
        return m.Date(year=first, last_year=full)
    return m.Date(year=first, month=last) if 1 <= last <= 12 else None


def read_which_date(match: Match) -> m.Meaning:
    """ "last March", "next summer"."""
    return m.Date(month=match.value("month"), season=match.word("season") or None, which=match.value("which"))


def read_quarter(match: Match) -> m.Meaning | None:
    """ "the first quarter of 2020", "Q3", "the second half of this year"."""
    nth, unit = match.value("nth") or 0, match.word("unit")
    if match.has("half"):
        whole = m.Date(half=nth) if nth <= 2 else None
    else:
        whole = m.Date(quarter=nth) if 1 <= nth <= 4 else None
    if whole is None or (unit and unit != "year"):
        return None
    shift = (match.value("which") or 0) if unit else None
    return m.Date(year=match.value("year"), quarter=whole.quarter, half=whole.half, year_shift=shift)


def read_decade(match: Match) -> m.Meaning | None:
    """ "the 1990s", "the '90s", "the sixties"."""
    year, two = match.value("year"), match.value("two")
    if year is None and two is not None and two < 100:
        year = 1900 + two if two >= CENTURY_SPLIT else 2000 + two
        if two == 20:
            return m.Unknown()
    if year is None or year % 10:
        return None
    return m.Era(first=year, length=10 if year % 100 else 100 if year < 1900 else 10)


def read_century(match: Match) -> m.Meaning | None:
    """ "the 19th century"."""
    nth = number(match.lexemes, *match.match.span("nth"))
    if not nth or nth > 99:
        return None
    return m.Era(first=-100 * nth, length=100) if match.has("bc") else m.Era(first=100 * (nth - 1), length=100)


def read_epoch(match: Match) -> m.Meaning | None:
    """ "594 BC", "AD 79"."""
    year = match.value("year") or 0
    return m.Era(first=-year, length=1) if match.has("bc") else m.Date(year=year)


def read_weekday(match: Match) -> m.Meaning | None:
    """ "Monday", "last Tuesday", "Friday next week"."""
    if match.word("unit") not in ("", "week"):
        return None
    shift = match.value("shift")
    return m.Weekday(number=match.value("weekday") or 1, which=match.value("which"), week_shift=shift)


def read_deictic(match: Match) -> m.Meaning | None:
    """ "Yesterday", "the day after tomorrow"."""
    count = match.value("deictic") or 0
    if match.has("beyond"):
        side = -1 if match.word("beyond") == "before" else 1
        return m.Shifted(unit="day", count=count + side) if count == side else None
    return m.Shifted(unit="day", count=count)


def read_tonight(match: Match) -> m.Expression:
    """ "Tonight"."""
    first, last = match.match.span()
    return m.Expression(first=first, last=last, meaning=m.Shifted(unit="day", count=0), clock="TNI")


def read_overnight(match: Match) -> m.Expression:
    """ "Overnight": the night before the report day."""
    first, last = match.match.span()
    meaning = m.Rolling(unit="day", count=-1, ahead=False)
    return m.Expression(first=first, last=last, meaning=meaning, clock="TNI", approximate=True)


def read_which_part(match: Match) -> m.Expression | None:
    """ "This morning", "last night"."""
    first, last = match.match.span()
    count = match.value("which") or 0
    base: m.Base = "event" if match.has("event") else "report"
    meaning = m.Shifted(unit="day", count=count, base=base)
    return m.Expression(first=first, last=last, meaning=meaning, clock="T" + match.word("part"))


def read_part(match: Match) -> m.Meaning:
    """ "Morning": counts beside a day only."""
    return m.Clock(timex="T" + match.word("part"))


def read_clock(match: Match) -> m.Meaning | None:
    """ "10:30 p.m.", "0600 GMT", "5 o'clock"."""
    hour, minute = match.value("hour"), match.value("minute") or 0
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{2})", match.word("dotted"))
    if dotted:
        hour, minute = int(dotted[1]), int(dotted[2])
    elif match.has("military"):
        hour, minute = divmod(match.value("military") or 0, 100)
    if hour is None or hour > 24 or minute > 59 or ((match.has("am") or match.has("pm")) and not 1 <= hour <= 12):
        return None
    if match.has("am") or match.has("pm"):
        hour = hour % 12 + (12 if match.has("pm") else 0)
    return m.Clock(timex=f"T{hour:02d}:{minute:02d}")


def read_rolling(match: Match) -> m.Meaning | None:
    """ "The past five years", "recent weeks", "the next six months"."""
    ahead = match.has("ahead")
    one = None if match.plural() or match.has("recent") else 1
    count = match.count() if match.has("count") else one
    return m.Rolling(unit=match.unit(), count=count if count is None or ahead else -count, ahead=ahead)


def read_beside(match: Match) -> m.Meaning | None:
    """Counted from an event: "three weeks later", "the day before", "the previous two days"."""
    count = (match.count() if match.has("count") else 1) or 0
    side = -1 if match.has("back") else 1
    return m.Shifted(unit=match.unit(), count=side * count, base="event") if count else None


def read_which_unit(match: Match) -> m.Meaning | None:
    """ "Last week", "this month", "next year"."""
    unit, which = match.unit(), match.value("which") or 0
    if unit in ("second", "minute", "hour"):
        return None
    if unit == "day":
        return m.Shifted(unit=unit, count=which, base="report" if which == 0 else "event") if which >= 0 else None
    return m.Shifted(unit=unit, count=which)


def read_weekend(match: Match) -> m.Meaning | None:
    """ "Over the weekend": the nearest one; no other unit stands so without a pointer."""
    return m.Shifted(unit="weekend", count=0) if match.unit() == "weekend" else None


def read_that_unit(match: Match) -> m.Meaning | None:
    """ "The previous day", "that year"."""
    unit = match.unit()
    if unit in ("second", "minute", "hour"):
        return None
    return m.Shifted(unit=unit, count=match.value("which") or 0, base="event")


def read_ago(match: Match) -> m.Meaning | None:
    """ "Two days ago", "years ago", "a week from now"."""
    if not match.has("count"):
        return m.Rolling(unit=match.unit(), count=None, ahead=False)
    count = match.count()
    if count is None:
        return m.Rolling(unit=match.unit(), count=None, ahead=False)
    return m.Shifted(unit=match.unit(), count=count if match.has("ahead") else -count)


def read_duration(match: Match) -> m.Meaning | None:
    """ "Three days", "a two-week truce", "for decades"."""
    count = match.count() if match.has("count") else None
    first, last = match.match.span()
    if match.word("unit") == "weekend" or (last - first == 2 and (count or 1) > 1 and not match.plural()):
        return None
    inside: Literal["in", "within"] | None = "in" if match.has("in") else "within" if match.has("within") else None
    return m.Duration(unit=match.unit(), count=count, inside=inside)


def read_every(match: Match) -> m.Meaning | None:
    """ "Every Monday", "every two years", "twice a week"."""
    if match.has("weekday"):
        return m.Repeated(timex=f"XXXX-WXX-{match.value('weekday')}")
    if match.has("month"):
        return m.Repeated(timex=f"XXXX-{match.value('month'):02d}")
    if match.has("season"):
        return m.Repeated(timex=f"XXXX-{match.word('season')}")
    if match.has("part"):
        return m.Repeated(timex=f"XXXX-XX-XXT{match.word('part')}")
    count = 2 if match.has("other") else (match.count() if match.has("count") else 1) or 1
    return m.Repeated(timex=period(match.unit(), count))


def read_rest(match: Match) -> m.Expression | None:
    """ "Earlier in the day", "later in the week", "the end of the month"."""
    unit = match.unit()
    if unit in ("second", "minute", "hour"):
        return None
    rest = "earlier" if match.has("back") else "later" if match.has("later") else None
    meaning = m.Shifted(unit=unit, count=0, base="event" if unit == "day" else "report")
    part = {"early": "early", "mid": "mid", "late": "late"}.get(match.word("portion"))
    first, last = match.match.span()
    return m.Expression(first=first, last=last, meaning=meaning, rest=rest, part=part)  # type: ignore[arg-type]


def read_feast(match: Match) -> m.Meaning:
    """ "Christmas", "New Year's Eve"."""
    code = match.value("feast")
    month, day = divmod(code, 100) if code else (1, 1)
    if match.has("eve"):
        month, day = (12, 31) if (month, day) == (1, 1) else (month, day - 1)
    return m.Date(month=month, day=day)


def period(unit: Unit, count: int | None) -> str:
    """The TIMEX3 value of a length of time: P3D, PT2H, P1DE (a decade), PXW."""
    if unit == "fortnight":
        count = count * 2 if count else None
    prefix = "PT" if unit in ("second", "minute", "hour") else "P"
    return f"{prefix}{count or 'X'}{TIMEX_UNIT[unit]}"


def read_beside_part(match: Match, count: int) -> m.Expression:
    """ "The next morning", "that evening"."""
    first, last = match.match.span()
    meaning = m.Shifted(unit="day", count=count, base="event")
    return m.Expression(first=first, last=last, meaning=meaning, clock="T" + match.word("part"))
