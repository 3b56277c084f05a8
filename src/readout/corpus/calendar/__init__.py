"""
Meetings of many articles as one calendar: each once, with its status by the latest telling.

    tellings ─ merging (same day, sides, level) ─ lines (wording, receipts, lasting name)
"""

from collections.abc import Sequence
from datetime import date

from readout.codebook import Codebook
from readout.codes import MeetingStatus
from readout.corpus.actors import gather_actors
from readout.corpus.calendar.lines import sort_key, write_line
from readout.corpus.calendar.merging import Encounter, merge_tellings, tellings_of
from readout.corpus.calendar.windows import read_window
from readout.corpus.period import move_day
from readout.records import Analysis, Article, CalendarLine

__all__ = ["settle_calendar"]

AHEAD = 60  # days


def settle_calendar(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    codebook: Codebook,
    first_day: date | None,
    last_day: date | None,
    *,
    earlier: Sequence[CalendarLine] = (),
) -> tuple[CalendarLine, ...]:
    """
    The meetings of a period and of the 60 days after it, in order of day, those without a day last.

    A meeting held on a day that nobody gives, or of no known year, is left out unless no input is dated; one
    ahead stays, with `when` "" or as vague as told. `earlier` are the lines of the edition before: a meeting
    that was in it keeps its uid, and its sequence rises when day, place, status or who vouches for it changed.
    """
    directory = gather_actors(codebook.actors, analyses)
    ordered = sorted(articles, key=lambda article: article.id)
    encounters = merge_tellings(tellings_of(ordered, analyses, directory))
    lines = (
        write_line(encounter, codebook.meetings, directory, earlier)
        for encounter in encounters
        if _is_due(encounter, first_day, last_day)
    )
    return tuple(sorted((line for line in lines if line is not None), key=sort_key))


def _is_due(encounter: Encounter, first_day: date | None, last_day: date | None) -> bool:
    window = read_window(encounter.when)
    if window is None:
        return encounter.status is not MeetingStatus.HELD or (last_day is None and bool(encounter.when))
    if first_day is None or last_day is None:
        return True
    return window[1] >= first_day and window[0] <= move_day(last_day, AHEAD)
