"""Two accounts side by side as a page and as text: the same rows in both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from readout.codes import Agreement, Genre
from readout.corpus.accounts import UNNAMED
from readout.corpus.wording import fold, write_list
from readout.records import Contrast, Point, Side, Span, Telling
from readout.rendering.accounts import write_absence
from readout.rendering.markdown import escape_markdown
from readout.rendering.receipts import Receipt, Shelf, day_of, find_citations, show_receipt, title_of
from readout.rendering.sheets import fill_sheet
from readout.spans import finding_id

_KINDS = {
    Genre.NEWS: "news",
    Genre.ANALYSIS: "analysis",
    Genre.OPINION: "opinion",
    Genre.NEWSLETTER: "newsletter",
    Genre.OFFICIAL: "official text",
}
AT_ONCE = 8  # rows of a part that the page shows; it folds those beyond
_SECTIONS = (
    (Agreement.CONFLICT, "differently", "Told differently", "Both may be right; what differs is underlined."),
    (Agreement.UPDATE, "changed", "Changed with a later report", "The later takes the earlier back or moves on."),
    (Agreement.SHARED, "both", "Told by both", "One point, in the words of each."),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One telling for the eye: `pieces` of the passage with whether each is one of the words that differ."""

    pieces: tuple[tuple[str, bool], ...]
    voice: str
    receipt: Receipt

    @property
    def words(self) -> Markup:
        """The passage as markup, what differs in it marked."""
        told = (f'<b class="differ">{escape(text)}</b>' if differs else escape(text) for text, differs in self.pieces)
        return Markup("".join(map(str, told)))  # noqa: S704 -- every piece is escaped


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side tells of a point, or where it was looked for in vain."""

    side: str
    tellings: tuple[Wording, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Row:
    """One point with a cell for each side."""

    id: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one kind of agreement."""

    id: str
    title: str
    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The head of a column: whose account, what is known of the outlet, and the pieces it consists of."""

    name: str
    facts: tuple[str, ...]
    pieces: tuple[str, ...]


def render_contrast_page(contrast: Contrast, shelf: Shelf, records: str) -> bytes:
    """The page as UTF-8; works alone, offline and without a script. `records` is the SHA-256 of compare.json."""
    parts = write_parts(contrast, shelf)
    return fill_sheet(
        "contrast.html.j2",
        ("style.css", "contrast.css"),
        contrast=contrast,
        sections=parts,
        ends=tuple(_write_end(side, contrast, shelf) for side in contrast.sides),
        counts=write_counts(parts),
        left_out=_write_left_out(contrast, shelf),
        records=records,
        most=AT_ONCE,
    )


def render_contrast_text(contrast: Contrast, shelf: Shelf) -> str:
    """The same rows as Markdown that also reads well on a terminal; words that differ are set between asterisks."""
    parts = write_parts(contrast, shelf)
    lines = [f"# {escape_markdown(contrast.title)}", ""]
    if contrast.notice:
        lines += [f"**{escape_markdown(contrast.notice)}**", ""]
    for side in contrast.sides:
        end = _write_end(side, contrast, shelf)
        told = "; ".join((*end.facts, *end.pieces))
        lines.append(f"- **{escape_markdown(end.name)}**: {escape_markdown(told)}")
    lines += ["", f"{write_counts(parts)}. Told differently does not say who is right."]
    for part in parts:
        lines += ["", f"## {escape_markdown(part.title)}", ""]
        for number, row in enumerate(part.rows, 1):
            lines.append(f"{number}. {row.label}".rstrip() if row.label else f"{number}.")
            for cell in row.cells:
                lines += [f"   - {line}" for line in _write_cell(cell)]
    lines += ["", f"Left out: {_write_left_out(contrast, shelf)}.", ""]
    return "\n".join(lines)


def _write_cell(cell: Cell) -> Iterator[str]:
    for wording in cell.tellings:
        told = "".join(f"**{escape_markdown(text)}**" if differs else _escape(text) for text, differs in wording.pieces)
        where = f"{wording.receipt.article_id}, characters {wording.receipt.span.start} to {wording.receipt.span.end}"
        yield f"**{escape_markdown(cell.side)}**, {escape_markdown(wording.voice)}: {told} ({escape_markdown(where)})"
    if cell.missing:
        yield f"**{escape_markdown(cell.side)}**: {escape_markdown(cell.missing)}"


def _escape(text: str) -> str:
    """Escaped for Markdown, the space at either edge kept."""
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{head}{escape_markdown(text)}{tail}" if text.strip() else text


def write_parts(contrast: Contrast, shelf: Shelf) -> tuple[Part, ...]:
    """The parts that have rows: told differently, changed, told by both, then what each side alone tells."""
    parts = [
        Part(identity, title, about, _rows(contrast, shelf, _agrees(agreement)))
        for agreement, identity, title, about in _SECTIONS
    ]
    for number, side in enumerate(contrast.sides, 1):
        others = write_list([one.name for one in contrast.sides if one.id != side.id])
        about = f"Most of its words stand nowhere in the stored text of {others}; what was looked for is told."
        parts.append(Part(f"only-{number}", f"Only {side.name}", about, _rows(contrast, shelf, _is_only(side))))
    return tuple(part for part in parts if part.rows)


def _agrees(agreement: Agreement) -> Callable[[Point], bool]:
    return lambda point: point.agreement is agreement


def _is_only(side: Side) -> Callable[[Point], bool]:
    return lambda point: point.agreement is Agreement.ONE_SIDED and point.tellings[0].outlet_id == side.id


_LABELS = {
    "who_asked": "Who asked for it",
    "agreed_or_discussed": "Agreed, or only discussed",
    "number": "How many, or how long",
    "date": "Which day",
    "place": "Where",
    "denied": "Told by one, denied by the other",
    "wording": "One quotation in two wordings",
}


def _rows(contrast: Contrast, shelf: Shelf, is_wanted: Callable[[Point], bool]) -> tuple[Row, ...]:
    names = {side.id: side.name for side in contrast.sides}
    rows = []
    for point in contrast.points:
        if is_wanted(point):
            cells = tuple(_write_side(side, point, names, shelf) for side in contrast.sides)
            digests = (telling.citation.digest for telling in point.tellings)
            label = (point.conflict or "").replace("_", " ")
            rows.append(Row(f"p-{finding_id('point', label, *digests)}", _LABELS.get(point.conflict or "", ""), cells))
    return tuple(rows)


def _write_side(side: Side, point: Point, names: dict[str, str], shelf: Shelf) -> Cell:
    told = tuple(_write_wording(one, shelf) for one in point.tellings if one.outlet_id == side.id)
    missing = write_absence(point, lambda key: names.get(key, key)) if side.id in point.absent_from else ""
    return Cell(side.name, told, missing[:1].upper() + missing[1:])


def _write_wording(telling: Telling, shelf: Shelf) -> Wording:
    receipt = show_receipt(telling.citation, shelf)
    sentences = shelf.sentences.get(telling.citation.article_id, ())
    place = next((n for n, span in enumerate(sentences, 1) if span.end > telling.citation.span.start), 0)
    said = "a source that is not named" if telling.voice == UNNAMED else telling.voice
    voice = "in its own voice" if telling.voice is None else f"citing {said}"
    return Wording(tuple(_cut(telling, shelf)), f"{voice}; sentence {place} of {len(sentences)}", receipt)


def _cut(telling: Telling, shelf: Shelf) -> Iterator[tuple[str, bool]]:
    article = shelf.articles.get(telling.citation.article_id)
    text, span = "" if article is None else article.text, telling.citation.span
    at = span.start
    for mark in sorted(telling.marks):
        if at <= mark.start < mark.end <= span.end:
            yield fold(text[at : mark.start]), False
            yield fold(text[mark.start : mark.end]), True
            at = mark.end
    yield fold(text[at : span.end]), False


def _write_end(side: Side, contrast: Contrast, shelf: Shelf) -> End:
    outlets = {outlet.id: outlet for outlet in contrast.outlets}
    published = {shelf.articles[key].outlet_id for key in side.article_ids if key in shelf.articles}
    known = [outlets[key] for key in sorted(published - {None}, key=str) if key in outlets]
    facts = [one.affiliation for one in known if one.affiliation]
    facts += [one.name for one in known if one.name != side.name]
    pieces = [
        f"{title_of(article, key)}, {day_of(article)}, {_KINDS[shelf.genres.get(key, Genre.NEWS)]}"
        for key in side.article_ids
        for article in (shelf.articles.get(key),)
    ]
    return End(side.name, tuple(facts), tuple(pieces))


def write_counts(parts: tuple[Part, ...]) -> str:
    """How many points of each kind: "2 told differently, 3 told by both"."""
    told = [f"{len(part.rows)} {part.title[0].lower()}{part.title[1:]}" for part in parts]
    return ", ".join(told) if told else "No point found"


def _write_left_out(contrast: Contrast, shelf: Shelf) -> str:
    cited: set[tuple[str, Span]] = {(one.article_id, one.span) for one in find_citations(contrast)}
    told = []
    for side in contrast.sides:
        whole = [(key, span) for key in side.article_ids for span in shelf.sentences.get(key, ())]
        told.append(f"{sum(one not in cited for one in whole)} of {len(whole)} sentences of {side.name}")
    return write_list(told)
