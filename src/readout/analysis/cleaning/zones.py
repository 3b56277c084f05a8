"""Where a paragraph stands: above the prose, inside it, or below; and the boxes that open there."""

from readout.analysis.cleaning.cues import (
    LONGEST_NOTE,
    is_date,
    is_heading,
    is_headline,
    is_prose,
    kind_by_place,
    section_kind,
)
from readout.analysis.cleaning.layout import BULLET, Paragraph
from readout.analysis.cleaning.names import is_name
from readout.codebook.furniture import FurnitureBook, plain

Page = tuple[Paragraph, ...]
SHORT = 60  # words; a longer paragraph in a box is left as prose
BOX = 12  # lines of a box inside the prose


def find_core(page: Page, kinds: dict[int, str], book: FurnitureBook) -> tuple[int, int] | None:
    """The first and the last paragraph of running text; None when there is no such."""
    prose = [i for i, each in enumerate(page) if i not in kinds and is_prose(each) and not kind_by_place(each, book)]
    return (prose[0], prose[-1]) if prose else None


def find_headline(page: Page, kinds: dict[int, str], book: FurnitureBook) -> int | None:
    """
    The line that looks most like the title: above the first running text, the first of four words or more,
    else the first of two that is no name. None when the text begins at once.
    """
    candidates = []
    for i, paragraph in enumerate(page[:-1]):
        if i in kinds:
            continue
        if not is_headline(paragraph):
            if is_prose(paragraph):
                break
            continue
        if not is_date(paragraph, book) and section_kind(paragraph, book) is None:
            candidates.append(i)
        if is_prose(paragraph):
            break
    if not any(is_prose(each) for i, each in enumerate(page) if i not in kinds and i not in candidates):
        return None
    telling = [i for i in candidates if page[i].words >= 4]
    short = [i for i in candidates if page[i].words >= 2 and not is_name(page[i].says, book)]
    return next(iter(telling + short), None)


def mark_title(page: Page, kinds: dict[int, str], title: str) -> None:
    """Mark the lines that are the given title, above the running text."""
    wanted = plain(title).strip("# ")
    for i, paragraph in enumerate(page):
        if plain(paragraph.says).strip("# ") == wanted:
            kinds[i] = "title"
        elif i not in kinds and paragraph.words >= 25:
            return


def mark_head(page: Page, kinds: dict[int, str], first: int, book: FurnitureBook) -> None:
    """Mark what stands above the running text: dates, names, navigation above the title, the lines below it."""
    title = max((i for i in range(first) if kinds.get(i) == "title"), default=-1)
    for i in range(first):
        if i in kinds:
            continue
        paragraph = page[i]
        if is_date(paragraph, book):
            kinds[i] = "date"
        elif kind := kind_by_place(paragraph, book):
            kinds[i] = kind
        elif i < title:
            kinds[i] = "navigation"
        elif is_name(paragraph.says, book) and _follows_title(page, kinds, i, title, book):
            kinds[i] = "byline"
        elif is_headline(paragraph):
            kinds[i] = "heading"


def _follows_title(page: Page, kinds: dict[int, str], i: int, title: int, book: FurnitureBook) -> bool:
    """Whether a name is a byline by its place: right under the title, or beside the date."""
    beside = [page[j] for j in (i - 1, i + 1) if 0 <= j < len(page) and kinds.get(j) != "title"]
    return (title == i - 1 >= 0 and not page[i].apart) or any(is_date(each, book) for each in beside)


def mark_boxes(page: Page, kinds: dict[int, str], book: FurnitureBook) -> None:
    """
    Mark boxes and what they hold. A box about the author holds the next paragraph. A box of links
    inside the prose holds the lines up to the next sentence. Below the prose a box holds all that follows.
    """
    news = [each.words if _is_news(j, each, kinds, book) else 0 for j, each in enumerate(page)]
    before, after, ended = 0, sum(news), False
    for i, paragraph in enumerate(page):
        kind = section_kind(paragraph, book) if kinds.get(i) != "title" else None
        if kind is not None:
            kinds[i] = kind
            is_last = after * 3 <= before and after <= 300 if kind == "signup" else after == 0 and kind != "bio"
            if not ended:
                for j in range(i + 1, len(page)) if is_last else _held_inside(page, kinds, i, kind):
                    if page[j].words <= (LONGEST_NOTE if kind == "bio" else SHORT):
                        kinds.setdefault(j, kind)
                ended = is_last
        before, after = before + news[i], after - news[i]


def _is_news(j: int, paragraph: Paragraph, kinds: dict[int, str], book: FurnitureBook) -> bool:
    return j not in kinds and is_prose(paragraph) and not kind_by_place(paragraph, book)


def _held_inside(page: Page, kinds: dict[int, str], i: int, kind: str) -> range:
    """The paragraphs that a box holds when news may follow it: the one on the author, or lines not closed."""
    if kind == "bio":
        named = i + 1 < len(page) and page[i + 1].words < 5  # the name on its own line first
        return range(i + 1, min(len(page), i + (3 if named else 2)))
    end = i + 1
    while end < min(len(page), i + 1 + BOX):
        paragraph = page[end]
        if end not in kinds and (paragraph.closed or paragraph.words > 25 or paragraph.says[-1] in ":,;"):
            break
        end += 1
    return range(i + 1, end)


def mark_inside(page: Page, kinds: dict[int, str], first: int, last: int, book: FurnitureBook) -> None:
    """Mark headings between paragraphs of running text; the lines of a list that a colon opens are prose."""
    listing = False
    for i in range(first, last + 1):
        if i in kinds:
            listing = False
            continue
        if is_heading(page[i], book) and not listing:
            kinds[i] = "heading"
        listing = page[i].says[-1] == ":" or (listing and not page[i].closed)


def mark_tail(page: Page, kinds: dict[int, str], last: int, book: FurnitureBook) -> None:
    """Mark what stands below the running text: notes, dates, and lines that are no sentences."""
    listing = page[last].says[-1] == ":"
    for i in range(last + 1, len(page)):
        paragraph = page[i]
        if i in kinds:
            continue
        if is_date(paragraph, book):
            kinds[i] = "date"
        elif kind := kind_by_place(paragraph, book):
            kinds[i] = kind
        elif not paragraph.closed and paragraph.words < 25 and not listing and not BULLET.match(paragraph.says):
            kinds[i] = "related"
