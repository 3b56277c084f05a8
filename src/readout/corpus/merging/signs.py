"""What speaks for and against two texts telling of one happening, as numbers in a fixed order."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from readout.corpus.merging.rows import Values, compare_packed
from readout.corpus.merging.weights import Weighed

REACH = 4  # days that may lie between two articles of one story
COPIED = 0.5
LONG_ENOUGH = 20  # runs that a text needs to be known as a copy
NO_WEEKDAY = 0.3  # when one of two names none: between "the same" and "another"


class Signs(NamedTuple):
    """
    Cosines and covered shares from 0 to 1, but for `runs`, `quoted` (logarithms of numbers) and `gap` (days).

    `early_*` is how like the two are to articles of the weeks before, which cannot be of the same happening;
    `early_known` the logarithm of how many there were.
    """

    body: float
    title: float
    lead: float
    names: float
    headed: float
    acts: float
    numbers: float
    places: float
    title_covered_least: float
    title_covered_most: float
    runs: float
    quoted: float
    gap: float
    length: float
    weekdays: float
    rarest: float
    title_in_lead: float
    late_body: float
    late_lead: float
    late_acts: float
    keys_covered_least: float
    keys_covered_most: float
    tops: float
    tops_covered_least: float
    tops_covered_most: float
    early_least: float
    early_most: float
    early_known: float


class Early(NamedTuple):
    """How like a text is to those of the weeks before its reach, and how many of these there are."""

    likeness: float = 0.0
    known: int = 0


NOTHING_EARLY = Early()


def days_apart(one: Weighed, other: Weighed) -> int:
    """Days between two articles; as many as may be when the day of one is vague or not known."""
    first, second = one.sketch.day, other.sketch.day
    return REACH if first is None or second is None else abs(first - second)


class Pairs(NamedTuple):
    """An article, others that it is compared with, the runs that it shares with each, how like each is to earlier."""

    one: Weighed
    others: Sequence[Weighed]
    shared: Sequence[int]
    early: Early
    others_early: Sequence[Early]


def compare(one: Weighed, other: Weighed, early: Early = NOTHING_EARLY, other_early: Early = NOTHING_EARLY) -> Signs:
    """The signs of a pair; the same in either order."""
    return Signs(*compare_all([Pairs(one, [other], [shared_runs(one, other)], early, [other_early])])[0].tolist())


def compare_all(asked: Sequence[Pairs]) -> Values:
    """The signs of articles that one `Rarity` has weighed, each with each of its others, a line a pair."""
    sums, rarest = compare_packed([(each.one.packed, [other.packed for other in each.others]) for each in asked], 2)
    table = np.empty((len(sums), len(Signs._fields)))
    table[:, :8] = sums[:, :8]
    for place, of_both in ((8, sums[:, 12:14]), (20, sums[:, 14:16]), (23, sums[:, 16:18])):
        of_both.min(axis=1, out=table[:, place])
        of_both.max(axis=1, out=table[:, place + 1])
    table[:, 10:15] = [
        _count(each.one, other, shared)
        for each in asked
        for other, shared in zip(each.others, each.shared, strict=True)
    ]
    table[:, 15] = rarest
    table[:, 16] = sums[:, 18:20].max(axis=1)
    table[:, 17:20] = sums[:, 8:11]
    table[:, 22] = sums[:, 11]
    table[:, 25:28] = [
        (
            min(each.early.likeness, other.likeness),
            max(each.early.likeness, other.likeness),
            math.log1p(min(100, each.early.known, other.known)),
        )
        for each in asked
        for other in each.others_early
    ]
    return table


def _count(one: Weighed, other: Weighed, shared: int) -> tuple[float, float, float, float, float]:
    """What two articles share in runs, quotations, days between them, length and weekdays."""
    mine, theirs = one.sketch, other.sketch
    return (
        math.log1p(shared),
        math.log1p(len(mine.quoted & theirs.quoted)),
        float(days_apart(one, other)),
        min(mine.length, theirs.length) / max(1, mine.length, theirs.length),
        _shared_days(mine.weekdays, theirs.weekdays),
    )


def shared_runs(one: Weighed, other: Weighed) -> int:
    """How many four-word runs stand in both."""
    return len(one.sketch.runs & other.sketch.runs)


def is_copy(one: Weighed, other: Weighed, shared: int) -> bool:
    """Whether most four-word runs of the shorter text stand in the other: a reprint, or a wire text cut or prefaced."""
    return shared >= COPIED * max(LONG_ENOUGH, min(len(one.sketch.runs), len(other.sketch.runs)))


def _shared_days(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else NO_WEEKDAY
