"""What every view lays out: sections of groups of lines, each line with its receipts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from readout.records import Span
from readout.rendering.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Part:
    """
    One telling below a line: who tells it, in which words, with its receipts.

    `marked` are the characters of the text that another telling prints otherwise, in order.
    """

    by: str
    text: str
    receipts: tuple[Receipt, ...]
    marked: tuple[Span, ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text cut where it is marked, each piece with whether it is."""
        return cut_marked(self.text, self.marked)


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a view. `id` is stable for the same words in the same section.

    `by` and `when` stand before the text, `labels` and `note` after it; `quoted` asks for quotation
    marks around the text; `cue` is the reporting word that leads it, as printed. `below` are the lines
    that follow from it, drawn as a list under it.
    """

    text: str
    receipts: tuple[Receipt, ...]
    by: str | None = None
    when: str | None = None
    labels: tuple[str, ...] = ()
    note: str | None = None
    quoted: bool = False
    cue: str | None = None
    parts: tuple[Part, ...] = ()
    below: "tuple[Line, ...]" = ()
    id: str = ""

    @property
    def is_told_below(self) -> bool:
        """Whether one of the tellings below says the same words, so that a view need not print them twice."""
        return any(part.text == self.text for part in self.parts)


def cut_marked(text: str, marked: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """A text as its pieces in order, each with whether it is marked; `marked` are in order and do not overlap."""
    pieces, place = [], 0
    for span in marked:
        pieces += [(text[place : span.start], False), (text[span.start : span.end], True)]
        place = span.end
    return tuple(piece for piece in (*pieces, (text[place:], False)) if piece[0])


def walk_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Every line and those below it, each before those below."""
    for line in lines:
        yield line
        yield from walk_lines(line.below)


@dataclass(frozen=True, slots=True)
class Group:
    """
    Lines under one heading of a section; no heading where the section needs none.

    `receipts` are those of the heading that no line below it has.
    """

    lines: tuple[Line, ...]
    heading: str | None = None
    note: str | None = None
    why: str | None = None  # why it stands where it does
    receipts: tuple[Receipt, ...] = ()
    most: int = 1000  # lines shown at once; a page folds those beyond


@dataclass(frozen=True, slots=True)
class Table:
    """Figures with a caption; the first cell of each row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Finished SVG, and in words what it shows."""

    svg: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """
    A part of the brief: `about` says in one sentence what it is; `table` repeats what `chart` draws.

    `most` groups are shown at once; a page folds those beyond under `rest`, their name in the plural.
    """

    id: str
    title: str
    about: str
    groups: tuple[Group, ...]
    table: Table | None = None
    chart: Drawing | None = None
    folded: bool = False
    most: int = 1000
    rest: str = ""
