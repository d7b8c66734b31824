"""What a time expression says, before the report day is known: small frozen values that the grammar makes and
`settle` turns into days.

An `Expression` is a stretch of text with one `Meaning` and what stands around it: the part of a period ("late"), the
hour, the open side ("since").
"""

from typing import Literal

from msgspec import Struct

from dragoman.time.calendar import Part, Unit

Base = Literal["report", "event"]


class Date(Struct, frozen=True, kw_only=True):
    """A stretch of the calendar, as far as it is told; `which` is -1 in "last March", 0 in "this March"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    which: int | None = None
    year_shift: int | None = None
    """Years from the report's: -1 in "in March last year"."""


class Era(Struct, frozen=True, kw_only=True):
    """A decade or century: `length` years from `first` on; or a year before Christ (`first` negative)."""

    first: int
    length: int


class Weekday(Struct, frozen=True, kw_only=True):
    """A day of the week, 1 on Monday; `which` is -1 in "last Monday"."""

    number: int
    which: int | None = None
    week_shift: int | None = None
    """Weeks from the report's: 1 in "Monday next week"."""


class Shifted(Struct, frozen=True, kw_only=True):
    """The unit `count` units from the report day or from an event: yesterday, last week, three weeks later."""

    unit: Unit
    count: int
    base: Base = "report"


class Rolling(Struct, frozen=True, kw_only=True):
    """A stretch that ends (count < 0) or begins (count > 0) with the report day; None where its length is not told."""

    unit: Unit
    count: int | None
    ahead: bool


class Duration(Struct, frozen=True, kw_only=True):
    """A length of time; `count` is None where it is vague."""

    unit: Unit
    count: int | None
    inside: Literal["in", "within"] | None = None
    """What stands before it: under a future verb "in three days" tells a day and "within three days" a stretch."""


class Repeated(Struct, frozen=True, kw_only=True):
    """A set of times: every Monday, daily."""

    timex: str


class Clock(Struct, frozen=True, kw_only=True):
    """An hour or a part of a day that is not named: "at 10 a.m.", "in the evening"; `timex` begins with T."""

    timex: str


class UpToNow(Struct, frozen=True, kw_only=True):
    """ "so far": from some day to the report's."""


class Unknown(Struct, frozen=True, kw_only=True):
    """A time expression whose day cannot be told: 30 February, 05/06/2019."""


Meaning = Date | Era | Weekday | Shifted | Rolling | Duration | Repeated | Clock | UpToNow | Unknown


class Expression(Struct, frozen=True, kw_only=True):
    """Lexemes first … last-1 of a text say `meaning`."""

    first: int
    last: int
    meaning: Meaning
    part: Part | None = None
    rest: Literal["earlier", "later"] | None = None
    clock: str | None = None
    bound: Literal["since", "until"] | None = None
    approximate: bool = False
    loose: bool = False
    """"On a Sunday": no day in particular, so no day is told."""
