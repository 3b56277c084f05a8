"""Numbers that matter: troops, casualties, ships, sums; with what is counted, where, and who says so."""

import re
from collections.abc import Iterable, Sequence

from readout.analysis.quantities.sources import Speakers
from readout.codebook.quantities import QuantityBook
from readout.grammar import children
from readout.records import Article, Mention, Quantity, Span, Statement, Timex
from readout.spans import covers, overlaps, passage
from readout.tokens import Parse

_DIGITS = re.compile(r"\d{1,3}(?:[, \u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GLUED = re.compile(r"(\d[\d,.]*)(bn|m|k)")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BARE = frozenset({"pobj", "dobj", "attr", "nsubj", "nsubjpass", "appos", "conj"})
_LEADS = frozenset({"of", "only", "just", "another"})  # before a small number that stands alone
_PICKING = frozenset({"the", "these", "those", "both", "article", "page", "no.", "number"})  # which, not how many
_TENS = ("eleven", "twelve", "teen", "ty", "hundred", "thousand", "million", "billion")
_LENGTHS = frozenset({"metres", "kilometres", "miles"})


def find_quantities(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    book: QuantityBook,
    office: str | None = None,
) -> tuple[Quantity, ...]:
    """
    The quantities of an article in the order of the text. `unit` is that of quantities.toml for what is counted, else
    the noun itself; an ordinal, a number inside a time expression and a vague one ("thousands") are no quantities.

    `office` is the party whose office publishes the page, None for any other.

    A range ("10 to 15 ships") is read as two quantities of one unit. `value` is in single units: "1.5 million
    barrels" is 1500000 barrels.
    """
    found: list[Quantity] = []
    speakers = Speakers(parse, mentions, statements, book, office)
    for first, after in _find_numbers(parse, book):
        span = parse.span(first, after)
        value = read_number([parse.tokens[i].lower for i in range(first, after)], book)
        unit, counted = _find_unit(parse, first, after, book)
        if unit is None and found and _stands_alone(parse, first, after):
            unit = _borrow_unit(parse, first, found[-1])
        if value is None or unit is None or any(overlaps(timex.span, span) for timex in timexes):
            continue
        if unit in _LENGTHS and _tells_apart(parse, first):
            continue
        if value == 1 and after < len(parse.tokens) and parse.tokens[after].lower in book.another:
            continue
        evidence = parse.sentence_span(parse.sentence_of[first])
        speaker = speakers.find(span, after - 1)
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
                statement_id=speaker.statement_id,
                source_id=speaker.source_id,
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
    behind = [token.lower for token in parse.tokens[after : after + 2]]
    if "percent" in (book.units.get(" ".join(behind)), book.units.get(" ".join(behind[:1]))):
        return "percent", None
    head = parse.tokens[after - 1].head
    seen = 0
    while parse.tokens[head].dep in ("nummod", "quantmod", "compound", "amod") and seen < 4 and head >= after:
        head, seen = parse.tokens[head].head, seen + 1
    nouns = [head, *(each for of in children(parse, after - 1, "prep") for each in children(parse, of, "pobj"))]
    for noun in nouns:
        token = parse.tokens[noun]
        if not after <= noun < after + 8 or token.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV"):
            continue
        measured = book.units.get(f"{parse.tokens[noun - 1].lower} {token.lemma}")
        unit = measured or book.units.get(token.lemma) or book.units.get(token.lower) or book.money.get(token.lemma)
        unit = unit or (token.lower if token.lemma in book.sums else None)
        if unit:
            return unit, parse.span(noun - 1 if measured else after, noun + 1)
    return _find_other_unit(parse, first, after, head, book)


def _find_other_unit(
    parse: Parse, first: int, after: int, head: int, book: QuantityBook
) -> tuple[str | None, Span | None]:
    """The noun itself where a number above ten or in digits counts it; "money" for millions beside a word of paying."""
    token = parse.tokens[head]
    large = any(parse.tokens[i].lower in book.multipliers for i in range(first, after))
    if large and head < after and _is_sum(parse, first, book):
        return "money", None
    counts = parse.tokens[after - 1].dep == "nummod" and after <= head < after + 4
    exact = large or _is_exact(parse, first, after)
    if not (counts and exact) or token.tag != "NNS" or token.lemma in book.uncounted:
        return None, None
    return token.lower, parse.span(after, head + 1)


def _stands_alone(parse: Parse, first: int, after: int) -> bool:
    """Whether a number counts what was counted before it: "the army says 14, Lothen five", "41 of them"."""
    token, before = parse.tokens[after - 1], parse.tokens[first - 1].lower if first else ""
    if token.dep not in _BARE or (after < len(parse.tokens) and parse.tokens[after].pos in ("NOUN", "PROPN", "ADJ")):
        return False
    return before in _LEADS or (before not in _PICKING and _is_exact(parse, first, after))


def _is_exact(parse: Parse, first: int, after: int) -> bool:
    """Whether a number is told in digits or is above ten."""
    words = parse.tokens[first:after]
    return any(word.text[:1].isdigit() for word in words) or words[-1].lower.endswith(_TENS)


def _borrow_unit(parse: Parse, first: int, before: Quantity) -> str | None:
    """The unit of the last quantity where that stands in the same sentence or the one before."""
    away = parse.sentence_of[first] - parse.sentence_of[parse.tokens_in(before.span)[0]]
    return before.unit if away <= 1 else None


def _is_sum(parse: Parse, at: int, book: QuantityBook) -> bool:
    first, after = parse.sentences[parse.sentence_of[at]]
    return any(token.lemma in book.beside_sums for token in parse.tokens[first:after])


def _tells_apart(parse: Parse, first: int) -> bool:
    """Whether a length only says which things are meant: "boats over fifteen metres"."""
    lead = parse.tokens[max(0, first - 2) : first]
    return len(lead) == 2 and lead[1].lower in ("over", "under", "above", "below") and lead[0].tag in ("NNS", "DT")


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
