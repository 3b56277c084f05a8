"""The terms of one telling of a position: what it is about, how much, by when, on what condition, how final."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from readout.codebook.movements import MovementBook
from readout.codebook.quantities import QuantityBook
from readout.corpus.likeness import content_stems, is_bare, stem

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PER = re.compile(
    r"^[\w\s-]{0,24}?\b(?:an?|per|each|every)\s+(second|minute|hour|day|week|month|year)\b", re.IGNORECASE
)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
_LENGTHS = frozenset(_SECONDS) | {f"{name}s" for name in _SECONDS}
_NOT = re.compile(r"\b(?:not|never|no|nor|cannot|nobody|none)\b|n['’]t\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+")
_DATE = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}"
    r"(?:,?\s+\d{4})?|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|(?:19|20)\d\d)\b(?!,?\d)"
)
_PLAIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENOUGH = 2  # themes of a content that says by itself what it is about
_OF_THE = re.compile(r"\b(\w+) of (?:the|its|their|his|her|these|those)\b", re.IGNORECASE)
_SHARES = {"third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_FOCUS = 2  # themes that open a content: the deed and what it is done to, or the thing itself
_BEFORE = 24  # characters before a number in which its bound stands


@dataclass(frozen=True, slots=True)
class Amount:
    """
    A number of a position: `unit` the folded stem of what is counted or measured, None where it stands alone; `value`
    as printed, and `pace` of a rate per second. `bound` is least, most, beyond, within or None.
    """

    value: float
    pace: float
    unit: str | None
    bound: str | None
    is_rate: bool
    printed: str


@dataclass(frozen=True, slots=True)
class Terms:
    """
    What two tellings are compared by.

    `themes` are folded stems without names of parties and without what anybody may want, the first of them the
    `focus`; those of its clause where the content `says_nothing` of what it is about; with one of its own it
    `says_little`. `around` and `amounts_around` are of the sentences on either side, by which a content that says
    little ("six would do") is understood. `amounts` are those of the content, `asked` those of the condition.
    `given_up` and `taken_back`: the clause has words by which a party goes back from what it asked for, or from what
    it gave.
    """

    says_nothing: bool
    says_little: bool
    themes: frozenset[str]
    focus: frozenset[str]
    around: frozenset[str]
    amounts: tuple[Amount, ...]
    amounts_around: tuple[Amount, ...]
    asked: tuple[Amount, ...]
    has_condition: bool
    deadline: str | None
    is_lowering: bool
    given_up: bool
    is_whole: bool
    is_part: bool
    is_unconditional: bool
    is_never: bool
    is_not_now: bool
    is_negated: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class TermBook:
    """The codebooks that terms are read with."""

    movements: MovementBook
    quantities: QuantityBook


@dataclass(frozen=True, slots=True)
class TermReader:
    """Reads terms; `names` are stems of the names of parties, which say nothing of what is wanted."""

    book: TermBook
    names: frozenset[str]

    def read(self, content: str, condition: str, sentence: str, around: str, deadline: str | None) -> Terms:
        """
        The terms of a position from its content, its condition ("" without one), the clause or sentence that tells it,
        and that sentence with its neighbours.
        """
        words = self.book.movements
        own = [each for each in fold(content, self.book) if each not in self.names]
        says_little = len(own) < ENOUGH
        says_nothing = not own
        if says_nothing:
            own = [each for each in fold(sentence, self.book) if each not in self.names]
        return Terms(
            says_nothing=says_nothing,
            says_little=says_little,
            themes=frozenset(own),
            focus=frozenset(own[:_FOCUS]),
            around=frozenset(fold(around, self.book)) - self.names if says_little else frozenset(),
            amounts=tuple(read_amounts(content, self.book)),
            amounts_around=tuple(read_amounts(around, self.book)) if says_little else (),
            asked=tuple(read_amounts(condition, self.book)),
            has_condition=bool(condition),
            deadline=deadline,
            is_lowering=bool(words.lowering.search(content)),
            is_whole=bool(words.whole.search(content)),
            is_part=bool(words.part.search(content)) or _is_share(content, self.book),
            is_unconditional=bool(words.unconditional.search(content)),
            is_never=bool(words.never.search(content)),
            is_not_now=bool(words.not_now.search(sentence)),
            is_negated=bool(_NOT.search(content)),
            given_up=bool(words.given_up.search(sentence)),
            taken_back=bool(words.taken_back.search(sentence)),
        )


def fold(text: str, book: TermBook) -> list[str]:
    """
    The stems of a text in its order, words of one meaning as one ("=remove"), without numbers and without what
    anybody may want.
    """
    low, words = text.lower(), book.movements
    found = [(each.start(), f"={words.first[each[0]]}") for each in words.same.finditer(low)]
    rest = words.same.sub(lambda each: " " * len(each[0]), low)
    for each in _PLAIN.finditer(rest):
        if each[0] not in book.quantities.numbers and each[0] not in words.faint:
            found.extend((each.start(), one) for one in _stems_of(each[0]))
    return list(dict.fromkeys(theme for _, theme in sorted(found)))


@lru_cache(maxsize=1 << 16)
def _stems_of(word: str) -> tuple[str, ...]:
    return tuple(content_stems(word))


def read_amounts(text: str, book: TermBook) -> Iterable[Amount]:
    """The numbers of a text in its order, in figures or words; "one" only in figures. Dates are none."""
    text = _DATE.sub(lambda found: " " * len(found[0]), text)
    numbers, multipliers = book.quantities.numbers, book.quantities.multipliers
    tokens = [(found.start(), found.end(), found[0].lower()) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        first = at
        value = _value(tokens[at][2], numbers)
        at += 1
        if value is None and tokens[first][2] in _SHARES and at < len(tokens) and tokens[at][2] == "of":
            value = _SHARES[tokens[first][2]]
        if value is None:
            continue
        if at < len(tokens) and value in range(20, 100, 10) and 0 < (_value(tokens[at][2], numbers) or 0) < 10:
            value += _value(tokens[at][2], numbers) or 0
            at += 1
        while at < len(tokens) and tokens[at][2] in multipliers and len(tokens[at][2]) > 1:
            value *= multipliers[tokens[at][2]]
            at += 1
        start, end = tokens[first][0], tokens[at - 1][1]
        unit = tokens[at][2] if at < len(tokens) and not is_bare_unit(tokens[at][2]) else None
        bound = _bound(text[max(0, start - _BEFORE) : start], unit, book.movements)
        per = _PER.search(text[end : end + 48])
        rate = _SECONDS[per[1].lower()] if per else 1
        yield Amount(value, value / rate, _unit(unit, book.movements), bound, per is not None, text[start:end])


def _is_share(text: str, book: TermBook) -> bool:
    """Whether it is so many of a known number: "two of the five bases"."""
    return any(_value(found[1].lower(), book.quantities.numbers) is not None for found in _OF_THE.finditer(text))


def _value(word: str, numbers: Mapping[str, float]) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", "").rstrip("."))
    if word == "half":
        return 0.5
    return numbers.get(word) if word != "one" else None


def is_bare_unit(word: str) -> bool:
    """Whether the word behind a number names nothing that is counted: "sixteen or", "half of"."""
    return is_bare(word) and word not in _LENGTHS


def _unit(word: str | None, book: MovementBook) -> str | None:
    if word is None:
        return None
    return book.first.get(word, None) or stem(word.removesuffix("s") if word in _LENGTHS else word)


def _bound(before: str, unit: str | None, book: MovementBook) -> str | None:
    found = next((name for name, pattern in book.bounds.items() if pattern.search(before)), None)
    return None if found == "within" and unit not in _LENGTHS else found
