"""When a position was said, and whether its sentence tells it as one that the party has held before."""

import re
from collections.abc import Iterable, Iterator, Sequence

from readout.codebook.positions import PositionBook
from readout.records import Span, Timex
from readout.spans import covers, overlaps
from readout.tokens import Parse

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BARE = frozenset({"npadvmod", "tmod", "advmod", "nummod"})  # "Monday", "today", beside a verb without "on"


def find_said(parse: Parse, trigger: int, inside: Sequence[Span], timexes: Iterable[Timex]) -> Timex | None:
    """
    The day that stands beside the verb of a position, or of one above it: "demanded on Monday", "said on Monday that
    it would not". None where there is none or more than one; a day `inside` the content is not that of saying.
    """
    verbs = set(_verbs(parse, trigger))
    found = [
        timex
        for timex in timexes
        if _DAY.match(timex.value)
        and not any(covers(piece, timex.span) for piece in inside)
        and _hangs_on(parse, timex.span) in verbs
    ]
    return found[0] if len({timex.value[:10] for timex in found}) == 1 else None


def is_standing(parse: Parse, trigger: int, content: Span, book: PositionBook) -> bool:
    """
    Whether the words around a trigger say that the position was held before: "still", "repeated", "insists", "for
    years". Most of them count only outside of the content: who "will close the port again" has not said so before.
    """
    verbs = {trigger, *_verbs(parse, trigger)}
    if any(book.has("standing", parse.tokens[each].lemma) for each in verbs):
        return True
    first, after = parse.sentences[parse.sentence_of[trigger]]
    words = tuple(parse.tokens[each].lower for each in range(first, after))
    for phrase, anywhere in book.standing:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase and _is_beside(
                parse, range(first + at, first + at + len(phrase)), verbs
            ):
                return anywhere or not overlaps(parse.span(first + at, first + at + len(phrase)), content)
    return False


def _verbs(parse: Parse, trigger: int) -> Iterator[int]:
    """The trigger, and the verbs above it in its sentence."""
    yield trigger
    yield from (each for each in parse.ancestors(trigger) if parse.tokens[each].pos in ("VERB", "AUX"))


def _hangs_on(parse: Parse, span: Span) -> int | None:
    """The verb that a time is said of, by itself or behind "on"; None behind "by", "until" and within a phrase."""
    tokens = parse.tokens_in(span)
    tops = [each for each in tokens if parse.tokens[each].head not in tokens]
    if len(tops) != 1:
        return None
    top = parse.tokens[tops[0]]
    above = parse.tokens[top.head]
    if top.dep == "pobj":
        return above.head if above.lower == "on" and above.dep == "prep" else None
    return above.i if top.dep in _BARE and above.pos in ("VERB", "AUX") else None


def _is_beside(parse: Parse, places: range, verbs: set[int]) -> bool:
    """Whether some words hang on a verb that tells of the position, or on a word beside it."""
    heads = {parse.tokens[each].head for each in places} - set(places)
    return any(head in verbs or parse.tokens[head].head in verbs for head in heads)
