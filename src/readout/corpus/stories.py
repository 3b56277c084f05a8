"""Stories: happenings and meetings that are one and the same, and the articles that tell of them."""

from collections.abc import Iterable, Mapping, Sequence

from readout.codes import EventType, Factuality, MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.origins import count_origins
from readout.records import CalendarLine, Citation, EventLine, Story
from readout.spans import finding_id, overlaps

Line = EventLine | CalendarLine
FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
TALKS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})


def link_stories(
    happenings: Iterable[EventLine],
    calendar: Iterable[CalendarLine],
    directory: Directory,
    origin: Mapping[str, str],
) -> tuple[Story, ...]:
    """
    One `Story` for each factual happening or held meeting, in order of first day and id.

    A held meeting and the talks of the same sides on the same day are one story, and so are two codings
    of the same day that stand on overlapping sentences. What is only threatened, demanded, denied,
    alleged or ahead makes no story.
    """
    lines: list[Line] = [line for line in calendar if line.status is MeetingStatus.HELD and line.when]
    lines += [line for line in happenings if line.factuality in FACTUAL]
    rooms: list[list[Line]] = []
    for line in lines:
        for room in rooms:
            if any(_same_story(line, other, directory) for other in room):
                room.append(line)
                break
        else:
            rooms.append([line])
    stories = (_write_story(room, origin) for room in rooms)
    return tuple(sorted(stories, key=lambda story: (story.first_day or "9999", story.id)))


def day_of(line: Line) -> str | None:
    """The day of a happening or a meeting, as precisely as known; None when no article gives it."""
    return (line.when if isinstance(line, CalendarLine) else line.day) or None


def _same_story(one: Line, other: Line, directory: Directory) -> bool:
    day, another = day_of(one), day_of(other)
    if day is None or another is None or day[:10] != another[:10]:
        return False
    if _is_talk(one) and _is_talk(other):
        mine, theirs = directory.parties(_actors(one)), directory.parties(_actors(other))
        return len(mine) > 1 and len(theirs) > 1 and (mine <= theirs or theirs <= mine)
    return _share_a_sentence(one.citations, other.citations)


def _is_talk(line: Line) -> bool:
    return isinstance(line, CalendarLine) or line.event_type in TALKS


def _actors(line: Line) -> tuple[str, ...]:
    return line.party_ids if isinstance(line, CalendarLine) else (*line.actor_ids, *line.recipient_ids)


def _share_a_sentence(one: Iterable[Citation], other: Sequence[Citation]) -> bool:
    return any(
        mine.article_id == theirs.article_id and overlaps(mine.span, theirs.span) for mine in one for theirs in other
    )


def _write_story(room: list[Line], origin: Mapping[str, str]) -> Story:
    happenings = tuple(sorted(line.id for line in room if isinstance(line, EventLine)))
    meetings = tuple(sorted(line.uid for line in room if isinstance(line, CalendarLine)))
    citations = sorted(
        {citation for line in room for citation in line.citations},
        key=lambda citation: (citation.article_id, citation.span),
    )
    articles = tuple(sorted({citation.article_id for citation in citations}))
    days = sorted(day for line in room if (day := day_of(line)))
    meeting = next((line for line in room if isinstance(line, CalendarLine)), None)
    return Story(
        id=finding_id("story", *(meetings or happenings)),
        headline=meeting.summary.text if meeting else "",
        article_ids=articles,
        happening_ids=happenings,
        meeting_uids=meetings,
        citations=tuple(citations),
        origins=count_origins(articles, origin),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
    )
