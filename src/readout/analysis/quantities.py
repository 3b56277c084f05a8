"""Numbers that matter: troops, casualties, ships, sums; with what is counted, where, and who says so."""

import re
from collections.abc import Iterable, Sequence

from readout.codebook.quantities import QuantityBook
from readout.grammar import children
from readout.records import Article, Mention, Quantity, Span, Statement, Timex
from readout.spans import covers, overlaps, passage
from readout.tokens import Parse

_DIGITS = re.compile(r"\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GLUED = re.compile(r"(\d[\d,.]*)(bn|m|k)")
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def find_quantities(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    book: QuantityBook,
) -> tuple[Quantity, ...]:
    """
    The quantities of an article in the order of the text; a number without a unit of quantities.toml,
    an ordinal, a number inside a time expression and a vague one ("thousands") are no quantities.

    A range ("10 to 15 ships") is read as two quantities of one unit. `value` is in single units: "1.5 million
    barrels" is 1500000 barrels.
    """
    found = []
    for first, after in _find_numbers(parse, book):
        span = parse.span(first, after)
        value = read_number([parse.tokens[i].lower for i in range(first, after)], book)
        unit, counted = _find_unit(parse, first, after, book)
        if value is None or unit is None or any(overlaps(timex.span, span) for timex in timexes):
            continue
        evidence = parse.sentence_span(parse.sentence_of[first])
        found.append(
            Quantity(
                span=span,
                value=round(value, 3),
                unit=unit,
                modifier=_find_modifier(parse, first, book),
                of=counted,
                place=_find_place(mentions, evidence, span, passage(article.text, evidence)),
                when=_nearest(timexes, evidence, span),
                evidence=evidence,
                statement_id=next((one.id for one in statements if any(covers(c, span) for c in one.content)), None),
            )
        )
    return tuple(found)


def read_number(words: Sequence[str], book: QuantityBook) -> float | None:
    """The number that words or digits say ("1.5", "million"; "twenty", "five"); None when they say none."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        plain = word.replace(",", "").replace("\u00a0", "")
        glued = _GLUED.fullmatch(word)
        if glued:
            current += float(glued[1].replace(",", "")) * {"bn": 1e9, "m": 1e6, "k": 1e3}[glued[2]]
        elif _DIGITS.fullmatch(word) or plain.replace(".", "", 1).isdigit():
            if plain.count(".") > 1 or not plain.isascii():
                return None
            current += float(plain)
        elif word in book.numbers:
            current += book.numbers[word]
        elif word in book.multipliers and (seen or word in ("hundred", "dozen", "thousand", "million", "billion")):
            if not seen:
                return None
            current *= book.multipliers[word]
            if book.multipliers[word] >= 1_000:
                total, current = total + current, 0.0
        elif word in ("-", "–", "and", "a"):
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


def _find_numbers(parse: Parse, book: QuantityBook) -> Iterable[tuple[int, int]]:
    """Runs of tokens that say one number: digits or number words, then multipliers."""
    i, end = 0, len(parse.tokens)
    while i < end:
        if not _is_number(parse.tokens[i].lower, book):
            i += 1
            continue
        after = i + 1
        while (
            after < end
            and parse.sentence_of[after] == parse.sentence_of[i]
            and (
                parse.tokens[after].lower in book.multipliers
                or (parse.tokens[after].lower in book.numbers and parse.tokens[after - 1].lower not in book.multipliers)
                or (
                    parse.tokens[after].text == "-"
                    and after + 1 < end
                    and parse.tokens[after + 1].lower in book.numbers
                )
            )
        ):
            after += 1
        yield i, after
        i = after


def _is_number(word: str, book: QuantityBook) -> bool:
    return word in book.numbers or bool(_DIGITS.fullmatch(word) or _GLUED.fullmatch(word))


def _find_unit(parse: Parse, first: int, after: int, book: QuantityBook) -> tuple[str | None, Span | None]:
    """The unit of a number and the span of what is counted: money before it, else the noun that it counts."""
    if first and (currency := book.money.get(parse.tokens[first - 1].lower)):
        return currency, None
    if after < len(parse.tokens) and (unit := book.units.get(parse.tokens[after].lower)) == "percent":
        return unit, None
    head = parse.tokens[after - 1].head
    seen = 0
    while parse.tokens[head].dep in ("nummod", "quantmod", "compound", "amod") and seen < 4 and head >= after:
        head, seen = parse.tokens[head].head, seen + 1
    nouns = [head, *(each for of in children(parse, after - 1, "prep") for each in children(parse, of, "pobj"))]
    for noun in nouns:
        token = parse.tokens[noun]
        if not after <= noun < after + 8 or token.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV"):
            continue
        unit = book.units.get(token.lemma) or book.units.get(token.lower) or book.money.get(token.lemma)
        if unit:
            return unit, parse.span(after, noun + 1)
    return None, None


def _find_modifier(parse: Parse, first: int, book: QuantityBook) -> str | None:
    before = [token.lower for token in parse.tokens[max(0, first - 5) : first]]
    if before and before[-1] in book.money:
        before.pop()
    for words, name in book.modifiers:
        if tuple(before[-len(words) :]) == words:
            return name
    return None


def _find_place(mentions: Iterable[Mention], evidence: Span, number: Span, sentence: str) -> Span | None:
    """The nearest place after the number that "in", "at", "near", "on", "from" or "around" leads to."""
    for mention in sorted(mentions, key=lambda one: one.span):
        if mention.label in _PLACES and covers(evidence, mention.span) and mention.span.start >= number.end:
            lead = sentence[: mention.span.start - evidence.start].split()[-4:]
            if any(word.lower() in ("in", "at", "near", "on", "from", "around", "along", "to") for word in lead):
                return mention.span
    return None


def _nearest(timexes: Iterable[Timex], evidence: Span, number: Span) -> Timex | None:
    """The date of the sentence that stands nearest to the number."""
    near = [one for one in timexes if covers(evidence, one.span) and one.type in ("DATE", "TIME")]
    return min(near, key=lambda one: (abs(one.span.start - number.start), one.span), default=None)
