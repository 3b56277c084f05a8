"""An HTML page to the article in it: its text by trafilatura, and what the page tells of it in its own metadata."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from readout.actions.capturing import Told
from readout.errors import InputError

SETTINGS = "comments=off,tables=on,fast=off,hidden=dropped-2"
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "BlogPosting"}
)
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d])|opacity:0(?:\.0+)?;"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}"  # moved off the page
    r"|clip:rect\(0|clip-path:inset\((?:100|50)%|(?:^|;)(?:max-)?(?:height|width):[01]px;.*overflow:hidden"
)
_NEVER_SHOWN = ("script", "style", "template", "noscript")


@cache
def name_extractor() -> str:
    """The extractor and its settings: part of the recipe of what is read from a page."""
    return f"trafilatura-{version('trafilatura')}({SETTINGS})"


def is_page(content: bytes) -> bool:
    """Whether some bytes begin as an HTML page does."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))


def read_page(name: str, content: bytes) -> tuple[Told, str]:
    """
    What a page tells of its article, and the article's text as the extractor gives it, paragraphs a line each.

    Title, outlet, authors, address and day come from JSON-LD first, then from `<meta>`; a day that only stands
    in the text is left to the reading, which weighs it. What is hidden from readers is dropped before anything
    is read. Raises InputError when the page holds no article.
    """
    from lxml.etree import ParserError  # noqa: PLC0415 -- a page is rare among texts, and start-up stays light
    from trafilatura import extract, load_html  # noqa: PLC0415

    try:
        tree = load_html(content)
    except (ParserError, ValueError, RecursionError) as error:
        raise InputError(name, f"is HTML that cannot be read: {error}") from error
    if tree is None:
        raise InputError(name, "is HTML that cannot be read: no page is in it")
    told = _read_metadata(tree)
    _drop_hidden(tree)
    text = extract(tree, include_comments=False, include_tables=True, output_format="txt", with_metadata=False)
    if not text or not text.strip():
        raise InputError(name, "is a page in which no article was found; save the article's text as .txt")
    return told, text


def _drop_hidden(tree: Any) -> None:
    """Take out what no reader sees; the text that follows an element stays."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        style = "".join((element.get("style") or "").lower().split()) + ";"
        if element.tag in _NEVER_SHOWN or "hidden" in element.attrib or _UNSEEN.search(style):
            element.drop_tree()


def _read_metadata(tree: Any) -> Told:
    linked = next(_find_linked(tree), {})
    metas = _read_metas(tree)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    publisher = linked.get("publisher")
    return Told(
        title=_word(linked.get("headline")) or metas.get("og:title"),
        published=_word(linked.get("datePublished")) or metas.get("article:published_time"),
        outlet=_word(publisher.get("name") if isinstance(publisher, dict) else publisher) or metas.get("og:site_name"),
        byline=tuple(_read_names(linked.get("author"))) or tuple(filter(None, (metas.get("author"),))),
        url=_word(canonical[0] if canonical else None) or metas.get("og:url"),
    )


def _find_linked(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles that a page describes in JSON-LD, in order."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            told = json.loads(script)
        except (ValueError, RecursionError):
            continue
        waiting = [told]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                kinds = one.get("@type")
                if _ARTICLES & set(map(str, kinds if isinstance(kinds, list) else [kinds])):
                    yield one
                waiting.append(one.get("@graph"))


def _read_metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        words = _word(meta.get("content"))
        if key and words:
            found.setdefault(key, words)
    return found


def _read_names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = _word(one.get("name") if isinstance(one, dict) else one)
        if name:
            yield name


def _word(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
