"""The articles that a page cites: the version that each receipt is of, with its sentences, and nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass

from readout.actions.rereading import read_article
from readout.archive.store import Store
from readout.records import Analysis, Article, Brief, Citation, Version
from readout.rendering.receipts import Shelf, stock_shelf
from readout.spans import digest_text, passage


@dataclass(frozen=True, slots=True)
class CitedShelf:
    """What stands behind the receipts of a page; `changed` are articles of which no version says what is cited."""

    shelf: Shelf
    analyses: dict[str, Analysis]
    numbers: dict[str, int]  # of the versions
    changed: frozenset[str]


def load_cited(archive: Store, brief: Brief, citations: Iterable[Citation]) -> CitedShelf:
    """The shelf for some receipts of a brief."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.article_id, []).append(citation)
    versions, changed = [], set()
    for article_id, latest in sorted(archive.load_latest(list(cited)).items()):
        version = _find_version(archive, latest, cited[article_id])
        if version is None:
            changed.add(article_id)
        versions.append(version or latest)
    articles, analyses = load_readings(archive, versions)
    shelf = stock_shelf(articles, analyses, brief)
    numbers = {version.article.id: version.number for version in versions}
    return CitedShelf(shelf, {one.article_id: one for one in analyses}, numbers, frozenset(changed))


def load_readings(archive: Store, versions: Iterable[Version]) -> tuple[list[Article], list[Analysis]]:
    """The articles as the latest sound reading of each dates them, and what it found; unread ones as captured."""
    versions = list(versions)
    readings = archive.load_readings([(one.article.id, one.number) for one in versions], None)
    articles, analyses = [], []
    for version in versions:
        reading = readings.get((version.article.id, version.number))
        articles.append(version.article if reading is None else read_article(version, reading))
        if reading is not None and reading.analysis is not None:
            analyses.append(reading.analysis)
    return articles, analyses


def _find_version(archive: Store, latest: Version, citations: Iterable[Citation]) -> Version | None:
    """The latest version in which every passage stands as it was cited; an outlet may have edited it since."""
    citations = tuple(citations)
    if _says(latest, citations):
        return latest
    older = reversed(archive.load_versions(latest.article.id)[:-1])
    return next((version for version in older if _says(version, citations)), None)


def _says(version: Version, citations: tuple[Citation, ...]) -> bool:
    return all(digest_text(passage(version.article.text, one.span)) == one.digest for one in citations)
