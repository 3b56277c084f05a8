"""What Readout asks of whoever reads bytes from the wire: feeds, sitemaps and pages, as records."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FeedItem:
    """
    One entry of a feed, each part as told; None or () where nothing is.

    `published` is ISO 8601 as `Article.published` is, `html` the longest text that the feed gives of it.
    """

    guid: str | None
    link: str | None
    title: str | None
    published: str | None
    byline: tuple[str, ...]
    html: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in the order of its entries; `left_out` counts entries past the cap, `language` is BCP 47 or None."""

    title: str | None
    language: str | None
    items: tuple[FeedItem, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page that a sitemap lists; `changed` is ISO 8601 as precise as told, None where it tells nothing."""

    link: str
    changed: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, and further sitemaps; `left_out` counts entries past the cap."""

    pages: tuple[SitemapEntry, ...]
    sitemaps: tuple[SitemapEntry, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class WebPage:
    """
    The article in a page: its text, and what the page tells of it; None or () where it tells nothing.

    `extractor` is name, version and settings of what took the text out; `published` as `Article.published`.
    """

    text: str
    extractor: str
    title: str | None
    published: str | None
    outlet: str | None
    byline: tuple[str, ...]
    link: str | None


class WireReader(Protocol):
    """
    Reads bytes of strangers. Each method raises InputError, with `name`, where they are not what was asked for.

    Whatever the bytes hold, it comes back within bounded time and memory.
    """

    def read_feed(self, name: str, content: bytes, media_type: str) -> Feed:
        """An RSS, Atom or JSON feed."""

    def read_sitemap(self, name: str, content: bytes) -> Sitemap:
        """A sitemap or an index of them (sitemaps.org), plain or packed by gzip."""

    def read_page(self, name: str, content: bytes) -> WebPage:
        """The article in an HTML page."""
