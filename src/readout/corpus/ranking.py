"""Which stories matter most, and why: named parts that add up, one weight table for all parties."""

from collections.abc import Iterable, Mapping
from datetime import date

from readout.codebook import Weights
from readout.codes import EventType
from readout.corpus.actors import Directory
from readout.records import Article, CalendarLine, EventLine, Outlet, Rank, Story

ESCALATION = frozenset({EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT})
COOPERATION = frozenset({EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT, EventType.AGREE})
MOST_ORIGINS = 3  # beyond the first; a saga must not drown the week
WEEK = 7


def rank_stories(
    stories: Iterable[Story],
    happenings: Mapping[str, EventLine],
    calendar: Mapping[str, CalendarLine],
    articles: Mapping[str, Article],
    outlets: Mapping[str, Outlet],
    directory: Directory,
    weights: Weights,
    last_day: date | None,
) -> tuple[Rank, ...]:
    """
    One `Rank` a story, the heaviest first (ties as the stories stand); `parts` are named as in weights.toml, in
    that order, and only those that count. A score is the sum of its parts, rounded to three places.
    """
    ranks = []
    for story in stories:
        lines = [happenings[key] for key in story.happening_ids]
        meetings = [calendar[key] for key in story.meeting_uids]
        parts = {
            "origin": float(min(story.origins - 1, MOST_ORIGINS)),
            "rival_sides": float(len(_sides(story, articles, outlets)) > 1),
            "meeting": float(bool(meetings)),
            "leaders": float(_has_leaders(lines, meetings, directory)),
            "parties": float(len(_parties(lines, meetings, directory)) > 1),
            "recency": _recency(story, last_day),
            "escalation": float(any(line.event_type in ESCALATION for line in lines))
            * weights.ranking["first_version"],
            "cooperation": float(any(line.event_type in COOPERATION for line in lines))
            * weights.ranking["first_version"],
            "undated": float(not story.first_day),
        }
        counted = tuple((name, round(value * weights.ranking[name], 3)) for name, value in parts.items() if value)
        ranks.append(Rank(story.id, round(sum((value for _, value in counted), 0.0), 3), counted))
    return tuple(sorted(ranks, key=lambda rank: -rank.score))


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
