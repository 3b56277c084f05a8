"""Dates that contradict themselves or the day of publication: "Friday, December 7, 2021" was a Tuesday."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from readout.analysis.timex.periods import read_period
from readout.analysis.timex.tense import find_tense
from readout.codebook.times import TimeBook
from readout.records import Article, Problem, Span, Timex
from readout.spans import passage
from readout.tokens import Parse

GRACE = 1  # days: where it is tomorrow already, today's paper may tell of what was done tomorrow
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = re.compile(r"\b\d{4}\b")


def find_contradictions(
    article: Article, parse: Parse, timexes: Sequence[Timex], book: TimeBook
) -> tuple[Problem, ...]:
    """
    One `Problem` for each date whose printed weekday is not that of its day, each day that no calendar has, and
    each date printed with its year that is told as past and lies after the day of publication; in this order.
    """
    return (
        *_find_weekdays(article, timexes, book),
        *_find_missing_days(article, parse, book),
        *_find_late_days(article, parse, timexes, book),
    )


def _find_weekdays(article: Article, timexes: Sequence[Timex], book: TimeBook) -> Iterator[Problem]:
    weekdays = book.values.get("WEEKDAY", {})
    names = {number: word for word, number in weekdays.items() if not word.endswith(".")}
    for timex in timexes:
        words = _fold(article, timex.span)
        printed = next((weekdays[word] for word in words.lower().replace(",", " ").split() if word in weekdays), None)
        day = _read_day(timex.value)
        if printed is not None and day is not None and day.isoweekday() != printed:
            told = f"“{words}”: that day was a {str(names[day.isoweekday()]).capitalize()}"
            yield Problem(article.id, "timex", told, timex.span)


def _find_missing_days(article: Article, parse: Parse, book: TimeBook) -> Iterator[Problem]:
    months = {word: int(number) for word, number in book.values.get("MONTH", {}).items()}
    for first, after in parse.blocks:
        block = parse.span(first, after)
        for found in _days(tuple(sorted(months, key=lambda word: (-len(word), word)))).finditer(
            article.text, block.start, block.end
        ):
            month, day = months[(found[1] or found[4]).lower()], int(found[2] or found[3])
            if day > DAYS_IN[month - 1]:
                span = Span(*found.span())
                yield Problem(article.id, "timex", f"“{_fold(article, span)}”: no calendar has that day", span)


@lru_cache(maxsize=4)
def _days(months: tuple[str, ...]) -> re.Pattern[str]:
    """Days 30 and 31 beside the name of a month, on either side of it."""
    names = "|".join(map(re.escape, months))
    return re.compile(
        rf"\b(?:({names})\s+(3[01])(?:st|th)?|(3[01])(?:st|th)?(?:\s+of)?\s+({names}))\b(?![,.]?\d)", re.IGNORECASE
    )


def _find_late_days(article: Article, parse: Parse, timexes: Sequence[Timex], book: TimeBook) -> Iterator[Problem]:
    period = read_period(article.published)
    if period is None:
        return
    for timex in timexes:
        day = _read_day(timex.value)
        words = _fold(article, timex.span)
        if day is None or (day - period[1]).days <= GRACE or not _YEAR.search(words):
            continue
        tokens = parse.tokens_in(timex.span)
        if tokens and find_tense(parse, tokens[0], tokens[-1], book) == "past":
            told = f"“{words}” is told as past, and the article is dated {article.published}"
            yield Problem(article.id, "dating", told, timex.span)


def _fold(article: Article, span: Span) -> str:
    return " ".join(passage(article.text, span).split())


def _read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
