"""Structured data for machines: schema.org in JSON-LD, and receipts as W3C Web Annotations."""

import json
from collections.abc import Iterable, Mapping

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.editing.freezing import walk_edition_lines
from readout.records import Correction, EditionSource
from readout.rendering.anchors import CONTEXT, write_selectors
from readout.rendering.feeds.pages import write_instant
from readout.rendering.receipts import safe_url
from readout.rendering.site.published import Published

Told = dict[str, object]


def describe_site(site: Site) -> Told:
    """The site as a periodical."""
    return {
        "@context": "https://schema.org",
        "@type": "Periodical",
        "@id": f"{site.address}#site",
        "name": site.title,
        "description": site.about,
        "url": site.address,
        "publisher": {"@type": "Organization", "name": site.publisher},
    }


def describe_edition(published: Published, site: Site) -> Told:
    """An edition as an article of that periodical: what it cites, whom it quotes, what was put right. No verdicts."""
    edition, address = published.edition, site.address + published.folder
    brief = edition.brief
    told: Told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": edition.title[:110],
        "inLanguage": edition.language,
        "datePublished": write_instant(edition.published_at),
        "dateModified": write_instant(published.updated),
        "isPartOf": describe_site(site) | {"@context": "https://schema.org"},
        "publisher": {"@type": "Organization", "name": site.publisher},
        "author": {"@type": "Organization", "name": site.publisher},
        "editor": {"@type": "Person", "name": edition.editor},
        "citation": [_describe_source(one, published) for one in edition.sources],
        "hasPart": list(_describe_quotations(published, address)),
    }
    if brief.first_day is not None and brief.last_day is not None:
        told["temporalCoverage"] = f"{brief.first_day.isoformat()}/{brief.last_day.isoformat()}"
    if edition.corrections:
        told["correction"] = [_describe_correction(one, address) for one in edition.corrections]
    return told


def _describe_source(source: EditionSource, published: Published) -> Told:
    told: Told = {
        "@type": "NewsArticle",
        "headline": (source.title or source.article_id)[:110],
        "publisher": {"@type": "Organization", "name": published.shelf.outlet(source.outlet_id)},
    }
    if (url := safe_url(source.url)) is not None:
        told["url"] = url
    if source.published and len(source.published) >= 10 and "/" not in source.published and "X" not in source.published:
        told["datePublished"] = source.published[:10]
    return told


def _describe_quotations(published: Published, address: str) -> Iterable[Told]:
    for block in published.blocks:
        for line in block.lines if block.kind is BlockKind.STATEMENT and block.by else ():
            if line.sentence.template == "quoted":
                yield {
                    "@type": "Quotation",
                    "@id": f"{address}#{line.id}",
                    "text": line.sentence.text,
                    "spokenByCharacter": {"@type": "Person", "name": block.by},
                }


def _describe_correction(correction: Correction, address: str) -> Told:
    return {
        "@type": "CorrectionComment",
        "text": correction.text,
        "dateCreated": write_instant(correction.corrected_at),
        "url": f"{address}#{correction.line_id}" if correction.line_id else address,
    }


def write_annotations(published: Published, site: Site) -> bytes:
    """
    `receipts.jsonld`: an annotation page with an annotation for each passage behind each line.

    The body is the line on the edition's page, the target the passage in the article (W3C Web Annotation Data Model).
    """
    address = site.address + published.folder
    items = []
    for _, line in walk_edition_lines(published.blocks):
        for number, citation in enumerate(line.sentence.citations, 1):
            article = published.articles.get(citation.article_id)
            if article is None:
                continue
            items.append(
                {
                    "id": f"{address}receipts.jsonld#{line.id}-{number}",
                    "type": "Annotation",
                    "motivation": "linking",
                    "created": write_instant(published.edition.published_at),
                    "body": f"{address}#{line.id}",
                    "target": write_selectors(citation, article),
                }
            )
    page: Mapping[str, object] = {
        "@context": CONTEXT,
        "id": f"{address}receipts.jsonld",
        "type": "AnnotationPage",
        "modified": write_instant(published.updated),
        "items": items,
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
