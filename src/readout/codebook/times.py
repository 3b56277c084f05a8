"""The rules by which time expressions are found and read, parsed from `timex.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readout.codebook.editions import EditionBook, parse_editions
from readout.codebook.tables import read_toml
from readout.codebook.time_patterns import FILE, Lexicon, compile_pattern
from readout.errors import CodebookError

KINDS = frozenset({"calendar", "weekday", "deictic", "shift", "duration", "set", "reference", "clock", "part"})


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One way of naming a time: `fixed` are the fields it always fills, slots of `pattern` fill the others."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, int | float | str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeModifier:
    """Words before or after an expression that belong to it, and what they do to it (TIMEX3 `mod`)."""

    pattern: re.Pattern[str]
    mod: str | None
    vague: bool
    kinds: frozenset[str]
    before: bool


@dataclass(frozen=True, slots=True)
class TimeZone:
    """A clock's zone by its printed names: minutes from UTC, and by whose summer-time rule it moves."""

    name: str
    offset: int | None
    summer: str | None  # "us", "eu" or None


@dataclass(frozen=True, slots=True, eq=False)
class TimeBook:
    """What the time engine reads by. `signs` gives the pattern character of a word, `values` what it stands for."""

    values: Mapping[str, Mapping[str, int | float | str]]
    signs: Mapping[str, str]
    capitals: frozenset[str]
    rules: tuple[TimeRule, ...]
    gate: re.Pattern[str]
    modifiers: tuple[TimeModifier, ...]
    zones: Mapping[str, TimeZone]
    cues: Mapping[str, frozenset[str]]
    editions: EditionBook


def parse_times(files: Mapping[str, str]) -> TimeBook:
    """Read `timex.toml` of the package's codebook. Raises CodebookError when a rule cannot be read."""
    file = next((name for name in sorted(files) if name.rsplit("/", 1)[-1] == FILE), FILE)
    tables = read_toml(FILE, files.get(file, ""))
    zones = _parse_zones(tables.get("zone", []))
    macros = dict(tables.get("macros", {}))
    macros["ZONE"] = "(" + " | ".join(sorted(zones, key=lambda name: (-len(name), name))) + ")" if zones else "UTC"
    lexicon = Lexicon(values=tables.get("words", {}), macros=macros)
    rules = tuple(_parse_rule(row, lexicon) for row in tables.get("rule", []))
    modifiers = tuple(_parse_modifier(row, lexicon) for row in tables.get("modifier", []))
    for words in lexicon.values.values():
        for word in words:
            lexicon.sign(word)
    return TimeBook(
        values=lexicon.values,
        signs=dict(lexicon.signs),
        capitals=frozenset(tables.get("capitals", [])),
        rules=rules,
        gate=re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in rules) or "(?!)"),
        modifiers=modifiers,
        zones=zones,
        cues={name: frozenset(words) for name, words in tables.get("cues", {}).items()},
        editions=parse_editions(tables.get("editions", {}), lexicon.values.get("WEEKDAY", {})),
    )


def _parse_rule(row: dict[str, Any], lexicon: Lexicon) -> TimeRule:
    name = str(row.get("name", "?"))
    if row.get("kind") not in KINDS:
        raise CodebookError(FILE, None, f"rule {name}: kind must be one of {', '.join(sorted(KINDS))}")
    return TimeRule(
        name=name,
        kind=str(row["kind"]),
        pattern=_compile(name, str(row.get("match", "")), lexicon),
        fixed={key: value for key, value in row.items() if key not in ("name", "kind", "match", "examples")},
        examples=tuple(str(example) for example in row.get("examples", ())),
    )


def _parse_modifier(row: dict[str, Any], lexicon: Lexicon) -> TimeModifier:
    before = "before" in row
    words = str(row["before"] if before else row.get("after", ""))
    pattern = compile_pattern(words, lexicon)
    try:
        compiled = re.compile(f"(?:{pattern})$" if before else pattern)
    except re.error as error:
        raise CodebookError(FILE, None, f"modifier '{words}': {error}") from error
    return TimeModifier(compiled, row.get("mod"), bool(row.get("vague", False)), frozenset(row["kinds"]), before)


def _compile(name: str, match: str, lexicon: Lexicon) -> re.Pattern[str]:
    try:
        return re.compile(compile_pattern(match, lexicon))
    except re.error as error:
        raise CodebookError(FILE, None, f"rule {name}: {error}") from error


def _parse_zones(rows: list[dict[str, Any]]) -> dict[str, TimeZone]:
    zones = {}
    for row in rows:
        zone = TimeZone(str(row["zone"]), row.get("offset"), row.get("summer"))
        for name in row["names"]:
            zones[str(name)] = zone
    return zones
