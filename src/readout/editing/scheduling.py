"""When an edition goes out: a local day, a local time and a zone, made an instant as late as possible."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from readout.records import Due

LATE = timedelta(hours=6)  # what is found so long after its time is not published by itself: a person says whether


def find_instant(due: Due) -> datetime:
    """
    The instant, UTC, at which clocks of the zone show the time on the day.

    Computed when it is asked for and never kept, since zones change their rules. Where clocks jump over the time, it is
    as long after midnight as it would have been (02:30 is shown as 03:30); where they show it twice, the first.
    Raises ZoneInfoNotFoundError on a zone that the tz database does not know, ValueError on no time of day.
    """
    hour, minute = map(int, due.time.split(":"))
    local = datetime.combine(due.day, time(hour, minute), ZoneInfo(due.zone))  # fold=0
    return local.astimezone(UTC)


def find_due(last_day: date, publishing_day: int, at: str, zone: str) -> Due:
    """The first publishing day (ISO weekday) after the last day of a brief's period."""
    ahead = (publishing_day - last_day.isoweekday() - 1) % 7 + 1
    return Due(last_day + timedelta(days=ahead), at, zone)


def write_due(due: Due | None) -> str:
    """When it goes out, in words: "Friday 7 March 2031, 06:00 (Europe/Prague)"."""
    return (
        "as soon as it may" if due is None else f"{due.day:%A} {due.day.day} {due.day:%B %Y}, {due.time} ({due.zone})"
    )
