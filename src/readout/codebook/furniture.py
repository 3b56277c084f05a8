"""What pages print around articles: the lines, boxes, credits and notes by which furniture is known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

KINDS = frozenset(
    {"navigation", "caption", "credit", "byline", "title", "heading", "date", "bio", "signup", "related", "disclaimer"}
)
_WORD = r"[A-Z][\w&/-]*(?:\.(?=\w)[\w&/-]*)*"
NAME = rf"{_WORD}(?: (?:(?:of|the|and|for) )?{_WORD}){{0,4}}"  # what {NAME} stands for in a pattern
_BY_KIND = ("lines", "patterns", "openings", "phrases", "sections")
_LISTS = {
    "credits": ("endings", "agencies"),
    "captions": ("cues",),
    "addresses": ("words",),
    "bylines": ("openings", "callings"),
    "dates": ("months", "words"),
    "outlets": ("patterns",),
    "english": ("words",),
}


@dataclass(frozen=True, slots=True)
class FurnitureBook:
    """
    Cues in the form that `plain` gives, each with the kind of furniture it shows.

    `lines` and `sections` map a whole line to a kind; `openings` and `phrases` pair the beginning or any
    part of a line with a kind; `patterns` must fit a whole line; a `credits` pattern ends with its line;
    an `outlets` pattern names the publisher in its group `outlet`.
    """

    lines: Mapping[str, str]
    sections: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    openings: tuple[tuple[str, str], ...]
    phrases: tuple[tuple[str, str], ...]
    credits: tuple[re.Pattern[str], ...]
    agencies: frozenset[str]
    captions: tuple[re.Pattern[str], ...]
    addresses: frozenset[str]
    bylines: tuple[str, ...]
    callings: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]
    outlets: tuple[re.Pattern[str], ...]
    english: frozenset[str]


def plain(line: str) -> str:
    """A line as cues are compared: lower case, straight quotation marks, single spaces."""
    return " ".join(line.lower().translate(_STRAIGHT).split())


_STRAIGHT = str.maketrans("’‘ʼ“”", "'''\"\"")


def parse_furniture(files: Mapping[str, str]) -> FurnitureBook:
    """
    Read every `furniture.toml` of a codebook; a later file adds to the earlier ones.

    Raises CodebookError on a table or kind that is not known, a value that is no list of texts, or a
    pattern that is no regular expression.
    """
    told: dict[str, dict[str, list[str]]] = {table: {} for table in (*_BY_KIND, *_LISTS)}
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == "furniture.toml"):
        for table, lists in read_toml(file, files[file]).items():
            for key, values in _lists(file, table, lists):
                told[table].setdefault(key, []).extend(values)
    return FurnitureBook(
        lines={plain(line): kind for line, kind in _pairs(told["lines"])},
        sections={plain(line): kind for line, kind in _pairs(told["sections"])},
        patterns=tuple((_compile(pattern, re.IGNORECASE), kind) for pattern, kind in _pairs(told["patterns"])),
        openings=tuple((_plain_opening(line), kind) for line, kind in _pairs(told["openings"])),
        phrases=tuple((plain(line), kind) for line, kind in _pairs(told["phrases"])),
        credits=tuple(_compile(f"(?:{pattern})$") for pattern in told["credits"].get("endings", ())),
        agencies=_plain_set(told["credits"].get("agencies", ())),
        captions=tuple(map(_compile, told["captions"].get("cues", ()))),
        addresses=_plain_set(told["addresses"].get("words", ())),
        bylines=tuple(sorted(_plain_set(told["bylines"].get("openings", ())), key=lambda words: (-len(words), words))),
        callings=_plain_set(told["bylines"].get("callings", ())),
        months=_plain_set(told["dates"].get("months", ())),
        date_words=_plain_set(told["dates"].get("words", ())),
        outlets=tuple(_compile(_outlet_pattern(pattern)) for pattern in told["outlets"].get("patterns", ())),
        english=_plain_set(told["english"].get("words", ())),
    )


def _lists(file: str, table: str, lists: Any) -> Iterable[tuple[str, list[str]]]:
    known = KINDS if table in _BY_KIND else frozenset(_LISTS.get(table, ()))
    if not known or not isinstance(lists, dict):
        raise CodebookError(file, None, f"does not know [{table}]; it knows {', '.join((*_BY_KIND, *_LISTS))}")
    for key, values in lists.items():
        if key not in known:
            raise CodebookError(file, None, f"[{table}] does not know '{key}'; it knows {', '.join(sorted(known))}")
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise CodebookError(file, None, f"[{table}] {key} must be a list of texts, none of them empty")
        yield key, values


def _pairs(lists: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    return ((value, kind) for kind in lists for value in lists[kind])


def _plain_set(values: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, values))


def _plain_opening(line: str) -> str:
    """An opening keeps a space at its end, which asks for the end of the word."""
    return plain(line) + (" " if line.endswith(" ") else "")


def _outlet_pattern(pattern: str) -> str:
    """The words of the pattern in any case, the name itself with its capitals."""
    return f"(?i:{pattern.replace('(?P<outlet>{NAME})', f'(?-i:(?P<outlet>{NAME}))')})"


def _compile(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise CodebookError("furniture.toml", None, f"'{pattern}' is no regular expression: {error}") from error
