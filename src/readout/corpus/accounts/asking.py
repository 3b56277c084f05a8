"""Who asked for a meeting, as each account tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement
from readout.corpus.accounts.assertions import Assertion
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.records import Citation, Mention, Point, Span
from readout.spans import covers

AFTER, BEFORE = 24, 40  # characters between the words and the name of the one who asked
_LEAD = re.compile(r"\b(?:at|on|upon)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;:!?]|\s(?:and|but|who|which|that)\b")
_LATTER = re.compile(r"\bthe latter['’]s (?:request|initiative|suggestion|invitation)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:held|took place|taken place|came about|arranged|lasted)\b", re.IGNORECASE)
_BEFORE_A_NOUN = re.compile(r"\b(?:the|an?|any|these|those|such|its|their|of|for|on|in|no)\s+$", re.IGNORECASE)
_MEETINGS = frozenset({"~call", "~talks"})


@dataclass(frozen=True, slots=True)
class _Asking:
    assertion: Assertion
    side: str
    span: Span

    @property
    def citation(self) -> Citation:
        return self.assertion.citation


def find_askings(scope: Sequence[Assertion], told: Told, book: AccountBook) -> Iterator[Point]:
    """
    A CONFLICT where two outlets name different sides as those who asked for a meeting, by what sort it is.

    An outlet that names both sides tells of the dispute and takes no part in it.
    """
    meant = [one for one in scope if one.stems & _MEETINGS or _HELD.search(told.passages.text(one.citation))]
    askings = [asking for one in meant for asking in _askings(one, told, book)]
    sides: dict[str, set[str]] = {}
    for one in askings:
        sides.setdefault(one.assertion.outlet, set()).add(one.side)
    first: dict[str, _Asking] = {}
    for one in askings:
        if len(sides[one.assertion.outlet]) == 1:
            first.setdefault(one.assertion.outlet, one)
    kept = [one for one in first.values() if any(_is_rival(one, other) for other in first.values())]
    if kept:
        marks = {one.citation: (one.span,) for one in kept}
        tellings = dated_first(tell_by(marks, told, marks), told)
        by_citation = {one.citation: one for one in kept}
        words = {by_citation[each.citation].side: _words(by_citation[each.citation], told) for each in tellings[::-1]}
        yield write_point(Agreement.CONFLICT, "who_asked", tellings, told, tuple(reversed(words.values())))


def _is_rival(one: _Asking, other: _Asking) -> bool:
    mine, theirs = one.assertion.stems & _MEETINGS, other.assertion.stems & _MEETINGS
    return one.side != other.side and (not mine or not theirs or bool(mine & theirs))


def _words(one: _Asking, told: Told) -> str:
    return told.passages.texts[one.citation.article_id][one.span.start : one.span.end]


def _askings(one: Assertion, told: Told, book: AccountBook) -> Iterator[_Asking]:
    citation = one.citation
    text = told.passages.text(citation)
    named = told.analyses[citation.article_id].mentions
    mentions = [each for each in named if each.actor_id and covers(citation.span, each.span)]
    start = citation.span.start
    for found in book.asked_before.finditer(text):
        after = [each for each in mentions if 0 <= each.span.start - start - found.end() <= AFTER]
        yield from _ask(one, told, text, found, min(after, key=lambda each: each.span.start, default=None))
    for found in book.asked_relative.finditer(text) if one.stems & _MEETINGS else ():
        inside = [each for each in mentions if found.start(1) <= each.span.start - start < found.end(1)]
        yield from _ask(one, told, text, found, min(inside, key=lambda each: each.span.start, default=None))
    for found in _LATTER.finditer(text) if book.asked_owned.search(text) else ():
        people = [each for each in mentions if each.label == "PERSON" and each.span.end - start <= found.start()]
        yield from _ask(
            one, told, text, found, max(people, key=lambda each: each.span.end, default=None), told_of=False
        )
    for pattern, reach in ((book.asked_owned, 1), (book.asked_verb, BEFORE)):
        for found in pattern.finditer(text):
            if pattern is book.asked_verb and _BEFORE_A_NOUN.search(text, 0, found.start()):
                continue  # "the proposed talks"
            before = [each for each in mentions if 0 <= found.start() - (each.span.end - start) <= reach]
            yield from _ask(one, told, text, found, max(before, key=lambda each: each.span.end, default=None))


def _ask(
    one: Assertion, told: Told, text: str, found: re.Match[str], who: Mention | None, *, told_of: bool = True
) -> Iterator[_Asking]:
    """Who asked, with the words that say so; the name is among them when the words are `told_of` it."""
    if who is not None and who.actor_id is not None:
        begin = one.citation.span.start
        named = (who.span.start - begin, who.span.end - begin) if told_of else ()
        edges = (found.start(), found.end(), *named)
        start = _LEAD.search(text, 0, min(edges))
        end = _CLAUSE.search(text, max(edges))
        first, last = start.start() if start else min(edges), end.start() if end else max(edges)
        yield _Asking(one, told.directory.party(who.actor_id), Span(begin + first, begin + last))
