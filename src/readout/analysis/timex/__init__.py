"""
Time expressions of one article, as TIMEX3 (ISO-TimeML), each read against the reference time its own words choose.

The words are read by the rules of the codebook (`timex.toml`); what a rule cannot say by itself
(which year, which Friday) is decided by the day of publication, the time last told of, and tense.
"""

import re
from dataclasses import replace
from datetime import date

from readout.analysis.timex.acceptance import accept
from readout.analysis.timex.expressions import find_expressions
from readout.analysis.timex.joining import join_expressions
from readout.analysis.timex.periods import read_period
from readout.analysis.timex.reading import read_times
from readout.analysis.timex.words import read_words
from readout.codebook.times import TimeBook
from readout.records import Timex
from readout.tokens import Parse

__all__ = ["find_timexes"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def find_timexes(parse: Parse, published: str | None, book: TimeBook) -> tuple[Timex, ...]:
    """
    The time expressions of the prose, in the order of the text, none overlapping another.

    `published` is None, a day, a month, a year, an instant or an interval a/b (ISO 8601). Where it is not one
    day, a value is given only as far as all its days agree; with None, values keep X for what is unknown.
    """
    words = read_words(parse, book)
    found = [each for each in find_expressions(words, book) if accept(each, words, parse, book)]
    joined = join_expressions(found, words, book)
    period = read_period(published)
    readings = [read_times(joined, words, parse, book, day) for day in _ends(period)]
    return readings[0] if len(readings) == 1 else merge_readings(*readings)


def _ends(period: tuple[date, date] | None) -> tuple[date | None, ...]:
    if period is None:
        return (None,)
    first, last = period
    return (first,) if first == last else (first, last, None)


def merge_readings(first: tuple[Timex, ...], last: tuple[Timex, ...], unknown: tuple[Timex, ...]) -> tuple[Timex, ...]:
    """Keep what the first and the last day of publication agree on; elsewhere only the window is told."""
    by_span = {each.span: each for each in last}
    open_by_span = {each.span: each for each in unknown}
    merged = []
    for one in first:
        other = by_span.get(one.span)
        if other is None or one.span not in open_by_span:
            continue
        if other.value == one.value:
            merged.append(replace(one, latest=other.latest))
        else:
            window = (_edge(one, "earliest"), _edge(other, "latest"))
            earliest, latest = window if None not in window else (None, None)
            merged.append(replace(open_by_span[one.span], earliest=earliest, latest=latest))
    return tuple(merged)


def _edge(timex: Timex, name: str) -> str | None:
    """One end of the window of a reading; of a single day, the day."""
    return getattr(timex, name) or (timex.value if _DAY.match(timex.value) else None)
