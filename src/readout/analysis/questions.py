"""Questions that an author poses and leaves open; never a claim."""

import re
from collections.abc import Iterable

from readout.records import Article, OpenQuestion, Span, Statement
from readout.spans import finding_id, overlaps, passage
from readout.tokens import Parse

ASKING = frozenset({"question", "mystery", "unclear", "unknown", "uncertain"})
_CLOSE = re.compile(r"\?[\"'”’)]*\s*$")


def find_questions(article: Article, parse: Parse, statements: Iterable[Statement]) -> tuple[OpenQuestion, ...]:
    """
    Sentences that end in a question mark, and whole "whether ..." clauses that the text calls a question or
    unclear. `asked_by` is the source of the statement that holds it, None for the author.
    """
    said = [(statement, piece) for statement in statements for piece in statement.content]
    found: dict[Span, OpenQuestion] = {}
    for number, (first, after) in enumerate(parse.sentences):
        span = parse.sentence_span(number)
        if _CLOSE.search(passage(article.text, span)):
            found[span] = _make(article, span, said)
            continue
        for i in range(first, after):
            if parse.tokens[i].lemma in ASKING and (clause := _embedded(parse, i)):
                found.setdefault(span, _make(article, clause, said))
    return tuple(found[span] for span in sorted(found))


def _embedded(parse: Parse, i: int) -> Span | None:
    """The clause with "whether" that a word such as "question" or "unclear" is about."""
    below = parse.subtree(i)
    for word in (*below, *parse.subtree(parse.tokens[i].head)):
        if parse.tokens[word].lower == "whether" and word > i:
            clause = parse.subtree(parse.tokens[word].head)
            return parse.span(word, clause[-1] + 1)
    return None


def _make(article: Article, span: Span, said: Iterable[tuple[Statement, Span]]) -> OpenQuestion:
    inside = next((statement for statement, piece in said if overlaps(piece, span)), None)
    key = finding_id("question", article.id, passage(article.text, span))
    return OpenQuestion(key, span, inside.source_id if inside else None, inside.id if inside else None)
