"""Sitemaps and indexes of them (sitemaps.org 0.9, with Google's news extension), to records."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from readout.adapters.days import read_published
from readout.adapters.feeds.guarding import LARGEST, check_xml
from readout.adapters.feeds.xml_feeds import read_link
from readout.errors import InputError
from readout.ports import Sitemap, SitemapEntry

MOST_ENTRIES = 50_000  # the protocol's own cap


def read_sitemap(name: str, content: bytes) -> Sitemap:
    """The entries in order. Raises InputError where it is no sitemap; what is broken further on ends the reading."""
    content = check_xml(name, _unpack(name, content))
    pages: list[SitemapEntry] = []
    sitemaps: list[SitemapEntry] = []
    left_out = 0
    for entry in _walk(name, content):
        found = _read_entry(entry)
        if found is None or len(pages) + len(sitemaps) >= MOST_ENTRIES:
            left_out += 1
        else:
            (sitemaps if _local(entry) == "sitemap" else pages).append(found)
        entry.clear()
    return Sitemap(tuple(pages), tuple(sitemaps), left_out)


def _unpack(name: str, content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = unpack.decompress(content, LARGEST + 1)
    except zlib.error as error:
        raise InputError(name, f"is packed by gzip and cannot be unpacked: {error}") from error
    return plain


def _walk(name: str, content: bytes) -> Iterator[Any]:
    """The entries as they are met; what is broken further on ends the reading. Raises InputError on another root."""
    walk = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    root = None
    try:
        for event, element in walk:
            if root is None:
                root = _local(element)
                if root not in ("urlset", "sitemapindex"):
                    break
            if event == "end" and _local(element) in ("url", "sitemap"):
                yield element
    except etree.XMLSyntaxError as error:
        if root is None:
            raise InputError(name, f"is not a sitemap: {error.msg}") from error
    if root not in ("urlset", "sitemapindex"):
        raise InputError(name, "is not a sitemap: it holds no urlset and no sitemapindex")


def _read_entry(entry: Any) -> SitemapEntry | None:
    told: dict[str, str] = {}
    for part in entry.iter():  # the page's own parts come before those of its pictures
        told.setdefault(_local(part), (part.text or "").strip())
    link = read_link(told.get("loc"))
    if link is None:
        return None
    changed = told.get("publication_date") or told.get("lastmod")
    return SitemapEntry(link, read_published(changed) if changed else None, told.get("title") or None)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
