"""How accounts say who asked for a meeting, what was agreed or only discussed, what is denied or taken back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "accounts.toml"
_TABLES = {
    "asked": ("before_name", "owned", "verbs", "meetings", "relative"),
    "outcome": ("agreed", "discussed"),
    "mended": ("words",),
    "moved_on": ("words",),
    "rescheduled": ("words",),
    "negated": ("words",),
    "lasted": ("words",),
    "wanted": ("words",),
    "denied": ("words",),
}


@dataclass(frozen=True, slots=True)
class AccountBook:
    """
    Patterns to be searched in a sentence, case ignored. `asked_before` matches words that the name of the one
    who asked follows, `asked_owned` words that it precedes as an owner, `asked_verb` a verb with its meeting,
    `asked_relative` a clause about a meeting, with who asked as its group.
    `same` leads from a word in lower case to the one that stands for all that outlets use for one thing.
    """

    asked_before: re.Pattern[str]
    asked_owned: re.Pattern[str]
    asked_verb: re.Pattern[str]
    asked_relative: re.Pattern[str]
    agreed: re.Pattern[str]
    discussed: re.Pattern[str]
    mended: re.Pattern[str]
    moved_on: re.Pattern[str]
    rescheduled: re.Pattern[str]
    denied: re.Pattern[str]
    negated: re.Pattern[str]
    lasted: re.Pattern[str]
    wanted: re.Pattern[str]
    same: Mapping[str, str]


def parse_accounts(text: str) -> AccountBook:
    """Read accounts.toml. Raises CodebookError when a list is missing, empty or holds anything but words."""
    tables = read_toml(FILE, text)
    words = {name: {key: _words(tables, name, key) for key in keys} for name, keys in _TABLES.items()}
    asked = words["asked"]
    return AccountBook(
        asked_before=_pattern(rf"\b(?:{_any(asked['before_name'])})\b"),
        asked_owned=_pattern(rf"['’]s? (?:own )?(?:{_any(asked['owned'])})\b"),
        asked_verb=_pattern(rf"\b(?:{_any(asked['verbs'])}) (?:(?:the|this|a|an) )?(?:{_any(asked['meetings'])})\b"),
        asked_relative=_pattern(rf"\b(?:which|that) ([^,;]{{3,48}}?) (?:had |has )?(?:{_any(asked['relative'])})\b"),
        agreed=_pattern(rf"\b(?:{_any(words['outcome']['agreed'])})\b"),
        discussed=_pattern(rf"\b(?:{_any(words['outcome']['discussed'])})\b"),
        mended=_pattern(rf"\b(?:{_any(words['mended']['words'])})\b"),
        moved_on=_pattern(rf"\b(?:{_any(words['moved_on']['words'])})\b"),
        rescheduled=_pattern(rf"\b(?:{_any(words['rescheduled']['words'])})\b"),
        denied=_pattern(rf"\b(?:{_any(words['denied']['words'])})\b"),
        negated=_pattern(rf"\b(?:{_any(words['negated']['words'])})\b"),
        lasted=_pattern(rf"\b(?:{_any(words['lasted']['words'])})\b"),
        wanted=_pattern(rf"\b(?:{_any(words['wanted']['words'])})\b"),
        same=_rows(tables),
    )


def _rows(tables: Mapping[str, object]) -> dict[str, str]:
    table = tables.get("same")
    rows = table.get("rows") if isinstance(table, dict) else None
    if not isinstance(rows, list) or not all(
        isinstance(row, list) and row and all(isinstance(word, str) and word for word in row) for row in rows
    ):
        raise CodebookError(FILE, None, "[same] rows must be a list of lists of words")
    found: dict[str, str] = {}
    for row in rows:
        for word in row:
            found.setdefault(word, row[0])
    return found


def _words(tables: Mapping[str, object], name: str, key: str) -> tuple[str, ...]:
    table = tables.get(name)
    words = table.get(key) if isinstance(table, dict) else None
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise CodebookError(FILE, None, f"[{name}] {key} must be a list of words")
    return tuple(words)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
