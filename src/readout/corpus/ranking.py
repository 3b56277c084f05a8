"""Which stories matter most, and why: named parts that add up, one weight table for all parties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from readout.codebook import Weights
from readout.codes import EventType, Movement
from readout.corpus.actors import Directory
from readout.records import (
    Analysis,
    Article,
    Brief,
    CalendarLine,
    Citation,
    EventLine,
    Outlet,
    PositionLine,
    Rank,
    Story,
)
from readout.spans import covers

ESCALATION = frozenset({EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT})
COOPERATION = frozenset({EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT, EventType.AGREE})
MOVED = frozenset({Movement.HARDENED, Movement.SOFTENED, Movement.CONTRADICTED})
SETTING = frozenset({"states", "miles", "kilometres"})  # units that place a story rather than measure it
MANY = 10  # from this value on a number measures something
MOST_ORIGINS = 3  # beyond the first; a saga must not drown the week
WEEK = 7


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What stories are ranked by, by id; `moved` are receipts of positions that moved, `told` of the edition before,
    `called_off` sentences that tell of meetings put off or called off.
    """

    happenings: Mapping[str, EventLine]
    calendar: Mapping[str, CalendarLine]
    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    outlets: Mapping[str, Outlet]
    directory: Directory
    moved: frozenset[tuple[str, str]]
    told: frozenset[tuple[str, str]]
    known_meetings: frozenset[str]
    called_off: frozenset[Citation] = frozenset()


def gather_evidence(
    happenings: Mapping[str, EventLine],
    calendar: Mapping[str, CalendarLine],
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    outlets: Iterable[Outlet],
    directory: Directory,
    positions: Iterable[PositionLine],
    earlier: Brief | None,
    called_off: frozenset[Citation] = frozenset(),
) -> Evidence:
    """The evidence of a batch; of `earlier` the meetings it knew and the passages that its stories were told by."""
    moved = (one for line in positions if line.movement in MOVED for one in line.citations)
    told = (one for story in (earlier.stories if earlier else ()) for one in story.citations)
    return Evidence(
        happenings,
        calendar,
        articles,
        analyses,
        {outlet.id: outlet for outlet in outlets},
        directory,
        frozenset((one.article_id, one.digest) for one in moved),
        frozenset((one.article_id, one.digest) for one in told),
        frozenset(line.uid for line in (earlier.calendar if earlier else ())),
        called_off,
    )


def rank_stories(
    stories: Iterable[Story], evidence: Evidence, weights: Weights, last_day: date | None
) -> tuple[Rank, ...]:
    """
    One `Rank` a story, the heaviest first (ties as the stories stand); `parts` are named as in weights.toml, in
    that order, and only those that count. A score is the sum of its parts, rounded to three places.

    `told_before` is the share of a story's sentences that the edition before had in its stories; readings that
    are first versions (events, movement, numbers) count the share `first_version` of their part.
    """
    ranks = []
    for story in stories:
        parts = _weigh(story, evidence, weights.ranking["first_version"], last_day)
        counted = tuple((name, round(value * weights.ranking[name], 3)) for name, value in parts.items() if value)
        ranks.append(Rank(story.id, round(sum((value for _, value in counted), 0.0), 3), counted))
    return tuple(sorted(ranks, key=lambda rank: -rank.score))


def _weigh(story: Story, evidence: Evidence, first_version: float, last_day: date | None) -> Mapping[str, float]:
    lines = [evidence.happenings[key] for key in story.happening_ids]
    meetings = [evidence.calendar[key] for key in story.meeting_uids]
    cited = [(one.article_id, one.digest) for one in story.citations]
    directory = evidence.directory
    return {
        "origin": float(min(story.origins - 1, MOST_ORIGINS)),
        "rival_sides": float(len(_sides(story, evidence.articles, evidence.outlets)) > 1),
        "meeting": float(bool(meetings)),
        "new_meeting": float(any(one.uid not in evidence.known_meetings for one in meetings)),
        "called_off": float(not evidence.called_off.isdisjoint(story.citations)),
        "leaders": float(_has_leaders(lines, meetings, directory)),
        "parties": float(len(_parties(lines, meetings, directory)) > 1),
        "recency": _recency(story, last_day),
        "escalation": float(any(line.event_type in ESCALATION for line in lines)) * first_version,
        "cooperation": float(any(line.event_type in COOPERATION for line in lines)) * first_version,
        "moved": float(any(one in evidence.moved for one in cited)) * first_version,
        "numbers": float(_has_numbers(story, evidence.analyses)) * first_version,
        "told_before": round(sum(one in evidence.told for one in cited) / len(cited), 3) if cited else 0.0,
        "undated": float(not story.first_day),
    }


def _has_numbers(story: Story, analyses: Mapping[str, Analysis]) -> bool:
    """Whether a sentence of the story holds a number of something that matters."""
    return any(
        quantity.value >= MANY and quantity.unit not in SETTING and covers(citation.span, quantity.span)
        for citation in story.citations
        for quantity in analyses[citation.article_id].quantities
    )


def _sides(story: Story, articles: Mapping[str, Article], outlets: Mapping[str, Outlet]) -> frozenset[str]:
    known = (outlets.get(articles[key].outlet_id or "") for key in story.article_ids)
    return frozenset(outlet.side for outlet in known if outlet and outlet.side)


def _parties(lines: Iterable[EventLine], meetings: Iterable[CalendarLine], directory: Directory) -> frozenset[str]:
    ids = {one for line in lines for one in (*line.actor_ids, *line.recipient_ids)}
    ids |= {one for meeting in meetings for one in meeting.party_ids}
    return directory.parties(ids)


def _has_leaders(lines: Iterable[EventLine], meetings: Iterable[CalendarLine], directory: Directory) -> bool:
    """Two persons of different sides: who leads is theirs to tell, that persons meet is what matters."""
    for ids in (*((*line.actor_ids, *line.recipient_ids) for line in lines), *(one.party_ids for one in meetings)):
        persons = [one for one in ids if (known := directory.by_id.get(one)) and known.kind == "person"]
        if len(directory.parties(persons)) > 1:
            return True
    return False


def _recency(story: Story, last_day: date | None) -> float:
    if last_day is None or len(story.last_day) < len("2021-12-10"):
        return 0.0
    try:
        age = (last_day - date.fromisoformat(story.last_day[:10])).days
    except ValueError:
        return 0.0
    return round(max(0.0, min(1.0, 1 - age / WEEK)), 3)
