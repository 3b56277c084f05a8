"""Stretches of the calendar: how they are written, and what lies beside them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.analysis.timex.moments import Moment, containing, find_feast, first_day, last_day, of_day, shift
from readout.analysis.timex.periods import read_period

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year", "decade"])


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        (Moment("day", 2021, 12, 7), "2021-12-07"),
        (Moment("day", None, 12, 7), "XXXX-12-07"),
        (Moment("day"), "XXXX-XX-XX"),
        (Moment("month", 2021, 12), "2021-12"),
        (Moment("week", 2021, 5), "2021-W05"),
        (Moment("weekend", 2021, 49), "2021-W49-WE"),
        (Moment("weekday", day=5), "XXXX-WXX-5"),
        (Moment("quarter", 2021, 3), "2021-Q3"),
        (Moment("season", 2021, 0), "2021-SP"),
        (Moment("decade", 1990), "199"),
        (Moment("century", 1800), "18"),
        (Moment("year", -490), "BC0490"),
    ],
)
def test_a_moment_is_written_as_timex3_writes_it(moment, value):
    assert moment.value == value


@given(DAYS, UNITS)
def test_a_stretch_holds_the_day_it_was_made_from(day, unit):
    stretch = containing(unit, day)
    assert first_day(stretch) <= day <= last_day(stretch)


@given(DAYS, UNITS, st.integers(-60, 60))
def test_going_and_coming_back_ends_where_it_began(day, unit, steps):
    start = containing(unit, day)
    assert shift(shift(start, unit, steps), unit, -steps) == start


@given(DAYS, UNITS)
def test_the_next_stretch_begins_the_day_after(day, unit):
    start = containing(unit, day)
    assert (first_day(shift(start, unit, 1)) - last_day(start)).days == 1


def test_a_day_without_a_year_moves_without_one():
    assert shift(Moment("day", None, 12, 7), "day", 1).value == "XXXX-12-08"


def test_a_month_cannot_tell_a_day_later():
    assert shift(Moment("month", 2021, 12), "day", 1).value == "XXXX-XX-XX"


def test_a_leap_day_is_a_year_later_a_year():
    assert shift(of_day(date(2020, 2, 29)), "month", 12).value == "2021-02"


@pytest.mark.parametrize(("year", "day"), [(2021, "2021-04-04"), (2024, "2024-03-31"), (2038, "2038-04-25")])
def test_easter_is_on_its_sunday(year, day):
    assert find_feast("easter", year).value == day


@pytest.mark.parametrize(
    ("published", "period"),
    [
        (None, None),
        ("2021-12-10", ("2021-12-10", "2021-12-10")),
        ("2021-12-10T22:15Z", ("2021-12-10", "2021-12-10")),
        ("2021-12", ("2021-12-01", "2021-12-31")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-12-30/2022-01-09", ("2021-12-30", "2022-01-09")),
        ("2022-01-09/2021-12-30", None),
        ("2021-13-40", None),
        ("0001-01-01", None),
        ("last week", None),
    ],
)
def test_a_day_of_publication_may_be_a_period(published, period):
    found = read_period(published)
    assert (None if found is None else tuple(day.isoformat() for day in found)) == period
