"""Names as runs of words and marks, so that the longest known name at a place in a text is found at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

PIECE = re.compile(r"(?:[A-Za-z]\.){2,}|\w+|[^\w\s]")
SENSES = ("shadow", "name", "seat", "capital", "demonym")  # which reading of one name comes first
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})
_SHOUTED = 5  # letters from which RUSSIA is Russia; shorter ones (IRAN aside) may be abbreviations of something else


class Piece(NamedTuple):
    """A word or mark of a text with its place; `key` has one kind of apostrophe and hyphen."""

    key: str
    start: int
    end: int


class Name(NamedTuple):
    """
    What a known name stands for.

    `sense` says how: name, capital, seat (of power), demonym (adjective or people), or shadow: a longer
    phrase, such as "Latin American", that keeps the name inside it from being read. A shadow has no actor.
    """

    actor_id: str
    sense: str


class Match(NamedTuple):
    """A known name at a place in a text, in characters of it."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All known names by their pieces; `longest` is how many pieces the longest name has that begins with one."""

    names: Mapping[tuple[str, ...], Name]
    longest: Mapping[str, int]

    def find(self, text: str, start: int, end: int) -> Iterator[Match]:
        """The known names in ``text[start:end]``, longest first at each place, none overlapping another."""
        pieces = tuple(split_pieces(text, start, end))
        keys = tuple(piece.key for piece in pieces)
        at = 0
        while at < len(keys):
            taken = 1
            for size in range(min(self.longest.get(keys[at], 0), len(keys) - at), 0, -1):
                name = self.names.get(keys[at : at + size])
                if name is not None:
                    yield Match(pieces[at].start, pieces[at + size - 1].end, name)
                    taken = size
                    break
            at += taken


def split_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """The words and marks of a stretch of text; "U.S." is one piece, "Ukraine's" three."""
    for found in PIECE.finditer(text, start, end):
        yield Piece(found.group().translate(_SAME), found.start(), found.end())


def index_names(names: Iterable[tuple[str, Name]]) -> NameIndex:
    """
    Build an index; matching heeds case, but a name in capitals is found too when it is long enough.

    When two actors share a name the reading whose sense comes first in `SENSES` wins, then the later one,
    so that a standoff's names overrule the general ones.
    """
    found: dict[tuple[str, ...], Name] = {}
    rank = {sense: -number for number, sense in enumerate(SENSES)}
    for written, name in sorted(names, key=lambda pair: rank[pair[1].sense]):
        for spelling in _spellings(written):
            found[spelling] = name
    longest: dict[str, int] = {}
    for keys in found:
        longest[keys[0]] = max(longest.get(keys[0], 0), len(keys))
    return NameIndex(names=found, longest=longest)


def _spellings(written: str) -> Iterator[tuple[str, ...]]:
    keys = tuple(piece.key for piece in split_pieces(written, 0, len(written)))
    if not keys:
        return
    yield keys
    if max(map(len, keys)) >= _SHOUTED:
        yield tuple(key.upper() for key in keys)
    if keys[0] == "the":
        yield ("The", *keys[1:])
