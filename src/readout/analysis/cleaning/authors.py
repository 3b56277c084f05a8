"""Who wrote an article: bylines, and what a page says about its author."""

import re

from readout.analysis.cleaning.cues import LONGEST_NOTE
from readout.analysis.cleaning.layout import Paragraph
from readout.analysis.cleaning.names import LONGEST_BYLINE, is_name, read_bio, split_names
from readout.codebook.furniture import FurnitureBook, plain
from readout.records import Furniture
from readout.spans import passage


def find_byline(text: str, furniture: tuple[Furniture, ...]) -> tuple[str, ...]:
    """The authors' names as printed: from bylines, else from what the page says about its author; () when unknown."""
    lines = [" ".join(passage(text, each.span).split()) for each in furniture if each.kind == "byline"]
    names = [name for line in lines for name in split_names(line)]
    if not names:
        notes = [passage(text, each.span) for each in furniture if each.kind in ("bio", "disclaimer")]
        names = [name for note in notes if (name := read_bio(" ".join(note.split())))]
    first_spelling = {plain(name): name for name in reversed(names)}
    return tuple(first_spelling[key] for key in dict.fromkeys(map(plain, names)))


def read_byline(paragraph: Paragraph, book: FurnitureBook) -> tuple[str, ...]:
    """The names in a line that begins as bylines do, or that is a name and a calling; () when it is no byline."""
    if paragraph.words > LONGEST_BYLINE:
        return ()
    says, said = paragraph.says, plain(paragraph.says)
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

    A paragraph "NAME is ..." counts when NAME is a byline's, stands alone on a line just before, or,
    with a calling, at the end of an article that does not name the person elsewhere.
    """
    authors = {plain(name) for name in known}
    for i, paragraph in enumerate(page):
        if i not in kinds and (names := read_byline(paragraph, book)):
            kinds[i] = "byline"
            authors.update(map(plain, names))
        elif kinds.get(i) == "disclaimer" and (name := read_bio(paragraph.says)):
            authors.add(plain(name))
    for i, paragraph in enumerate(page):
        name = read_bio(paragraph.says) if i not in kinds and paragraph.words <= LONGEST_NOTE else None
        if name is not None and is_name(name, book) and _is_author(page, kinds, i, name, authors, book):
            kinds[i] = "bio"
            authors.add(plain(name))
    for i, paragraph in enumerate(page):
        if i not in kinds and plain(paragraph.says) in authors:
            kinds[i] = "byline"


def _is_author(
    page: tuple[Paragraph, ...], kinds: dict[int, str], i: int, name: str, authors: set[str], book: FurnitureBook
) -> bool:
    alone = any(plain(page[j].says) == plain(name) for j in (i - 1, i - 2) if j >= 0)
    return alone or plain(name) in authors or _comes_last(page, kinds, i, name, book)


def _comes_last(page: tuple[Paragraph, ...], kinds: dict[int, str], i: int, name: str, book: FurnitureBook) -> bool:
    """Whether paragraph `i` tells of somebody new, with an author's calling, after all the prose."""
    if i == 0 or not has_calling(page[i].says, book):
        return False
    surname = name.rsplit(maxsplit=1)[-1]
    before = any(surname in paragraph.says for j, paragraph in enumerate(page[:i]) if j not in kinds)
    after = any(paragraph.words >= 25 for j, paragraph in enumerate(page[i + 1 :], i + 1) if j not in kinds)
    return not before and not after
