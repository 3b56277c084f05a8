"""Reads a batch: articles dated beside each other and analysed; one that breaks is reported and the rest goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readout.analysis import RULES_ONLY, Models, Prose, analyse_prose, prepare
from readout.codebook import Codebook
from readout.corpus.dating import settle_publication
from readout.ports import Tagger
from readout.records import Analysis, Article, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles with their day of publication settled, an analysis of each, in order of id, and what went wrong."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    problems: tuple[Problem, ...]


def _stay_silent(_done: int, _total: int) -> None:
    """Nobody is watching."""


def read_batch(
    articles: Sequence[Article],
    tagger: Tagger,
    codebook: Codebook,
    tell: Callable[[int, int], None] = _stay_silent,
    models: Models = RULES_ONLY,
) -> Reading:
    """
    Analyse every article; `tell` is called with how many are done and how many there are.

    An article without a year of its own takes it from another of the batch that dates the same
    happening, and is then read again with that day in mind. Never raises for one article's sake.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    read: dict[str, tuple[Article, Analysis]] = {}
    open_prose: dict[str, Prose] = {}
    problems: list[Problem] = []
    for done, article in enumerate(ordered, 1):
        try:
            dated, prose = prepare(article, tagger, codebook)
            read[article.id] = (dated, analyse_prose(dated, prose, tagger, codebook, models))
        except Exception as error:  # noqa: BLE001 -- whatever one article breaks, the batch goes on and says so
            problems.append(_broken(article, error))
            continue
        finally:
            tell(done, len(ordered))
        if not _has_year(dated):
            open_prose[article.id] = prose
    _settle_open_days(read, open_prose, tagger, codebook, models, problems)
    kept = [read[key] for key in sorted(read)]
    return Reading(tuple(one for one, _ in kept), tuple(two for _, two in kept), tuple(problems))


def _settle_open_days(
    read: dict[str, tuple[Article, Analysis]],
    open_prose: dict[str, Prose],
    tagger: Tagger,
    codebook: Codebook,
    models: Models,
    problems: list[Problem],
) -> None:
    if not open_prose:
        return
    pairs = [read[key] for key in sorted(read)]
    settled = settle_publication(tuple(one for one, _ in pairs), tuple(two for _, two in pairs), codebook)
    for article in settled:
        before, analysis = read[article.id]
        if article.published == before.published:
            read[article.id] = (article, analysis)
            continue
        try:
            read[article.id] = (article, analyse_prose(article, open_prose[article.id], tagger, codebook, models))
        except Exception as error:  # noqa: BLE001 -- as above: the first reading is kept
            problems.append(_broken(article, error))


def _has_year(article: Article) -> bool:
    return article.published is not None and article.published[:4].isdigit()


def _broken(article: Article, error: Exception) -> Problem:
    return Problem(article.id, "reading", f"could not be read: {type(error).__name__}: {error}", None)
