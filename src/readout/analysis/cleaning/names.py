"""Names of authors, by their shape: in a byline, and at the beginning of a paragraph about somebody."""

import re

from readout.codebook.furniture import FurnitureBook, plain

ABOUT = frozenset({"is", "was", "has", "covers", "writes", "reports", "works", "serves"})
NOT_OF_NAMES = frozenset({"in", "at", "for", "of", "on", "to", "by", "and", "the", "a", "an", "as", "is", "or", "via"})
LONGEST_BYLINE = 20  # words
_WORD = re.compile(r"[^\W\d_][\w.'’-]*$")
_LEAD = re.compile(r"[(\[]?(?:[\w ]{0,24}\bby|authors?)\b:?\s+", re.IGNORECASE)
_NOTE = re.compile(r"\(?(?:[\w'’]+ ){0,3}[\w'’]+: ?")
_JOINT = re.compile(r"\s*(,|\||•|&|/|\band\b)\s*")


def has_name_shape(says: str) -> bool:
    """Whether some words are shaped like a person's name: two to four, capitalised but for a short one inside."""
    words = says.split()
    if not 2 <= len(words) <= 4 or not all(_WORD.match(word) for word in words):
        return False
    inner = all(word[0].isupper() or (len(word) <= 3 and word not in NOT_OF_NAMES) for word in words[1:-1])
    return words[0][0].isupper() and words[-1][0].isupper() and inner


def is_name(says: str, book: FurnitureBook) -> bool:
    """Whether some words are shaped like a name and none of them is a common word, a calling or a month."""
    common = book.english | book.callings | book.months
    return has_name_shape(says) and not any(plain(word).strip(".") in common for word in says.split())


def split_names(says: str) -> tuple[str, ...]:
    """
    The names of a byline: "By NAME, NAME and NAME in PLACE", "NAME, staff writer". () when it begins with none.

    What follows a comma is a name only where "and" comes after it; else it is a calling or an outlet.
    """
    led = _LEAD.match(says)
    pieces = _JOINT.split((says[led.end() :] if led else says).split(";")[0].strip(" .()"))
    parts, joints = pieces[::2], pieces[1::2]
    last = max((i for i, joint in enumerate(joints, 1) if joint in ("and", "&")), default=0)
    names = [_leading_name(part) for part in parts[: last + 1]]
    return tuple(name for name in names if name) if names[0] else ()


def _leading_name(part: str) -> str | None:
    words = part.split()
    stop = next((i for i, word in enumerate(words) if word in NOT_OF_NAMES), len(words))
    name = " ".join(words[:stop])
    return name if has_name_shape(name) else None


def read_bio(says: str) -> str | None:
    """The name that a paragraph about somebody begins with, after a heading such as "Note:"; None without one."""
    found = _split_bio(says)
    return None if found is None else found[0]


def begins_about(says: str) -> bool:
    """Whether a paragraph begins by telling what somebody is: "NAME is ...", "NAME covers ..."."""
    found = _split_bio(says)
    return found is not None and found[1] in ABOUT


def _split_bio(says: str) -> tuple[str, str] | None:
    """A name and the small word after it, with which a paragraph begins."""
    note = _NOTE.match(says)
    words = says[note.end() if note else 0 :].split(maxsplit=6)
    for length in (4, 3, 2):
        if len(words) > length and words[length].islower() and words[length] not in NOT_OF_NAMES - ABOUT:
            name = " ".join(words[:length])
            if has_name_shape(name):
                return name, words[length]
    return None
