"""How a text credits another outlet with its news: names of agencies, and the words around a name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "origins.toml"
EDGE = 200  # characters at either end of a text where an agency stands in brackets: "LUSANDE (Reuters) -"


@dataclass(frozen=True, slots=True)
class OriginBook:
    """Names of agencies as printed, and the words that lead to a name or follow it."""

    agencies: tuple[str, ...]
    before_name: tuple[str, ...]
    kinds: tuple[str, ...]
    after_name: tuple[str, ...]

    def read_credits(self, names: Iterable[str]) -> "CreditReader":
        """A reader of credits to these outlets and to the agencies, by the name as printed."""
        known = sorted({*self.agencies, *names}, key=lambda name: (-len(name), name))
        name = "|".join(map(re.escape, known))
        before, after, kind = (
            "|".join(map(re.escape, words)) for words in (self.before_name, self.after_name, self.kinds)
        )
        lead = rf"\b(?i:{before})\s+(?:(?i:the)\s+)?(?:(?i:{kind})\s+)?(?P<led>{name})\b"
        follow = rf"\b(?P<followed>{name})\s+(?:(?i:{kind})\s+)?(?i:{after})\b"
        return CreditReader(
            re.compile(rf"\b(?:{name})\b"), re.compile(f"{lead}|{follow}"), re.compile(rf"\((?P<carried>{name})\)")
        )


@dataclass(frozen=True, slots=True)
class CreditReader:
    """Finds in a text the outlet that it credits."""

    named: re.Pattern[str]
    credit: re.Pattern[str]
    carried: re.Pattern[str]

    def find_credit(self, sentence: str) -> str | None:
        """The outlet that a sentence takes its news from, as printed: "Reuters reported"; else None."""
        found = self.credit.search(sentence)
        return (found["led"] or found["followed"]) if found else None

    def find_carried(self, text: str) -> str | None:
        """The agency in brackets at the head or the foot of a text: the whole is its report; else None."""
        found = self.carried.search(text[:EDGE]) or self.carried.search(text[-EDGE:])
        return found["carried"] if found else None


def parse_origins(text: str) -> OriginBook:
    """Read origins.toml. Raises CodebookError when a list is missing, empty or holds anything but words."""
    tables = read_toml(FILE, text)
    credit = tables.get("credit")
    table = credit if isinstance(credit, dict) else {}
    return OriginBook(
        agencies=_words("agencies", tables.get("agencies")),
        before_name=_words("before_name", table.get("before_name")),
        kinds=_words("kinds", table.get("kinds")),
        after_name=_words("after_name", table.get("after_name")),
    )


def _words(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word.strip() for word in value):
        raise CodebookError(FILE, None, f"{name} must be a list of words")
    return tuple(sorted(value, key=lambda word: (-len(word), word)))
