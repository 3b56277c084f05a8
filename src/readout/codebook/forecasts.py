"""Hedges with the range each stands for, and the words that tell a forecast from a plan, a timetable or a saying."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows, read_toml
from readout.errors import CodebookError

MODALS = ("bare", "possible", "conditional")
GOING = frozenset({"going"})
HEDGES, WORDS = "hedges.csv", "forecasts.toml"
KINDS = ("adverb", "adjective", "judgement", "noun", "view", "outlook")


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words of doubt or certainty; `range` is the probability they stand for, None where no published table says."""

    words: tuple[str, ...]
    kind: str
    range: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class ForecastBook:
    """
    `hedges` by kind and last word, the longest first; `hints` are words of which a sentence that foretells has
    one at least. The rest are sets of words in lower case, named and explained
    in forecasts.toml; phrases are tuples of words.
    """

    hedges: Mapping[tuple[str, str], tuple[Hedge, ...]]
    hints: frozenset[str]
    sets: Mapping[tuple[str, str], frozenset[str]]
    phrases: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]

    def has(self, table: str, name: str, word: str) -> bool:
        """Whether a word is in a set of forecasts.toml."""
        return word in self.sets[table, name]


_NAMES = (
    ("modals", MODALS),
    ("conditions", ("concessive", "marks", "inverted", "phrases", "prepositions", "same", "other")),
    ("chains", ("onward", "sideways", "outcomes")),
    ("present", ("states", "looks", "speech")),
    ("happenings", ("verbs",)),
    ("timetables", ("verbs", "light", "nouns", "marks")),
    ("turns", ("sayings",)),
    ("voices", ("judges", "officials", "lead", "openers", "asides")),
)


def parse_forecasts(hedges: str, words: str) -> ForecastBook:
    """
    Read hedges.csv and forecasts.toml.

    Raises CodebookError on an unknown kind, a range that is none, or a list that is missing.
    """
    doubts = _read_hedges(hedges)
    tables = read_toml(WORDS, words)
    lists = {(table, name): _read_list(tables, table, name) for table, names in _NAMES for name in names}
    return ForecastBook(
        hedges=doubts,
        hints=frozenset(
            {word for _, word in doubts} | {word for name in MODALS for word in lists["modals", name]} | GOING
        ),
        sets={key: frozenset(entries) for key, entries in lists.items()},
        phrases={
            key: tuple(sorted((tuple(entry.split()) for entry in entries), key=lambda one: (-len(one), one)))
            for key, entries in lists.items()
        },
    )


def _read_hedges(text: str) -> dict[tuple[str, str], tuple[Hedge, ...]]:
    found: dict[tuple[str, str], list[Hedge]] = {}
    for line, row in read_rows(HEDGES, text, ("words", "kind", "low", "high", "source")):
        if row["kind"] not in KINDS:
            raise CodebookError(HEDGES, line, f"'{row['kind']}' is no kind of hedge; use {', '.join(KINDS)}")
        words = tuple(row["words"].lower().split())
        found.setdefault((row["kind"], words[-1]), []).append(Hedge(words, row["kind"], _read_range(row, line)))
    return {key: tuple(sorted(some, key=lambda one: (-len(one.words), one.words))) for key, some in found.items()}


def _read_range(row: Mapping[str, str], line: int) -> tuple[float, float] | None:
    if not row["low"] and not row["high"]:
        return None
    try:
        low, high = round(float(row["low"]), 3), round(float(row["high"]), 3)
    except ValueError as error:
        raise CodebookError(HEDGES, line, "low and high are both numbers or both empty") from error
    if not 0 <= low < high <= 1:
        raise CodebookError(HEDGES, line, f"{low} to {high} is no range of probability")
    if not row["source"]:
        raise CodebookError(HEDGES, line, "a range must name the table that it comes from")
    return low, high


def _read_list(tables: Mapping[str, object], table: str, name: str) -> tuple[str, ...]:
    entries = tables.get(table)
    words = entries.get(name) if isinstance(entries, dict) else None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise CodebookError(WORDS, None, f"[{table}] needs a list of words named {name}")
    return tuple(str(word).lower() for word in words)
