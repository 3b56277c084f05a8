"""The tokens of a parse as the words the time rules speak of, one character a word."""

import re
from dataclasses import dataclass
from functools import lru_cache

from readout.codebook.time_patterns import DIGIT_CLASSES, OTHER
from readout.codebook.times import TimeBook
from readout.records import Span
from readout.tokens import Parse

BREAK = "\n"  # stands between paragraphs: no expression crosses one
_PIECE = re.compile(
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|\d+(?:st|nd|rd|th)\b|\d+s\b|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:\.[^\W\d_]+)*\.?|\S"
)
_ODD = re.compile(r"[\d’]|\w-\w|\w/\w")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel columns over the words of an article; `token` is the index in the parse, -1 at a break."""

    signs: str
    texts: tuple[str, ...]  # lower case, straight apostrophes
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tokens: tuple[int, ...]

    def span(self, first: int, after: int) -> Span:
        """The characters from word `first` up to, not including, word `after`."""
        return Span(self.starts[first], self.ends[after - 1])


def read_words(parse: Parse, book: TimeBook) -> Words:
    """Cut the tokens where digits or hyphens are glued, and give each word its sign."""
    signs: list[str] = []
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    for first, after in parse.blocks:
        signs.append(BREAK)
        texts.append("")
        starts.append(parse.tokens[first].start)
        ends.append(parse.tokens[first].start)
        places.append(-1)
        for token in parse.tokens[first:after]:
            start = token.start
            for sign, text, low, high in _pieces(token.text, book):
                signs.append(OTHER if text in book.capitals and not _is_name(token.text, token.tag) else sign)
                texts.append(text)
                starts.append(start + low)
                ends.append(start + high)
                places.append(token.i)
    return Words("".join(signs), tuple(texts), tuple(starts), tuple(ends), tuple(places))


def _is_name(text: str, tag: str) -> bool:
    return text[0].isupper() and not tag.startswith(("VB", "MD"))


@lru_cache(maxsize=50_000)
def _pieces(text: str, book: TimeBook) -> tuple[tuple[str, str, int, int], ...]:
    lower = text.lower().replace("’", "'")
    sign = book.signs.get(lower)
    if sign is not None and not lower.isdigit():
        return ((sign, lower, 0, len(text)),)
    if not _ODD.search(text):
        return ((OTHER, lower, 0, len(text)),)
    return tuple((_sign(piece[0], book), piece[0], piece.start(), piece.end()) for piece in _PIECE.finditer(lower)) or (
        (OTHER, lower, 0, len(text)),
    )


def _sign(piece: str, book: TimeBook) -> str:
    if not piece[0].isdecimal():  # "²" is a digit and no number
        return book.signs.get(piece) or book.signs.get(piece.rstrip("."), OTHER)
    return DIGIT_CLASSES[_digit_class(piece)]


def _digit_class(piece: str) -> str:  # noqa: PLR0911 -- one return a class
    if "/" in piece:
        return "SLASHED"
    if ":" in piece:
        return "CLOCK"
    if piece.endswith(("st", "nd", "rd", "th")):
        return "DORD" if 1 <= int(piece[:-2]) <= 31 else "NORD"
    if piece.endswith("s"):
        return {5: "DECADE", 3: "TENS"}.get(len(piece), "COUNT")
    if "." in piece:
        return "DECIMAL"
    if "," in piece:
        return "COUNT"
    return _whole_number_class(piece)


def _whole_number_class(piece: str) -> str:
    number = int(piece)
    if len(piece) == 4 and 1000 <= number < 2200:
        return "YEAR"
    if len(piece) == 3 and number:
        return "N3"
    if len(piece) > 2:
        return "COUNT"
    for name, highest in (("D12", 12), ("D24", 24), ("D31", 31), ("D59", 59), ("D99", 99)):
        if 0 < number <= highest:
            return name
    return "D24"
