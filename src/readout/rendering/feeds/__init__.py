"""
News feeds of entries: Atom, RSS 2.0 and JSON Feed, each with the whole past in pages (RFC 5005). Pure.

The newest entries stand in `atom.xml`, `rss.xml` and `feed.json`. Full pages of the past are numbered from the oldest
on and never change but for corrections, so that a reader's program that knows a page need not ask for it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from readout.rendering.feeds.atom import render_atom
from readout.rendering.feeds.json_feed import render_json_feed
from readout.rendering.feeds.pages import Channel, Entry, Page
from readout.rendering.feeds.rss import render_rss

__all__ = ["FORMATS", "Channel", "Entry", "Format", "render_feeds"]

AT_ONCE = 10  # entries in a page of a feed
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed in which nothing has been published


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of feed: the file of its newest entries, its media type, and what a link to it is called."""

    file: str
    media_type: str
    name: str

    def page(self, number: int) -> str:
        """The file of a page of the past, from 1 for the oldest."""
        stem, _, ending = self.file.partition(".")
        return f"{stem}-{number}.{ending}"


ATOM = Format("atom.xml", "application/atom+xml", "Atom")
RSS = Format("rss.xml", "application/rss+xml", "RSS")
JSON = Format("feed.json", "application/feed+json", "JSON Feed")
FORMATS = (ATOM, RSS, JSON)
_RENDER = {ATOM: render_atom, RSS: render_rss, JSON: render_json_feed}


def render_feeds(channel: Channel, entries: Sequence[Entry]) -> dict[str, bytes]:
    """Every file of the feeds by its name; `entries` come in order, the oldest first."""
    full = len(entries) // AT_ONCE
    updated = max((entry.updated for entry in entries), default=UNKNOWN)
    files = {}
    for one in FORMATS:
        newest = Page(
            channel,
            tuple(reversed(entries[-AT_ONCE:])),
            updated,
            one.file,
            previous=one.page(full) if len(entries) > AT_ONCE else None,
        )
        files[one.file] = _RENDER[one](newest)
        for number in range(1, full + 1) if len(entries) > AT_ONCE else ():
            kept = entries[(number - 1) * AT_ONCE : number * AT_ONCE]
            page = Page(
                channel,
                tuple(reversed(kept)),
                max(entry.updated for entry in kept),
                one.page(number),
                previous=one.page(number - 1) if number > 1 else None,
                following=one.page(number + 1) if number < full else None,
                current=one.file,
            )
            files[one.page(number)] = _RENDER[one](page)
    return files
