"""Words that lean on what was told before: openers, nouns that need no telling, quantifiers that stand alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "anaphora.toml"
LISTS = (
    "connectives",
    "known",
    "spells",
    "bodies",
    "pointing",
    "offices",
    "branches",
    "relational",
    "replies",
    "parts",
    "wanting",
    "quantifiers",
    "titles",
    "agents",
    "occasions",
    "harming",
    "papers",
    "sites",
    "rejoinders",
    "verdicts",
    "asides",
)


@dataclass(frozen=True, slots=True)
class AnaphorBook:
    """`opening` matches connectives at the start of a sentence, with the comma behind them; the others are lemmas."""

    opening: re.Pattern[str]
    known: frozenset[str]
    spells: frozenset[str]
    bodies: frozenset[str]
    pointing: frozenset[str]
    offices: frozenset[str]
    branches: frozenset[str]
    relational: frozenset[str]
    replies: frozenset[str]
    parts: frozenset[str]
    wanting: frozenset[str]
    quantifiers: frozenset[str]
    titles: frozenset[str]
    agents: frozenset[str]
    occasions: frozenset[str]
    harming: frozenset[str]
    papers: frozenset[str]
    sites: frozenset[str]
    rejoinders: frozenset[str]
    verdicts: frozenset[str]
    asides: re.Pattern[str]  # words that only tie a sentence on, with the commas around them
    families: Mapping[str, int]  # the number of a noun's family, by its lemma


def parse_anaphora(text: str) -> AnaphorBook:
    """Read anaphora.toml. Raises CodebookError when a list is missing, unknown or not a list of words."""
    tables = read_toml(FILE, text)
    if set(tables) != {*LISTS, "families"}:
        raise CodebookError(FILE, None, f"must have exactly the lists {', '.join((*LISTS, 'families'))}")
    words = {name: _words(name, tables[name]) for name in LISTS}
    families = tables["families"]
    if not isinstance(families, list):
        raise CodebookError(FILE, None, "families must be a list of lists of words")
    alike = {word: number for number, family in enumerate(families) for word in _words("families", family)}
    plain = {name: frozenset(words[name]) for name in LISTS if name not in ("connectives", "asides")}
    return AnaphorBook(
        opening=_opening(words["connectives"]),
        asides=_asides(words["asides"]),
        families=MappingProxyType(alike),
        **plain,
    )


def _words(name: str, value: object) -> Sequence[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise CodebookError(FILE, None, f"{name} must be a list of words")
    return [str(word).lower() for word in value]


def _opening(connectives: Sequence[str]) -> re.Pattern[str]:
    """A connective and the comma after it; one that is listed with its comma counts only with it."""
    longest_first = sorted(connectives, key=lambda words: (-len(words), words))
    pieces = [
        re.escape(words) + r"\s+" if words.endswith(",") else re.escape(words) + r"(?!\w)(?:,\s+|\s+(?!of\b))"
        for words in longest_first
    ]
    return re.compile(rf"(?:(?:{'|'.join(pieces)}))+", re.IGNORECASE)


def _asides(words: Sequence[str]) -> re.Pattern[str]:
    pieces = "|".join(map(re.escape, sorted(words, key=lambda each: (-len(each), each))))
    return re.compile(rf", (?:{pieces}),(?= )|(?<= )(?:{pieces})(?= )", re.IGNORECASE)
