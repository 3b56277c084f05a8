"""A brief as files: page, Markdown, JSON, calendar, kept copies, manifest. Pure: names and bytes out."""

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from readout.records import Analysis, Article, Brief, Span
from readout.rendering.bundle import BUNDLE, Bundle, encode_bundle
from readout.rendering.html import render_page
from readout.rendering.icalendar import render_calendar
from readout.rendering.manifest import MANIFEST, VERSION, make_manifest
from readout.rendering.markdown import render_markdown
from readout.rendering.receipts import find_citations, page_name, source_name, stock_shelf
from readout.rendering.sections import write_sections
from readout.rendering.sources import render_copy

__all__ = ["render_brief"]


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
    cited: dict[str, set[Span]] = {}
    for citation in find_citations(brief):
        cited.setdefault(citation.article_id, set()).add(citation.span)
    analysis_of = {analysis.article_id: analysis for analysis in analyses}
    for article in articles:
        spans = cited.get(article.id, ())
        files[source_name(article.id)] = render_copy(article, analysis_of.get(article.id), spans, shelf, brief.notice)
        if article.page_digest is not None and article.page_digest in pages:
            files[page_name(article.page_digest)] = pages[article.page_digest]
    files[MANIFEST] = make_manifest(files, VERSION, brief.recipe)
    return {name: files[name] for name in sorted(files)}
