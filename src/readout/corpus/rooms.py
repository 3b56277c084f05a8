"""Rooms: sentences of many articles gathered by happening, by agglomeration that no single weak link can chain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from readout.corpus.bonds import NEVER, Bonds
from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day, move_day
from readout.records import CalendarLine, Citation, EventLine

Line = EventLine | CalendarLine
LIKELY, ON_ONE_DAY = 0.5, -0.5  # log-odds of the two nearest sentences that join two rooms; less if both name one day
UNDATED, OTHER_ACT = 1.5, 2.0  # more where no day is known, or what is coded there is never of one type
CLOSE = 1.0  # how much less the mean over all their sentences may be
STRANGE = -2.5  # log-odds under which two sentences are never of one happening, unless the calendar says so
COPIED = 0.8  # likeness of a sentence printed again
FRESH, NEARBY = 3, 2  # days from a happening to its report; days between two reports that name no day
COMMON = 60  # sentences near one day beyond which a stem they share says nothing


@dataclass(slots=True)
class Room:
    """
    Lines that tell of one happening, every sentence that does, and its day, None while nothing gives it.

    A day is not `firm` when it may be that of the telling: the day of publication, named in the sentence.
    """

    lines: list[Line]
    citations: list[Citation]
    day: str | None
    firm: bool = True

    @property
    def has_meeting(self) -> bool:
        """Whether a line of the calendar is among its lines."""
        return any(isinstance(line, CalendarLine) for line in self.lines)

    def join(self, other: "Room") -> None:
        """Take in all that another room holds."""
        self.lines += other.lines
        self.citations += [one for one in other.citations if one not in self.citations]
        days = [one.day for one in (self, other) if one.day and one.firm] or [
            one.day for one in (self, other) if one.day
        ]
        self.firm = any(one.day and one.firm for one in (self, other))
        self.day = min(days, default=None)


@dataclass(slots=True)
class _Blocks:
    """Numbers of rooms by day and stem: only what shares both is compared, so that cost grows with a day's news."""

    passages: Passages
    held: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, number: int, citations: Iterable[Citation], day: str | None) -> None:
        for key in self._keys(citations, day):
            self.held.setdefault(key, []).append(number)

    def candidates(self, citation: Citation) -> list[int]:
        found = (self.held.get(key, []) for key in self._keys((citation,), None))
        return sorted({number for numbers in found if len(numbers) <= COMMON for number in numbers})

    def pairs(self) -> list[tuple[int, int]]:
        kept = (sorted(set(numbers)) for numbers in self.held.values())
        return sorted({pair for numbers in kept if len(numbers) <= COMMON for pair in combinations(numbers, 2)})

    def _keys(self, citations: Iterable[Citation], day: str | None) -> set[tuple[str, str]]:
        return {
            (near, stem)
            for citation in citations
            for near in ((day[:10],) if day else _days_near(citation, self.passages))
            for stem in self.passages.stems.get(citation, ())
        }


def _days_near(citation: Citation, passages: Passages) -> Sequence[str]:
    """The days that a sentence may tell of: those that it names, else those up to its publication."""
    named = passages.days.get(citation, frozenset())
    if named - {passages.day_published(citation)}:
        return sorted(named)
    published = passages.published[citation.article_id] or ""
    first, last = earliest_day(published), latest_day(published)
    if first is None or last is None:
        return ()
    start = move_day(first, -FRESH)
    return [move_day(start, number).isoformat() for number in range(min((last - start).days, 31) + 1)]


def join_alike(rooms: Sequence[Room], passages: Passages, bonds: Bonds) -> list[Room]:
    """Agglomerate rooms, the surest pair first; ties by what the sentences say, not by who is named first."""
    blocks = _Blocks(passages)
    for number, room in enumerate(rooms):
        blocks.add(number, room.citations, room.day if room.firm else None)
    scored: list[tuple[float, str, str, int, int]] = []
    for first, second in blocks.pairs():
        one, other = rooms[first].citations, rooms[second].citations
        if (score := _closeness(one, other, passages, bonds)) >= 0:
            lower, upper = sorted((passages.key(one), passages.key(other)))
            scored.append((-score, lower, upper, first, second))
    home = list(range(len(rooms)))
    members = {number: [number] for number in home}
    joined = dict(enumerate(rooms))
    for _, _, _, first, second in sorted(scored):
        kept, gone = sorted((home[first], home[second]))
        if kept != gone and _may_join(joined[kept], joined[gone], passages, bonds):
            joined[kept].join(joined.pop(gone))
            for number in members[gone]:
                home[number] = kept
            members[kept] += members.pop(gone)
    return list(joined.values())


def add_sentences(rooms: Sequence[Room], passages: Passages, bonds: Bonds) -> None:
    """Let each sentence of an article that a room does not hold join the room that it most likely tells of."""
    nuclei = [tuple(room.citations) for room in rooms]
    taken = {citation for nucleus in nuclei for citation in nucleus}
    blocks = _Blocks(passages)
    for number, room in enumerate(rooms):
        blocks.add(number, room.citations, room.day if room.firm else None)
    for citation in passages.citations:
        if citation in taken:
            continue
        scored = [
            (-score, passages.key(nuclei[number]), number)
            for number in blocks.candidates(citation)
            if citation.article_id not in {one.article_id for one in nuclei[number]}
            and (score := _closeness((citation,), nuclei[number], passages, bonds)) >= 0
        ]
        for _, _, number in sorted(scored):
            if _may_tell(citation, rooms[number], nuclei[number], passages, bonds):
                rooms[number].citations.append(citation)
                break


def _may_tell(citation: Citation, room: Room, nucleus: Sequence[Citation], passages: Passages, bonds: Bonds) -> bool:
    if passages.nearest((citation,), nucleus)[0] >= COPIED:
        return True
    if not room.day and max(bonds.odds(citation, one) for one in nucleus) < UNDATED:
        return False
    told = Room([], list(nucleus), room.day, room.firm)
    return _days_allow(Room([], [citation], None), told, passages) and _is_close((citation,), nucleus, passages, bonds)


def _may_join(one: Room, other: Room, passages: Passages, bonds: Bonds) -> bool:
    if one.has_meeting and other.has_meeting:
        return False  # the calendar has told them apart
    if not _days_allow(one, other, passages):
        return False
    odds = [bonds.odds(mine, theirs) for mine in one.citations for theirs in other.citations]
    nearest = max(odds, default=0.0)
    if nearest < UNDATED and not (one.day or other.day):
        return False
    if nearest < OTHER_ACT and not passages.share_a_type(one.citations, other.citations):
        return False
    told_apart = not (one.has_meeting or other.has_meeting) and any(NEVER < each < STRANGE for each in odds)
    return not told_apart and _is_close(one.citations, other.citations, passages, bonds)


def _closeness(some: Sequence[Citation], others: Sequence[Citation], passages: Passages, bonds: Bonds) -> float:
    """By how much the log-odds of the nearest sentences exceed what is needed: from 0 on two rooms may be one."""
    nearest = max((bonds.odds(one, other) for one in some for other in others), default=0.0)
    return round(nearest - _needed(some, others, passages), 3)


def _needed(some: Sequence[Citation], others: Sequence[Citation], passages: Passages) -> float:
    on_one_day = any(passages.share_a_day(one, other) for one in some for other in others)
    return ON_ONE_DAY if on_one_day else LIKELY


def _is_close(some: Sequence[Citation], others: Sequence[Citation], passages: Passages, bonds: Bonds) -> bool:
    odds = [bonds.odds(one, other) for one in some for other in others if one.article_id != other.article_id]
    return not odds or sum(odds) / len(odds) >= _needed(some, others, passages) - CLOSE


def _days_allow(one: Room, other: Room, passages: Passages) -> bool:
    """Whether no day speaks against two rooms being one."""
    if one.day and other.day and (one.day[:10] == other.day[:10] or (one.firm and other.firm)):
        return one.day[:10] == other.day[:10]
    known, undated = (one, other) if one.day and (one.firm or not other.day) else (other, one)
    if known.day and (known.firm or not undated.day):
        return all(passages.tells_of_day(citation, known.day, FRESH) for citation in undated.citations)
    return all(passages.days_apart(mine, theirs) <= NEARBY for mine in one.citations for theirs in other.citations)
