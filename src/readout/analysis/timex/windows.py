"""The days that a coarse, vague or relative expression stands for."""

from datetime import date, timedelta

from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.moments import Moment, first_day, last_day, of_day, shift
from readout.analysis.timex.words import Words

THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
UNITS = {"H": "day", "D": "day", "W": "week", "FN": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
DAYS = {"D": 1, "W": 7, "FN": 14}
SLACK = {"D": 0, "W": 3, "FN": 7, "M": 15}  # days to either side of what is told in days, weeks, months
BACK = frozenset({-1})
WITHIN = frozenset({"within", "inside"})


def find_window(moment: Moment, mod: str | None) -> tuple[str, str] | None:
    """First and last day of a known stretch, narrowed to a third of it by START, MID or END; None for one day."""
    first, last = first_day(moment), last_day(moment)
    if first is None or last is None or (moment.unit == "day" and mod is None):
        return None
    return narrow(first, last, mod)


def find_half(half: int, month: Moment) -> tuple[str, str] | None:
    """Days 1 to 15 of a month, or those after; None where its year is not known."""
    first, last = first_day(month), last_day(month)
    if first is None or last is None:
        return None
    middle = first + timedelta(days=14)
    begin, end = (first, middle) if half == 1 else (middle + timedelta(days=1), last)
    return begin.isoformat(), end.isoformat()


def find_week(nth: int, month: Moment, days: int) -> tuple[str, str] | None:
    """The first, second … seven (or `days`) days of a month; `nth` 0 is the last."""
    first, last = first_day(month), last_day(month)
    if first is None or last is None:
        return None
    begin = last - timedelta(days=days - 1) if nth == 0 else first + timedelta(days=days * (nth - 1))
    return begin.isoformat(), min(begin + timedelta(days=days - 1), last).isoformat()


def narrow(first: date, last: date, mod: str | None) -> tuple[str, str]:
    """The first, middle or last third of the days from `first` to `last`, or all of them."""
    low, high = THIRDS.get(mod or "", (0, 3))
    days = (last - first).days + 1
    begin = first + timedelta(days=days * low // 3)
    end = first + timedelta(days=max(days * high // 3 - 1, 0))
    return begin.isoformat(), max(begin, end).isoformat()


def find_window_ahead(expression: Expression, words: Words, now: date | None, *, ahead: bool) -> tuple[str, str] | None:
    """
    The days from now that "within six weeks" and "the next three months" reach, or back that "the past
    week" does; of what comes "in ten days" and lies `ahead` the day, of "in two or three weeks" the days from
    half a unit before to half a unit after. None for any other length, and while now or the count is unknown.
    """
    if expression.nth is not None:
        return None
    if now is None or expression.count in (None, UNTOLD) or expression.unit not in UNITS:
        return None
    before, count = words.texts[expression.first - 1], expression.count or 0
    if ahead and before == "in" and expression.offset is None:
        return _find_day_ahead(expression, now)
    reaches = expression.offset == 1 or before in WITHIN
    if not reaches and expression.offset != -1:
        return None
    other = _step(now, expression.unit, round(expression.most or count) * (1 if reaches else -1))
    return (now.isoformat(), other.isoformat()) if reaches else (other.isoformat(), now.isoformat())


def _find_day_ahead(expression: Expression, now: date) -> tuple[str, str] | None:
    """The days that "in ten days", "in about ten days" and "in two weeks" mean: one, or half a unit to either side."""
    unit, count = expression.unit or "", expression.count or 0
    if unit not in SLACK or count != int(count):
        return None
    slack = timedelta(days=max(SLACK[unit], 1 if expression.vague and expression.most is None else 0))
    first = _step(now, unit, round(count)) - slack
    last = _step(now, unit, round(expression.most or count)) + slack
    return first.isoformat(), last.isoformat()


def _step(now: date, letter: str, steps: int) -> date:
    if letter == "H":
        return now + timedelta(days=max(min(-(-steps // 24), 400_000), -400_000))
    if letter in DAYS:
        return now + timedelta(days=max(min(DAYS[letter] * steps, 400_000), -400_000))
    month = first_day(shift(of_day(now), UNITS[letter], steps)) or now
    exact = shift(Moment("month", now.year, now.month), "month", steps * {"M": 1, "Q": 3, "Y": 12, "DE": 120}[letter])
    start = first_day(exact) or month
    return start + timedelta(days=min(now.day, (last_day(exact) or start).day) - 1)
