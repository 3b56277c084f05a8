"""Builds the readers' side: every edition of an archive with what it cites, as the files of a site."""

from collections.abc import Iterator, Sequence

from readout.actions.publishing import load_sources
from readout.codebook.sites import Site
from readout.errors import ArchiveError
from readout.ports import Archive
from readout.records import Article, Citation, Edition
from readout.rendering.anchors import Standing, find_again
from readout.rendering.receipts import find_citations
from readout.rendering.site import Episode, Published, render_site
from readout.rendering.site.keeping import OF_MAIL
from readout.rendering.site.published import Place


def build_site(
    archive: Archive,
    site: Site,
    episodes: Sequence[Episode] = (),
    cover: tuple[str, bytes] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """
    Every file of the site as its path and its bytes (`rendering.site`).

    The privacy page says what is kept of those who join by mail where the site leads to that. Raises ArchiveError
    where a version that an edition cites is gone.
    """
    return render_site(
        site, archive.list_editions(), _walk(archive), episodes, OF_MAIL if site.subscribe else (), cover
    )


def load_published(archive: Archive, number: int) -> Published:
    """An edition with what its receipts are shown from. Raises ArchiveError when there is none."""
    edition = archive.load_edition(number=number)
    if edition is None:
        raise ArchiveError(f"there is no edition {number}; `readout publish` publishes one")
    return _open(archive, edition)


def _walk(archive: Archive) -> Iterator[Published]:
    for edition in archive.walk_editions():
        yield _open(archive, edition)


def _open(archive: Archive, edition: Edition) -> Published:
    articles = load_sources(archive, edition)
    return Published(edition, articles, _compare(archive, edition, articles))


def _compare(archive: Archive, edition: Edition, articles: dict[str, Article]) -> dict[Place, Standing]:
    """How each cited passage fares in the latest version of its article, where that is later than the cited one."""
    cards = archive.load_cards([source.article_id for source in edition.sources])
    edited = {
        source.article_id
        for source in edition.sources
        if source.article_id in cards and len(cards[source.article_id].digests) > source.number
    }
    latest = {one: archive.load_versions(one)[-1].article.text for one in sorted(edited)}
    cited: dict[Place, Citation] = {
        (one.article_id, one.span): one
        for one in find_citations((edition.blocks, edition.brief.comparisons, edition.brief.happenings))
        if one.article_id in edited
    }
    return {place: find_again(one, articles[place[0]].text, latest[place[0]]).standing for place, one in cited.items()}
