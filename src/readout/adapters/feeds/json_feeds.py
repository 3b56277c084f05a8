"""JSON Feed 1.0 and 1.1 (jsonfeed.org), to records."""

import html
from typing import Any

import msgspec

from readout.adapters.days import read_published
from readout.adapters.feeds.xml_feeds import LONGEST_FIELD, MOST_ITEMS, read_line, read_link
from readout.errors import InputError
from readout.ports import Feed, FeedItem

_VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")


class _Author(msgspec.Struct):
    name: str | None = None


class _Item(msgspec.Struct):
    id: str | int | float | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] = []
    author: _Author | None = None


class _Feed(msgspec.Struct):
    version: str
    title: str | None = None
    language: str | None = None
    items: list[Any] = []


def read_json_feed(name: str, content: bytes) -> Feed:
    """The feed; an item with a part of a wrong type is left out and counted. Raises InputError where it is none."""
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Feed)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(name, f"is not a JSON Feed: {error}") from error
    if not found.version.startswith(_VERSIONS):
        raise InputError(name, f"is JSON but not a JSON Feed: its version is '{found.version[:60]}'")
    items = [item for item in map(_read_item, found.items[:MOST_ITEMS]) if item is not None]
    return Feed(read_line(found.title), read_line(found.language), tuple(items), len(found.items) - len(items))


def _read_item(raw: Any) -> FeedItem | None:
    try:
        item = msgspec.convert(raw, _Item)
    except msgspec.ValidationError:
        return None
    text = item.content_html or (f"<p>{html.escape(item.content_text)}</p>" if item.content_text else item.summary)
    authors = [author.name for author in (item.authors or ([item.author] if item.author else []))]
    return FeedItem(
        guid=None if item.id is None else read_line(str(item.id)),
        link=read_link(item.url),
        title=read_line(item.title),
        published=_read_day(item.date_published) or _read_day(item.date_modified),
        byline=tuple(name for author in authors if (name := read_line(author))),
        html=text[:LONGEST_FIELD] if text else None,
    )


def _read_day(value: str | None) -> str | None:
    return None if value is None else read_published(value)
