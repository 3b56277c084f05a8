"""The days that a coarse, vague or relative expression stands for."""

from datetime import date, timedelta

from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.moments import Moment, first_day, last_day, of_day, shift
from readout.analysis.timex.words import Words

THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
UNITS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
DAYS = {"D": 1, "W": 7, "FN": 14}
BACK = frozenset({-1})
WITHIN = frozenset({"within", "inside"})


def find_window(moment: Moment, mod: str | None) -> tuple[str, str] | None:
    """First and last day of a known stretch, narrowed to a third of it by START, MID or END; None for one day."""
    first, last = first_day(moment), last_day(moment)
    if first is None or last is None or (moment.unit == "day" and mod is None):
        return None
    return narrow(first, last, mod)


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


def find_window_ahead(expression: Expression, words: Words, now: date | None) -> tuple[str, str] | None:
    """
    The days from now that "within six weeks" and "the next three months" reach, or back that "the past
    week" does; None for any other length of time, and while now or the count is unknown.
    """
    if expression.nth is not None:
        return None
    if now is None or expression.count in (None, UNTOLD) or expression.unit not in UNITS:
        return None
    ahead = expression.offset == 1 or words.texts[expression.first - 1] in WITHIN
    if not ahead and expression.offset != -1:
        return None
    steps = round(expression.count or 0) * (1 if ahead else -1)
    other = _step(now, expression.unit, steps)
    return (now.isoformat(), other.isoformat()) if ahead else (other.isoformat(), now.isoformat())


def _step(now: date, letter: str, steps: int) -> date:
    if letter in DAYS:
        return now + timedelta(days=max(min(DAYS[letter] * steps, 400_000), -400_000))
    month = first_day(shift(of_day(now), UNITS[letter], steps)) or now
    exact = shift(Moment("month", now.year, now.month), "month", steps * {"M": 1, "Q": 3, "Y": 12, "DE": 120}[letter])
    start = first_day(exact) or month
    return start + timedelta(days=min(now.day, (last_day(exact) or start).day) - 1)
