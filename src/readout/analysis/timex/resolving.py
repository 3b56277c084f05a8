"""What an expression stands for, once its reference time is chosen: the article's day, or the time last told of."""

from dataclasses import replace
from datetime import date, timedelta

from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.moments import (
    LEAP_YEAR,
    SEASONS,
    Moment,
    containing,
    find_feast,
    find_weekday,
    first_day,
    last_day,
    of_day,
    shift,
)
from readout.analysis.timex.telling import Telling
from readout.analysis.timex.years import choose_year

UNITS = {
    "D": "day",
    "W": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "ML": "millennium",
    "P": "quarter",
}


def resolve_calendar(expression: Expression, telling: Telling, tense: str | None) -> Moment | None:
    """A date that is written out, its year chosen when the text does not give it."""
    if expression.feast is not None:
        return _resolve_feast(expression, telling)
    bare = _calendar_moment(expression, expression.year)
    if bare is None:
        return None
    if expression.nth is not None and expression.weekday is not None:
        month = replace(bare, year=bare.year or choose_year(replace(expression, weekday=None), bare, telling, tense))
        return find_weekday(month, expression.weekday, expression.nth)
    if bare.unit == "day" and bare.number is None:
        return _day_of_told_month(bare, telling, tense)
    if expression.unit == "Y":
        return replace(bare, year=_told_year(expression, telling))
    if expression.year is None and bare.unit not in ("decade", "century"):
        bare = replace(bare, year=choose_year(expression, bare, telling, tense))
    return shift(bare, "week", 0) if expression.unit == "W" else bare


def _day_of_told_month(bare: Moment, telling: Telling, tense: str | None) -> Moment | None:
    """Read "the 20th" as a day of the month told of, else as the one before or after the day of writing."""
    last = telling.last
    if last is None and telling.now is not None:
        last = containing("month", telling.now)
        there = first_day(replace(bare, year=last.year, number=last.number))
        ahead = tense in ("future", "timetable")
        if there is None or (there > telling.now and tense == "past") or (there < telling.now and ahead):
            last = shift(last, "month", 1 if ahead else -1)
    if last is None or last.unit not in ("month", "day") or last.number is None:
        return None
    day = replace(bare, year=last.year, number=last.number)
    return day if first_day(replace(day, year=day.year or LEAP_YEAR)) is not None else None


def _resolve_feast(expression: Expression, telling: Telling) -> Moment:
    """A movable feast of the year told of, or the nearest one."""
    story = telling.background
    if story is not None and story.year is not None:
        return find_feast(expression.feast or "", story.year) or Moment("day", story.year)
    if telling.now is None:
        return Moment("day")
    feasts = [find_feast(expression.feast or "", telling.now.year + step) for step in (-1, 0, 1)]
    days = [first_day(feast) for feast in feasts if feast is not None]
    known = [day for day in days if day is not None]
    now = telling.now
    return of_day(min(known, key=lambda day: abs((day - now).days))) if known else Moment("day")


def _calendar_moment(expression: Expression, year: int | None) -> Moment | None:  # noqa: PLR0911 -- one return a kind of date
    if expression.decade is not None:
        return Moment("decade", expression.decade)
    if expression.century is not None:
        century = expression.century
        return Moment("century", (century - 1) * 100 if century > 0 else (century + 1) * 100 or -1)
    if expression.month is not None:
        if expression.day is None:
            return Moment("month", year, expression.month)
        valid = expression.day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[expression.month - 1]
        return Moment("day", year, expression.month, expression.day) if valid else None
    if expression.season is not None:
        return Moment("season", year, SEASONS.index(expression.season))
    if expression.quarter is not None:
        return Moment("quarter", year, expression.quarter) if 1 <= expression.quarter <= 4 else None
    if expression.half is not None:
        return Moment("half", year, expression.half or 2) if expression.half <= 2 else None
    if expression.day is not None:
        return Moment("day", year, None, expression.day)
    return Moment("year", year)


def _told_year(expression: Expression, telling: Telling) -> int | None:
    if expression.offset is not None:
        return telling.now.year + expression.offset if telling.now else None
    if telling.last is not None and telling.last.year is not None:
        return telling.last.year + (expression.told or 0)
    return None


def resolve_weekday(expression: Expression, telling: Telling, tense: str | None) -> Moment:  # noqa: PLR0911 -- one return a reference time
    """A weekday near the day of writing: before it, or after it when the verb says so."""
    weekday = expression.weekday or 1
    base = telling.now
    if expression.told is not None and telling.last_day is not None:
        base = first_day(telling.last_day)
        if base is None:
            return Moment("weekday", day=weekday)
        ahead = (weekday - base.isoweekday() - 1) % 7 + 1
        return of_day(base + timedelta(days=ahead if expression.told >= 0 else ahead - 7 if ahead < 7 else -7))
    if base is None:
        return Moment("weekday", day=weekday)
    back = (base.isoweekday() - weekday) % 7
    ahead = (weekday - base.isoweekday()) % 7
    if expression.offset in (-2, 2):
        return of_day(base + timedelta(days=(ahead or 7) + 7 if expression.offset > 0 else -(back or 7) - 7))
    if expression.offset is not None and expression.offset < 0:
        return of_day(base - timedelta(days=back or 7))
    if expression.offset is not None and expression.offset > 0:
        return of_day(base + timedelta(days=ahead or 7))
    if tense in ("future", "timetable") or (expression.offset == 0 and tense != "past"):
        return of_day(base + timedelta(days=ahead))
    return of_day(base - timedelta(days=back))


def resolve_deictic(expression: Expression, telling: Telling, tense: str | None) -> Moment | None:  # noqa: PLR0911 -- one return a reference time
    """Count "last week" from the day of writing, "that month" from the time last told of."""
    unit = UNITS.get(expression.unit or "D")
    if unit is None:
        return None
    if expression.near and not expression.definite:
        return _near_weekend(telling.now, tense)
    if expression.years is not None:
        return _in_another_year(expression, unit, telling, expression.years)
    if expression.definite:
        return _definite(expression, unit, telling)
    if telling.narrated and expression.offset == 0 and expression.rule != "today" and telling.last is not None:
        return shift(telling.last, unit, 0)
    if expression.unit == "P" and telling.last_quarter is None:
        return None
    if expression.offset is not None:
        if telling.now is None:
            return Moment(unit)
        return shift(of_day(telling.now), unit, expression.offset)
    return _count_from_told(expression, unit, telling)


def _count_from_told(expression: Expression, unit: str, telling: Telling) -> Moment:
    """Read "that month", "the next day", "the day after": units from the time last told of."""
    steps = (
        expression.told if expression.told is not None else {"later": 1, "after": 1}.get(expression.direction or "", -1)
    )
    if unit == "day" and telling.last_weekday is not None:
        return Moment("weekday", day=(telling.last_weekday - 1 + steps) % 7 + 1)
    base = telling.last_day if unit == "day" and telling.last_day is not None else telling.last
    if base is None and (expression.part is not None or expression.rule == "the next day"):
        base = telling.today
    return Moment(unit) if base is None else shift(base, unit, steps)


def _near_weekend(now: date | None, tense: str | None) -> Moment:
    if now is None:
        return Moment("weekend")
    week = containing("week", now)
    if tense == "future" or now.isoweekday() >= 6:
        return replace(week, unit="weekend")
    return replace(containing("week", now - timedelta(days=7)), unit="weekend")


def _definite(expression: Expression, unit: str, telling: Telling) -> Moment | None:
    """Read "the quarter" as that told of; "the year", and "the end of the month", likewise or as now."""
    if unit == "quarter":
        return telling.last_quarter
    if unit != "year" and expression.mod is None and not expression.near:
        return None
    base = telling.last if telling.narrated else telling.today
    return Moment(unit) if base is None else shift(base, unit, 0)


def _in_another_year(expression: Expression, unit: str, telling: Telling, years: int) -> Moment | None:
    """Read "the same month a year ago"; "ten years ago this week" and "a year ago today" count from now."""
    if expression.offset is None:
        return _same_a_year_before(unit, telling, years)
    if telling.now is None:
        return Moment(unit)
    months = shift(containing("month", telling.now), "month", 12 * years)
    if unit == "month":
        return months
    day = min(telling.now.day, (last_day(months) or telling.now).day)
    there = first_day(replace(months, unit="day", day=day))
    return Moment(unit) if there is None else containing(unit, there)


def _same_a_year_before(unit: str, telling: Telling, years: int) -> Moment | None:
    base = telling.last_quarter if unit == "quarter" and telling.last_quarter is not None else telling.last
    if base is None or base.year is None:
        return None
    return replace(base, year=base.year + years)


def resolve_shift(expression: Expression, telling: Telling) -> Moment | str | None:
    """Count "three weeks ago" from the day of writing, "a day later" from the time last told of."""
    back = expression.direction in ("ago", "earlier")
    count = 1.0 if expression.count is None else expression.count
    if count == UNTOLD or (expression.count is None and expression.rule == "days later"):
        return "PAST_REF" if back else "FUTURE_REF"
    from_now = expression.direction in ("ago", "hence")
    unit = UNITS.get(expression.unit or "")
    steps, unit = _whole_steps(count, expression.unit or "", unit)
    if unit is None:
        return None
    base = of_day(telling.now) if telling.now else None
    if unit == "day" and not from_now and telling.last_weekday is not None:
        return Moment("weekday", day=(telling.last_weekday - 1 + (-steps if back else steps)) % 7 + 1)
    if (
        unit == "year"
        and telling.last_quarter is not None
        and telling.last_quarter.year is not None
        and count == 1
        and back
    ):
        return replace(telling.last_quarter, year=telling.last_quarter.year - 1)
    if not from_now:
        told = telling.last_day if unit == "day" and telling.last_day is not None else telling.last
        base = told if told is not None else (base if back else None)
    return Moment(unit) if base is None else shift(base, unit, -steps if back else steps)


def _whole_steps(count: float, letter: str, unit: str | None) -> tuple[int, str | None]:
    if letter == "FN":
        return round(count * 2), "week"
    if count != int(count) and letter == "Y":
        return round(count * 12), "month"
    if letter == "WE":
        return int(count), "week"
    if letter == "W" and count == 1:
        return 7, "day"
    if letter in ("DE", "CE"):
        return int(count * (10 if letter == "DE" else 100)), "year"
    return int(count), unit
