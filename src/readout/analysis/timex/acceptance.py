"""Which matches are times after all: "2014" but not "2014 soldiers", "spring" but not "spring a leak"."""

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook
from readout.tokens import Parse, Token


def accept(expression: Expression, words: Words, parse: Parse, book: TimeBook) -> bool:
    """Whether the words around a match let it be a time."""
    if expression.rule == "year":
        return _is_year(expression, words, parse, book)
    if expression.rule == "season":
        return _is_season(expression, words, parse)
    if expression.rule == "day of the month before":
        return not _before_noun(expression, words, parse)
    if expression.rule == "3:35 p.m." and expression.after - expression.first == 1:
        return words.texts[expression.first - 1] in book.cues["before_clock"]
    if expression.kind == "duration" and expression.unit in ("S", "Q", "MIN") and expression.count is None:
        return not _before_noun(expression, words, parse)
    return True


def _token(words: Words, parse: Parse, place: int) -> Token | None:
    if not 0 <= place < len(words.tokens) or words.tokens[place] < 0:
        return None
    return parse.tokens[words.tokens[place]]


def _before_noun(expression: Expression, words: Words, parse: Parse) -> bool:
    after = _token(words, parse, expression.after)
    return after is not None and after.tag.startswith(("NN", "JJ"))


def _is_year(expression: Expression, words: Words, parse: Parse, book: TimeBook) -> bool:
    after = _token(words, parse, expression.after)
    before = words.texts[expression.first - 1]
    year = expression.year or 0
    if before in book.cues["before_number"]:
        return False
    if (
        after is not None
        and (after.tag == "NNS" or after.text in ("%", "°"))
        and before not in ("the", "in", "of", "since")
    ):
        return False
    if 1900 <= year <= 2050:
        return True
    return before in book.cues["before_year"]


def _is_season(expression: Expression, words: Words, parse: Parse) -> bool:
    token = _token(words, parse, expression.after - 1)
    if token is None or not token.tag.startswith("NN"):
        return False
    if token.lower == "fall":
        follows = words.texts[expression.after] if expression.after < len(words.texts) else ""
        return follows != "of" and expression.after - expression.first == 2
    return True
