"""Dates that contradict themselves: "Friday, December 7, 2021" was a Tuesday."""

from collections.abc import Sequence
from datetime import date

from readout.codebook.times import TimeBook
from readout.records import Article, Problem, Timex
from readout.spans import passage


def find_contradictions(article: Article, timexes: Sequence[Timex], book: TimeBook) -> tuple[Problem, ...]:
    """One `Problem` for each date whose printed weekday is not that of its day, in the order of the text."""
    weekdays = book.values.get("WEEKDAY", {})
    names = {number: word for word, number in weekdays.items() if not word.endswith(".")}
    problems = []
    for timex in timexes:
        words = " ".join(passage(article.text, timex.span).split())
        printed = next((weekdays[word] for word in words.lower().replace(",", " ").split() if word in weekdays), None)
        day = _read_day(timex.value)
        if printed is not None and day is not None and day.isoweekday() != printed:
            told = f"“{words}”: that day was a {str(names[day.isoweekday()]).capitalize()}"
            problems.append(Problem(article.id, "timex", told, timex.span))
    return tuple(problems)


def _read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
