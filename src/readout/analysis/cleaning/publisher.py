"""What a page says of itself: who publishes it, and whether it is in English."""

import re

from readout.codebook.furniture import FurnitureBook
from readout.records import Furniture
from readout.spans import passage

TELLING = frozenset({"bio", "disclaimer", "signup"})
FEWEST = 20  # words below which a language is not judged
RARE = 0.15  # share of common English words; English prose has 0.35 to 0.5, its neighbours under 0.1
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def find_outlet(text: str, furniture: tuple[Furniture, ...], book: FurnitureBook) -> str | None:
    """
    The publisher's name as the notes around an article print it; None when they name none, or two.

    Prose is never searched: an article may name any outlet.
    """
    names: set[str] = set()
    for each in furniture:
        if each.kind in TELLING:
            note = " ".join(passage(text, each.span).split())
            names.update(found["outlet"] for pattern in book.outlets for found in pattern.finditer(note))
    return names.pop() if len(names) == 1 else None


def is_english(text: str, book: FurnitureBook) -> bool:
    """
    Whether a text can pass for English: enough of its words are common English ones.

    A text under twenty words passes, unless most of its letters are of another script.
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    latin = sum(word[0] < "\u0250" for word in words)
    if latin * 2 < len(words):
        return False
    return len(words) < FEWEST or sum(word in book.english for word in words) >= RARE * len(words)
