"""Event coreference over a batch: many sentences, many outlets, one happening, one line with all its receipts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readout.codes import EventType, Factuality
from readout.corpus.actors import Directory
from readout.corpus.period import earliest_day, latest_day
from readout.records import Analysis, Article, Citation, Event, EventLine, Span
from readout.spans import cite, finding_id

TALKS = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE})
FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})


@dataclass(frozen=True, slots=True)
class _Telling:
    article: Article
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    says: str | None


def link_happenings(
    articles: Iterable[Article], analyses: Mapping[str, Analysis], directory: Directory
) -> tuple[EventLine, ...]:
    """
    One `EventLine` for each happening, in order of day (the undated last) and id.

    Two codings tell of one happening when they agree on day, on factuality, on the type (all talks count
    as one) and on who did it to whom, as persons or as sides; who meets whom has no direction. An undated
    coding joins nothing but its own kind in its own article. What is told as done on a day after its article's
    publication is ahead.
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
    lines = [_write_line(room) for rooms in groups.values() for room in rooms]
    return tuple(sorted(lines, key=lambda line: (line.day or "9999", line.id)))


def _telling(article: Article, event: Event, analysis: Analysis, directory: Directory) -> _Telling:
    says = next((one.source_id for one in analysis.statements if one.id == event.statement_id), None)
    return _Telling(article, event, directory.parties(event.actor_ids), directory.parties(event.recipient_ids), says)


def _is_ahead(day: str | None, published: str | None) -> bool:
    """Whether a day lies after the last on which an article may have been published: nothing is done there yet."""
    first, last = earliest_day(day or ""), latest_day(published or "")
    return first is not None and last is not None and first > last


def _drawer(telling: _Telling) -> tuple[str, ...]:
    """Only codings of one drawer are compared."""
    event = telling.event
    kind = "TALKS" if event.event_type in TALKS else event.event_type.value
    fact = "factual" if event.factuality in FACTUAL else event.factuality.value
    return (kind, fact, event.day) if event.day else (kind, fact, "", telling.article.id)


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
    first = max(room, key=lambda telling: (types.count(telling.event.event_type), telling.event.confidence)).event
    actors = _gather(telling.event.actor_ids for telling in room)
    recipients = tuple(one for one in _gather(telling.event.recipient_ids for telling in room) if one not in actors)
    citations = sorted({cite(telling.article, telling.event.evidence) for telling in room}, key=_order)
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
