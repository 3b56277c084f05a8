"""How much each named part of a rank weighs: one table, published, for all parties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from readout.codebook.tables import read_toml
from readout.errors import CodebookError
from readout.records import Budget

FILE = "weights.toml"
RANKING = frozenset({
    "origin", "rival_sides", "meeting", "new_meeting", "called_off", "leaders", "parties", "recency", "escalation",
    "cooperation", "moved", "numbers", "told_before", "undated", "first_version",
})  # fmt: skip
SENTENCE = frozenset({
    "own_voice", "has_day", "has_parties", "headline", "news", "length", "central", "leans", "past", "foretold",
})  # fmt: skip

DAYS = frozenset({
    "mentions", "articles", "told_after", "told_ahead", "recalled", "fresh", "published", "published_after", "opening",
    "before_two", "before_one", "after_one", "after_two", "stands_out", "published_out", "rank", "novel", "above_weeks",
    "weeks_rank",
})  # fmt: skip
BUDGET = tuple(field.name for field in fields(Budget))
STATEMENT = frozenset({"verbatim", "position", "receipts", "recency", "brief"})


@dataclass(frozen=True, slots=True)
class Weights:
    """
    `ranking` orders developments, `sentence` chooses the one that tells a development best, `statement` orders
    what somebody said, `days` says which days of the past mattered; `budget` is how much a reader meets at once.
    """

    ranking: Mapping[str, float]
    sentence: Mapping[str, float]
    statement: Mapping[str, float]
    days: Mapping[str, float]
    budget: Budget
    leaning: frozenset[str]  # words, in lower case, that lean on the sentence before


def parse_weights(text: str) -> Weights:
    """Read weights.toml. Raises CodebookError when a part is missing, unknown or not a number."""
    tables = read_toml(FILE, text)
    words = tables.get("leaning_words")
    if not isinstance(words, list):
        raise CodebookError(FILE, None, "leaning_words must be a list of words")
    leaning = frozenset(str(word).lower() for word in words)
    return Weights(
        _numbers(tables, "ranking", RANKING),
        _numbers(tables, "sentence", SENTENCE),
        _numbers(tables, "statement", STATEMENT),
        _numbers(tables, "days", DAYS),
        Budget(**_counts(tables, "budget", BUDGET)),
        leaning,
    )


def _counts(tables: Mapping[str, object], name: str, parts: Sequence[str]) -> Mapping[str, int]:
    table = tables.get(name)
    if not isinstance(table, dict) or set(table) != set(parts):
        raise CodebookError(FILE, None, f"[{name}] must have exactly the parts {', '.join(parts)}")
    for part, value in table.items():
        if not isinstance(value, int) or value < 1:
            raise CodebookError(FILE, None, f"[{name}] {part} must be a whole number of one or more")
    return {part: int(table[part]) for part in parts}


def _numbers(tables: Mapping[str, object], name: str, parts: frozenset[str]) -> Mapping[str, float]:
    table = tables.get(name)
    if not isinstance(table, dict) or set(table) != parts:
        raise CodebookError(FILE, None, f"[{name}] must have exactly the parts {', '.join(sorted(parts))}")
    for part, value in table.items():
        if not isinstance(value, int | float):
            raise CodebookError(FILE, None, f"[{name}] {part} must be a number")
    return {part: float(table[part]) for part in sorted(parts)}
