"""Which days mattered: how often each is told of, before it and after, by signs that a linear weight sums up."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day
from readout.records import Article, Story

NEAR = (-2, -1, 1, 2)  # days around one that it is held against
SOON = 2  # days after a day within which reports of it are fresh
LATER = 7  # days after a day from which on a report recalls it
LEAST = -1e9
OPENING = 3  # sentences that open an article; where they name no day they tell of that of publication


class DaySigns(NamedTuple):
    """
    Signs of one day among those of its time, as numbers (after Tran et al. 2013; Gholipour Ghalandari and Ifrim 2020).

    Those of counts are logarithms as shares of the greatest, 0 to 1; `stands_out` may be below 0; `rank` is the share
    of days that more sentences tell of.
    """

    mentions: float
    articles: float
    told_after: float
    told_ahead: float
    recalled: float
    fresh: float
    published: float
    published_after: float
    opening: float
    before_two: float
    before_one: float
    after_one: float
    after_two: float
    stands_out: float
    published_out: float
    rank: float


@dataclass(slots=True)
class DayCounts:
    """
    How a day is told of: by sentences and by articles; after the day, ahead of it, long after and soon after; how many
    articles were published on it, and how many that open with it.
    """

    mentions: int = 0
    articles: int = 0
    told_after: int = 0
    told_ahead: int = 0
    recalled: int = 0
    fresh: int = 0
    published: int = 0
    opening: int = 0
    holders: set[int] = field(default_factory=set)


def count_days(articles: Iterable[tuple[int, Sequence[Iterable[int]]]]) -> dict[int, DayCounts]:
    """Counts by day, an ordinal; an article is its day of publication and, by sentence, the days it tells of."""
    counts: dict[int, DayCounts] = {}
    for number, (published, sentences) in enumerate(articles):
        counts.setdefault(published, DayCounts()).published += 1
        for place, days in enumerate(sentences):
            for day in set(days):
                one = counts.setdefault(day, DayCounts())
                one.mentions += 1
                one.told_after += day < published
                one.told_ahead += day > published
                one.recalled += published - day >= LATER
                one.fresh += 0 <= published - day <= SOON
                one.opening += place < OPENING
                if number not in one.holders:
                    one.holders.add(number)
                    one.articles += 1
    return counts


def sign_days(counts: Mapping[int, DayCounts], first: int, last: int) -> dict[int, DaySigns]:
    """The signs of each day from `first` to `last`, both ordinals, that an article tells of or was published on."""
    days = [day for day in sorted(counts) if first <= day <= last]
    greatest = {
        name: max((math.log1p(getattr(counts[day], name)) for day in days), default=0.0) or 1.0
        for name in ("mentions", "articles", "told_after", "told_ahead", "recalled", "fresh", "published", "opening")
    }

    def share(day: int, name: str) -> float:
        return math.log1p(getattr(counts[day], name)) / greatest[name] if day in counts else 0.0

    order = sorted(days, key=lambda day: (-counts[day].mentions, day))
    rank = {day: place / max(1, len(order)) for place, day in enumerate(order)}
    signs = {}
    for day in days:
        around = [share(day + step, "mentions") for step in NEAR]
        out = share(day, "published") - max(share(day - 1, "published"), share(day + 1, "published"))
        signs[day] = DaySigns(
            mentions=share(day, "mentions"),
            articles=share(day, "articles"),
            told_after=share(day, "told_after"),
            told_ahead=share(day, "told_ahead"),
            recalled=share(day, "recalled"),
            fresh=share(day, "fresh"),
            published=share(day, "published"),
            published_after=share(day + 1, "published"),
            opening=share(day, "opening"),
            before_two=around[0],
            before_one=around[1],
            after_one=around[2],
            after_two=around[3],
            stands_out=share(day, "mentions") - max(around),
            published_out=out,
            rank=rank[day],
        )
    return signs


def weigh_days(articles: Iterable[Article], passages: Passages, weights: Mapping[str, float]) -> Mapping[str, float]:
    """What each ISO day weighs by [days] of weights.toml; articles of no certain day say nothing."""
    counts = count_days(_read_articles(articles, passages))
    if not counts:
        return {}
    signs = sign_days(counts, min(counts), max(counts))
    return {
        date.fromordinal(day).isoformat(): round(
            math.fsum(weights[name] * value for name, value in zip(DaySigns._fields, one, strict=True)), 3
        )
        for day, one in signs.items()
    }


def _read_articles(articles: Iterable[Article], passages: Passages) -> Iterator[tuple[int, list[list[int]]]]:
    for article in articles:
        first, last = earliest_day(article.published or ""), latest_day(article.published or "")
        if first is not None and first == last:
            named = [passages.days[citation] for citation in passages.of_article[article.id]]
            yield (
                first.toordinal(),
                [
                    [date.fromisoformat(day).toordinal() for day in sorted(days)]
                    or ([first.toordinal()] if place < OPENING else [])
                    for place, days in enumerate(named)
                ],
            )


def choose_stories(stories: Sequence[Story], weight: Mapping[str, float], most: int) -> list[Story]:
    """
    The stories of the days that weigh most, in the order given; of a day the one with most origins first, and a
    happening of a month or a year, which no day stands for, after those of days.
    """

    def heaviest(place: int) -> tuple[float, int, int, int]:
        story = stories[place]
        return -weight.get(story.first_day, LEAST), -story.origins, -len(story.citations), place

    order = sorted(range(len(stories)), key=heaviest)
    return [stories[place] for place in sorted(order[:most])]
