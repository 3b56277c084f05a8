"""Rooms: sentences of many articles gathered by happening, by agglomeration that no single weak link can chain."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from readout.corpus.bonds import Bonds
from readout.corpus.passages import TELLING, Passages
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
WITNESSES = 6  # sentences of a room that are asked when it is joined
NEAREST = 8  # sentences that a sentence is compared with
BATCH = 256  # sentences that are weighed at once
ROUNDED = 1e-6  # shares nearer to each other are equal: then what the sentences say decides


@dataclass(slots=True)
class Room:
    """
    Lines that tell of one happening, every sentence that does, and its day, None while nothing gives it.

    A day is not `firm` when it may be that of the telling: the day of publication, named in the sentence. What tells
    that a meeting was put off or called off (`called_off`) is not that meeting, when it is held after all.
    """

    lines: list[Line]
    citations: list[Citation]
    day: str | None
    firm: bool = True
    called_off: bool = False

    @property
    def has_meeting(self) -> bool:
        """Whether a line of the calendar is among its lines."""
        return any(isinstance(line, CalendarLine) for line in self.lines)

    def join(self, other: "Room") -> None:
        """Take in all that another room holds."""
        self.lines += other.lines
        self.citations = list(dict.fromkeys((*self.citations, *other.citations)))
        days = [one.day for one in (self, other) if one.day and one.firm] or [
            one.day for one in (self, other) if one.day
        ]
        self.firm = any(one.day and one.firm for one in (self, other))
        self.called_off = self.called_off or other.called_off
        self.day = min(days, default=None)


@dataclass(slots=True)
class _Nearness:
    """What pairs of sentences say of two rooms: the log-odds of the surest, and whether some pair shares a day."""

    odds: float = -math.inf
    on_one_day: bool = False

    def add(self, odds: float, on_one_day: bool) -> None:
        self.odds = max(self.odds, odds)
        self.on_one_day |= on_one_day

    @property
    def score(self) -> float:
        """By how much the log-odds of the surest pair exceed what is needed: from 0 on two rooms may be one."""
        return round(self.odds - (ON_ONE_DAY if self.on_one_day else LIKELY), 3)


class _Blocks:
    """
    The sentences of rooms by day and stem: only those nearest in what both share are compared, so that an article
    costs the same in a week and in a year.
    """

    def __init__(self, rooms: Sequence[Room], passages: Passages) -> None:
        self._passages = passages
        self._sentences: list[tuple[int, Citation, str]] = []  # number of the room, the sentence, its place among ties
        self._held: dict[str, dict[str, list[int]]] = {}  # by stem and day
        self._own: dict[str, list[int]] = {}  # by article
        for number, room in enumerate(rooms):
            for citation in room.citations:
                days = self._days(citation, _firm_day(room))
                for stem in passages.stems.get(citation, ()):
                    by_day = self._held.setdefault(stem, {})
                    for day in days:
                        by_day.setdefault(day, []).append(len(self._sentences))
                self._own.setdefault(citation.article_id, []).append(len(self._sentences))
                self._sentences.append((number, citation, passages.key((citation,))))

    def near(self, citation: Citation, day: str | None = None) -> list[tuple[int, Citation]]:
        """Of other articles the sentences that share the weightiest stems on a day, at most NEAREST; their rooms."""
        weights, sentences = self._passages.weights.squared, self._sentences
        days = self._days(citation, day)
        shares: defaultdict[int, float] = defaultdict(float)
        for stem in self._passages.stems.get(citation, ()):
            by_day = self._held.get(stem)
            if by_day is None:
                continue
            found = [there for near in days if (there := by_day.get(near)) and len(there) <= COMMON]
            weight = weights.get(stem, 0.0)
            for index in found[0] if len(found) == 1 else set[int]().union(*found):
                shares[index] += weight
        for index in self._own.get(citation.article_id, ()):
            shares.pop(index, None)
        least = sorted(shares.values(), reverse=True)[:NEAREST][-1:]
        scored = [
            (-round(share, 6), sentences[index][2], index)
            for index, share in shares.items()
            if share >= least[0] - ROUNDED
        ]
        return [sentences[index][:2] for _, _, index in heapq.nsmallest(NEAREST, scored)]

    def _days(self, citation: Citation, day: str | None) -> Sequence[str]:
        return (day[:10],) if day else _days_near(citation, self._passages)


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
    blocks = _Blocks(rooms, passages)
    order = [passages.key(room.citations) for room in rooms]
    likely: dict[tuple[int, int], _Nearness] = {}
    asked = [(citation, number) for number, room in enumerate(rooms) for citation in room.citations]
    asked.sort(key=lambda each: passages.turn(each[0]))
    nears = (
        (citation, number, [one for one in blocks.near(citation, _firm_day(rooms[number])) if one[0] != number])
        for citation, number in asked
    )
    for citation, number, others, odds in weigh_near(nears, bonds):
        for (other, sentence), each in zip(others, odds, strict=True):
            pair = (min(number, other), max(number, other))
            likely.setdefault(pair, _Nearness()).add(each, passages.share_a_day(citation, sentence))
    scored: list[tuple[float, str, str, int, int]] = []
    for (first, second), nearness in likely.items():
        if (score := nearness.score) >= 0:
            lower, upper = sorted((order[first], order[second]))
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


_Near = list[tuple[int, Citation]]  # rooms and sentences of theirs


def weigh_near(
    nears: Iterable[tuple[Citation, int, _Near]], bonds: Bonds
) -> Iterator[tuple[Citation, int, _Near, list[float]]]:
    """The same with the log-odds of each; asked for by so many sentences at once as are quickly weighed together."""
    while batch := list(islice(nears := iter(nears), BATCH)):
        weighed = bonds.odds_of_all([(citation, [one for _, one in near]) for citation, _, near in batch])
        for each, odds in zip(batch, weighed, strict=True):
            yield *each, odds


def _firm_day(room: Room) -> str | None:
    return room.day if room.firm else None


def add_sentences(rooms: Sequence[Room], passages: Passages, bonds: Bonds) -> None:
    """Let each sentence of an article that a room does not hold join the room that it most likely tells of."""
    nuclei = [tuple(room.citations) for room in rooms]
    taken = {citation for nucleus in nuclei for citation in nucleus}
    inside = [{citation.article_id for citation in nucleus} for nucleus in nuclei]
    order = [passages.key(nucleus) for nucleus in nuclei]
    blocks = _Blocks(rooms, passages)
    asked = [one for one in passages.citations if one not in taken and len(passages.stems[one]) >= TELLING - 1]
    nears = (
        (citation, 0, [one for one in blocks.near(citation) if citation.article_id not in inside[one[0]]])
        for citation in sorted(asked, key=passages.turn)
    )
    for citation, _, kept, odds in weigh_near(nears, bonds):
        likely: dict[int, _Nearness] = {}
        for (number, sentence), each in zip(kept, odds, strict=True):
            likely.setdefault(number, _Nearness()).add(each, passages.share_a_day(citation, sentence))
        copied = {number for number, sentence in kept if passages.alike(citation, sentence) >= COPIED}
        scored = [(-one.score, order[number], number) for number, one in likely.items() if one.score >= 0]
        for _, _, number in sorted(scored):
            if number in copied or _may_tell(citation, rooms[number], nuclei[number], passages, bonds):
                rooms[number].citations.append(citation)
                break


def _may_tell(citation: Citation, room: Room, nucleus: Sequence[Citation], passages: Passages, bonds: Bonds) -> bool:
    pairs = _witnesses((citation,), nucleus)
    odds = _weigh_pairs(pairs, bonds)
    if not room.day and max(odds, default=0.0) < UNDATED:
        return False
    told = Room([], list(nucleus), room.day, room.firm)
    return _days_allow(Room([], [citation], None), told, passages) and _is_close(odds, pairs, passages)


def _may_join(one: Room, other: Room, passages: Passages, bonds: Bonds) -> bool:
    if one.has_meeting and other.has_meeting:
        return False  # the calendar has told them apart
    if (one.has_meeting and other.called_off) or (other.has_meeting and one.called_off):
        return False
    if not _days_allow(one, other, passages):
        return False
    pairs = _witnesses(one.citations, other.citations)
    odds = _weigh_pairs(pairs, bonds)
    nearest = max(odds, default=0.0)
    if nearest < UNDATED and not (one.day or other.day):
        return False
    if nearest < OTHER_ACT and not passages.share_a_type(one.citations, other.citations):
        return False
    told_apart = not (one.has_meeting or other.has_meeting) and any(each < STRANGE for each in odds)
    return not told_apart and _is_close(odds, pairs, passages)


def _weigh_pairs(pairs: Sequence[tuple[Citation, Citation]], bonds: Bonds) -> list[float]:
    """The log-odds of some pairs, all weighed at once."""
    asked = [(one, [other for _, other in told]) for one, told in groupby(pairs, key=itemgetter(0))]
    return [odds for each in bonds.odds_of_all(asked) for odds in each]


def _needed(pairs: Iterable[tuple[Citation, Citation]], passages: Passages) -> float:
    return ON_ONE_DAY if any(passages.share_a_day(*pair) for pair in pairs) else LIKELY


def _witnesses(some: Sequence[Citation], others: Sequence[Citation]) -> list[tuple[Citation, Citation]]:
    """Pairs of sentences of two articles, at most so many of either side: a saga costs no more than a story."""
    return [
        (one, other) for one in some[:WITNESSES] for other in others[:WITNESSES] if one.article_id != other.article_id
    ]


def _is_close(odds: Sequence[float], pairs: Sequence[tuple[Citation, Citation]], passages: Passages) -> bool:
    return not odds or sum(odds) / len(odds) >= _needed(pairs, passages) - CLOSE


def _days_allow(one: Room, other: Room, passages: Passages) -> bool:
    """Whether no day speaks against two rooms being one."""
    if one.day and other.day and (one.day[:10] == other.day[:10] or (one.firm and other.firm)):
        return one.day[:10] == other.day[:10]
    known, undated = (one, other) if one.day and (one.firm or not other.day) else (other, one)
    if known.day and (known.firm or not undated.day):
        return all(passages.tells_of_day(citation, known.day, FRESH) for citation in undated.citations)
    return all(passages.days_apart(mine, theirs) <= NEARBY for mine in one.citations for theirs in other.citations)
