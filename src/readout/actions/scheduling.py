"""
When an edition is mailed: a local day, a local time and a zone, made an instant as late as can be.

A time that a change to summer time leaps over is the first that there is after it; one that comes twice is the first.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from readout.codebook.mails import TimeBook

MOST_DAYS = 7  # a run of holidays that is longer leaves the edition out


class Due(StrEnum):
    """What a worker does with an edition that is on the schedule."""

    WAIT = "wait"
    SEND = "send"
    LATE = "late"  # a person is asked
    SKIP = "skip"  # its day is a holiday, and the rule says skip
    UNAPPROVED = "unapproved"  # its time has come, and nobody has approved it: the desk is told


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The edition of one publishing day: approved or not, mailed or not."""

    day: date
    is_approved: bool
    is_frozen: bool


def find_instant(day: date, times: TimeBook) -> datetime:
    """The instant (UTC) of the local time on a day."""
    zone = ZoneInfo(times.zone)
    local = datetime.combine(day, times.at, zone)
    back = local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):  # leapt over: after the leap, the old offset is later
        return local.astimezone(UTC) if back > local else local.replace(fold=1).astimezone(UTC)
    return local.astimezone(UTC)


def settle_day(day: date, times: TimeBook) -> date | None:
    """The day on which the edition of a publishing day goes out, holidays heeded; None: not at all."""
    if day not in times.holidays:
        return day
    if times.on_holiday == "skip":
        return None
    step = timedelta(days=-1 if times.on_holiday == "before" else 1)
    for number in range(1, MOST_DAYS):
        if (moved := day + step * number) not in times.holidays:
            return moved
    return None


def decide(scheduled: Scheduled, times: TimeBook, now: datetime) -> Due:
    """What is to be done with an edition at an instant. What was frozen is never frozen again."""
    day = settle_day(scheduled.day, times)
    if day is None:
        return Due.SKIP
    at = find_instant(day, times)
    if scheduled.is_frozen or now < at:
        return Due.WAIT
    if now > at + timedelta(hours=times.late_hours):
        return Due.LATE
    return Due.SEND if scheduled.is_approved else Due.UNAPPROVED


def find_publishing_day(last_day: date, publishing_day: int) -> date:
    """The publishing day of an edition: the first with that ISO weekday after the last day it tells of."""
    after = last_day + timedelta(days=1)
    return after + timedelta(days=(publishing_day - after.isoweekday()) % 7)
