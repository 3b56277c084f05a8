"""Reads what the archive holds: every version once per recipe, one by one, so that a kill loses one reading at most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from readout.actions.keeping import begin_run, end_run
from readout.analysis import Models, analyse_prose, name_recipe, prepare
from readout.codebook import Codebook
from readout.ports import Archive, Tagger
from readout.records import Analysis, Article, Failure, KeptReading, Problem, Run, Version

ABREAST = 50  # versions that are asked for together


@dataclass(frozen=True, slots=True)
class Reader:
    """What a recipe is made of. `recipe` is its name without a page's extractor, which belongs to the version."""

    tagger: Tagger
    codebook: Codebook
    models: Models

    @property
    def recipe(self) -> str:
        """The name that readings are kept under."""
        return name_recipe(self.tagger, self.codebook, self.models)


def read_version(version: Version, reader: Reader, settled: Article | None = None) -> KeptReading:
    """
    What is found in a version; never raises for its sake.

    `settled` is the article with the day that others of its batch lent it; None: it is dated by its own text alone.
    """
    lent = None if settled is None else settled.published
    try:
        dated, prose = prepare(version.article, reader.tagger, reader.codebook)
        article = settled or dated
        analysis = analyse_prose(article, prose, reader.tagger, reader.codebook, reader.models)
    except Exception as error:  # noqa: BLE001 -- whatever one article breaks, the others are read and this one is told
        return _keep(version, reader.recipe, lent, version.article, None, _broken(version, error))
    return _keep(version, reader.recipe, lent, article, analysis, None)


def _keep(
    version: Version, recipe: str, lent: str | None, dated: Article, analysis: Analysis | None, problem: Problem | None
) -> KeptReading:
    told = (dated.published, dated.published_basis, dated.byline)
    return KeptReading(version.article.id, version.number, recipe, lent, *told, analysis, problem)


def _broken(version: Version, error: Exception) -> Problem:
    message = f"could not be read: {type(error).__name__}: {error}"
    return Problem(version.article.id, "reading", message, None)


def read_article(version: Version, reading: KeptReading) -> Article:
    """The article as the reading dates it."""
    return replace(
        version.article,
        published=reading.published,
        published_basis=reading.published_basis,
        byline=reading.byline,
    )


def read_versions(
    versions: Sequence[Version], archive: Archive, reader: Reader, tell: Callable[[int, int], None]
) -> tuple[KeptReading, ...]:
    """Read versions and keep each reading as soon as it is made."""
    made = []
    for done, version in enumerate(versions, 1):
        made.append(read_version(version, reader))
        archive.add_readings(made[-1:])
        tell(done, len(versions))
    return tuple(made)


def read_all(
    archive: Archive, reader: Reader, clock: Callable[[], datetime], tell: Callable[[int, int], None]
) -> Run | None:
    """
    Read what today's recipe has not read, the latest captured first; None when there is nothing.

    Older readings serve until the new one of their version is there; when all are, they are thrown away. A version
    that breaks is a `Failure` of the run and is not tried again by the same recipe.
    """
    counted = archive.count(reader.recipe)
    waiting = counted.older + counted.unread
    if not waiting:
        return None
    run = begin_run(archive, "read", reader.recipe, waiting, clock())
    run = replace(run, total=run.done + waiting)
    while versions := archive.list_unread(reader.recipe, ABREAST):
        for version in versions:
            reading = read_version(version, reader)
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
