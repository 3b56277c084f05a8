"""What an expression stands for, once its reference time is chosen: the article's day, or the time last told of."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from readout.analysis.timex.clocks import ToldClock
from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.moments import (
    SEASONS,
    Moment,
    containing,
    find_feast,
    first_day,
    last_day,
    of_day,
    shift,
)

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
}
LENGTHS = {"S": "T{}S", "MIN": "T{}M", "H": "T{}H", "WE": "{}D", "Q": "{}Q", "FN": "{}W"}
TIMES_TWO = frozenset({"WE", "FN"})  # a weekend is two days, a fortnight two weeks
AGAINST_TENSE = 5


@dataclass(slots=True)
class Telling:
    """What has been told so far: `now` is the day of writing, None when unknown; the rest moves with the text."""

    now: date | None
    narrated: bool = False
    last: Moment | None = None
    last_day: Moment | None = None
    last_quarter: Moment | None = None
    day_block: int = -1
    clock: ToldClock | None = None
    background: Moment | None = None  # the dated event that this paragraph goes back to

    def remember(self, moment: Moment, block: int) -> None:
        """Take a dated moment as the time last told of."""
        self.last = moment
        if moment.unit == "day" and moment.number is not None:
            self.last_day, self.day_block = moment, block
        if moment.unit == "quarter":
            self.last_quarter = moment


def resolve_calendar(expression: Expression, telling: Telling, tense: str | None) -> Moment | None:
    """A date that is written out, its year chosen when the text does not give it."""
    if expression.feast is not None:
        return _resolve_feast(expression, telling)
    bare = _calendar_moment(expression, expression.year)
    if bare is None:
        return None
    if expression.year is not None or bare.unit in ("decade", "century"):
        return bare
    if expression.unit == "Y":
        return replace(bare, year=_told_year(expression, telling))
    return replace(bare, year=choose_year(expression, bare, telling, tense))


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
        return Moment("century", (expression.century - 1) * 100)
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


def choose_year(expression: Expression, bare: Moment, telling: Telling, tense: str | None) -> int | None:
    """
    The year of a bare month, day, season or quarter: by "last" or "next", by the story told,
    by the weekday given with it, by tense; the nearest one when nothing else decides.
    """
    if expression.offset is not None and telling.now is not None:
        return _year_by_offset(expression.offset, bare, telling.now)
    if telling.background is not None and telling.background.year is not None and expression.told is None:
        return _year_in_story(bare, telling.background)
    if telling.now is None:
        return None
    years = (telling.now.year - 1, telling.now.year, telling.now.year + 1)
    placed = [(year, first_day(replace(bare, year=year)), last_day(replace(bare, year=year))) for year in years]
    spans = [(year, low, high) for year, low, high in placed if low and high]
    if expression.weekday is not None:
        fitting = [span for span in spans if span[1].isoweekday() == expression.weekday]
        spans = fitting or spans
    return _year_by_tense(spans, telling.now, tense)


def _year_by_tense(spans: list[tuple[int, date, date]], now: date, tense: str | None) -> int | None:
    if not spans:
        return None
    return min(spans, key=lambda span: (_cost(span[1], span[2], now, tense), -span[0]))[0]


def _cost(low: date, high: date, now: date, tense: str | None) -> int:
    """Days away, counted `AGAINST_TENSE` times on the side of now that the verb does not speak of."""
    against = (tense == "past" and low > now) or (tense == "future" and high < now)
    return _distance(low, high, now) * (AGAINST_TENSE if against else 1)


def _distance(low: date, high: date, now: date) -> int:
    if low <= now <= high:
        return 0
    return (low - now).days if low > now else (now - high).days


def _year_by_offset(offset: int, bare: Moment, now: date) -> int | None:
    if offset == 0:
        return now.year
    for year in range(now.year - 2, now.year + 3) if offset > 0 else range(now.year + 2, now.year - 3, -1):
        low, high = first_day(replace(bare, year=year)), last_day(replace(bare, year=year))
        if low and high and ((offset > 0 and low > now) or (offset < 0 and high < now)):
            return year
    return None


def _year_in_story(bare: Moment, story: Moment) -> int | None:
    """The year of the story, or the next when the month has gone round (December, then January)."""
    if story.year is None:
        return None
    before, after = _month_of(story), _month_of(bare)
    if before is not None and after is not None and before - after >= 7:
        return story.year + 1 if story.year != -1 else 1
    return story.year


def _month_of(moment: Moment) -> int | None:
    if moment.unit in ("month", "day"):
        return moment.number
    if moment.unit == "season":
        return (4, 7, 10, 13)[moment.number or 0] if moment.number is not None and moment.number < 3 else 1
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
    if expression.offset is not None and expression.offset < 0:
        return of_day(base - timedelta(days=back or 7))
    if expression.offset is not None and expression.offset > 0:
        return of_day(base + timedelta(days=ahead or 7))
    if tense == "future" or (expression.offset == 0 and tense != "past"):
        return of_day(base + timedelta(days=ahead))
    return of_day(base - timedelta(days=back))


def resolve_deictic(expression: Expression, telling: Telling, tense: str | None) -> Moment | None:
    """Count "last week" from the day of writing, "that month" from the time last told of."""
    unit = UNITS.get(expression.unit or "D")
    if unit is None:
        return None
    if expression.near:
        return _near_weekend(telling.now, tense)
    if expression.definite:
        return _definite(unit, telling)
    if expression.offset is not None:
        if telling.now is None:
            return Moment(unit)
        return shift(of_day(telling.now), unit, expression.offset)
    steps = (
        expression.told if expression.told is not None else {"later": 1, "after": 1}.get(expression.direction or "", -1)
    )
    base = telling.last_day if unit == "day" and telling.last_day is not None else telling.last
    return Moment(unit) if base is None else shift(base, unit, steps)


def _near_weekend(now: date | None, tense: str | None) -> Moment:
    if now is None:
        return Moment("weekend")
    week = containing("week", now)
    if tense == "future" or now.isoweekday() >= 6:
        return replace(week, unit="weekend")
    return replace(containing("week", now - timedelta(days=7)), unit="weekend")


def _definite(unit: str, telling: Telling) -> Moment | None:
    if unit == "quarter":
        return telling.last_quarter
    return None


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
    return int(count), unit


def write_length(expression: Expression) -> str:
    """The TIMEX3 value of a duration: P3W, PT90M, PXD."""
    count = 1.0 if expression.count is None else expression.count
    letter = expression.unit or "D"
    if letter in ("DE", "CE", "ML") and count != UNTOLD:
        count, letter = count * {"DE": 10, "CE": 100, "ML": 1000}[letter], "Y"
    if letter in TIMES_TWO and count != UNTOLD:
        count *= 2
    number = "X" if count == UNTOLD else f"{count:g}" if count < 1e6 else str(int(count))
    return "P" + LENGTHS.get(letter, "{}" + letter).format(number)
