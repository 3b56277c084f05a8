"""Who asked for a meeting, and whether a thing was agreed there or only talked about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.period import days_between
from readout.records import Citation, Mention, Point, Story
from readout.spans import covers

AFTER, BEFORE = 24, 40  # characters between the words and the name of the one who asked
_LEAD = re.compile(r"\b(?:at|on|upon)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;:!?]|\s(?:and|but|who|which|that)\b")
NEAR = 2  # days from a meeting to an account of it
LINKED = 0.12  # likeness from which two sentences speak of the same outcome


@dataclass(frozen=True, slots=True)
class _Asking:
    citation: Citation
    side: str
    words: str


def find_askings(story: Story, told: Told, book: AccountBook) -> Iterator[Point]:
    """
    A CONFLICT where two outlets name different sides as those who asked for a held meeting.

    Read are the story's sentences and each that follows one of them. An outlet that names both sides tells of
    the dispute and takes no part in it.
    """
    if not story.meeting_uids:
        return
    askings = [one for citation in _sentences(story, told) for one in _askings(citation, told, book)]
    sides: dict[str, set[str]] = {}
    for one in askings:
        sides.setdefault(told.outlet(one.citation), set()).add(one.side)
    plain = [one for one in askings if len(sides[told.outlet(one.citation)]) == 1]
    if len({one.side for one in plain}) < 2:
        return
    first: dict[str, _Asking] = {}
    for one in plain:
        first.setdefault(told.outlet(one.citation), one)
    tellings = dated_first(tell_by((one.citation for one in first.values()), told), told)
    by_citation = {one.citation: one for one in first.values()}
    words = {by_citation[each.citation].side: by_citation[each.citation].words for each in reversed(tellings)}
    yield write_point(Agreement.CONFLICT, "who_asked", tellings, told, tuple(reversed(words.values())))


def _sentences(story: Story, told: Told) -> Iterable[Citation]:
    """The story's sentences and the ones that follow them, in order of article and text."""
    wanted = set(story.citations)
    for key in story.article_ids:
        follows = False
        for citation in told.passages.of_article[key]:
            if citation in wanted or follows:
                yield citation
            follows = citation in wanted


def _askings(citation: Citation, told: Told, book: AccountBook) -> Iterator[_Asking]:
    text = told.passages.text(citation)
    mentions = [
        one for one in told.analyses[citation.article_id].mentions if one.actor_id and covers(citation.span, one.span)
    ]
    start = citation.span.start
    for found in book.asked_before.finditer(text):
        after = [one for one in mentions if 0 <= one.span.start - start - found.end() <= AFTER]
        yield from _ask(citation, told, text, found, min(after, key=lambda one: one.span.start, default=None))
    for pattern, reach in ((book.asked_owned, 1), (book.asked_verb, BEFORE)):
        for found in pattern.finditer(text):
            before = [one for one in mentions if 0 <= found.start() - (one.span.end - start) <= reach]
            yield from _ask(citation, told, text, found, max(before, key=lambda one: one.span.end, default=None))


def _ask(citation: Citation, told: Told, text: str, found: re.Match[str], who: Mention | None) -> Iterator[_Asking]:
    if who is not None and who.actor_id is not None:
        edges = (found.start(), found.end(), who.span.start - citation.span.start, who.span.end - citation.span.start)
        start = _LEAD.search(text, 0, min(edges))
        end = _CLAUSE.search(text, max(edges))
        words = text[start.start() if start else min(edges) : end.start() if end else max(edges)]
        yield _Asking(citation, told.directory.party(who.actor_id), words)


def find_outcomes(story: Story, told: Told, book: AccountBook) -> Iterator[Point]:
    """
    A CONFLICT where one outlet's account of a held meeting says that a thing was agreed, and another's, which
    nowhere says so, that the like was discussed.
    """
    if not story.meeting_uids:
        return
    near = [
        citation
        for key in story.article_ids
        for citation in told.passages.of_article[key]
        if _is_fresh(citation, story, told)
    ]
    agreed = [one for one in near if _says(one, told, book.agreed) and not _says(one, told, book.discussed)]
    discussed = [one for one in near if _says(one, told, book.discussed)]
    pairs = [
        (-told.passages.alike(one, other), told.passages.key((one, other)), one, other)
        for one in agreed
        for other in discussed
        if told.outlet(one) != told.outlet(other)
        and told.passages.alike(one, other) >= LINKED
        and not any(
            told.outlet(also) == told.outlet(other) and told.passages.alike(one, also) >= LINKED for also in agreed
        )
    ]
    for _, _, one, other in sorted(pairs, key=lambda pair: pair[:2])[:1]:
        yield write_point(
            Agreement.CONFLICT, "agreed_or_discussed", dated_first(tell_by((one, other), told), told), told
        )


def _says(citation: Citation, told: Told, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(told.passages.text(citation)))


def _is_fresh(citation: Citation, story: Story, told: Told) -> bool:
    apart = days_between(told.published(citation), story.first_day)
    return apart is not None and apart <= NEAR and told.is_after(citation, story.first_day)
