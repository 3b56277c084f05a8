"""What two tellings of one position are compared by: words of one meaning, bounds of numbers, scope, finality."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "movements.toml"
_BOUNDS = ("least", "most", "beyond", "within")


@dataclass(frozen=True, slots=True)
class MovementBook:
    """
    Patterns to be searched in a wording or its sentence, case ignored, and words in lower case.

    `same` finds words that have others of one meaning, and `first` leads from each to the one that stands for all.
    `opposite` are pairs of such. `bounds` by name match right before a number; `numbers` are number words with their
    value, `multipliers` words such as "million" with theirs.
    """

    same: re.Pattern[str]
    first: Mapping[str, str]
    opposite: frozenset[tuple[str, str]]
    faint: frozenset[str]
    given_up: re.Pattern[str]
    taken_back: re.Pattern[str]
    lowering: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]
    unconditional: re.Pattern[str]
    bounds: Mapping[str, re.Pattern[str]]
    never: re.Pattern[str]
    not_now: re.Pattern[str]


def parse_movements(text: str) -> MovementBook:
    """Read movements.toml. Raises CodebookError when a list is missing, empty or holds anything but words."""
    tables = read_toml(FILE, text)
    rows = [_check(row, "[same] rows") for row in _find(tables, "same", "rows")]
    pairs = [_check(row, "[opposite] pairs") for row in _find(tables, "opposite", "pairs")]
    if any(len(pair) - 2 for pair in pairs):
        raise CodebookError(FILE, None, "[opposite] pairs hold two words each")
    return MovementBook(
        same=_pattern(word for row in rows for word in row),
        first={word: row[0] for row in rows for word in row},
        opposite=frozenset((one, two) for pair in pairs for one, two in (pair, pair[::-1])),
        faint=frozenset(_words(tables, "faint", "words")),
        given_up=_pattern(_words(tables, "given_up", "words")),
        taken_back=_pattern(_words(tables, "taken_back", "words")),
        lowering=_pattern(_words(tables, "bounds", "lowering")),
        whole=_pattern(_words(tables, "scope", "whole")),
        part=_pattern(_words(tables, "scope", "part")),
        unconditional=_pattern(_words(tables, "scope", "unconditional")),
        bounds={name: _pattern(_words(tables, "bounds", name), r"\s+(?:the\s+)?$") for name in _BOUNDS},
        never=_pattern(_words(tables, "finality", "never")),
        not_now=_pattern(_words(tables, "finality", "not_now")),
    )


def _pattern(words: Iterable[str], end: str = r"\b") -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))}){end}", re.IGNORECASE)


def _find(tables: Mapping[str, object], table: str, name: str) -> list[object]:
    entries = tables.get(table)
    found = entries.get(name) if isinstance(entries, dict) else None
    if not isinstance(found, list) or not found:
        raise CodebookError(FILE, None, f"[{table}] needs '{name}', a list")
    return found


def _words(tables: Mapping[str, object], table: str, name: str) -> tuple[str, ...]:
    return _check(_find(tables, table, name), f"[{table}] {name}")


def _check(row: object, where: str) -> tuple[str, ...]:
    if not isinstance(row, list) or not row or not all(isinstance(word, str) for word in row):
        raise CodebookError(FILE, None, f"{where} must be words")
    return tuple(word.lower() for word in row)
