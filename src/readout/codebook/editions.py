"""What dates an edition: the weekday it says it comes out on ("every Friday"), and the last of some days."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readout.codes import TimexType
from readout.records import Timex

_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][”\"’']?\s+(?=[\"“A-Z])|\n")
HALF_YEAR = 182  # a date without a year is read as the nearest, so it lies less than half a year away


@dataclass(frozen=True, slots=True, eq=False)
class EditionBook:
    """
    How a promised weekday is known.

    `promise` finds "every Friday" and "on Fridays", `weekdays` gives the ISO number of its word, `of_editions`
    what a line must say beside it, `of_others` what makes it the day of something else (a podcast).
    """

    promise: re.Pattern[str]
    weekdays: Mapping[str, int]
    of_editions: re.Pattern[str]
    of_others: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised weekday (ISO number) and the words of it."""

    weekday: int
    words: str


def parse_editions(table: Mapping[str, Any], weekdays: Mapping[str, int | float | str]) -> EditionBook:
    """Read the `[editions]` table of `timex.toml`; weekdays are those of the time rules."""
    days = {word: int(number) for word, number in weekdays.items() if len(word) > 5}
    names = "|".join(sorted(days))
    return EditionBook(
        promise=re.compile(rf"\b(?:every|each)\s+({names})\b|\bon\s+({names})s\b", re.IGNORECASE),
        weekdays=days,
        of_editions=_any_of(table.get("of_editions", ())),
        of_others=_any_of(table.get("of_others", ())),
    )


def find_promise(text: str, book: EditionBook) -> Promise | None:
    """
    The weekday on which the publication that printed `text` promises to come out.

    Read only in a line that speaks of the reader's inbox or of the edition; None when there is none,
    or when two lines promise different days.
    """
    found: dict[int, Promise] = {}
    for match in book.promise.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : (text + "\n").find("\n", match.end())]
        if book.of_editions.search(line) and not book.of_others.search(line):
            number = book.weekdays[(match[1] or match[2]).lower()]
            found.setdefault(number, Promise(number, " ".join(match[0].split())))
    return next(iter(found.values())) if len(found) == 1 else None


def first_on_or_after(day: date, weekday: int) -> date:
    """The first day with that ISO weekday, the day itself included."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def date_edition(earliest: date, weekday: int, ahead: date | None, *, open_weekday: bool) -> str:
    """
    The day of an edition that comes out on one weekday, as ISO: the first on or after the last dated event.

    Where the text also tells of a mere weekday, the edition may be a week later unless an event still ahead
    forbids it; then it is the interval of both.
    """
    first = first_on_or_after(earliest, weekday)
    later = first + timedelta(days=7)
    if not open_weekday or (ahead is not None and later >= ahead):
        return first.isoformat()
    return f"{first}/{later}"


def has_open_weekday(timexes: Iterable[Timex]) -> bool:
    """Whether some time is a mere weekday, read without a day of publication."""
    return any(timex.type != TimexType.SET and timex.value.startswith("XXXX-WXX-") for timex in timexes)


def is_scheduled(text: str, place: int, cues: Iterable[str]) -> bool:
    """Whether a word before `place` in its sentence puts it ahead of the day of writing: "are due to meet on"."""
    ends = (found.end() for found in _SENTENCE_END.finditer(text, max(0, place - 600), place))
    before = f" {' '.join(text[max(ends, default=0) : place].lower().split())} "
    return any(f" {cue} " in before for cue in cues)


def last_of_round(days: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """
    The last of some (month, day) pairs of one stretch of time: January after December.

    The widest gap of the year's round is where the stretch begins anew.
    """
    places = sorted({date(2000, month, day).timetuple().tm_yday: (month, day) for month, day in days}.items())
    if not places:
        return None
    gaps = [((places[(i + 1) % len(places)][0] - place) % 366 or 366, pair) for i, (place, pair) in enumerate(places)]
    return max(gaps)[1]


def _any_of(words: Any) -> re.Pattern[str]:
    choice = "|".join(re.escape(str(word)) for word in words)
    return re.compile(rf"\b(?:{choice})\b" if choice else r"(?!)", re.IGNORECASE)
