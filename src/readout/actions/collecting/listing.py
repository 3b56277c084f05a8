"""What a source lists: the entries of a feed, the pages of a sitemap, or the one page that it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from readout.codes import SourceKind
from readout.errors import InputError
from readout.ports import Fetched, Fetcher, NotFetched, SitemapEntry, WireReader
from readout.records import Source

MOST_SITEMAPS = 12  # of an index, those changed last
MOST_PAGES = 300  # of a sitemap, those changed last
FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Listed:
    """
    One article that a source lists; None or () where it tells nothing.

    `link` None: the feed gives the text itself and no page. `html` is the feed's own text. `page` is the answer
    where the source is itself the article's page and was already fetched.
    """

    link: str | None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    byline: tuple[str, ...] = ()
    html: str | None = None
    page: Fetched | None = None


def list_articles(
    source: Source, answer: Fetched, fetcher: Fetcher, reader: WireReader, now: datetime
) -> tuple[Listed, ...]:
    """The articles that a source's answer lists. Raises InputError where it is not what the source should give."""
    body = answer.body or b""
    if source.kind is SourceKind.PAGE:
        return (Listed(link=answer.final_url, page=answer),)
    if source.kind is SourceKind.SITEMAP:
        return _list_sitemap(source, body, fetcher, reader, now)
    feed = reader.read_feed(source.id, body, answer.media_type)
    return tuple(
        Listed(item.link, item.guid, item.title, item.published, item.byline, item.html)
        for item in feed.items
        if item.link or item.html
    )


def _list_sitemap(
    source: Source, body: bytes, fetcher: Fetcher, reader: WireReader, now: datetime
) -> tuple[Listed, ...]:
    """The pages of the last two weeks, of the sitemap itself and of those that it lists; one that fails is passed."""
    found = reader.read_sitemap(source.id, body)
    pages = list(found.pages)
    for further in _latest(found.sitemaps, now)[:MOST_SITEMAPS]:
        answer = fetcher.fetch(further.link)
        if isinstance(answer, NotFetched) or answer.body is None:
            continue
        try:
            pages += reader.read_sitemap(further.link, answer.body).pages
        except InputError:
            continue
    chosen = _latest(pages, now)[:MOST_PAGES]
    return tuple(Listed(page.link, title=page.title) for page in chosen)


def _latest(entries: "tuple[SitemapEntry, ...] | list[SitemapEntry]", now: datetime) -> list[SitemapEntry]:
    """Those changed in the last two weeks or on a day that is not told, the latest first."""
    since = (now - FRESH).date().isoformat()
    fresh = [entry for entry in entries if entry.changed is None or entry.changed >= since]
    return sorted(fresh, key=lambda entry: entry.changed or "", reverse=True)
