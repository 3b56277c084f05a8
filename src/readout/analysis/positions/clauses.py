"""The clause that tells of a position, where its sentence tells of something else besides."""

from collections.abc import Iterator

from readout.grammar import children, is_finite
from readout.records import Span
from readout.tokens import Parse

_BESIDE = frozenset({"as", "while"})  # what else was going on, told in passing
_LEADING = frozenset({"and", "but", "as", "while", ","})
_FEWEST = 5  # words that still read as a sentence
_MARKS = '“”"'


def find_clause(parse: Parse, trigger: int) -> Span:
    """
    The sentence of a trigger without the clauses that "and" joins to its own behind a comma, or the clause alone
    where it is such a one, or one with "as" or "while" that tells of something beside.

    The whole sentence where a cut would part a quotation or leave next to nothing.
    """
    first, after = parse.sentences[parse.sentence_of[trigger]]
    whole = parse.sentence_span(parse.sentence_of[trigger])
    start, end = first, after
    for here in (trigger, *parse.ancestors(trigger)):
        ends = [branch[0] for branch in _joined(parse, here) if branch[0] > trigger]
        end = min([end, *ends])
        if _stands_beside(parse, here) and parse.subtree(here)[0] <= trigger:
            start = parse.subtree(here)[0]
            end = min(end, _with_stop(parse, parse.subtree(here)[-1] + 1, after))
            break
    while start < end and parse.tokens[start].lower in _LEADING and start > first:
        start += 1
    while end < after and end > start and parse.tokens[end - 1].lower in _LEADING:
        end -= 1
    if (start, end) == (first, after) or end - start < _FEWEST:
        return whole
    kept = parse.span(start, end)
    words = parse.text[kept.start : kept.end]
    return whole if sum(map(words.count, _MARKS)) % 2 else kept


def _with_stop(parse: Parse, end: int, after: int) -> int:
    """The end of the sentence where nothing but marks follows."""
    return after if all(token.pos == "PUNCT" for token in parse.tokens[end:after]) else end


def _joined(parse: Parse, verb: int) -> Iterator[list[int]]:
    """The clauses that hang on a verb and tell of something else, as the numbers of their tokens."""
    for each in (each for each in children(parse, verb, "conj", "advcl") if _stands_beside(parse, each)):
        yield sorted(parse.subtree(each))


def _stands_beside(parse: Parse, verb: int) -> bool:
    """Whether a clause with a subject of its own is joined to another by "and", or told beside it by "as"."""
    token = parse.tokens[verb]
    if not children(parse, verb, "nsubj", "nsubjpass") or not is_finite(parse, verb):
        return False
    if token.dep == "conj":
        before = parse.tokens[max(parse.subtree(verb)[0] - 2, 0) : parse.subtree(verb)[0]]
        return any(one.text in (",", ";") for one in before)
    marks = {parse.tokens[each].lower for each in children(parse, verb, "mark")}
    opening = parse.subtree(verb)[0]
    return token.dep == "advcl" and bool(marks & _BESIDE) and opening > token.head and _is_apart(parse, opening)


def _is_apart(parse: Parse, opening: int) -> bool:
    return parse.tokens[opening].text == "," or (opening > 0 and parse.tokens[opening - 1].text == ",")
