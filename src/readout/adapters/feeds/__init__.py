"""Feeds and sitemaps, from bytes of strangers to records; run in a child process (`adapters.confined`)."""

from readout.adapters.feeds.guarding import check_size, check_xml
from readout.adapters.feeds.json_feeds import read_json_feed
from readout.adapters.feeds.sitemaps import read_sitemap
from readout.adapters.feeds.xml_feeds import read_xml_feed
from readout.errors import InputError
from readout.ports import Feed

__all__ = ["read_feed", "read_sitemap"]


def read_feed(name: str, content: bytes, media_type: str) -> Feed:
    """
    An RSS, Atom or JSON feed, told by its first characters and not by what the server calls it.

    Raises InputError on a web page, and on whatever else is no feed, with the reason in words.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if not start:
        raise InputError(name, "is empty: not one byte of a feed")
    if start.startswith(b"{"):
        check_size(name, content)
        return read_json_feed(name, content)
    if start.startswith((b"<!doctype html", b"<html")):
        raise InputError(name, "is a web page and not a feed; look for the feed's address on it")
    return read_xml_feed(name, check_xml(name, content), media_type)
