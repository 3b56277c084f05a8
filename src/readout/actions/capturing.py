"""Makes an article of a text and of what is told of it, the same way whether a file or the wire brought it."""

from dataclasses import dataclass, replace
from datetime import datetime

from readout.analysis.cleaning import find_byline, find_outlet, find_title, mark_furniture
from readout.codebook.furniture import FurnitureBook
from readout.records import Article
from readout.spans import finding_id, passage, slug


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one article, each part as written; None or () where nothing is."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """How a text came out of bytes: decoded (`encoding` alone), or taken out of a page by an extractor."""

    encoding: str
    page_digest: str | None = None  # SHA-256 of the page
    extractor: str | None = None


def make_article(
    told: Told,
    published: str | None,
    text: str,
    extraction: Extraction,
    book: FurnitureBook,
    fetched_at: datetime | None,
) -> Article:
    """
    The article, with the title, byline and outlet that its own furniture prints where none was told, and its id.

    `published` is ISO 8601 as `Article.published`, None where no day is told; `fetched_at` is None for files.
    """
    printed = None if told.title else find_title(text, book)
    title = told.title or ("" if printed is None else " ".join(passage(text, printed).strip("# ").split()))
    article = Article(
        id=told.id or "",
        outlet_id=None if told.outlet is None else slug(told.outlet) or None,
        url=told.url,
        title=title,
        byline=told.byline,
        published=published,
        published_basis=() if published is None else ("metadata",),
        fetched_at=fetched_at,
        language="en",
        text=text,
        outlet_name=told.outlet,
        encoding=extraction.encoding,
        page_digest=extraction.page_digest,
        extractor=extraction.extractor,
    )
    return _complete(article, book)


def _complete(article: Article, book: FurnitureBook) -> Article:
    furniture = mark_furniture(article, book)
    named = None if article.outlet_id else find_outlet(article.text, furniture, book)
    outlet_id = article.outlet_id or (None if named is None else slug(named))
    return replace(
        article,
        id=article.id or finding_id("article", outlet_id or "", article.title, article.text),
        outlet_id=outlet_id,
        outlet_name=article.outlet_name or named,
        byline=article.byline or find_byline(article.text, furniture),
    )
