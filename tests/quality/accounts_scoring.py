"""
Scores predicted points of a story against the gold, as `docs/annotation.md` ("Accounts", "Scoring") defines it.

What the code under test fills is `PredictedPoint`; `score_stories` compares, `estimate` adds bootstrap intervals.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quality.accounts_gold import RELATIONS, GoldPoint, GoldStory, Lookalike, Passage
from quality.scoring import Score

LONGEST = 400  # characters; a longer passage points at nothing
PARTED = frozenset({"conflict", "update"})


class PredictedPoint(NamedTuple):
    """A point that was found: its relation, the kind of a conflict or update, and a passage an outlet."""

    relation: str
    kind: str | None
    passages: Mapping[str, Passage]


@dataclass(frozen=True, slots=True)
class StoryScore:
    """The counts of one story or of many. `points` leaves the relation out of account."""

    labelled: Mapping[str, Score] = field(default_factory=lambda: dict.fromkeys(RELATIONS, Score(0, 0, 0)))
    points: Score = field(default_factory=lambda: Score(0, 0, 0))
    kinds: tuple[int, int] = (0, 0)  # right kinds, of so many right conflicts and updates
    lookalikes: tuple[int, int] = (0, 0)  # pairs taken for one point, of so many

    @property
    def all(self) -> Score:
        return sum(self.labelled.values(), Score(0, 0, 0))

    def __add__(self, other: "StoryScore") -> "StoryScore":
        return StoryScore(
            {relation: score + other.labelled[relation] for relation, score in self.labelled.items()},
            self.points + other.points,
            (self.kinds[0] + other.kinds[0], self.kinds[1] + other.kinds[1]),
            (self.lookalikes[0] + other.lookalikes[0], self.lookalikes[1] + other.lookalikes[1]),
        )


class Estimate(NamedTuple):
    """A figure with its 95 % interval over resampled stories."""

    value: float
    low: float
    high: float


def score_story(story: GoldStory, predicted: Sequence[PredictedPoint]) -> StoryScore:
    judged = [point for point in predicted if not is_unjudged(point, story.points)]
    labelled = {}
    pairs: list[tuple[GoldPoint, PredictedPoint]] = []
    for relation in RELATIONS:
        gold = [point for point in story.points if point.relation == relation]
        found = [point for point in judged if point.relation == relation]
        matched = match(gold, found)
        labelled[relation] = Score(len(gold), len(found), len(matched))
        pairs += matched
    parted = [(gold, found) for gold, found in pairs if gold.relation in PARTED]
    taken = sum(any(takes(point, pair) for point in predicted) for pair in story.lookalikes)
    return StoryScore(
        labelled,
        Score(len(story.points), len(judged), len(match(story.points, judged, labelled=False))),
        (sum(gold.kind == found.kind for gold, found in parted), len(parted)),
        (taken, len(story.lookalikes)),
    )


def score_stories(stories: Sequence[GoldStory], predicted: Mapping[str, Sequence[PredictedPoint]]) -> list[StoryScore]:
    """One score a story; `predicted` is looked up by the story's id."""
    return [score_story(story, predicted.get(story.id, ())) for story in stories]


def estimate(scores: Sequence[StoryScore], samples: int = 1000, seed: int = 20261127) -> dict[str, Estimate]:
    """Precision, recall and F1 of all, of each relation (`conflict.precision`) and of `points`; kind, lookalikes."""
    whole = _figures(scores)
    chance = random.Random(seed)
    drawn = [_figures(chance.choices(scores, k=len(scores))) for _ in range(samples)]
    estimates = {}
    for name, value in whole.items():
        values = sorted(each[name] for each in drawn)
        estimates[name] = Estimate(value, values[int(0.025 * samples)], values[int(0.975 * samples) - 1])
    return estimates


def hits(passage: Passage, span: Passage) -> bool:
    """Whether a passage shares at least half of the characters of the shorter of the two."""
    shared = min(passage[1], span[1]) - max(passage[0], span[0])
    shorter = min(passage[1] - passage[0], span[1] - span[0])
    return passage[1] - passage[0] <= LONGEST and shared > 0 and 2 * shared >= shorter


def fits(gold: GoldPoint, found: PredictedPoint, *, labelled: bool = True) -> bool:
    """Whether every passage hits the point in its account, over enough accounts and, when parted, over two groups."""
    if labelled and gold.relation != found.relation:
        return False
    if not all(_hits_any(passage, gold.told.get(outlet, ())) for outlet, passage in found.passages.items()):
        return False
    outlets = set(found.passages)
    if found.relation == "one-sided" or gold.relation == "one-sided":
        return len(outlets) == len(gold.told) == 1
    parted = labelled and found.relation in PARTED
    return len(outlets) >= 2 and not (parted and any(outlets <= group for group in gold.groups))


def match(
    gold: Sequence[GoldPoint], found: Sequence[PredictedPoint], *, labelled: bool = True
) -> list[tuple[GoldPoint, PredictedPoint]]:
    """Pairs one to one, as many as can be (Kuhn's augmenting paths)."""
    taken: dict[int, int] = {}

    def settle(one: int, seen: set[int]) -> bool:
        for other, point in enumerate(gold):
            if other in seen or not fits(point, found[one], labelled=labelled):
                continue
            seen.add(other)
            if other not in taken or settle(taken[other], seen):
                taken[other] = one
                return True
        return False

    for one in range(len(found)):
        settle(one, set())
    return [(gold[other], found[one]) for other, one in sorted(taken.items())]


def is_unjudged(found: PredictedPoint, gold: Sequence[GoldPoint]) -> bool:
    """What is neither right nor wrong: true of the texts, and not marked as a point of its own."""
    if found.relation == "one-sided" and len(found.passages) == 1:
        ((outlet, passage),) = found.passages.items()
        return not any(_hits_any(passage, point.told.get(outlet, ())) for point in gold)
    if found.relation == "shared" and len(found.passages) > 1 and not any(fits(point, found) for point in gold):
        alike = [point for point in gold if fits(point, found, labelled=False) and point.relation in PARTED]
        return any(set(found.passages) <= group for point in alike for group in point.groups)
    return False


def takes(found: PredictedPoint, pair: Lookalike) -> bool:
    """Whether both halves of a lookalike stand in one predicted point and nothing but they."""
    if not set(pair.told) <= set(found.passages):
        return False
    return all(_hits_any(found.passages[outlet], spans) for outlet, spans in pair.told.items())


def _hits_any(passage: Passage, spans: Sequence[Passage]) -> bool:
    return any(hits(passage, span) for span in spans)


def _figures(scores: Sequence[StoryScore]) -> dict[str, float]:
    total = sum(scores, StoryScore())
    named = {"all": total.all, "points": total.points, **total.labelled}
    figures = {
        f"{name}.{measure}": getattr(score, measure)
        for name, score in named.items()
        for measure in ("precision", "recall", "f1")
    }
    for name, (part, of) in {"kind": total.kinds, "lookalikes": total.lookalikes}.items():
        figures[name] = round(part / of, 3) if of else 0.0
    return figures
