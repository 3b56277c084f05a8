"""What stands under pictures: captions, those printed twice, and the credits glued to their ends."""

from readout.analysis.cleaning.layout import Paragraph
from readout.codebook.furniture import FurnitureBook, plain
from readout.records import Furniture, Span

LONGEST = 45  # words of a caption
NEAR = 2  # paragraphs between the two prints of a caption


def find_credit(says: str, book: FurnitureBook) -> int | None:
    """Where in a paragraph's text the credit that ends it begins; None when it has none."""
    tail = max(0, len(says) - 160)  # a credit is short, and patterns need not see more
    starts = [found.start() for pattern in book.credits if (found := pattern.search(says, tail))]
    return min(starts, default=None)


def find_wire(says: str, book: FurnitureBook) -> int | None:
    """Where brackets that name only news agencies begin, at the end of a paragraph: "... said. (AGENCY)"."""
    start = max(says.rfind("("), says.rfind("["))
    if start <= 0 or says[-1] not in ")]":
        return None
    names = [name.strip() for name in says[start + 1 : -1].replace(",", "/").split("/")]
    known = [plain(name) in book.agencies for name in names]
    return start if any(known) and all(map(_is_wire, names, known)) else None


def _is_wire(name: str, known: bool) -> bool:
    """Whether a name beside an agency's is one too: known, or letters that stand for a longer name."""
    return known or (name.isupper() and len(name) <= 8)


def mark_captions(page: tuple[Paragraph, ...], kinds: dict[int, str], book: FurnitureBook) -> None:
    """Mark paragraphs that end in a picture's credit or show a caption's cue."""
    for i, paragraph in enumerate(page):
        if i in kinds or paragraph.words > LONGEST:
            continue
        credit = None if find_wire(paragraph.says, book) is not None else find_credit(paragraph.says, book)
        if credit == 0:
            kinds[i] = "credit"
        elif credit is not None or any(cue.search(paragraph.says) for cue in book.captions):
            kinds[i] = "caption"


def mark_twice_printed(page: tuple[Paragraph, ...], kinds: dict[int, str], book: FurnitureBook) -> None:
    """Mark short paragraphs that stand twice close together: a picture's text and its caption."""
    stems = [_stem(paragraph, book) for paragraph in page]
    for i, paragraph in enumerate(page):
        near = [j for j in range(max(0, i - NEAR), min(len(page), i + NEAR + 1)) if j != i and stems[j] == stems[i]]
        if i not in kinds and near and 4 <= paragraph.words <= LONGEST:
            kinds[i] = "caption"


def _stem(paragraph: Paragraph, book: FurnitureBook) -> str:
    """What a caption says without its credit, by which its two prints are known."""
    if paragraph.words > LONGEST:
        return f"{paragraph.span}"
    credit = find_credit(paragraph.says, book) or len(paragraph.says)
    return plain(paragraph.says[:credit]).strip(" ./")


def split_caption(text: str, paragraph: Paragraph, kind: str | None, book: FurnitureBook) -> tuple[Furniture, ...]:
    """
    The furniture in one paragraph of that kind: a caption and its credit apart, else the whole paragraph.

    Of prose (kind None) only the brackets that name the wire it came by, if any.
    """
    span, flat = paragraph.span, paragraph.says
    start = find_credit(flat, book) if kind == "caption" else find_wire(flat, book) if kind is None else None
    if not start:
        return () if kind is None else (Furniture(span, kind),)
    cut = _place(text, span, len(flat[:start].replace(" ", "")))
    rest = () if kind is None else (Furniture(Span(span.start, _trim_end(text, span.start, cut)), kind),)
    return (*rest, Furniture(Span(cut, span.end), "credit"))


def _place(text: str, span: Span, letters: int) -> int:
    """The offset in `text` of the non-space character that `letters` of them precede."""
    place = span.start
    while letters or text[place].isspace():
        letters -= not text[place].isspace()
        place += 1
    return place


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
