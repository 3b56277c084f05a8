"""Signs by which a kind of piece is told: official readout, opinion, newsletter, analysis; the rest is news."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.codes import Genre
from readout.errors import CodebookError

FILE = "genres.toml"
PLACES = ("title", "url", "furniture", "outlet")


@dataclass(frozen=True, slots=True)
class GenreBook:
    """Genres in the order in which they are tried, each with a pattern for every place a sign may stand in."""

    signs: tuple[tuple[Genre, Mapping[str, re.Pattern[str]]], ...]


def parse_genres(text: str) -> GenreBook:
    """Read genres.toml. Raises CodebookError on an unknown genre or place."""
    signs = []
    for name, table in read_toml(FILE, text).items():
        if name not in {genre.value for genre in Genre} or not isinstance(table, dict):
            raise CodebookError(FILE, None, f"[{name}] is no genre; use {', '.join(genre.value for genre in Genre)}")
        unknown = sorted(set(table) - set(PLACES))
        if unknown:
            raise CodebookError(FILE, None, f"[{name}] {unknown[0]} is no place; use {', '.join(PLACES)}")
        signs.append((Genre(name), {place: _pattern(words) for place, words in table.items()}))
    return GenreBook(tuple(signs))


def _pattern(words: Iterable[object]) -> re.Pattern[str]:
    longest_first = sorted((str(word) for word in words), key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
