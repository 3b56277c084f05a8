"""Reads what the archive holds: every version once per recipe, one by one, so that a kill loses one reading at most."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from readout.actions.keeping import begin_run, end_run
from readout.actions.reading import Reader, read_one
from readout.ports import Archive, ArticleReading, Crew, ReadingTask
from readout.records import Article, Failure, KeptReading, Run, Version

ABREAST = 50  # versions that are asked for together


def read_version(version: Version, reader: Reader, settled: Article | None = None) -> KeptReading:
    """
    What is found in a version; never raises for its sake.

    `settled` is the article with the day that others of its batch lent it; None: it is dated by its own text alone.
    """
    return _keep(version, reader.recipe, settled, read_one(ReadingTask(version.article, settled), reader))


def _keep(version: Version, recipe: str, settled: Article | None, found: ArticleReading) -> KeptReading:
    lent = None if settled is None else settled.published
    dated = found.article
    told = (dated.published, dated.published_basis, dated.byline)
    return KeptReading(version.article.id, version.number, recipe, lent, *told, found.analysis, found.problem)


def read_article(version: Version, reading: KeptReading) -> Article:
    """The article as the reading dates it."""
    return replace(
        version.article,
        published=reading.published,
        published_basis=reading.published_basis,
        byline=reading.byline,
    )


def read_versions(
    versions: Sequence[Version],
    archive: Archive,
    reader: Reader,
    tell: Callable[[int, int], None],
    crew: Crew | None = None,
) -> tuple[KeptReading, ...]:
    """Read versions and keep each reading as soon as it is made; `crew` as in `read_all`."""
    made = []
    for done, reading in enumerate(_read_each(versions, reader, crew), 1):
        made.append(reading)
        archive.add_readings(made[-1:])
        tell(done, len(versions))
    return tuple(made)


def _read_each(versions: Sequence[Version], reader: Reader, crew: Crew | None) -> Iterator[KeptReading]:
    readings = (crew or reader).read(ReadingTask(version.article) for version in versions)
    for version, found in zip(versions, readings, strict=True):
        yield _keep(version, reader.recipe, None, found)


def read_all(
    archive: Archive,
    reader: Reader,
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None],
    crew: Crew | None = None,
) -> Run | None:
    """
    Read what today's recipe has not read, the latest captured first; None when there is nothing.

    Older readings serve until the new one of their version is there; when all are, they are thrown away. A version
    that breaks is a `Failure` of the run and is not tried again by the same recipe. `crew` reads by the reader's
    recipe in several processes, to the same result; None: the reader reads.
    """
    counted = archive.count(reader.recipe)
    waiting = counted.older + counted.unread
    if not waiting:
        return None
    run = begin_run(archive, "read", reader.recipe, waiting, clock())
    run = replace(run, total=run.done + waiting)
    while versions := archive.list_unread(reader.recipe, ABREAST):
        for reading in _read_each(versions, reader, crew):
            with archive.writing():
                run = _count(reading, archive, run)
            tell(run.done, run.total)
    with archive.writing():
        archive.drop_readings(reader.recipe)
        return end_run(archive, run, clock())


def _count(reading: KeptReading, archive: Archive, run: Run) -> Run:
    archive.add_readings([reading])
    number = run.done + 1
    if reading.problem is not None:
        archive.add_failures([Failure(run.id, number, reading.article_id, reading.problem.message)])
    run = replace(
        run,
        done=number,
        added=run.added + (reading.problem is None),
        failed=run.failed + (reading.problem is not None),
    )
    archive.keep_run(run)
    return run
