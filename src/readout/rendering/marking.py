"""Text with stretches marked: layers that may overlap, nested so that no two tags ever cross, no character lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from readout.records import Span

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*?\n))*")


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch to wrap in tags: of two that overlap, the lower `depth` is outside; `again` re-opens a cut one."""

    span: Span
    depth: int
    opening: str
    again: str
    closing: str

    @property
    def order(self) -> tuple[int, int, int]:
        """Outer layers first, and of one depth the one that begins first and ends last."""
        return (self.depth, self.span.start, -self.span.end)


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The stretches between blank lines, in order."""
    return tuple(Span(*found.span()) for found in _PARAGRAPH.finditer(text))


def mark_paragraphs(text: str, paragraphs: Sequence[Span], layers: Iterable[Layer]) -> Iterator[Markup]:
    """
    The markup of each paragraph, its layers nested; a layer that runs over several is cut and opened `again`.

    `paragraphs` are in order and do not overlap; what lies between them is not marked. A layer outside
    the text or without characters is left out.
    """
    fitting = [layer for layer in layers if 0 <= layer.span.start < layer.span.end <= len(text)]
    waiting = sorted(fitting, key=lambda layer: layer.span.start, reverse=True)
    active: list[Layer] = []
    seen: set[int] = set()
    for paragraph in paragraphs:
        while waiting and waiting[-1].span.start < paragraph.end:
            active.append(waiting.pop())
        active = [layer for layer in active if layer.span.end > paragraph.start]
        yield _mark(text, paragraph, active, seen)


def escape_text(text: str) -> Markup:
    """`text` as markup that gives it back character for character: a carriage return survives as its reference."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 -- escaped one call before


def _mark(text: str, paragraph: Span, layers: Sequence[Layer], seen: set[int]) -> Markup:
    edges = {paragraph.start, paragraph.end}
    begins: dict[int, list[Layer]] = {}
    for layer in layers:
        edges |= {edge for edge in (layer.span.start, layer.span.end) if paragraph.start < edge < paragraph.end}
        begins.setdefault(max(layer.span.start, paragraph.start), []).append(layer)
    active: list[Layer] = []
    opened: list[Layer] = []
    written: list[str] = []
    for start, end in pairwise(sorted(edges)):
        active = [layer for layer in active if layer.span.end > start] + begins.get(start, [])
        wanted = sorted(active, key=lambda layer: layer.order)
        written.append(_change(opened, wanted, seen))
        opened = wanted
        written.append(escape_text(text[start:end]))
    written.append(_change(opened, [], seen))
    return Markup("".join(written))  # noqa: S704 -- every piece of text above is escaped


def _change(opened: list[Layer], wanted: list[Layer], seen: set[int]) -> str:
    """The tags that lead from what is open to what is wanted."""
    kept = 0
    while kept < min(len(opened), len(wanted)) and opened[kept] is wanted[kept]:
        kept += 1
    tags = [layer.closing for layer in reversed(opened[kept:])]
    for layer in wanted[kept:]:
        tags.append(layer.again if id(layer) in seen else layer.opening)
        seen.add(id(layer))
    return "".join(tags)
