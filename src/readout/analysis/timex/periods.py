"""A day of publication as precisely as it is known: the first and last day it may be."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")


def read_period(published: str | None) -> tuple[date, date] | None:
    """
    First and last day of an ISO day, month, year, instant or interval a/b.

    None when there is none, when it cannot be read, or when its year is none of newspapers (1500 to 2999).
    """
    if published is None:
        return None
    low, _, high = published.partition("/")
    first, last = _read(low), _read(high or low)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _read(text: str) -> tuple[date, date] | None:
    found = _DAY.match(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not 1500 <= year <= 2999:
        return None
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
