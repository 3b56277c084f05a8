"""The articles of a week out of the archive, read and dated as a brief over the same files would have them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.actions.reading import Reader, Reading
from readout.actions.rereading import read_article, read_version, read_versions
from readout.corpus.dating import settle_publication
from readout.corpus.period import earliest_day
from readout.errors import ArchiveError, InputError
from readout.ports import Archive, Crew
from readout.records import Analysis, Article, Brief, KeptReading, Problem, Version

DAYS = 7
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Week:
    """A week's articles read, the reservations about them, their pages, and how many only an older recipe read."""

    reading: Reading
    doubts: tuple[Problem, ...]
    pages: dict[str, bytes]
    older: int


def find_week(named: str, publishing_day: int) -> tuple[date, date]:
    """
    The seven days before the publishing day (ISO weekday, 1 is Monday) of an ISO week such as 2022-W01.

    Raises InputError on anything else.
    """
    told = re.fullmatch(r"(\d{4})-W(\d\d)", named, re.IGNORECASE)
    try:
        day = date.fromisocalendar(int(told[1]), int(told[2]), publishing_day) if told else None
    except ValueError:  # a week that the year does not have
        day = None
    if day is None:
        raise InputError("--week", f"takes an ISO week such as 2022-W01, not '{named}'")
    return day - timedelta(days=DAYS), day - timedelta(days=1)


def load_week(
    archive: Archive,
    reader: Reader,
    period: tuple[date, date],
    tell: Callable[[int, int], None],
    *,
    as_read: bool = False,
    crew: Crew | None = None,
) -> Week:
    """
    The latest versions of the articles of a period, both days included, each with its reading.

    What today's recipe has not read is read now, by `crew` where there is one; with `as_read`, older readings serve
    where there are any. An article is of the week in which the first day that its date allows lies. One without a year
    of its own takes it from another of the week that dates the same happening, and is of the week when that day is.
    Raises ArchiveError when a page is not what was kept.
    """
    versions = {_key(one): one for one in archive.list_candidates(*period, reader.recipe)}
    readings = _read(versions, archive, reader, tell, crew, as_read=as_read)
    lent, kept = _settle(versions, readings, period, archive, reader)
    broken = [one.problem for key, one in sorted(readings.items()) if one.problem and _is_told(versions[key])]
    problems = (*broken, *(one.problem for one in lent if one.problem))
    reading = Reading(tuple(one for _, one, _ in kept), tuple(two for _, _, two in kept), problems)
    doubts = sorted((doubt for key, _, _ in kept for doubt in versions[key].doubts), key=_order)
    older = sum(readings[key].recipe != reader.recipe for key, _, _ in kept)
    return Week(reading, tuple(doubts), _load_pages(reading.articles, archive), older)


def _settle(
    versions: dict[Key, Version],
    readings: dict[Key, KeptReading],
    period: tuple[date, date],
    archive: Archive,
    reader: Reader,
) -> tuple[list[KeptReading], list[tuple[Key, Article, Analysis]]]:
    """The readings made with a day that others lent, and the articles of the period with what was found in each."""
    own = [
        (key, read_article(versions[key], one), one.analysis)
        for key, one in sorted(readings.items())
        if one.analysis is not None and _is_of(one.published, period, undated=True)
    ]
    analyses = tuple(analysis for _, _, analysis in own)
    settled = settle_publication(tuple(article for _, article, _ in own), analyses, reader.codebook)
    made, kept = [], []
    for (key, before, analysis), article in zip(own, settled, strict=True):
        if not _is_of(article.published, period, undated=False):
            continue
        if article.published == before.published:
            kept.append((key, article, analysis))
            continue
        made.append(_read_lent(versions[key], article, archive, reader))
        found = made[-1].analysis
        kept.append((key, before, analysis) if found is None else (key, article, found))
    return made, kept


def _order(problem: Problem) -> tuple[str, str]:
    return problem.step, problem.message


def _key(version: Version) -> Key:
    return version.article.id, version.number


def _is_told(version: Version) -> bool:
    """Whether a version that broke is surely of the week: capture gave its day."""
    return version.article.published is not None


def _is_of(published: str | None, period: tuple[date, date], *, undated: bool) -> bool:
    """Whether an article published so is of the period; `undated` is the answer where no day is known."""
    day = earliest_day(published) if published else None
    return undated if day is None else period[0] <= day <= period[1]


def _read(
    versions: dict[Key, Version],
    archive: Archive,
    reader: Reader,
    tell: Callable[[int, int], None],
    crew: Crew | None,
    *,
    as_read: bool,
) -> dict[Key, KeptReading]:
    keys = list(versions)
    readings = dict(archive.load_readings(keys, reader.recipe))
    if as_read:
        readings = dict(archive.load_readings(keys, None)) | readings
    missing = [versions[key] for key in keys if key not in readings]
    made = read_versions(missing, archive, reader, tell, crew)
    return readings | {(one.article_id, one.number): one for one in made}


def _read_lent(version: Version, article: Article, archive: Archive, reader: Reader) -> KeptReading:
    """The reading with the day that others lent: made once, and kept beside the article's own."""
    kept = archive.load_readings([_key(version)], reader.recipe, article.published).get(_key(version))
    if kept is None:
        kept = read_version(version, reader, article)
        archive.add_readings([kept])
    return kept


def _load_pages(articles: Sequence[Article], archive: Archive) -> dict[str, bytes]:
    pages = {}
    for digest in sorted({one.page_digest for one in articles if one.page_digest}):
        page = archive.load_page(digest)
        if page is None:
            raise ArchiveError(f"the page {digest} that an article was extracted from is missing: restore a backup")
        pages[digest] = page
    return pages


def find_earlier(archive: Archive, first_day: date) -> tuple[Brief | None, str]:
    """What a brief is compared with: the last edition before its period, else the last brief; and its name."""
    edition = archive.load_edition(before=first_day)
    if edition is not None:
        return edition.brief, f"edition {edition.number}, to {edition.brief.last_day}"
    brief = archive.load_brief(first_day)
    return brief, "none" if brief is None else f"the brief of {brief.first_day} to {brief.last_day}"


def list_orphans(archive: Archive) -> tuple[str, ...]:
    """The subjects of judgements in force that nothing has which stands today, in order."""
    subjects = {each for judgement in archive.list_judgements() for each in judgement.subject_ids}
    return tuple(sorted(archive.find_unseen(sorted(subjects))))
