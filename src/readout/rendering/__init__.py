"""A brief as files: page, Markdown, JSON, calendar, kept copies, manifest. Pure: names and bytes out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from readout.records import Analysis, Article, Brief, Contrast, Span
from readout.rendering.bundle import BUNDLE, CONTRAST, Bundle, ContrastBundle, encode_bundle
from readout.rendering.contrasts import render_contrast_page, render_contrast_text
from readout.rendering.html import render_page
from readout.rendering.icalendar import render_calendar
from readout.rendering.manifest import MANIFEST, VERSION, make_manifest
from readout.rendering.markdown import render_markdown
from readout.rendering.receipts import Shelf, find_citations, page_name, source_name, stock_shelf
from readout.rendering.sections import write_sections
from readout.rendering.sources import render_copy

__all__ = ["render_brief", "render_contrast"]


@dataclass(frozen=True, slots=True)
class Sources:
    """What stands behind a page: articles and analyses in order, the shelf, HTML pages by digest."""

    articles: Sequence[Article]
    analyses: Sequence[Analysis]
    shelf: Shelf
    pages: Mapping[str, bytes]


def render_brief(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    brief: Brief,
    pages: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """
    Every file of a brief by its name, folders with `/`, in order of name; the manifest is one of them.

    `pages` has the HTML pages that articles were extracted from, by digest; those of the
    articles are kept as they came.
    Articles and analyses may come in any order; the same records give the same bytes.
    """
    articles = tuple(sorted(articles, key=lambda article: article.id))
    analyses = tuple(sorted(analyses, key=lambda analysis: analysis.article_id))
    shelf = stock_shelf(articles, analyses, brief)
    sections = write_sections(brief, shelf)
    records = encode_bundle(Bundle(articles, analyses, brief))
    files = {
        BUNDLE: records,
        "index.html": render_page(brief, shelf, sections, hashlib.sha256(records).hexdigest()),
        "brief.md": render_markdown(brief, shelf, sections),
        "calendar.ics": render_calendar(brief, articles),
    }
    return _with_copies(files, Sources(articles, analyses, shelf, pages), brief, "the brief")


def render_contrast(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    contrast: Contrast,
    pages: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Every file of two accounts side by side by its name, in order of name; see `render_brief`."""
    articles = tuple(sorted(articles, key=lambda article: article.id))
    analyses = tuple(sorted(analyses, key=lambda analysis: analysis.article_id))
    shelf = stock_shelf(articles, analyses, contrast)
    records = encode_bundle(ContrastBundle(articles, analyses, contrast))
    files = {
        CONTRAST: records,
        "index.html": render_contrast_page(contrast, shelf, hashlib.sha256(records).hexdigest()),
        "compare.md": render_contrast_text(contrast, shelf).encode("utf-8", "replace"),
    }
    return _with_copies(files, Sources(articles, analyses, shelf, pages), contrast, "the comparison")


def _with_copies(files: dict[str, bytes], sources: Sources, made: Brief | Contrast, back: str) -> dict[str, bytes]:
    """The files with the kept copies, the pages they came from, and the manifest of all."""
    cited: dict[str, set[Span]] = {}
    for citation in find_citations(made):
        cited.setdefault(citation.article_id, set()).add(citation.span)
    analysis_of = {analysis.article_id: analysis for analysis in sources.analyses}
    for article in sources.articles:
        spans, analysis = cited.get(article.id, ()), analysis_of.get(article.id)
        files[source_name(article.id)] = render_copy(article, analysis, spans, sources.shelf, made.notice, back)
        if article.page_digest is not None and article.page_digest in sources.pages:
            files[page_name(article.page_digest)] = sources.pages[article.page_digest]
    files[MANIFEST] = make_manifest(files, VERSION, made.recipe)
    return {name: files[name] for name in sorted(files)}
