"""Which days mattered: how often each is told of, before it and after, by signs that a linear weight sums up."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day
from readout.records import Article, Story

NEAR = (-2, -1, 1, 2)  # days around one that it is held against
AROUND = 7  # days on either side that make its weeks
BEFORE = (1, 2, 3)  # days back whose words are old
SOON = 2  # days after a day within which reports of it are fresh
LATER = 7  # days after a day from which on a report recalls it
LEAST = -1e9
OPENING = 3  # sentences that open an article; where they name no day they tell of that of publication


class DaySigns(NamedTuple):
    """
    Signs of one day among those of its time, as numbers (after Tran et al. 2013; Gholipour Ghalandari and Ifrim 2020).

    Those of counts are logarithms as shares of the greatest, 0 to 1; `stands_out` may be below 0; `rank` is the share
    of days that more sentences tell of. `novel` is how little the words of a day are those of the three before, 0 to
    1; `above_weeks` by how much its share of articles exceeds the mean of a week before and after, `weeks_rank` the
    share of those days that fewer sentences tell of.
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
    novel: float
    above_weeks: float
    weeks_rank: float


class DaySentence(NamedTuple):
    """A sentence: the days it tells of, as ordinals, and its content stems."""

    days: Collection[int]
    stems: Collection[str]


@dataclass(slots=True)
class DayCounts:
    """
    How a day is told of: by sentences and by articles; after the day, ahead of it, long after and soon after; how many
    articles were published on it, and how many that open with it; the stems of its sentences.
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
    stems: Counter[str] = field(default_factory=Counter)


def count_days(articles: Iterable[tuple[int, Sequence[DaySentence]]]) -> dict[int, DayCounts]:
    """Counts by day, an ordinal; an article is its day of publication and its sentences."""
    counts: dict[int, DayCounts] = {}
    for number, (published, sentences) in enumerate(articles):
        counts.setdefault(published, DayCounts()).published += 1
        for place, sentence in enumerate(sentences):
            for day in set(sentence.days):
                one = counts.setdefault(day, DayCounts())
                one.mentions += 1
                one.stems.update(set(sentence.stems))
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
    novel = _find_novelty(counts, days)
    signs = {}
    for day in days:
        around = [share(day + step, "mentions") for step in NEAR]
        out = share(day, "published") - max(share(day - 1, "published"), share(day + 1, "published"))
        weeks = [other for other in range(day - AROUND, day + AROUND + 1) if other != day]
        usual = sum(share(other, "articles") for other in weeks) / len(weeks)
        fewer = sum(share(other, "mentions") < share(day, "mentions") for other in weeks)
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
            novel=novel[day],
            above_weeks=share(day, "articles") - usual,
            weeks_rank=fewer / len(weeks),
        )
    return signs


def _find_novelty(counts: Mapping[int, DayCounts], days: Sequence[int]) -> dict[int, float]:
    """For each day 1 less the cosine of its words and those of the days before, a word weighed by its rarity."""
    known = Counter[str]()
    for day in days:
        known.update(counts[day].stems)
    whole = known.total() + 1
    rare = {stem: math.log(whole / (count + 1)) + 1 for stem, count in known.items()}

    def weigh(stems: Mapping[str, int]) -> tuple[dict[str, float], float]:
        vector = {stem: count * rare.get(stem, 1.0) for stem, count in sorted(stems.items())}
        return vector, math.sqrt(math.fsum(value * value for value in vector.values()))

    found = {}
    for day in days:
        old = Counter[str]()
        for step in BEFORE:
            if day - step in counts:
                old.update(counts[day - step].stems)
        (mine, length), (theirs, other) = weigh(counts[day].stems), weigh(old)
        common = math.fsum(value * theirs[stem] for stem, value in mine.items() if stem in theirs)
        found[day] = 1 - common / (length * other) if common else 1.0
    return found


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


def _read_articles(articles: Iterable[Article], passages: Passages) -> Iterator[tuple[int, list[DaySentence]]]:
    for article in articles:
        first, last = earliest_day(article.published or ""), latest_day(article.published or "")
        if first is None or first != last:
            continue
        sentences = []
        for place, citation in enumerate(passages.of_article[article.id]):
            named = [date.fromisoformat(day).toordinal() for day in sorted(passages.days[citation])]
            days = named or ([first.toordinal()] if place < OPENING else [])
            sentences.append(DaySentence(days, passages.stems[citation]))
        yield first.toordinal(), sentences


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
