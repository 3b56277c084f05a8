"""Event coreference over a batch: many sentences, many outlets, one happening, one line with all its receipts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from readout.codes import EventType, Factuality
from readout.corpus.actors import Directory
from readout.corpus.passages import Passages
from readout.corpus.period import days_between, latest_day
from readout.records import Analysis, Article, Citation, Event, EventLine, Span
from readout.spans import cite, finding_id

TALKS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})
FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
ALIKE = 0.33  # likeness of two sentences of two articles that tell one deed again
RETOLD, NEARBY = 14, 7  # days from a deed to its retelling; days between two retellings of a deed without a day
WITNESSES = 8  # tellings of a room that are asked: a deed that all retell costs no more than another
RAREST, MOST = 4, 40  # stems of a sentence by which it is looked up; rooms that it is then compared with


@dataclass(frozen=True, slots=True)
class _Telling:
    article: Article
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    says: str | None
    citation: Citation


def link_happenings(
    articles: Iterable[Article], analyses: Mapping[str, Analysis], directory: Directory, passages: Passages
) -> tuple[EventLine, ...]:
    """
    One `EventLine` for each happening, in order of day (the undated last) and id.

    Two codings tell of one happening when they agree on day, on factuality, on the type (all talks count
    as one) and on who did it to whom, as persons or as sides; who meets whom has no direction. Two words of one
    sentence that agree in all of that are one deed, and so is "the call" with the one told before it. An undated
    coding of another article is a retelling when, besides, their sentences are alike: of a deed at most two weeks
    before, or of one that is undated too and was printed within a week.
    """
    tellings = [
        _telling(article, event, analyses[article.id], directory)
        for article in articles
        for event in analyses[article.id].events
    ]
    groups: dict[tuple[str, ...], list[list[_Telling]]] = {}
    for telling in tellings:
        rooms = groups.setdefault(_drawer(telling), [])
        for room in rooms:
            if all(_same_parties(telling, other) for other in room):
                room.append(telling)
                break
        else:
            rooms.append([telling])
    joined = _Retellings(passages).join(room for rooms in groups.values() for room in rooms)
    lines = [_write_line(room) for room in joined]
    return tuple(sorted(lines, key=lambda line: (line.day or "9999", line.id)))


class _Retellings:
    """Finds for rooms without a day the room whose deed they tell again: the dated ones first, then each other."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._rooms: list[list[_Telling]] = []
        self._held: dict[tuple[str, str, str], list[int]] = {}  # rooms by type, factuality and stem or article

    def join(self, rooms: Iterable[list[_Telling]]) -> list[list[_Telling]]:
        """The rooms, with those that tell a deed again in the room of that deed."""
        for room in sorted(rooms, key=self._turn):
            near = [] if _day(room) else self._find_near(room)
            if near:
                number = max(near, key=lambda found: (found[0], -found[1]))[1]
                self._rooms[number] += room
            else:
                number = len(self._rooms)
                self._rooms.append(list(room))
            for key in self._keys(room):
                held = self._held.setdefault(key, [])
                if not held or held[-1] != number:
                    held.append(number)
        return self._rooms

    def _turn(self, room: list[_Telling]) -> tuple[str, str, str]:
        citations = [telling.citation for telling in room]
        return (
            _day(room) or "9999",
            min(one.article.published or "9999" for one in room),
            self._passages.key(citations),
        )

    def _keys(self, room: Iterable[_Telling]) -> Iterator[tuple[str, str, str]]:
        weights = self._passages.weights.squared
        for telling in room:
            stems = self._passages.stems_of(telling.citation)
            rarest = sorted(stems, key=lambda stem: (-weights.get(stem, 0.0), stem))[:RAREST]
            for key in (*rarest, f"@{telling.article.id}"):
                yield telling.event.event_type.value, _fact(telling.event), key

    def _find_near(self, room: list[_Telling]) -> list[tuple[float, int]]:
        """How alike the rooms are that may hold the deed which `room` tells, and their numbers."""
        numbers = {number for key in self._keys(room) for number in self._held.get(key, ())[-MOST:]}
        scored = [(self._alike(room, self._rooms[number]), number) for number in sorted(numbers)]
        return [found for found in scored if found[0] > 0]

    def _alike(self, room: list[_Telling], other: list[_Telling]) -> float:
        """1 for the same sentence, else the likeness of the likest two; 0 where they are not one deed."""
        other = other[:WITNESSES]
        if not all(_same_parties(one, each) for one in room for each in other):
            return 0.0
        best = 0.0
        for one in room:
            for each in other:
                if one.event.event_type is each.event.event_type and (
                    one.citation == each.citation or _is_known_talk(one, each)
                ):
                    return 1.0
                if one.article.id != each.article.id and self._may_retell(one, each, _day(other)):
                    best = max(best, self._passages.alike(one.citation, each.citation))
        return best if best >= ALIKE else 0.0

    def _may_retell(self, one: _Telling, other: _Telling, day: str | None) -> bool:
        """Whether no day that a sentence names speaks against it, and the articles are near enough in time."""
        named, theirs = (self._passages.days.get(each.citation, frozenset()) for each in (one, other))
        theirs = theirs if day is None else frozenset({day})
        return not (named and theirs and named.isdisjoint(theirs)) and _is_in_time(one, other, day)


def _is_known_talk(telling: _Telling, other: _Telling) -> bool:
    """Whether "the call" is the dated one that the same article told before."""
    trigger = telling.event.trigger
    return (
        telling.article.id == other.article.id
        and telling.event.event_type is EventType.CONSULT
        and telling.event.when is None
        and other.event.day is not None
        and other.event.trigger.start < trigger.start
        and telling.article.text[: trigger.start][-len("the ") :].lower() == "the "
    )


def _day(room: Iterable[_Telling]) -> str | None:
    return next((telling.event.day for telling in room if telling.event.day), None)


def _is_in_time(telling: _Telling, other: _Telling, day: str | None) -> bool:
    """Whether an article came soon enough after the day of a deed; without a day, after or before another article."""
    if day is None:
        apart = days_between(telling.article.published, other.article.published)
        return apart is not None and apart <= NEARBY
    done, out = latest_day(day), latest_day(telling.article.published or "")
    return done is not None and out is not None and 0 <= (out - done).days <= RETOLD


def _telling(article: Article, event: Event, analysis: Analysis, directory: Directory) -> _Telling:
    says = next((one.source_id for one in analysis.statements if one.id == event.statement_id), None)
    actors, recipients = directory.parties(event.actor_ids), directory.parties(event.recipient_ids)
    return _Telling(article, event, actors, recipients, says, cite(article, event.evidence))


def _fact(event: Event) -> str:
    return "factual" if event.factuality in FACTUAL else event.factuality.value


def _drawer(telling: _Telling) -> tuple[str, ...]:
    """Only codings of one drawer are compared."""
    event = telling.event
    kind = "TALKS" if event.event_type in TALKS else event.event_type.value
    return (kind, _fact(event), event.day) if event.day else (kind, _fact(event), "", telling.article.id)


def _same_parties(one: _Telling, other: _Telling) -> bool:
    if one.event.event_type in TALKS:
        together, theirs = one.actors | one.recipients, other.actors | other.recipients
        return len(together) > 1 and len(theirs) > 1 and (together <= theirs or theirs <= together)
    return bool(one.actors & other.actors) and (
        bool(one.recipients & other.recipients) or not one.recipients or not other.recipients
    )


def _write_line(room: list[_Telling]) -> EventLine:
    room = sorted(room, key=_by_day)
    types = [telling.event.event_type for telling in room]
    dated = [telling for telling in room if telling.event.day] or room
    first = max(dated, key=lambda telling: (types.count(telling.event.event_type), telling.event.confidence)).event
    actors = _gather(telling.event.actor_ids for telling in room)
    recipients = tuple(one for one in _gather(telling.event.recipient_ids for telling in room) if one not in actors)
    citations = sorted({telling.citation for telling in room}, key=_order)
    when = first.day or min(citation.digest for citation in citations)  # an undated one is told apart by its words
    return EventLine(
        id=finding_id("happening", first.event_type, first.factuality, when, *actors, "→", *recipients),
        event_type=first.event_type,
        factuality=first.factuality,
        actor_ids=actors,
        recipient_ids=recipients,
        day=first.day,
        says=tuple(sorted({telling.says for telling in room if telling.says})),
        confidence=max(telling.event.confidence for telling in room),
        citations=tuple(citations),
    )


def _by_day(telling: _Telling) -> tuple[str, str, Span, str]:
    """Ties go to the earlier report and the earlier place in it; ids come last."""
    return (telling.event.event_type, telling.article.published or "9999", telling.event.trigger, telling.article.id)


def _gather(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for group in groups for one in group}))


def _order(citation: Citation) -> tuple[str, int, int]:
    return (citation.article_id, citation.span.start, citation.span.end)
