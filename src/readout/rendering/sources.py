"""`sources/`: the kept copy of each article, as it was read, with the cited passages marked."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from readout.corpus.wording import fold
from readout.records import Analysis, Article, Span
from readout.rendering.marking import Layer, escape_text, find_paragraphs, mark_paragraphs
from readout.rendering.receipts import Shelf, anchor_of, day_of, safe_url, title_of
from readout.rendering.sheets import fill_sheet
from readout.spans import digest_text


def render_copy(
    article: Article,
    analysis: Analysis | None,
    cited: Iterable[Span],
    shelf: Shelf,
    notice: str | None,
    back: str = "the brief",
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
        back=back,
        facts=_facts(article, shelf),
        url=safe_url(article.url),
        language=article.language,
        copy=mark_copy(article.text, cited, furniture),
    )


def mark_copy(text: str, cited: Iterable[Span], furniture: Iterable[tuple[Span, str]] = ()) -> Markup:
    """The text as markup: paragraphs, furniture and citations nested without ever crossing, no character lost."""
    layers = [_furniture(span, kind) for span, kind in furniture]
    layers += [_citation(span) for span in sorted(set(cited))]
    paragraphs = find_paragraphs(text)
    written: list[str] = []
    end = 0
    for paragraph, marked in zip(paragraphs, mark_paragraphs(text, paragraphs, layers), strict=True):
        written.append(f"{escape_text(text[end : paragraph.start])}<p>{marked}</p>")
        end = paragraph.end
    written.append(escape_text(text[end:]))
    return Markup("".join(written))  # noqa: S704 -- every piece of text above is escaped


def _furniture(span: Span, kind: str) -> Layer:
    tag = f'<span class="furniture" title="{escape(kind)}">'
    return Layer(span, 0, tag, tag, "</span>")


def _citation(span: Span) -> Layer:
    return Layer(span, 1, f'<mark id="{anchor_of(span)}">', "<mark>", "</mark>")


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
