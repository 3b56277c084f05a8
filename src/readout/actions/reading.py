"""Reads a batch: articles dated beside each other and analysed; one that breaks is reported and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from readout.analysis import RULES_ONLY, Models, Prose, analyse_prose, name_recipe, prepare
from readout.codebook import Codebook
from readout.corpus.dating import settle_publication
from readout.ports import ArticleReading, Crew, ReadingTask, Tagger
from readout.records import Analysis, Article, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles with their day of publication settled, an analysis of each, in order of id, and what went wrong."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """
    What a recipe is made of, and a crew of one that reads by it.

    `recipe` is its name without a page's extractor, which belongs to the version.
    """

    tagger: Tagger
    codebook: Codebook
    models: Models = RULES_ONLY

    @property
    def recipe(self) -> str:
        """The name that readings are kept under."""
        return name_recipe(self.tagger, self.codebook, self.models)

    def read(self, tasks: Iterable[ReadingTask]) -> Iterator[ArticleReading]:
        """As `Crew.read` says."""
        return (read_one(task, self) for task in tasks)


def read_one(task: ReadingTask, reader: Reader, made_ready: dict[str, Prose] | None = None) -> ArticleReading:
    """
    What is found in an article; never raises for its sake.

    `made_ready` keeps the prose of articles without a year, by id, for when one is lent to them.
    """
    try:
        prose = made_ready.get(task.article.id) if made_ready and task.settled else None
        if prose is None or task.settled is None:
            dated, prose = prepare(task.article, reader.tagger, reader.codebook)
            if made_ready is not None and not _has_year(dated):
                made_ready[dated.id] = prose
        else:
            dated = task.settled
        article = task.settled or dated
        analysis = analyse_prose(article, prose, reader.tagger, reader.codebook, reader.models)
    except Exception as error:  # noqa: BLE001 -- whatever one article breaks, the others are read and this one is told
        return ArticleReading(task.article, None, tell_broken(task.article, f"{type(error).__name__}: {error}"))
    return ArticleReading(article, analysis)


def tell_broken(article: Article, reason: str) -> Problem:
    """The problem of an article that could not be read."""
    return Problem(article.id, "reading", f"could not be read: {reason}", None)


class _Alone:
    """The crew of one batch: an article that is read again with a lent day is not parsed again."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._made_ready: dict[str, Prose] = {}

    def read(self, tasks: Iterable[ReadingTask]) -> Iterator[ArticleReading]:
        return (read_one(task, self._reader, self._made_ready) for task in tasks)


def _stay_silent(_done: int, _total: int) -> None:
    """Nobody is watching."""


def read_batch(
    articles: Sequence[Article],
    tagger: Tagger,
    codebook: Codebook,
    tell: Callable[[int, int], None] = _stay_silent,
    models: Models = RULES_ONLY,
    crew: Crew | None = None,
) -> Reading:
    """
    Analyse every article; `tell` is called with how many are done and how many there are.

    An article without a year of its own takes it from another of the batch that dates the same
    happening, and is then read again with that day in mind. Never raises for one article's sake. `crew` reads by the
    same recipe in several processes, to the same result; None: this process reads.
    """
    return read_by(crew or _Alone(Reader(tagger, codebook, models)), articles, codebook, tell)


def read_by(
    crew: Crew, articles: Sequence[Article], codebook: Codebook, tell: Callable[[int, int], None] = _stay_silent
) -> Reading:
    """`read_batch` by a crew that has the tagger and the models; `codebook` is the crew's own."""
    ordered = sorted(articles, key=lambda article: article.id)
    read: dict[str, tuple[Article, Analysis]] = {}
    problems: list[Problem] = []
    for done, reading in enumerate(crew.read(map(ReadingTask, ordered)), 1):
        if reading.analysis is not None:
            read[reading.article.id] = (reading.article, reading.analysis)
        if reading.problem is not None:
            problems.append(reading.problem)
        tell(done, len(ordered))
    _settle_open_days(read, {article.id: article for article in ordered}, crew, codebook, problems)
    kept = [read[key] for key in sorted(read)]
    return Reading(tuple(one for one, _ in kept), tuple(two for _, two in kept), tuple(problems))


def _settle_open_days(
    read: dict[str, tuple[Article, Analysis]],
    given: dict[str, Article],
    crew: Crew,
    codebook: Codebook,
    problems: list[Problem],
) -> None:
    if all(_has_year(article) for article, _ in read.values()):
        return
    pairs = [read[key] for key in sorted(read)]
    settled = settle_publication(tuple(one for one, _ in pairs), tuple(two for _, two in pairs), codebook)
    lent = []
    for article in settled:
        before, analysis = read[article.id]
        if article.published == before.published:
            read[article.id] = (article, analysis)
        else:
            lent.append(ReadingTask(given[article.id], article))
    for task, reading in zip(lent, crew.read(lent), strict=True):
        if reading.analysis is not None:
            read[task.article.id] = (reading.article, reading.analysis)
        if reading.problem is not None:  # the first reading is kept
            problems.append(reading.problem)


def _has_year(article: Article) -> bool:
    return article.published is not None and article.published[:4].isdigit()
