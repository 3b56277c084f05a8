"""What a reading left open, said aloud: words without a sure source, pronouns without a person, days without a year."""

from collections.abc import Iterable, Iterator

from readout.records import Article, Mention, Problem, Span, Statement, Timex
from readout.spans import hull, passage
from readout.tokens import Parse

PERSONAL = frozenset({"he", "she", "him", "her", "his"})
SHOWN = 80  # characters of a passage that a message quotes


def find_abstentions(
    article: Article,
    parse: Parse,
    mentions: Iterable[Mention],
    timexes: Iterable[Timex],
    statements: Iterable[Statement],
) -> tuple[Problem, ...]:
    """One `Problem` for each thing that was found and could not be settled, in the order of the text."""
    found = [
        *_undated(article),
        *_unattributed(article, statements),
        *_unresolved(article, parse, mentions),
        *_yearless(article, timexes),
    ]
    return tuple(sorted(found, key=lambda problem: (problem.span or Span(0, 0), problem.step)))


def _undated(article: Article) -> Iterator[Problem]:
    if article.published is None:
        yield Problem(article.id, "dating", "the text does not tell when it was published; days stay relative", None)


def _unattributed(article: Article, statements: Iterable[Statement]) -> Iterator[Problem]:
    for statement in statements:
        if statement.source is None and statement.quotes:
            words = _shorten(passage(article.text, hull(statement.content)))
            yield Problem(
                article.id, "statements", f"quoted, but by whom is not sure: “{words}”", hull(statement.content)
            )


def _unresolved(article: Article, parse: Parse, mentions: Iterable[Mention]) -> Iterator[Problem]:
    known = {mention.span for mention in mentions if mention.actor_id is not None}
    for token in parse.tokens:
        span = Span(token.start, token.end)
        if token.lower in PERSONAL and token.pos == "PRON" and span not in known:
            yield Problem(article.id, "coreference", f"“{token.text}”: whom it stands for is not sure", span)


def _yearless(article: Article, timexes: Iterable[Timex]) -> Iterator[Problem]:
    for timex in timexes:
        if timex.value.startswith("XXXX-") and article.published is not None:
            words = _shorten(passage(article.text, timex.span))
            yield Problem(article.id, "timex", f"“{words}”: which year is not sure", timex.span)


def _shorten(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= SHOWN else folded[: SHOWN - 1] + "…"
