"""Numbers of a sentence with what each counts, however printed: the ones of `quantities` and any other noun's."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from readout.analysis.quantities import read_number
from readout.codebook.quantities import QuantityBook
from readout.codes import TimexType
from readout.corpus.likeness import is_bare
from readout.records import Analysis, Article, Span
from readout.spans import covers, overlaps, passage

_TOKEN = re.compile(r"[$€£¥]|\d+(?:,\d+)*(?:\.\d+)?%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_LENGTH = re.compile(r"P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?")
_TIED = re.compile(r"[ -](?:after|before|later|earlier|ago|old|from now|ahead)\b")
_PART = re.compile(
    r"[,\s]+(?:(?:on|of|about) (?:which|whom|them|these|those)|(?:from|for|on|by|to) (?:each|either|both)|each|apiece"
    r"|an? (?:day|week|month|year|hour|side|head))\b|\s+(?:who|that)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of (?:the|its|his|her|our|their|these|those)\b", re.IGNORECASE)
VOTE = "vote"  # what a majority counts
LENGTH = "length"  # what a duration counts
CLOSE = 0.15  # share by which numbers said to be rough may be apart and still be one
_LEADING = frozenset({"of", "its", "his", "her", "their", "our", "the", "own", "more", "other"})
FEW = 10  # up to here "the three ports" repeats what was told before
FATES = frozenset({"~kill", "~injure"})  # what is counted is apart by what befell it
PEOPLE = "people"  # what a number without a noun counts: "Fifteen were injured"
BEFORE, AFTER = 3, 5  # words from a number to what befell those whom it counts, and
TOTALS = frozenset({"dead", "deaths", "toll", "number", "count"})
NOUNS = 4  # words after a number that may name what it counts
ROUGH = frozenset({"about", "nearly", "APPROX"})
MORE = frozenset({"more than", "at least", "MORE_THAN", "EQUAL_OR_MORE"})
LESS = frozenset({"less than", "at most", "LESS_THAN", "EQUAL_OR_LESS"})


@dataclass(frozen=True, slots=True)
class Count:
    """
    A number as printed: its span in the article, value, how exact it is said to be, stems of what it counts.

    `counted` is empty where no noun follows ("the figure is 48").
    """

    span: Span
    value: float
    modifier: str | None
    counted: frozenset[str]
    is_part: bool = False  # of a whole that the words after it name: "nine of them", "three from each side"


def find_counts(
    article: Article, analysis: Analysis, span: Span, book: QuantityBook, stem: Callable[[str], str]
) -> tuple[Count, ...]:
    """The numbers of a sentence in order; no day, no time and no ordinal, and lengths of time in minutes."""
    found = [*_lengths(article.text, analysis, span), *_numbers(article, analysis, span, book, stem)]
    return tuple(sorted(found, key=lambda one: one.span))


def _lengths(text: str, analysis: Analysis, span: Span) -> Iterator[Count]:
    for timex in analysis.timexes:
        length = _LENGTH.fullmatch(timex.value) if timex.type is TimexType.DURATION else None
        tied = _TIED.match(text, timex.span.end)
        if length and covers(span, timex.span) and not timex.derived and not tied and any(length.groups()):
            days, hours, minutes = (float(part or 0) for part in length.groups())
            yield Count(timex.span, days * 1440 + hours * 60 + minutes, timex.mod, frozenset({LENGTH}))


def _numbers(
    article: Article, analysis: Analysis, span: Span, book: QuantityBook, stem: Callable[[str], str]
) -> Iterator[Count]:
    tokens = list(_TOKEN.finditer(article.text, span.start, span.end))
    known = {one.span: one for one in analysis.quantities if covers(span, one.span)}
    at = 0
    while at < len(tokens):
        after = _after_number(tokens, at, book)
        if after == at:
            at += 1
            continue
        if (vote := _find_vote(tokens, at, after, book)) is not None:
            yield vote
            at = after + 2
            continue
        place = Span(tokens[at].start(), tokens[after - 1].end())
        printed = [one[0].lower().rstrip("%") for one in tokens[at:after]]
        value = read_number(["one", *printed] if _is_round(printed[0], book) else printed, book)
        quantity = next((one for where, one in known.items() if overlaps(where, place)), None)
        counted, end = _counted(tokens, at, after, stem)
        is_time = any(overlaps(one.span, place) for one in analysis.timexes)
        if value is not None and not is_time and not _is_known_pair(tokens, at, value):
            modifier = quantity.modifier if quantity is not None else _modifier(tokens, at, book)
            if quantity is not None and quantity.of is not None:
                words = _TOKEN.findall(passage(article.text, quantity.of))
                counted = frozenset(stem(word) for word in words if word[0].isalpha() and not is_bare(word)) or counted
                end = quantity.of.end
            counted |= _fate(tokens, at, end, counted, stem)
            is_part = bool(_PART.match(article.text, end) or _OF.match(article.text, place.end))
            yield Count(Span(place.start, end), round(value, 3), modifier, counted, is_part)
        at = after


def _fate(
    tokens: list[re.Match[str]], at: int, end: int, counted: frozenset[str], stem: Callable[[str], str]
) -> frozenset[str]:
    """
    What befell those whom a number counts: "killing four people", "15 were injured", "the number of the dead is six".

    Who has no noun is "people"; the number of all the dead stands for whomever.
    """
    before = _clause(reversed(tokens[:at]))
    after = _clause(token for token in tokens if token.start() >= end)
    fates = [each for each in map(stem, (*before[:BEFORE], *after[:AFTER])) if each in FATES]
    if counted - FATES:
        return frozenset(fates[:1])
    if not counted and TOTALS & set(before):
        return frozenset([each for each in map(stem, before) if each in FATES][:1])
    return frozenset((*fates[:1], stem(PEOPLE))) if fates or counted else frozenset()


def _clause(tokens: Iterable[re.Match[str]]) -> list[str]:
    """The words up to the next mark, number or conjunction, in lower case."""
    found = []
    for token in tokens:
        word = token[0].lower()
        if not word[0].isalpha() or word in ("and", "but", "while"):
            break
        found.append(word)
    return found


def _find_vote(tokens: list[re.Match[str]], at: int, after: int, book: QuantityBook) -> Count | None:
    """A vote of "four to one", as a number of its own: 4.001."""
    if after + 1 >= len(tokens) or tokens[after][0].lower() not in ("to", "–", "-"):
        return None
    if not any(token[0].lower().startswith(("vote", "voting", "ballot")) for token in tokens):
        return None
    mine, theirs = (read_number([token[0].lower()], book) for token in (tokens[at], tokens[after + 1]))
    if mine is None or theirs is None:
        return None
    span = Span(tokens[at].start(), tokens[after + 1].end())
    return Count(span, round(mine + theirs / 1000, 3), None, frozenset({VOTE}))


def _after_number(tokens: list[re.Match[str]], at: int, book: QuantityBook) -> int:
    def is_number(word: str) -> bool:
        return word[0].isdigit() or word.lower() in book.numbers

    starts = is_number(tokens[at][0]) or (
        at > 0 and tokens[at - 1][0].lower() == "a" and _is_round(tokens[at][0], book)
    )
    if not starts or (tokens[at][0].lower() == "one" and not _names_a_noun(tokens, at + 1)):
        return at
    after = at + 1
    while after < len(tokens) and (
        tokens[after][0].lower() in book.multipliers
        or (tokens[after][0].lower() in book.numbers and not tokens[after - 1][0][0].isdigit())
    ):
        after += 1
    return after


def _is_round(word: str, book: QuantityBook) -> bool:
    """Whether a word is a number by itself after "a": "more than a hundred boats"."""
    return word.lower() in book.multipliers and word.isalpha()


def _is_known_pair(tokens: list[re.Match[str]], at: int, value: float) -> bool:
    """Whether a small number only repeats who or what was told of: "the two leaders", "its three ports"."""
    return value <= FEW and at > 0 and tokens[at - 1][0].lower() in ("the", "these", "those", "their", "its", "both")


def _names_a_noun(tokens: list[re.Match[str]], at: int) -> bool:
    return at < len(tokens) and tokens[at][0].isalpha() and not is_bare(tokens[at][0])


def _counted(
    tokens: list[re.Match[str]], at: int, after: int, stem: Callable[[str], str]
) -> tuple[frozenset[str], int]:
    """Stems of what is counted and where its words end: "crew of 32", "$3", "14,000 Dolmiran troops"."""
    follows = [token[0].lower() for token in tokens[after : after + 2]]
    if tokens[after - 1][0].endswith("%") or follows[:1] in (["percent"], ["%"]) or follows == ["per", "cent"]:
        return frozenset({"%"}), tokens[after - 1].end()
    if at and tokens[at - 1][0] in "$€£¥":
        return frozenset({tokens[at - 1][0]}), tokens[after - 1].end()
    words: list[re.Match[str]] = []
    for token in tokens[after : after + NOUNS]:
        if not token[0][0].isalpha() or (is_bare(token[0]) and (words or token[0].lower() not in _LEADING)):
            break
        if not is_bare(token[0]):
            words.append(token)
    if (
        not words
        and at > 1
        and tokens[at - 1][0].lower() == "of"
        and tokens[at - 2][0].isalpha()
        and not is_bare(tokens[at - 2][0])
    ):
        return frozenset({stem(tokens[at - 2][0])}), tokens[after - 1].end()
    return frozenset(stem(token[0]) for token in words), words[-1].end() if words else tokens[after - 1].end()


def _modifier(tokens: list[re.Match[str]], at: int, book: QuantityBook) -> str | None:
    before = tuple(token[0].lower() for token in tokens[max(0, at - 4) : at])
    return next((name for words, name in book.modifiers if before[-len(words) :] == words), None)


def may_be_one(one: Count, other: Count) -> bool:
    """Whether two numbers of one thing can both be right as they are said: equal, rough and close, or a bound kept."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if low.value == high.value or low.modifier in MORE or high.modifier in LESS:
        return True
    return high.value - low.value <= CLOSE * high.value and bool({low.modifier, high.modifier} & ROUGH)


def words_of(count: Count, article: Article) -> str:
    """The number and what it counts, as printed."""
    return passage(article.text, count.span)
