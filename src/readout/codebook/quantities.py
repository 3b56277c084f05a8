"""Units, currencies, number words and modifiers: which numbers of a text matter and how they are said."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "quantities.toml"
_WORDS = ("units", "money", "modifiers")
_NUMBERS = ("numbers", "multipliers")


@dataclass(frozen=True, slots=True)
class QuantityBook:
    """
    `units` by lemma of what is counted, `money` a currency code by mark or word, `numbers` and `multipliers`
    by word, `modifiers` the name of each by the words that say it, longest first. `uncounted` are nouns that are no
    unit, `another` words that count one more of a thing, `sums` words of money without a country, `beside_sums`
    lemmas beside which a bare number of millions is a sum. `said` are words by which one says a number, by name.
    """

    units: Mapping[str, str]
    money: Mapping[str, str]
    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    modifiers: tuple[tuple[tuple[str, ...], str], ...]
    uncounted: frozenset[str]
    another: frozenset[str]
    sums: frozenset[str]
    beside_sums: frozenset[str]
    said: Mapping[str, frozenset[str]]

    def is_word(self, name: str, word: str) -> bool:
        """Whether a lemma is of a list of [said]."""
        return word in self.said[name]


def parse_quantities(text: str) -> QuantityBook:
    """Read quantities.toml. Raises CodebookError when a table is missing or holds the wrong kind of value."""
    tables = read_toml(FILE, text)
    units, money, modifiers = (_by_word(tables, name) for name in _WORDS)
    numbers, multipliers = (_by_number(tables, name) for name in _NUMBERS)
    ordered = sorted(((tuple(words.split()), name) for words, name in modifiers.items()), key=lambda one: -len(one[0]))
    return QuantityBook(
        units,
        money,
        numbers,
        multipliers,
        tuple(ordered),
        uncounted=_read_list(tables, "none", "nouns"),
        another=_read_list(tables, "none", "more"),
        sums=_read_list(tables, "sums", "words"),
        beside_sums=_read_list(tables, "sums", "beside"),
        said={name: _read_list(tables, "said", name) for name in ("counting", "counts")},
    )


def _read_list(tables: Mapping[str, object], table: str, name: str) -> frozenset[str]:
    entries = tables.get(table)
    words = entries.get(name) if isinstance(entries, dict) else None
    if not isinstance(words, list):
        raise CodebookError(FILE, None, f"[{table}] needs a list of words named {name}")
    return frozenset(str(word) for word in words)


def _by_word(tables: Mapping[str, object], name: str) -> dict[str, str]:
    table = tables.get(name)
    if not isinstance(table, dict):
        raise CodebookError(FILE, None, f"lacks the table [{name}]")
    found: dict[str, str] = {}
    for key, words in table.items():
        if not isinstance(words, list):
            raise CodebookError(FILE, None, f"[{name}] {key} must be a list of words")
        found.update({str(word): str(key) for word in words})
    return found


def _by_number(tables: Mapping[str, object], name: str) -> dict[str, float]:
    table = tables.get(name)
    if not isinstance(table, dict) or not all(isinstance(value, int | float) for value in table.values()):
        raise CodebookError(FILE, None, f"[{name}] must give a number for each word")
    return {str(word): float(value) for word, value in table.items()}
