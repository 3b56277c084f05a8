"""Writes the brief of a week out of the archive, with the judgements in force, and keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from readout.actions.briefing import Written, write_brief
from readout.actions.reading import Reader
from readout.actions.weeks import Week, find_earlier, load_week
from readout.corpus.merging import StoryModel
from readout.ports import Archive, Crew
from readout.records import Brief


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """A week's articles, the brief of them, and in words what it was compared with; "" where there is nothing."""

    week: Week
    written: Written
    compared: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be asked of a week's brief beyond its days: another brief to compare with, another question."""

    earlier: Brief | None = None  # None: the last edition or brief before it
    earlier_name: str = ""
    question: str | None = None
    as_read: bool = False  # older readings serve where there are any


def write_week(
    archive: Archive,
    reader: Reader,
    model: StoryModel,
    period: tuple[date, date],
    tell: Callable[[int, int], None],
    wanted: Wanted | None = None,
    crew: Crew | None = None,
) -> WrittenWeek | None:
    """
    The brief of a period, both days included, which the archive keeps from now on; None without an article.

    `crew` reads what is unread by the reader's recipe; None: the reader does.
    """
    wanted = wanted or Wanted()
    week = load_week(archive, reader, period, tell, as_read=wanted.as_read, crew=crew)
    if not week.reading.articles:
        return None
    earlier, name = wanted.earlier, wanted.earlier_name
    if earlier is None:
        earlier, name = find_earlier(archive, period[0])
    written = write_brief(
        week.reading, reader.codebook, model, period, earlier, wanted.question, week.doubts, week.pages,
        archive.list_judgements(),
    )  # fmt: skip
    archive.keep_brief(written.brief)
    return WrittenWeek(week, written, name if earlier else "")
