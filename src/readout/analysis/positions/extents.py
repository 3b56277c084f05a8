"""Where the content of a position and its condition begin and end."""

from collections.abc import Collection, Iterable

from readout.codebook.positions import PositionBook
from readout.grammar import children, is_finite
from readout.records import Span
from readout.tokens import Parse

_LEADING = frozenset({"that", "to", "and", "but", "as", ",", ":", ";", "—", "–", "--", "-", ".", "…", "only", "even"})
_TRAILING = frozenset({",", ":", ";", "—", "–", "--", "-", ".", "!", "?", "and", "but", "…", "only"})
_OPENING, _CLOSING, _EITHER = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}, frozenset({'"'})
_SINGLE = frozenset({"'", "‘", "’"})
DASHES = frozenset({"--", "—", "–"})
NEVER = frozenset({"while", "after"})  # conditions only of what "will" or "can" be
AHEAD = frozenset({"when", "once", "as soon as", "on the day that", "should"})  # of what is promised too


def find_extent(parse: Parse, head: int, without: Collection[int] = ()) -> Span | None:
    """
    The words of `head` and all that hangs on it, but for the branches `without`; None when nothing is left.

    "according to" with its source, and "that", "to" and marks at the edges are left out; what begins between two
    dashes ends there.
    """
    whole = parse.subtree(head)
    sources = [each for each in whole if parse.tokens[each].lower == "according"]
    dropped = {each for branch in (*without, *sources) for each in parse.subtree(branch)}
    kept = [each for each in whole if each not in dropped]
    while kept and parse.tokens[kept[0]].lower in _LEADING:
        kept.pop(0)
    if not kept:
        return None
    return trim_words(parse, kept[0], kept[-1] + 1)


def find_afterthoughts(parse: Parse, head: int) -> list[int]:
    """Clauses of their own that "and" joins behind a comma: what is said next, and no part of the first."""
    if parse.tokens[head].pos not in ("VERB", "AUX"):
        return []
    return [each for each in children(parse, head, "conj") if _stands_apart(parse, head, each)]


def _stands_apart(parse: Parse, head: int, joined: int) -> bool:
    """Whether a joined clause has a subject of its own and a comma before it."""
    if not children(parse, joined, "nsubj", "nsubjpass") or not is_finite(parse, joined):
        return False
    return any(parse.tokens[at].text == "," for at in range(max(head, joined - 6), joined))


def trim_words(parse: Parse, first: int, after: int) -> Span | None:
    """The tokens from `first` up to `after` without what `find_extent` leaves out."""
    after = _before_dash(parse, first, after)
    while True:
        start, end = first, after
        while first < after and parse.tokens[first].lower in _LEADING:
            first += 1
        while after > first and parse.tokens[after - 1].lower in _TRAILING:
            after -= 1
        if first < after:
            first, after = _without_marks(parse, first, after)
        if (start, end) == (first, after) or first >= after:
            break
    return parse.span(first, after) if first < after else None


def _before_dash(parse: Parse, first: int, after: int) -> int:
    opening = parse.sentences[parse.sentence_of[first]][0]
    dashes = sum(parse.tokens[each].text in DASHES for each in range(opening, first))
    if dashes % 2:
        return next((each for each in range(first + 1, after) if parse.tokens[each].text in DASHES), after)
    return after


def _is_mark(parse: Parse, i: int) -> bool:
    """Whether a token is a quotation mark; an apostrophe is one only where it is no ending."""
    token = parse.tokens[i]
    return token.text in _OPENING | _CLOSING | _EITHER or (token.text in _SINGLE and token.pos == "PUNCT")


def _without_marks(parse: Parse, first: int, after: int) -> tuple[int, int]:
    """Cut a quotation mark at an edge that has no partner inside, and a pair that stands around everything."""
    marks = [each for each in range(first, after) if _is_mark(parse, each)]
    if len(marks) == 1 and first < marks[0] < after - 1 and parse.tokens[after : after + 1]:
        closes = _is_mark(parse, after) and parse.tokens[after].text not in _OPENING
        return first, after + 1 if closes else after
    if len(marks) == 1 and marks[0] == after - 1:
        return first, after - 1
    if marks and marks[0] == first and (len(marks) == 1 or (len(marks) == 2 and marks[1] == after - 1)):
        return first + 1, after - (len(marks) == 2)
    return first, after


def find_condition(
    parse: Parse, heads: Iterable[int], book: PositionBook, skipped: frozenset[str] = frozenset()
) -> tuple[Span, int] | None:
    """
    The words of a condition that hangs on one of `heads`, without its marker, and the branch that holds it.

    `skipped` are markers that lead to none here: "after" and "while" do so only behind a "will" or "can".
    """
    for head in heads:
        for branch in parse.children[head]:
            if parse.tokens[branch].dep in ("advcl", "prep", "mark", "npadvmod", "advmod", "ccomp", "acl"):
                found = _read_condition(parse, branch, book, skipped)
                if found is not None:
                    return found, branch
    return None


def _read_condition(parse: Parse, branch: int, book: PositionBook, skipped: frozenset[str]) -> Span | None:
    words = parse.subtree(branch)
    start = next((at for at, each in enumerate(words) if parse.tokens[each].pos != "PUNCT"), None)
    if start is None or parse.tokens[words[start]].lower == "even":
        return None
    for lead in (start, start + 1):
        told = tuple(parse.tokens[each].lower for each in words[lead : lead + 4])
        for marker in book.markers:
            if told[: len(marker)] != marker or (lead > start and parse.tokens[words[start]].lower != "only"):
                continue
            joined = " ".join(marker)
            if joined in skipped or (joined == "should" and parse.tokens[words[lead]].dep != "aux"):
                return None
            rest = words[lead + len(marker) :]
            return trim_words(parse, rest[0], rest[-1] + 1) if rest and parse.children[branch] else None
    return None
