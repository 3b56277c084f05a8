"""Stretches of the calendar, whole or with parts unknown: their TIMEX3 values, their days, their neighbours."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")  # of the northern half, where winter opens the year or closes it
LEAP_YEAR = 2000  # stands in where the year is not known
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A stretch of the calendar of one `unit`. None is what is not known.

    `year` is negative before our era, the first year of a decade or century; `number` is the month, quarter,
    half, ISO week or place in SEASONS; `day` is the day of the month, or the ISO weekday when only that is known.
    """

    unit: str
    year: int | None = None
    number: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value, with X for what is not known."""
        return _write_value(self)


def _write_value(moment: Moment) -> str:  # noqa: PLR0911 -- one return a unit
    year = _year_text(moment)
    number = "XX" if moment.number is None else f"{moment.number:02d}"
    if moment.unit in ("year", "decade", "century", "millennium"):
        return year
    if moment.unit == "season":
        return f"{year}-{SEASONS[moment.number or 0]}"
    if moment.unit in ("quarter", "half"):
        return f"{year}-{moment.unit[0].upper()}{moment.number or 'X'}"
    if moment.unit in ("week", "weekend"):
        return f"{year}-W{number}" + ("-WE" if moment.unit == "weekend" else "")
    if moment.unit == "weekday":
        return f"XXXX-WXX-{moment.day}"
    if moment.unit == "month":
        return f"{year}-{number}"
    return f"{year}-{number}-" + ("XX" if moment.day is None else f"{moment.day:02d}")


def _year_text(moment: Moment) -> str:
    if moment.year is None:
        return {"decade": "XXX", "century": "XX", "millennium": "X"}.get(moment.unit, "XXXX")
    era, year = ("BC" if moment.year < 0 else ""), abs(moment.year)
    cut = {"decade": 3, "century": 2, "millennium": 1}.get(moment.unit, 4)
    return era + f"{year:04d}"[:cut]


def of_day(day: date) -> Moment:
    """The moment that is one known day."""
    return Moment("day", day.year, day.month, day.day)


def first_day(moment: Moment) -> date | None:  # noqa: PLR0911 -- one return a unit
    """The first day of a stretch that is wholly known and of our era, else None."""
    if moment.year is None or not 1 <= moment.year <= 9998 or moment.unit == "weekday":
        return None
    if moment.unit in ("year", "decade", "century", "millennium"):
        return date(moment.year, 1, 1)
    if moment.number is None:
        return None
    if moment.unit == "day":
        return None if moment.day is None else _make_day(moment.year, moment.number, moment.day)
    if moment.unit in ("week", "weekend"):
        return _monday(moment.year, moment.number, 5 if moment.unit == "weekend" else 0)
    if moment.unit == "season":
        return date(moment.year, (3, 6, 9, 12)[moment.number], 1) if moment.number < 3 else date(moment.year, 1, 1)
    return date(moment.year, (moment.number - 1) * MONTHS_IN[moment.unit] + 1, 1)


def last_day(moment: Moment) -> date | None:
    """The last day of a stretch that is wholly known and of our era, else None."""
    start = first_day(moment)
    if start is None or moment.unit == "day":
        return start
    if moment.unit in ("week", "weekend"):
        return start + timedelta(days=6 if moment.unit == "week" else 1)
    months = 3 if moment.unit == "season" else MONTHS_IN[moment.unit]
    return _add_months(start, months) - timedelta(days=1)


def containing(unit: str, day: date) -> Moment:
    """The week, month, year … that a day lies in; a winter is that of the year it ends in."""
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return Moment(unit, year, week)
    if unit == "month":
        return Moment(unit, day.year, day.month)
    if unit == "quarter":
        return Moment(unit, day.year, (day.month - 1) // 3 + 1)
    if unit == "half":
        return Moment(unit, day.year, (day.month - 1) // 6 + 1)
    if unit in ("decade", "century", "millennium"):
        years = MONTHS_IN[unit] // 12
        return Moment(unit, day.year - day.year % years)
    return Moment("year", day.year) if unit == "year" else of_day(day)


def shift(moment: Moment, unit: str, steps: int) -> Moment:
    """
    The stretch of `unit` that lies `steps` units from this one: a day plus three weeks is a week.

    A moment without a year keeps none; one coarser than the unit loses what the shift cannot tell.
    """
    if unit in ("year", "decade", "century", "millennium") and moment.year is not None and moment.year < 0:
        return Moment(unit, min(-1, moment.year + steps * MONTHS_IN[unit] // 12))
    if ORDER.index(moment.unit if moment.unit in ORDER else "day") > ORDER.index(unit):
        return Moment(unit, moment.year if unit in ("day", "week", "month") and steps == 0 else None)
    known = replace(moment, year=LEAP_YEAR) if moment.year is None else moment
    start = first_day(known)
    if start is None:
        return Moment(unit)
    moved = containing(unit, _add(start, unit, steps))
    return replace(moved, year=None) if moment.year is None and unit not in ("week", "weekend") else moved


def find_feast(name: str, year: int) -> Moment | None:
    """Easter Sunday (Gregorian computus of Meeus) or the American Thanksgiving of a year; None for another name."""
    if name == "thanksgiving":
        first = date(year, 11, 1).isoweekday()
        return Moment("day", year, 11, (4 - first) % 7 + 22)
    if name != "easter":
        return None
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return Moment("day", year, month, day + 1)


def find_weekday(month: Moment, weekday: int, nth: int) -> Moment:
    """The nth Monday (ISO weekday 1) to Sunday of a month, `nth` 0 the last; without a year a day that nobody knows."""
    first, last = first_day(month), last_day(month)
    if first is None or last is None:
        return Moment("day", month.year, month.number)
    if nth == 0:
        return of_day(last - timedelta(days=(last.isoweekday() - weekday) % 7))
    return of_day(first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1)))


def _add(start: date, unit: str, steps: int) -> date:
    if unit in MONTHS_IN:
        return _add_months(start, steps * MONTHS_IN[unit])
    days = steps * (1 if unit == "day" else 7)
    return _clip(start.toordinal() + days)


def _clip(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date(9998, 12, 31).toordinal()))


def _add_months(start: date, months: int) -> date:
    place = min(max(start.year * 12 + start.month - 1 + months, 12), 9998 * 12)
    year, month = divmod(place, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _make_day(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def _monday(year: int, week: int, further: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1) + timedelta(days=further)
    except ValueError:
        return None
