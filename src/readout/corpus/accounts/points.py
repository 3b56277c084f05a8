"""How points are written that need no more than their passages, and each once."""

import re
from collections.abc import Iterable, Iterator

from readout.codes import Agreement, MeetingStatus
from readout.corpus.accounts.assertions import Assertion
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.records import Citation, Point, Story

_BESIDE = re.compile(
    r"\b(?:after|before|following|since|until|prior to|ahead of|because of)\b(?:\W+[\w-]+){0,4}?\W+"
    r"(?:calls?|conversations?|talks|meetings?|summit|round|session|visit)\b",
    re.IGNORECASE,
)


def write_shared(members: Iterable[Assertion], told: Told) -> Point:
    """What is aligned and does not differ, one telling of each outlet: the first that it printed."""
    first: dict[str, Assertion] = {}
    for one in sorted(members, key=lambda each: told.passages.key((each.citation,))):
        first.setdefault(one.outlet, one)
    tellings = dated_first(tell_by((one.citation for one in first.values()), told), told)
    return write_point(Agreement.SHARED, None, tellings, told)


def find_meeting(story: Story, scope: Iterable[Assertion], told: Told) -> Iterator[Point]:
    """
    A held meeting that two outlets report in sentences too unlike to be aligned: both are coded as of that meeting.

    A sentence that only places something else by it ("after the call") reports it not.
    """
    own = set(story.citations)
    kept = [
        one
        for one in scope
        if one.citation in own and told.is_after(one.citation, story.first_day) and _reports_meeting(one.citation, told)
    ]
    if story.meeting_uids and len({one.outlet for one in kept}) > 1:
        yield write_shared(kept, told)


def _reports_meeting(citation: Citation, told: Told) -> bool:
    held = any(
        one.evidence == citation.span and one.status is MeetingStatus.HELD
        for one in told.analyses[citation.article_id].meetings
    )
    return held and not _BESIDE.search(told.passages.text(citation))


def each_once(points: Iterable[Point]) -> Iterable[Point]:
    """No point whose passages all stand in another of its kind; of two on the same passages the first."""
    found = list(points)
    cited = [frozenset(telling.citation for telling in point.tellings) for point in found]
    holders: dict[Citation, list[int]] = {}
    for number, citations in enumerate(cited):
        for citation in citations:
            holders.setdefault(citation, []).append(number)
    for number, point in enumerate(found):
        held = any(
            found[place].conflict == point.conflict
            and (cited[number] < cited[place] or (cited[number] == cited[place] and place < number))
            for place in holders[point.tellings[0].citation]
        )
        if not held:
            yield point
