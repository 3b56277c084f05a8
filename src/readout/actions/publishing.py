"""Publishes: an edition made of a brief and its blocks, frozen with the versions that its receipts cite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from readout.editing.blocks import split_blocks
from readout.editing.freezing import (
    FORMAT,
    current_blocks,
    name_slug,
    seal_edition,
    walk_edition_lines,
    write_title,
)
from readout.errors import ArchiveError, DraftError
from readout.ports import Archive
from readout.records import (
    Approval,
    Article,
    Block,
    Brief,
    Citation,
    Correction,
    Edition,
    EditionSource,
    KeptReading,
    Version,
)
from readout.rendering.receipts import find_citations
from readout.spans import bears_out


@dataclass(frozen=True, slots=True)
class Ready:
    """What is about to be published: a brief, its blocks as the editor left them, and what it is called."""

    brief: Brief
    blocks: tuple[Block, ...]
    title: str
    slug: str
    editor: str
    approvals: tuple[Approval, ...]
    language: str = "en"


def make_ready(
    brief: Brief, articles: Sequence[Article], publishing_day: int, editor: str, at: datetime, title: str | None = None
) -> Ready:
    """A brief as it stands, approved by one person: an edition that nobody reworded."""
    blocks = split_blocks(brief, {article.id: article for article in articles})
    slug = name_slug(brief, publishing_day)
    return Ready(brief, blocks, title or write_title(brief), slug, editor, (Approval(editor, at),))


def publish_edition(archive: Archive, ready: Ready, days: Mapping[str, str | None], now: datetime) -> Edition:
    """
    Freeze and add an edition under the next number; what was added.

    `days` are the days of publication as the brief dated its articles, by id; an article that is not among them
    has that of its version. Raises ArchiveError when a receipt is of no kept version, or the slug is taken.
    """
    with archive.writing():
        cards = archive.list_editions()
        sources = settle_sources(archive, (ready.brief, ready.blocks), days)
        edition = seal_edition(
            Edition(
                format=FORMAT,
                number=max((card.number for card in cards), default=0) + 1,
                slug=ready.slug,
                title=ready.title,
                language=ready.language,
                blocks=ready.blocks,
                sources=sources,
                brief=ready.brief,
                editor=ready.editor,
                approvals=ready.approvals,
                published_at=now,
                digest="",
                corrections=(),
            )
        )
        archive.add_edition(edition)
    return edition


def find_sources(archive: Archive, cited_in: object, days: Mapping[str, str | None]) -> dict[str, Article]:
    """The articles that receipts are of, by id, in the latest version that bears them out and under their day."""
    found = (_find_version(archive, key, each) for key, each in _gather_cited(cited_in).items())
    return {
        one.article.id: replace(one.article, published=days.get(one.article.id, one.article.published)) for one in found
    }


def settle_sources(archive: Archive, cited_in: object, days: Mapping[str, str | None]) -> tuple[EditionSource, ...]:
    """The version of each cited article that bears out all its receipts, the latest such, in order of article id."""
    found = [_find_version(archive, article_id, each) for article_id, each in _gather_cited(cited_in).items()]
    readings = archive.load_readings([(one.article.id, one.number) for one in found], None)
    return tuple(_write_source(one, days, readings.get((one.article.id, one.number))) for one in found)


def _gather_cited(cited_in: object) -> dict[str, set[Citation]]:
    cited: dict[str, set[Citation]] = {}
    for citation in find_citations(cited_in):
        cited.setdefault(citation.article_id, set()).add(citation)
    return {key: cited[key] for key in sorted(cited)}


def _find_version(archive: Archive, article_id: str, citations: set[Citation]) -> Version:
    for version in reversed(archive.load_versions(article_id)):
        if all(bears_out(each, version.article.text) for each in citations):
            return version
    raise ArchiveError(f"{article_id}: no kept version has the {len(citations)} passages that the edition cites of it")


def _write_source(version: Version, days: Mapping[str, str | None], reading: KeptReading | None) -> EditionSource:
    article = version.article
    return EditionSource(
        article.id,
        version.number,
        version.digest,
        article.outlet_id,
        article.outlet_name,
        article.title,
        article.url,
        days.get(article.id, article.published),
        reading.analysis.genre if reading and reading.analysis else None,
    )


def load_sources(archive: Archive, edition: Edition) -> dict[str, Article]:
    """
    The articles that an edition cites by id, in the version and under the day that it cites them in.

    Raises ArchiveError where a version is gone or is not what was cited.
    """
    articles = {}
    for source in edition.sources:
        versions = archive.load_versions(source.article_id)
        if len(versions) < source.number or versions[source.number - 1].digest != source.digest:
            raise ArchiveError(
                f"{source.article_id}: version {source.number} is not what edition {edition.number} cites"
            )
        articles[source.article_id] = replace(versions[source.number - 1].article, published=source.published)
    return articles


def make_correction(
    archive: Archive,
    number: int,
    words: str,
    editor: str,
    now: datetime,
    line_id: str | None = None,
    changed: str | None = None,
) -> Correction:
    """
    A correction in public words; of a line, with its words as they stand now and as they shall be.

    Raises DraftError where it says nothing, or the line is not in the edition, ArchiveError when there is no edition.
    """
    edition = archive.load_edition(number=number)
    if edition is None:
        raise ArchiveError(f"there is no edition {number} to correct")
    told, shall = " ".join(words.split()), " ".join((changed or "").split())
    if not told:
        raise DraftError("say in public words what was wrong")
    if line_id is None:
        return Correction(told, editor, now)
    line = next((one for _, one in walk_edition_lines(current_blocks(edition)) if one.id == line_id), None)
    if line is None:
        raise DraftError(f"edition {number} has no line '{line_id}'")
    if not shall or shall == line.sentence.text:
        raise DraftError("give the line as it is now, or correct the edition as a whole")
    return Correction(told, editor, now, line_id, line.sentence.text, shall)


def correct_edition(archive: Archive, number: int, correction: Correction) -> Edition:
    """Add a correction to a published edition; the edition with it. Raises ArchiveError when there is none."""
    with archive.writing():
        archive.add_correction(number, correction)
        edition = archive.load_edition(number=number)
    if edition is None:
        raise ArchiveError(f"there is no edition {number} to correct")
    return edition
