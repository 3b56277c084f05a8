"""Who wrote an article: bylines, and what a page says about its author."""

import re

from readout.analysis.cleaning.cues import LONGEST_NOTE
from readout.analysis.cleaning.layout import Paragraph
from readout.analysis.cleaning.names import LONGEST_BYLINE, begins_about, is_name, read_bio, split_names
from readout.codebook.furniture import FurnitureBook, plain
from readout.records import Furniture
from readout.spans import passage

LONG = 25  # words; running text between which nobody is introduced as the author


def find_byline(text: str, furniture: tuple[Furniture, ...]) -> tuple[str, ...]:
    """The authors' names as printed: from bylines, else from what the page says about its author; () when unknown."""
    lines = [" ".join(passage(text, each.span).split()) for each in furniture if each.kind == "byline"]
    names = [name for line in lines for name in split_names(line)]
    if not names:
        notes = [(passage(text, each.span), each.kind) for each in furniture if each.kind in ("bio", "disclaimer")]
        told = [note for note, kind in notes if kind == "bio" or begins_about(note)]
        names = [name for note in told if (name := read_bio(note))]
    first_spelling = {plain(name): name for name in reversed(names)}
    return tuple(first_spelling[key] for key in dict.fromkeys(map(plain, names)))


def read_byline(paragraph: Paragraph, book: FurnitureBook) -> tuple[str, ...]:
    """The names in a line that begins as bylines do, or that is a name and a calling; () when it is no byline."""
    if paragraph.words > LONGEST_BYLINE:
        return ()
    says = paragraph.says.lstrip("([")
    said = plain(says)
    names = tuple(name for name in split_names(says) if is_name(name, book))
    if any(re.match(rf"{re.escape(opening)}(?::|\s)", said) for opening in book.bylines):
        return names
    rest = said.removeprefix(plain(names[0])) if names else ""
    has_role = rest[:2] != rest[:2].strip(",|•- ") and has_calling(rest, book)
    return names if has_role and not paragraph.closed and paragraph.words <= 12 else ()


def has_calling(says: str, book: FurnitureBook) -> bool:
    """Whether the first words of a paragraph name a calling that authors have."""
    return any(plain(word).strip(".,;") in book.callings for word in says.split()[:16])


def mark_authors(
    page: tuple[Paragraph, ...], kinds: dict[int, str], known: tuple[str, ...], book: FurnitureBook
) -> None:
    """
    Mark bylines and paragraphs about the author.

    A paragraph that begins with a name counts, above or below the prose, when the name is a byline's or
    stands alone on a line just before; "NAME is a CALLING" also at the very end of an article that names
    neither another author nor, elsewhere, the person.
    """
    authors = {plain(name) for name in known}
    for i, paragraph in enumerate(page):
        if i not in kinds and (names := read_byline(paragraph, book)):
            kinds[i] = "byline"
            authors.update(map(plain, names))
        elif kinds.get(i) == "disclaimer" and begins_about(paragraph.says) and (name := read_bio(paragraph.says)):
            authors.add(plain(name))
    _mark_bios(page, kinds, authors, book)
    for i, paragraph in enumerate(page):
        if i not in kinds and plain(paragraph.says) in authors:
            kinds[i] = "byline"


def _mark_bios(page: tuple[Paragraph, ...], kinds: dict[int, str], authors: set[str], book: FurnitureBook) -> None:
    """From below, so that of two such paragraphs the upper one too has no prose under it."""
    first = next((i for i, each in enumerate(page) if i not in kinds and each.words >= LONG), len(page))
    prose_below = anything_below = False
    for i in range(len(page) - 1, 0, -1):
        if i in kinds:
            continue
        name = None if first < i and prose_below else _introduced(page[i], book)
        known = name is not None and _is_known(page, i, name, authors)
        if name and (known or not (authors or anything_below or _is_other(page, kinds, i, name, book))):
            kinds[i] = "bio"
            authors.add(plain(name))
        else:
            anything_below = True
            prose_below = prose_below or page[i].words >= LONG


def _introduced(paragraph: Paragraph, book: FurnitureBook) -> str | None:
    name = read_bio(paragraph.says) if paragraph.words <= LONGEST_NOTE else None
    return name if name is not None and is_name(name, book) else None


def _is_known(page: tuple[Paragraph, ...], i: int, name: str, authors: set[str]) -> bool:
    """Whether a name is a byline's, or stands alone on a line just above."""
    return plain(name) in authors or any(plain(page[j].says) == plain(name) for j in (i - 1, i - 2) if j >= 0)


def _is_other(page: tuple[Paragraph, ...], kinds: dict[int, str], i: int, name: str, book: FurnitureBook) -> bool:
    """Whether somebody without an author's calling is told of, or one that the article speaks of: not its author."""
    if not (begins_about(page[i].says) and has_calling(page[i].says, book)):
        return True
    surname = name.rsplit(maxsplit=1)[-1]
    return any(surname in paragraph.says for j, paragraph in enumerate(page[:i]) if j not in kinds)
