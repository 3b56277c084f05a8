"""Quotation marks and what stands between them, whatever marks an outlet prints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readout.records import Span
from readout.spans import trim

MARK = re.compile(r"``|''(?!\w)|(?<!\w)''|[“”„‟«»\"]")
OPENING, CLOSING = frozenset("“„‟«") | {"``"}, frozenset("”»")
SINGLE = re.compile("['‘]")  # what may open a quotation in single marks
BEFORE_OPENING = frozenset("([{-–—―…/“\"«„‟:;,‘'`")  # beside white space: what an opening mark may stand against
APOSTROPHES = frozenset("'’‘")
CLIPPED = re.compile(r"(?:\d0s?|em|til|till|cause|tis|twas|round|bout|n)\b", re.IGNORECASE)  # '90s, 'em: no quotation
SINGLE_MOST = 600  # characters that a quotation in single marks may run before its apostrophe is taken for a mere one


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    One quotation of one paragraph.

    `outer` has the marks and `inner` has not, nor white space at its edges. `depth` is 0 for an outermost
    quotation and rises by one for each that holds it. `closed` is false when the closing mark is missing and
    the paragraph's end is taken for it. `reopens` is true when the paragraph before left its last quotation
    open and this one, at its paragraph's first character, goes on with it.
    """

    outer: Span
    inner: Span
    depth: int
    closed: bool
    reopens: bool


class _Pair(NamedTuple):
    start: int  # of the opening mark
    first: int  # first character after it
    last: int  # first character of the closing mark
    end: int
    closed: bool


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """
    The quotations of each block (a paragraph of `text`), outer before inner, in the order of the text.

    No quotation leaves its paragraph, so that a mark without a partner spoils one paragraph at most.
    """
    found: list[Quotation] = []
    left_open = False
    for block in blocks:
        doubles = _pair_doubles(text, block)
        pairs = sorted((*doubles, *_pair_singles(text, block, doubles)), key=lambda pair: (pair.start, -pair.end))
        quotations = [
            _make_quotation(text, pair, pairs, reopens=left_open and pair.start == block.start) for pair in pairs
        ]
        found.extend(quotation for quotation in quotations if quotation is not None)
        left_open = any(not pair.closed for pair in doubles)
    return tuple(found)


def outermost(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Those that no other quotation holds."""
    return tuple(quotation for quotation in quotations if quotation.depth == 0)


def _make_quotation(text: str, pair: _Pair, pairs: Sequence[_Pair], *, reopens: bool) -> Quotation | None:
    inner = trim(text, Span(pair.first, pair.last))
    if inner is None:
        return None
    depth = sum(1 for other in pairs if other.start < pair.start and pair.end <= other.end and other != pair)
    return Quotation(Span(pair.start, pair.end), inner, depth, pair.closed, reopens)


def _pair_doubles(text: str, block: Span) -> tuple[_Pair, ...]:
    marks = [match.span() for match in MARK.finditer(text, block.start, block.end)]
    pairs: list[_Pair] = []
    stack: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(marks):
        if _opens(text, block, start, end, inside=bool(stack)):
            if stack and not _nests(text, block, stack[-1], marks[number:]):
                stack.pop()  # a mark that nothing closed before the next opened: no telling where it ended
            stack.append((start, end))
        elif stack:
            opened, first = stack.pop()
            pairs.append(_Pair(opened, first, start, end, closed=True))
    if stack:
        opened, first = stack[-1]
        pairs.append(_Pair(opened, first, block.end, block.end, closed=False))
    return tuple(pairs)


def _opens(text: str, block: Span, start: int, end: int, *, inside: bool) -> bool:
    """Whether a double mark opens: by its shape where curly, by its neighbours where straight or turned round."""
    mark = text[start:end]
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    free_before = before.isspace() or before in BEFORE_OPENING
    free_after = after.isspace() or not (after.isalnum() or after in "$€£#@[(…‘'“")
    if mark in OPENING:
        turned_round = inside and free_after and not before.isspace() and after != "…"
        return not turned_round
    if mark in CLOSING:
        return not inside and (before.isspace() or start == block.start) and not free_after
    if free_before != free_after:
        return free_before and not (inside and before in ",;:…-–—'")
    return not inside and free_before


def _nests(text: str, block: Span, opened: tuple[int, int], marks: Sequence[tuple[int, int]]) -> bool:
    """
    Whether the opening mark that `marks` begins with stands inside the quotation opened before it:
    either the next two both close, or the one before is a straight mark at the paragraph's
    start, which often stays open, and this is a curly one with its own partner.
    """
    closes = [not _opens(text, block, start, end, inside=True) for start, end in marks[1:3]]
    if closes == [True, True]:
        return True
    left_margin = opened[0] == block.start and text[opened[0]] == '"'
    return left_margin and text[marks[0][0]] in "“«" and closes[:1] == [True] and text[marks[1][0]] in CLOSING


def _pair_singles(text: str, block: Span, doubles: Sequence[_Pair]) -> tuple[_Pair, ...]:
    pairs: list[_Pair] = []
    place = block.start
    while found := SINGLE.search(text, place, block.end):
        place = found.start()
        if _opens_single(text, block, place):
            limit = min([block.end, *(pair.last for pair in doubles if pair.first <= place < pair.last)])
            closing = _find_closing(text, place + 1, min(limit, place + SINGLE_MOST))
            if closing is not None and not _crosses(place, closing, doubles):
                pairs.append(_Pair(place, place + 1, closing, closing + 1, closed=True))
                place = closing
        place += 1
    return tuple(pairs)


def _opens_single(text: str, block: Span, place: int) -> bool:
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    if not (before.isspace() or before in BEFORE_OPENING) or before in APOSTROPHES or after in APOSTROPHES:
        return False
    return (after.isalnum() or after in '“"…') and not CLIPPED.match(text, place + 1)


def _find_closing(text: str, first: int, limit: int) -> int | None:
    """
    The apostrophe that closes a quotation in single marks.

    One after "s" and before a word may be a possessive: it closes only when no surer one follows.
    """
    possessive = None
    for place in range(first, limit):
        if text[place] not in "'’" or text[place - 1].isspace():
            continue
        after = text[place + 1] if place + 1 < len(text) else " "
        if after.isalnum():
            continue
        if not (text[place - 1] in "sS" and after == " "):
            return place
        possessive = place if possessive is None else possessive
    return possessive


def _crosses(start: int, end: int, doubles: Sequence[_Pair]) -> bool:
    return any((start < pair.start <= end < pair.end) or (pair.start < start < pair.end <= end) for pair in doubles)
