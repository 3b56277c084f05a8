"""Stories: happenings and meetings that are one and the same, and the sentences and articles that tell of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from readout.codes import EventType, Factuality, MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.bonds import Bonds
from readout.corpus.origins import Origins
from readout.corpus.passages import Passages
from readout.corpus.rooms import LIKELY, Line, Room, add_sentences, join_alike, weigh_near
from readout.corpus.sayings import Saying
from readout.records import CalendarLine, Citation, EventLine, Story
from readout.spans import finding_id, overlaps

FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
TALKS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})


def link_stories(
    happenings: Iterable[EventLine],
    calendar: Iterable[CalendarLine],
    directory: Directory,
    origins: Origins,
    passages: Passages,
    bonds: Bonds,
    variants: Iterable[tuple[Saying, Saying]] = (),
) -> tuple[Story, ...]:
    """
    One `Story` for each held meeting and each factual happening, in order of first day and of its sentences; what
    is alleged, or reported under a day of its own without being coded, makes a story when a second outlet tells it.

    A held meeting and the talks of the same sides on the same day are one story, and so are two codings
    of the same day that stand on overlapping sentences. Then rooms are joined, the likest first, when their
    sentences are alike, nearest and on the average, a side is shared, and no day speaks against it; at last
    each sentence of another article joins the room that it is likest to. What a speaker is quoted with in two
    variants is a story too, and so is that a meeting was put off or called off. What is only threatened, demanded,
    denied or ahead makes no story.
    """
    calendar = tuple(calendar)
    lines: list[Line] = [line for line in calendar if line.status is MeetingStatus.HELD and line.when]
    lines += [line for line in happenings if line.factuality in FACTUAL or line.factuality is Factuality.ALLEGED]
    rooms: list[Room] = []
    by_day: dict[str, list[Room]] = {}  # only lines of one likely day can be one story
    for line in lines:
        day = _likely_day(line, passages)
        near = by_day.setdefault(day[:10], []) if day else []
        for room in near:
            if any(_same_story(line, other, directory, passages) for other in room.lines):
                room.join(Room([line], list(map(passages.own, line.citations)), day_of(line)))
                break
        else:
            near.append(_open_room((line,), line.citations, passages))
            rooms.append(near[-1])
    rooms += _open_for_called_off(rooms, calendar, passages)
    held = {citation for room in rooms for citation in room.citations}
    opening = _leads_together(bonds, passages, origins)
    rooms += [
        _open_room((), (citation,), passages)
        for citation in passages.citations
        if citation not in held
        and (citation in opening or (citation in passages.reports and passages.own_day(citation)))
    ]
    rooms = join_alike(rooms, passages, bonds)
    add_sentences(rooms, passages, bonds)
    rooms += _open_for_sayings(rooms, variants, bonds, passages)
    stories = (_write_story(room, origins) for room in rooms if _is_told(room, passages, origins))
    return tuple(
        sorted(stories, key=lambda story: (story.first_day or "9999", passages.key(story.citations), story.id))
    )


def _open_for_called_off(rooms: Iterable[Room], calendar: Iterable[CalendarLine], passages: Passages) -> list[Room]:
    """A room for each meeting that was put off or called off, of its own day, unless a room tells that already."""
    held = {citation for room in rooms for citation in room.citations if not room.has_meeting}
    opened: list[Room] = []
    for line in calendar:
        told = [own for own in map(passages.own, line.citations) if own in passages.called_off]
        if told and held.isdisjoint(told):
            held.update(told)
            days = [day for one in told if (day := passages.own_day(one) or passages.day_published(one))]
            opened.append(Room([], told, min(days, default=None), firm=False, called_off=True))
    return opened


def _leads_together(bonds: Bonds, passages: Passages, origins: Origins) -> frozenset[Citation]:
    """The sentences that open articles which two outlets or more tell one happening in, and not by one text alone."""
    told = [
        group
        for group in bonds.groups
        if len({passages.outlets[key] for key in group}) > 1 < len({origins.copied.get(key, key) for key in group})
    ]
    return frozenset(bonds.leads[key] for group in told for key in group if key in bonds.leads)


def _open_for_sayings(
    rooms: Sequence[Room], variants: Iterable[tuple[Saying, Saying]], bonds: Bonds, passages: Passages
) -> list[Room]:
    """
    Rooms for sentences that a speaker is quoted with in variants, unless a room has both already; the surest pairs
    first and each sentence in one of them, since a phrase that somebody uses every week is not one saying.
    """
    holders: dict[Citation, set[int]] = {}
    for number, room in enumerate(rooms):
        for citation in room.citations:
            holders.setdefault(citation, set()).add(number)
    pairs: list[tuple[float, str, int, Citation, Citation]] = []
    told = groupby(variants, key=lambda pair: passages.own(pair[0].citation))
    nears = [
        (one, 0, [(0, own) for _, other in group if _are_apart(one, own := passages.own(other.citation), holders)])
        for one, group in told
    ]
    nears.sort(key=lambda each: passages.turn(each[0]))  # neighbours in time share what the bonds keep at hand
    for one, _, others, odds in weigh_near(nears, bonds):
        for (_, other), each in zip(others, odds, strict=True):
            if each >= LIKELY:
                pairs.append((-each, passages.key((one, other)), len(pairs), one, other))
    found: dict[Citation, Room] = {}
    for _, _, _, one, other in sorted(pairs):
        if one in found and other in found:
            continue
        room = found.get(one) or found.get(other) or Room([], [], None)
        room.citations += [each for each in (one, other) if each not in found]
        found[one] = found[other] = room
    return list({id(room): room for room in found.values()}.values())


def _are_apart(one: Citation, other: Citation, holders: Mapping[Citation, set[int]]) -> bool:
    """Whether no room holds both sentences."""
    return one not in holders or other not in holders or holders[one].isdisjoint(holders[other])


def _open_room(lines: Sequence[Line], citations: Sequence[Citation], passages: Passages) -> Room:
    """A room whose day is that of its line, else the one day that its sentences name."""
    told = next((day for line in lines if (day := day_of(line))), None)
    named = {own for citation in citations if (own := passages.own_day(citation))}
    day = told or (named.pop() if len(named) == 1 else None)
    firm = told is not None or all(passages.day_published(citation) != day for citation in citations)
    return Room(list(lines), list(map(passages.own, citations)), day, firm)


def _likely_day(line: Line, passages: Passages) -> str | None:
    """The day of a line, else for talks the one day that its sentences name: of talks, that is when they were."""
    if (day := day_of(line)) or not _is_talk(line):
        return day
    named = {own for citation in line.citations if (own := passages.own_day(citation))}
    return named.pop() if len(named) == 1 else None


def day_of(line: Line) -> str | None:
    """The day of a happening or a meeting, as precisely as known; None when no article gives it."""
    return (line.when if isinstance(line, CalendarLine) else line.day) or None


def _is_told(room: Room, passages: Passages, origins: Origins) -> bool:
    """Whether somebody vouches for the happening, or two outlets tell of it by themselves, be it as a claim."""
    sure = any(isinstance(line, CalendarLine) or line.factuality in FACTUAL for line in room.lines)
    sure = sure or not passages.called_off.isdisjoint(room.citations)
    outlets = {passages.outlets[one.article_id] for one in room.citations}
    return sure or (len(outlets) > 1 and origins.count(room.citations) > 1)


def _same_story(one: Line, other: Line, directory: Directory, passages: Passages) -> bool:
    day, another = _likely_day(one, passages), _likely_day(other, passages)
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


def _write_story(room: Room, origins: Origins) -> Story:
    happenings = tuple(sorted(line.id for line in room.lines if isinstance(line, EventLine)))
    meetings = tuple(sorted(line.uid for line in room.lines if isinstance(line, CalendarLine)))
    citations = sorted(set(room.citations), key=lambda citation: (citation.article_id, citation.span))
    articles = tuple(sorted({citation.article_id for citation in citations}))
    days = sorted(day for line in room.lines if (day := day_of(line))) or ([room.day] if room.day else [])
    meeting = next((line for line in room.lines if isinstance(line, CalendarLine)), None)
    return Story(
        id=finding_id("story", *(meetings or happenings or sorted(one.digest for one in citations))),
        headline=meeting.summary.text if meeting else "",
        article_ids=articles,
        happening_ids=happenings,
        meeting_uids=meetings,
        citations=tuple(citations),
        origins=origins.count(citations),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
    )
