"""
Cleaning: marks what is not the article's own prose, and gives the paragraphs that are.

Nothing is cut: offsets stay those of `Article.text`. What is marked is what its own words, its
place or its printing twice show to be furniture; a long paragraph is prose unless it says that it is a note.
"""

from bisect import bisect_left

from readout.analysis.cleaning.authors import find_byline, mark_authors
from readout.analysis.cleaning.captions import mark_captions, mark_twice_printed, split_caption
from readout.analysis.cleaning.cues import kind_by_cue
from readout.analysis.cleaning.layout import Paragraph, find_paragraphs
from readout.analysis.cleaning.publisher import find_outlet, is_english
from readout.analysis.cleaning.zones import (
    find_core,
    find_headline,
    mark_boxes,
    mark_head,
    mark_inside,
    mark_tail,
    mark_title,
)
from readout.codebook.furniture import FurnitureBook
from readout.records import Article, Furniture, Span
from readout.spans import trim

__all__ = ["find_byline", "find_outlet", "find_title", "is_english", "mark_furniture", "split_blocks"]


def mark_furniture(article: Article, book: FurnitureBook) -> tuple[Furniture, ...]:
    """
    The furniture of an article, in order, none overlapping another.

    Kinds: navigation, caption, credit, byline, title, heading, date, bio, signup, related, disclaimer.
    `heading` is a line inside or above the prose that titles it; `date` a line that gives only the day of
    publication. Works without `article.title`; a title given but not printed marks nothing.
    """
    page = find_paragraphs(article.text)
    kinds = _find_kinds(page, article.title, article.byline, book)
    return tuple(
        each for i, paragraph in enumerate(page) for each in split_caption(article.text, paragraph, kinds.get(i), book)
    )


def find_title(text: str, book: FurnitureBook) -> Span | None:
    """The line that is the title of a text that came without one; None when it begins with its prose."""
    page = find_paragraphs(text)
    kinds = _find_kinds(page, "", (), book)
    return next((page[i].span for i in sorted(kinds) if kinds[i] == "title"), None)


def _find_kinds(
    page: tuple[Paragraph, ...], title: str, byline: tuple[str, ...], book: FurnitureBook
) -> dict[int, str]:
    """The kind of each paragraph that is furniture, by its number."""
    kinds: dict[int, str] = {}
    if title:
        mark_title(page, kinds, title)
    for i, paragraph in enumerate(page):
        if i not in kinds and (kind := kind_by_cue(paragraph, book)):
            kinds[i] = kind
    mark_captions(page, kinds, book)
    mark_boxes(page, kinds, book)
    mark_authors(page, kinds, byline, book)
    if not title and (headline := find_headline(page, kinds, book)) is not None:
        kinds[headline] = "title"
        mark_title(page, kinds, page[headline].says)
    mark_twice_printed(page, kinds, book)
    core = find_core(page, kinds, book)
    if core is not None:
        mark_head(page, kinds, core[0], book)
        mark_inside(page, kinds, *core, book)
        mark_tail(page, kinds, core[1], book)
    return kinds


def split_blocks(text: str, furniture: tuple[Furniture, ...]) -> tuple[Span, ...]:
    """
    The paragraphs of prose, in order: all of `text` that is neither furniture nor white space, trimmed.

    A paragraph wrapped by hand is one block; furniture inside a paragraph cuts it in two.
    """
    marked = sorted(each.span for each in furniture)
    blocks: list[Span] = []
    first = 0
    for paragraph in find_paragraphs(text):
        start, end = paragraph.span.start, paragraph.span.end
        while first < len(marked) and marked[first].end <= start:
            first += 1
        for span in marked[first : bisect_left(marked, Span(end, 0), first)]:
            blocks.extend(_trimmed(text, start, min(span.start, end)))
            start = max(start, span.end)
        blocks.extend(_trimmed(text, start, end))
    return tuple(blocks)


def _trimmed(text: str, start: int, end: int) -> tuple[Span, ...]:
    span = trim(text, Span(start, end)) if start < end else None
    return () if span is None else (span,)
