"""Clock times: on which day, in which zone, and at which instant of universal time."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.moments import Moment, first_day, shift
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook, TimeZone

DAY = 24 * 60
FARTHEST = 48 * 60  # minutes that a clock is counted on; no day is told by more
SAME_MOMENT = frozenset({",", "which", "is", "was", "or", "(", "that", "[", "in", "–", "—"})  # one moment, told twice
ENDING = frozenset({"until", "till", "to", "-", "–", "—", "and", "through", "by"})


@dataclass(frozen=True, slots=True)
class ToldClock:
    """The clock time last read: its day, minutes after midnight there, minutes from UTC (None: not told)."""

    day: Moment
    minutes: int
    offset: int | None
    after: int
    block: int
    sentence: int
    twin: "ToldClock | None" = None  # the same moment, told before in another zone


def find_zone(expression: Expression, book: TimeBook) -> TimeZone | None:
    """The zone that the text gives with the clock; "local time" is none."""
    if expression.zone and expression.zone[0] in "+-":
        hours, minutes = (int(part) for part in expression.zone[1:].split(":"))
        offset = hours * 60 + minutes
        return TimeZone(expression.zone, offset if expression.zone[0] == "+" else -offset, None)
    zone = book.zones.get(expression.zone or "")
    return None if zone is None or zone.offset is None else zone


def find_offset(zone: TimeZone, day: Moment) -> int:
    """Minutes from UTC on that day, summer time counted where the zone has it."""
    known = first_day(replace(day, year=day.year or 2021))
    summer = zone.summer is not None and known is not None and _is_summer(zone.summer, known)
    return (zone.offset or 0) + (60 if summer else 0)


def _is_summer(rule: str, day: date) -> bool:
    if rule == "us":
        return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.isoweekday()) % 7 + 7 * (which - 1))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)


def place_clock(expression: Expression, told: ToldClock, words: Words, zone: TimeZone | None, sentence: int) -> Moment:
    """
    The day of a clock time that is given without one, after another clock time of the paragraph.

    The same moment in another zone may fall on another day; a time "until" which something lasts, or one
    of the small hours after an evening, is on the next day when it is earlier on the dial.
    """
    minutes = expression.clock or 0
    if is_same_moment(expression, told, words, zone, sentence) and zone is not None:
        there = told.minutes - (told.offset or 0) + find_offset(zone, told.day)
        return _move(told.day, there // DAY)
    if zone is None and told.twin is not None and _wait(told.twin, minutes) < _wait(told, minutes):
        told = told.twin  # "3:35 p.m. Eastern, 11:35 p.m. Moscow time ... ended at 4:25 p.m." goes on in Eastern
    if minutes == 0 and told.minutes > 0:
        return _move(told.day, 1)  # "it opened at ten and closed at midnight"
    lasts = bool(ENDING & set(words.texts[max(expression.first - 2, 0) : expression.first]))
    small_hours = minutes < 6 * 60 and told.minutes >= 18 * 60
    return _move(told.day, 1 if minutes < told.minutes and (lasts or small_hours) else 0)


def is_same_moment(expression: Expression, told: ToldClock, words: Words, zone: TimeZone | None, sentence: int) -> bool:
    """Whether a clock time tells the moment before it in another zone: "3:35 p.m. EST, which is 11:35 p.m. MSK"."""
    gap = words.texts[told.after : expression.first]
    return sentence == told.sentence and zone is not None and told.offset is not None and set(gap) <= SAME_MOMENT


def _wait(told: ToldClock, minutes: int) -> int:
    return (minutes - told.minutes) % DAY


def later_clock(expression: Expression, told: ToldClock) -> tuple[Moment, int] | None:
    """Count "an hour later" from the clock time told before: its day and minutes. None for other units and counts."""
    unit = {"H": 60, "MIN": 1}.get(expression.unit or "")
    sign = {"later": 1, "earlier": -1}.get(expression.direction or "")
    count = 1.0 if expression.count is None else expression.count
    if unit is None or sign is None or unit * count > FARTHEST:
        return None
    minutes = round(unit * count)
    days, there = divmod(told.minutes + sign * minutes, DAY)
    return _move(told.day, days), there


def _move(day: Moment, steps: int) -> Moment:
    return day if steps == 0 or day.number is None or day.day is None else shift(day, "day", steps)


def find_instant(moment: Moment, minutes: int, offset: int) -> str | None:
    """The UTC instant, as 2021-12-30T20:35Z; None when the day is not wholly known."""
    day = first_day(moment) if moment.unit == "day" else None
    if day is None:
        return None
    instant = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes - offset)  # noqa: DTZ001 -- the offset is taken off by hand
    return instant.strftime("%Y-%m-%dT%H:%MZ")
