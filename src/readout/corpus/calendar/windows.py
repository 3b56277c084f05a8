"""The first and last day that a line's `when` may mean, and its clock time."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from readout.corpus.wording import time_value
from readout.records import Timex

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PARTS_OF_MONTH = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}

Window = tuple[date, date]


def write_when(timex: Timex | None) -> str:
    """
    What a calendar line says of a time: its TIMEX3 value with its mod ("2022-01 MID"), the window a/b where
    the value alone gives no day, "" where nothing is known. A clock time whose zone is told has its offset from UTC.
    """
    if timex is None:
        return ""
    if timex.zone and timex.earliest and _CLOCK.fullmatch(timex.value):
        return timex.value + _write_offset(timex.value, timex.earliest)
    if read_window(time_value(timex)) is not None or timex.value.startswith("XXXX-"):
        return time_value(timex)
    return f"{timex.earliest}/{timex.latest}" if timex.earliest and timex.latest else ""


def _write_offset(local: str, instant: str) -> str:
    """How far a clock time is ahead of its instant in UTC, as +hh:mm."""
    ahead = datetime.fromisoformat(local) - datetime.fromisoformat(instant.removesuffix("Z"))
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@lru_cache(maxsize=1 << 12)
def read_window(when: str) -> Window | None:
    """
    First and last day of a `when`, both included; None where it names no day of a known year.

    Thirds of a month are days 1 to 10, 11 to 20 and 21 to the last.
    """
    bare, _, mod = when.partition(" ")
    first, slash, last = bare.partition("/")
    if slash:
        start, end = read_window(first), read_window(last)
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    if found := _DAY.fullmatch(bare):
        day = _make_day(int(found[1]), int(found[2]), int(found[3]))
        return (day, day) if day else None
    if found := _WEEK.fullmatch(bare):
        return _read_week(int(found[1]), int(found[2]), weekend=found[3] is not None)
    if found := _MONTH.fullmatch(bare):
        return _read_month(int(found[1]), int(found[2]), mod)
    return None


def is_day(when: str) -> bool:
    """Whether a `when` names one day."""
    window = read_window(when)
    return window is not None and window[0] == window[1]


def _read_month(year: int, month: int, mod: str) -> Window | None:
    first = _make_day(year, month, 1)
    if first is None:
        return None
    low, high = _PARTS_OF_MONTH.get(mod, (1, 31))
    days = monthrange(year, month)[1]
    return first.replace(day=low), first.replace(day=min(high, days))


def _read_week(year: int, week: int, *, weekend: bool) -> Window | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
