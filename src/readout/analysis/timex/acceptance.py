"""Which matches are times after all: "2014" but not "2014 soldiers", "spring" but not "spring a leak"."""

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook
from readout.tokens import Parse, Token

DASHES = frozenset("-–—")


def accept(expression: Expression, words: Words, parse: Parse, book: TimeBook) -> bool:
    """Whether the words around a match let it be a time."""
    test = _TESTS.get(expression.rule)
    if test is not None and not test(expression, words, parse, book):
        return False
    if expression.kind == "duration" and expression.unit == "Q":
        fraction = "-" in words.texts[expression.first : expression.after] or expression.count is None
        return not fraction or _after(expression, words) != "of"
    return True


def _after(expression: Expression, words: Words) -> str:
    return words.texts[expression.after] if expression.after < len(words.texts) else ""


def _token(words: Words, parse: Parse, place: int) -> Token | None:
    if not 0 <= place < len(words.tokens) or words.tokens[place] < 0:
        return None
    return parse.tokens[words.tokens[place]]


def _before_noun(expression: Expression, words: Words, parse: Parse) -> bool:
    after = _token(words, parse, expression.after)
    return after is not None and after.tag.startswith(("NN", "JJ"))


def _is_day_of_month(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    return not _before_noun(expression, words, parse)


def _is_clock(expression: Expression, words: Words, _: Parse, book: TimeBook) -> bool:
    bare = expression.after - expression.first == 1
    return not bare or words.texts[expression.first - 1] in book.cues["before_clock"]


def _is_month(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    """Whether a month is one: "Jan Kowal" is a name, "the March of the Veterans" is none."""
    if words.texts[expression.first] == "march" and _is_walk(expression, words, parse):
        return False
    return len(words.texts[expression.first]) > 3 or not _before_noun(expression, words, parse)


def _is_walk(expression: Expression, words: Words, parse: Parse) -> bool:
    before, after = words.texts[expression.first - 1], _token(words, parse, expression.after)
    if before in ("in", "since", "by", "until", "last", "next", "early", "late", "from", "through"):
        return False
    if before in ("the", "a") and after is not None and not after.tag.startswith(("NN", "JJ")):
        return True
    return before in ("'s", "long", "annual", "grand") or _after(expression, words) in ("of", "for")


def _is_no_name(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    """Whether "Today" is no part of a name: "she told Harbour Today"."""
    own, before = _token(words, parse, expression.first), _token(words, parse, expression.first - 1)
    return own is None or before is None or own.text[0].islower() or not before.tag.startswith("NNP")


def _has_adjective(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    """Whether what stands between number and unit only describes: "two uneasy weeks", not "two soldiers days"."""
    between = _token(words, parse, expression.after - 2)
    return between is not None and between.tag in ("JJ", "JJR")


def _is_length(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    """Whether "a week" is a length, not how often something is: "four flights a week", "$2 million a year"."""
    if words.texts[expression.first] not in ("a", "an"):
        return True
    if expression.unit in ("S", "MIN") and _before_noun(expression, words, parse):
        return False
    before = _token(words, parse, expression.first - 1)
    return before is None or before.tag not in ("NN", "NNS", "CD")


def _is_not_age(expression: Expression, words: Words, parse: Parse, _book: TimeBook) -> bool:
    """Whether "years" is none of "52 years old", "hundreds of years", "a matter of days"."""
    counted = _token(words, parse, expression.first - 2)
    if words.texts[expression.first - 1] == "of" and counted is not None and counted.tag.startswith("NN"):
        return False
    if expression.unit == "Q" or words.texts[expression.first - 1][:1].isdigit():
        return False
    return _after(expression, words) != "old"


def _is_no_adjective(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    """Whether "the long term" is none of "the long-term loan"."""
    return not _before_noun(expression, words, parse)


def _is_year(expression: Expression, words: Words, parse: Parse, book: TimeBook) -> bool:
    after = _token(words, parse, expression.after)
    before = words.texts[expression.first - 1]
    year = expression.year or 0
    if before in book.cues["before_number"]:
        return False
    if (
        after is not None
        and (after.tag == "NNS" or after.text in ("%", "°"))
        and (before not in ("the", "in", "of", "since") or year % 100 == 0)
    ):
        return False
    follows = _after(expression, words)
    if 1900 <= year <= 2050 or year < 0 or (follows in DASHES and year > 1400):
        return True
    return before in book.cues["before_year"]


def _follows_a_decade(expression: Expression, words: Words, _parse: Parse, _: TimeBook) -> bool:
    """Whether a bare "80s" is the second of a pair: "the 70s and 80s", not "in the low 80s"."""
    before = words.texts[max(0, expression.first - 2) : expression.first]
    return len(before) == 2 and before[1] in ("and", "or") and before[0][:-1].isdigit() and before[0].endswith("0s")


def _is_season(expression: Expression, words: Words, parse: Parse, _: TimeBook) -> bool:
    token = _token(words, parse, expression.after - 1)
    if token is None or not token.tag.startswith("NN"):
        return False
    if token.lower == "fall":
        return _after(expression, words) != "of" and expression.after - expression.first == 2
    return True


_TESTS = {
    "year": _is_year,
    "season": _is_season,
    "decade, the second of two": _follows_a_decade,
    "day of the month before": _is_day_of_month,
    "3:35 p.m.": _is_clock,
    "month": _is_month,
    "a week": _is_length,
    "weeks": _is_not_age,
    "the long term": _is_no_adjective,
    "today": _is_no_name,
    "dawn": _is_no_name,
    "two long weeks": _has_adjective,
}
