"""What one paragraph shows by itself: the cue words, dates and names that tell furniture from prose."""

import re

from readout.analysis.cleaning.layout import BULLET, Paragraph
from readout.codebook.furniture import FurnitureBook, plain

LONGEST_CUED = 60  # words; longer is prose, whatever it begins with
LONGEST_NOTE = 120  # words of an editor's note
LONGEST_PHRASED = 45
MOST_LETTERS = 2000  # no line of furniture is longer, and patterns need not see one that is
_EDGES = " \t•·▪●\"'.,:;!?…*#_|>»›/\\-–—=~()[]"
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ISO_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?")
_INNER_END = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]")


def bare(says: str) -> str:
    """A line as `FurnitureBook.lines` holds it: plain, without marks at its edges."""
    return plain(says).strip(_EDGES)


def kind_by_cue(paragraph: Paragraph, book: FurnitureBook) -> str | None:
    """The kind that a paragraph's own words show wherever it stands; None when they show none."""
    says = paragraph.says
    if not any(mark.isalnum() for mark in says):
        return "navigation"
    if paragraph.words > LONGEST_NOTE or len(says) > MOST_LETTERS:
        return None
    line = bare(says)
    for pattern, kind in book.patterns:
        if pattern.fullmatch(says) or pattern.fullmatch(line):
            return kind
    opening = _opening(says, book)
    return book.lines.get(line) or (opening if opening and _is_sure(opening, paragraph) else None)


def _is_sure(opening: str, paragraph: Paragraph) -> bool:
    """Whether an opening of that kind settles the matter wherever the paragraph stands."""
    if opening == "related":
        return paragraph.words <= LONGEST_PHRASED and (not paragraph.closed or ":" in paragraph.says[:30])
    return opening == "disclaimer" or (opening == "signup" and paragraph.words <= LONGEST_CUED)


def kind_by_place(paragraph: Paragraph, book: FurnitureBook) -> str | None:
    """The kind that a paragraph shows outside the prose, where weaker cues are enough."""
    said = plain(paragraph.says)
    if paragraph.words <= LONGEST_PHRASED and said[0] != '"':
        addresses = not book.addresses.isdisjoint(re.findall(r"[a-z]+", said))
        for phrase, kind in book.phrases:
            if phrase in said and (kind != "signup" or addresses):
                return kind
    return _opening(paragraph.says, book) if paragraph.words <= LONGEST_NOTE else None


def _opening(says: str, book: FurnitureBook) -> str | None:
    said = plain(says)
    return next((kind for words, kind in book.openings if said.startswith(words)), None)


def section_kind(paragraph: Paragraph, book: FurnitureBook) -> str | None:
    """The kind of the box that this line is the heading of; None when it is no such line."""
    return book.sections.get(bare(paragraph.says)) if paragraph.words <= 8 else None


def is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph looks like running text: long, or a sentence that is closed or leads on."""
    leads_on = paragraph.says[-1] in ":;,"
    return paragraph.words >= 25 or (paragraph.words >= 6 and (paragraph.closed or leads_on))


def is_headline(paragraph: Paragraph) -> bool:
    """Whether a paragraph could be a title: short, and no closed statement. It may ask or exclaim."""
    says = paragraph.says
    if paragraph.words > 30 or says[-1] in ":;,." or BULLET.match(says) or not any(map(str.isalpha, says)):
        return False
    return not paragraph.closed or (says[-1] in "?!" and paragraph.words <= 20 and not _INNER_END.search(says))


def is_heading(paragraph: Paragraph, book: FurnitureBook) -> bool:
    """Whether a paragraph between others is a section's heading: a few words, not closed; a question in title case."""
    says = paragraph.says
    if says.startswith("#"):
        return paragraph.words <= 20
    if paragraph.words > 14 or says[-1] in ":;,…" or says[0].islower() or BULLET.match(says):
        return False
    if not paragraph.closed:
        return True
    return says[-1] == "?" and paragraph.words <= 12 and is_title_case(says, book)


def is_title_case(says: str, book: FurnitureBook) -> bool:
    """Whether every word of at least two, the small ones of the language aside, begins with a capital."""
    words = [word.strip(_EDGES) for word in says.split()]
    heavy = [word for word in words[1:] if word[:1].isalpha() and word.lower() not in book.english]
    return bool(heavy) and all(word[0].isupper() for word in heavy)


def is_date(paragraph: Paragraph, book: FurnitureBook) -> bool:
    """Whether a line gives the day of publication and says nothing else."""
    if paragraph.words > 14:
        return False
    said = plain(paragraph.says)
    words = [word for word in re.split(r"[\s,;|:/()–•·+-]+", _ISO_DAY.sub(" ", said)) if word.strip(".")]
    months = sum(word.strip(".") in book.months for word in words)
    years = sum(_YEAR.match(word.strip(".")) is not None for word in words)
    known = all(_is_of_date(word.strip("."), book) for word in words)
    return known and (_ISO_DAY.search(said) is not None or (months > 0 and (years > 0 or len(words) > 1)))


def _is_of_date(word: str, book: FurnitureBook) -> bool:
    return (
        re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?|\d{1,2}t\d{1,2}|\d{1,2}(?:\.\d{2})?z?", word) is not None
        or word in book.months
        or word in book.date_words
    )
