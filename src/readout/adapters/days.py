"""Days and instants of publication as files give them, brought to ISO 8601 as precise as they were."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,? +)?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\.? +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? +(?P<month>[a-z]{{3,9}})\.?,? +(?P<year>\d{{4}})",
        r"(?P<month>[a-z]{3,9})\.?,? +(?P<year>\d{4})",
    )
)
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?")


def read_published(value: str) -> str | None:
    """
    ISO 8601 of a day, month, year, instant or interval `a/b`; None when it is none of these or can be read two ways.

    RFC 2822 dates and English ones with the month in words are converted. An instant keeps the offset
    it was given, so that its first ten characters are the outlet's own day; fractions of a second go.
    """
    told = " ".join(value.split())
    first, slash, last = told.partition("/")
    if slash and (start := _read_iso(first.strip())) and (end := _read_iso(last.strip())):
        return f"{start}/{end}" if start[: len(end)] <= end[: len(start)] else None
    return _read_iso(told) or _read_written(told) or _read_mail(told)


def _read_iso(told: str) -> str | None:
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", told):
        day = told + "-01-01"[len(told) - 4 :] if len(told) < 10 else told
        return told if _is_day(day) else None
    found = _INSTANT.fullmatch(told)
    if found is None or not _is_day(found[1]):
        return None
    zone = found[3] or ""
    if zone not in ("", "Z"):
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    try:
        datetime.fromisoformat(f"{found[1]}T{found[2]}{zone.replace('Z', '+00:00')}")
    except ValueError:
        return None
    return f"{found[1]}T{found[2]}{'Z' if zone == '+00:00' else zone}"


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).year >= 1000
    except ValueError:
        return False


def _read_written(told: str) -> str | None:
    for pattern in _WRITTEN:
        found = pattern.fullmatch(told)
        if found is not None:
            parts = found.groupdict()
            month = _number(parts["month"], MONTHS)
            if month is None:
                return None
            if "day" not in parts:
                return f"{parts['year']}-{month:02}"
            return _checked(f"{parts['year']}-{month:02}-{int(parts['day']):02}", parts["weekday"])
    return None


def _checked(day: str, weekday: str | None) -> str | None:
    """The day when it exists and falls on the weekday that is named, if one is."""
    if not _is_day(day):
        return None
    if weekday is None:
        return day
    return day if _number(weekday, WEEKDAYS) == date.fromisoformat(day).isoweekday() else None


def _number(word: str, names: tuple[str, ...]) -> int | None:
    """From 1, the place of the one name that a word is or shortens to three letters or more; None without."""
    fits = [i for i, name in enumerate(names, 1) if name.startswith(word.lower())]
    return fits[0] if len(fits) == 1 else None


def _read_mail(told: str) -> str | None:
    """RFC 2822: "Fri, 10 Dec 2021 14:05:00 +0300"; a zone of -0000 or none means that the zone is not known."""
    if not re.search(r"\d{1,2}:\d{2}", told) or not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} ", told):
        return None
    try:
        instant = parsedate_to_datetime(told)
    except ValueError:
        return None
    weekday = told[:3] if told[:1].isalpha() else None
    if _checked(instant.date().isoformat(), weekday) is None:
        return None
    written = instant.replace(tzinfo=None).isoformat(timespec="seconds").removesuffix(":00")
    return written + _offset(instant)


def _offset(instant: datetime) -> str:
    if instant.tzinfo is None:
        return ""
    offset = f"{instant:%z}"
    return "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"
