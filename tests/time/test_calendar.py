from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.time import calendar as cal

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
UNITS = st.sampled_from(
    ["second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade"]
)
calm = settings(deadline=None, derandomize=True, max_examples=60)


@given(DAYS, UNITS)
@calm
def test_a_unit_around_a_day_begins_no_later_than_it_ends(day: date, unit: cal.Unit) -> None:
    interval = cal.around(day, unit)
    assert interval is None or interval[0] <= interval[1]
    if interval and unit != "weekend":
        assert interval[0] <= day <= interval[1]


@given(DAYS, UNITS, st.integers(-(10**9), 10**9))
@calm
def test_no_shift_breaks_the_calendar(day: date, unit: cal.Unit, count: int) -> None:
    moved = cal.shift(day, unit, count)
    assert moved is None or (moved <= day if count < 0 else moved >= day)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-500, 500))
@calm
def test_months_there_and_back_keep_the_month(day: date, count: int) -> None:
    moved = cal.shift_months(day, count)
    assert moved is not None
    back = cal.shift_months(moved, -count)
    assert back is not None
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day <= day.day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@calm
def test_weeks_run_from_monday_to_sunday(day: date) -> None:
    week = cal.week(day)
    assert week is not None
    assert (week[0].isoweekday(), week[1].isoweekday()) == (1, 7)
    assert week[1] - week[0] == timedelta(days=6)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 7))
@calm
def test_weekdays_lie_within_a_week_of_the_day(day: date, number: int) -> None:
    before = cal.weekday_before(day, number, same=True)
    strictly = cal.weekday_before(day, number, same=False)
    after = cal.weekday_after(day, number)
    assert before is not None
    assert strictly is not None
    assert after is not None
    assert {d.isoweekday() for d in (before, strictly, after)} == {number}
    assert timedelta(0) <= day - before < timedelta(7)
    assert timedelta(0) < day - strictly <= timedelta(7)
    assert timedelta(0) < after - day <= timedelta(7)


@given(st.integers(-5, 12000), st.integers(-3, 15), st.integers(-3, 40))
@calm
def test_days_that_the_calendar_lacks_are_none(year: int, month: int, day: int) -> None:
    found = cal.day_of(year, month, day)
    assert found is None or (found.year, found.month, found.day) == (year, month, day)


@given(DAYS, st.integers(1, 40000))
@calm
def test_thirds_cover_an_interval_in_order(start: date, length: int) -> None:
    interval = cal.spread(start, length)
    if interval is None:
        return
    early, mid, late = (cal.part(interval, which) for which in ("early", "mid", "late"))
    for third in (early, mid, late):
        assert interval[0] <= third[0] <= third[1] <= interval[1]
    assert early[0] <= mid[0] <= late[0]


def test_leap_days() -> None:
    assert cal.shift_months(date(2020, 2, 29), 12) == date(2021, 2, 28)
    assert cal.month(2020, 2) == (date(2020, 2, 1), date(2020, 2, 29))
    assert cal.season(2019, "WI") == (date(2019, 12, 1), date(2020, 2, 29))
    assert cal.month(9999, 12) is None or cal.month(9999, 12) == (date(9999, 12, 1), date(9999, 12, 31))
