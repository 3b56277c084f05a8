"""`sources/`: the kept copy of each article, as it was read, with the cited passages marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from readout.corpus.wording import fold
from readout.records import Analysis, Article, Span
from readout.rendering.receipts import Shelf, anchor_of, day_of, safe_url, title_of
from readout.rendering.sheets import fill_sheet
from readout.spans import digest_text

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*?\n))*")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A stretch to be wrapped: `depth` 0 paragraph, 1 furniture, 2 citation; `again` re-opens it where it was cut."""

    span: Span
    depth: int
    opening: str
    again: str
    closing: str

    @property
    def order(self) -> tuple[int, int, int]:
        """Outer layers first, and of one depth the one that begins first and ends last."""
        return (self.depth, self.span.start, -self.span.end)


def render_copy(
    article: Article, analysis: Analysis | None, cited: Iterable[Span], shelf: Shelf, notice: str | None
) -> bytes:
    """
    The page of a kept copy, marked as not for publication; each cited span has the id `c<start>-<end>`.

    The text between `<article>` and its end is `article.text`, character for character (see `legible`).
    """
    furniture = () if analysis is None else tuple((each.span, each.kind) for each in analysis.furniture)
    return fill_sheet(
        "source.html.j2",
        ("style.css", "source.css"),
        title=title_of(article, article.id),
        notice=notice,
        facts=_facts(article, shelf),
        url=safe_url(article.url),
        language=article.language,
        copy=mark_copy(article.text, cited, furniture),
    )


def mark_copy(text: str, cited: Iterable[Span], furniture: Iterable[tuple[Span, str]] = ()) -> Markup:
    """The text as markup: paragraphs, furniture and citations nested without ever crossing, no character lost."""
    layers = [_paragraph(found) for found in PARAGRAPH.finditer(text)]
    layers += [_furniture(span, kind) for span, kind in furniture if _fits(span, text)]
    layers += [_citation(span) for span in sorted(set(cited)) if _fits(span, text)]
    edges = sorted({0, len(text), *(edge for layer in layers for edge in (layer.span.start, layer.span.end))})
    begins: dict[int, list[_Layer]] = {}
    for layer in layers:
        begins.setdefault(layer.span.start, []).append(layer)
    active: list[_Layer] = []
    opened: list[_Layer] = []
    seen: set[_Layer] = set()
    written: list[str] = []
    for start, end in pairwise(edges):
        active = [layer for layer in active if layer.span.end > start] + begins.get(start, [])
        wanted = sorted(active, key=lambda layer: layer.order)
        if not wanted or wanted[0].depth:
            wanted = []  # between paragraphs there is nothing to mark
        written.append(_change(opened, wanted, seen))
        opened = wanted
        written.append(str(escape(text[start:end])).replace("\r", "&#13;"))
    written.append(_change(opened, [], seen))
    return Markup("".join(written))  # noqa: S704 -- every piece of text above is escaped


def _change(opened: list[_Layer], wanted: list[_Layer], seen: set[_Layer]) -> str:
    """The tags that lead from what is open to what is wanted."""
    kept = 0
    while kept < min(len(opened), len(wanted)) and opened[kept] is wanted[kept]:
        kept += 1
    tags = [layer.closing for layer in reversed(opened[kept:])]
    for layer in wanted[kept:]:
        tags.append(layer.again if layer in seen else layer.opening)
        seen.add(layer)
    return "".join(tags)


def _paragraph(found: re.Match[str]) -> _Layer:
    return _Layer(Span(*found.span()), 0, "<p>", "<p>", "</p>")


def _furniture(span: Span, kind: str) -> _Layer:
    tag = f'<span class="furniture" title="{escape(kind)}">'
    return _Layer(span, 1, tag, tag, "</span>")


def _citation(span: Span) -> _Layer:
    return _Layer(span, 2, f'<mark id="{anchor_of(span)}">', "<mark>", "</mark>")


def _fits(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _facts(article: Article, shelf: Shelf) -> tuple[tuple[str, str], ...]:
    basis = "; ".join(article.published_basis)
    facts = (
        ("Outlet", shelf.outlet(article.outlet_id)),
        ("By", ", ".join(article.byline)),
        ("Published", day_of(article)),
        ("Known from", basis),
        ("Article", article.id),
        ("SHA-256", digest_text(article.text)),
        ("Characters", f"{len(article.text):,}"),
    )
    return tuple((name, fold(fact)) for name, fact in facts if fact)
