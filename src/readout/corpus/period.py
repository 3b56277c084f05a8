"""The period of a brief: days of publication as precisely as known, and what lies within."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from readout.records import Article, Story

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@lru_cache(maxsize=1 << 14)
def earliest_day(value: str) -> date | None:
    """The first day that an ISO value may mean: a day, an instant, a month, a year, or an interval a/b; else None."""
    found = _DAY.match(value.partition("/")[0])
    if not found:
        return None
    year, month, day = found.groups()
    return _day(int(year), int(month or 1), int(day or 1))


@lru_cache(maxsize=1 << 14)
def latest_day(value: str) -> date | None:
    """The last day that an ISO value may mean; see `earliest_day`."""
    found = _DAY.match(value.rpartition("/")[2])
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    return _day(year, month, int(day) if day else calendar.monthrange(year, month)[1])


def days_between(one: str | None, other: str | None) -> int | None:
    """How many days at least lie between two days of publication, 0 when they may be one; None: one is not known."""
    if one is None or other is None:
        return None
    first, first_end, second, second_end = earliest_day(one), latest_day(one), earliest_day(other), latest_day(other)
    if first is None or first_end is None or second is None or second_end is None:
        return None
    return max(0, (second - first_end).days, (first - second_end).days)


def move_day(day: date, days: int) -> date:
    """The day so many days later, or earlier where `days` is negative; the calendar's edge where it ends before."""
    reach = min(max(days, (date.min - day).days), (date.max - day).days)
    return day + timedelta(days=reach)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def was_out(article: Article, last: date | None) -> bool:
    """Whether an article may have been published by a day; one without a day may."""
    first = earliest_day(article.published or "")
    return last is None or first is None or first <= last


def is_recent(article: Article, first: date | None) -> bool:
    """Whether an article may have been published on a day or later; one without a day may."""
    latest = latest_day(article.published or "")
    return first is None or latest is None or latest >= first


def first_publication(articles: Iterable[Article]) -> date | None:
    """The earliest day on which one of the articles may have been published; None when none is dated."""
    days = [day for article in articles if article.published and (day := earliest_day(article.published))]
    return min(days, default=None)


def last_publication(articles: Iterable[Article]) -> date | None:
    """The latest day on which one of the articles may have been published; None when none is dated."""
    days = [day for article in articles if article.published and (day := latest_day(article.published))]
    return max(days, default=None)


def is_within(story: Story, first: date | None, last: date | None) -> bool:
    """
    Whether a story's own day lies in a period, both days included.

    A month or another vague day does when any of its days may; a day without a year never does.
    """
    if first is None or last is None or not story.first_day:
        return False
    earliest, latest = earliest_day(story.first_day), latest_day(story.last_day)
    return earliest is not None and latest is not None and earliest <= last and first <= latest
