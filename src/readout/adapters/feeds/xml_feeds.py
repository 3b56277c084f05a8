"""RSS and Atom by feedparser, to records: text only, links of the web only, counted and capped."""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

import feedparser

from readout.errors import InputError
from readout.ports import Feed, FeedItem

MOST_ITEMS = 2_000
LONGEST_FIELD = 1_000_000  # characters
_ENTRY = re.compile(rb"<(?:[A-Za-z]\w*:)?(?:item|entry)[\s>]", re.IGNORECASE)
_INSTANT_IS_TOLD = re.compile(r"\d:\d\d")


def read_xml_feed(name: str, content: bytes, media_type: str) -> Feed:
    """
    The feed. A feed that is not well formed is read as far as feedparser can.

    Raises InputError where no feed is found.
    """
    content, left_out = _cut(content)
    found = feedparser.parse(io.BytesIO(content), response_headers={"content-type": media_type or "application/xml"})
    if not found.get("version") and not found.entries:
        raise InputError(name, "is not a feed: no RSS or Atom was found in it")
    items = tuple(_read_item(entry) for entry in found.entries[:MOST_ITEMS])
    return Feed(
        title=read_line(found.feed.get("title")),
        language=read_line(found.feed.get("language")),
        items=items,
        left_out=left_out,
    )


def _cut(content: bytes) -> tuple[bytes, int]:
    """The bytes up to the end of the last entry that is read, and how many more there are: parsing is what costs."""
    starts = [match.start() for match in _ENTRY.finditer(content)]
    more = len(starts) - MOST_ITEMS
    return (content[: starts[MOST_ITEMS]], more) if more > 0 else (content, 0)


def _read_item(entry: Mapping[str, Any]) -> FeedItem:
    link = read_link(entry.get("link"))
    guid = read_line(entry.get("id"))
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    bodies.append(entry.get("summary") or "")
    return FeedItem(
        guid=guid,
        link=link or (read_link(guid) if entry.get("guidislink") else None),
        title=read_line(entry.get("title")),
        published=_read_instant(entry, "published") or _read_instant(entry, "updated"),
        byline=_read_authors(entry),
        html=max(bodies, key=len)[:LONGEST_FIELD] or None,
    )


def _read_instant(entry: Mapping[str, Any], key: str) -> str | None:
    """The instant in UTC, a bare day as a day; None where feedparser could not read it, or it is out of all bounds."""
    parsed = entry.get(f"{key}_parsed")
    if not isinstance(parsed, struct_time):
        return None
    try:
        instant = datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not 1000 <= instant.year <= 9998:
        return None
    if not _INSTANT_IS_TOLD.search(str(entry.get(key) or "")):
        return instant.date().isoformat()
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ").replace(":00Z", "Z")


def _read_authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    names = [read_line(author.get("name")) for author in entry.get("authors") or ()]
    named = tuple(dict.fromkeys(name for name in names if name))
    alone = read_line(entry.get("author"))
    return named or ((alone,) if alone else ())


def read_link(value: Any) -> str | None:
    """A link of the web; None for other schemes and for what is no link."""
    words = read_line(value)
    if words is None or len(words) > 4096:
        return None
    try:
        parts = urlsplit(words)
    except ValueError:
        return None
    return words if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def read_line(value: Any) -> str | None:
    """A text as one line, no longer than a field may be; None for what is empty or no text."""
    return " ".join(value[:LONGEST_FIELD].split()) or None if isinstance(value, str) else None
