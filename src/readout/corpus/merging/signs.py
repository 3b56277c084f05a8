"""What speaks for and against two texts telling of one happening, as numbers in a fixed order."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from readout.corpus.merging.rows import Values
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


def compare(one: Weighed, other: Weighed, early: Early = NOTHING_EARLY, other_early: Early = NOTHING_EARLY) -> Signs:
    """The signs of a pair; the same in either order."""
    return Signs(*compare_all(one, [other], early, [other_early])[0].tolist())


def compare_all(one: Weighed, others: Sequence[Weighed], early: Early, others_early: Sequence[Early]) -> Values:
    """The signs of an article with each of one or more others that one `Rarity` has weighed, a line an other."""
    sums, rarest = one.packed.compare([other.packed for other in others])
    table = np.empty((len(others), len(Signs._fields)))
    table[:, :8] = sums[:, :8]
    for place, of_both in ((8, sums[:, 12:14]), (20, sums[:, 14:16]), (23, sums[:, 16:18])):
        of_both.min(axis=1, out=table[:, place])
        of_both.max(axis=1, out=table[:, place + 1])
    table[:, 10:15] = [_count(one, other) for other in others]
    table[:, 15] = rarest
    table[:, 16] = sums[:, 18:20].max(axis=1)
    table[:, 17:20] = sums[:, 8:11]
    table[:, 22] = sums[:, 11]
    table[:, 25:28] = [
        (
            min(early.likeness, other.likeness),
            max(early.likeness, other.likeness),
            math.log1p(min(100, early.known, other.known)),
        )
        for other in others_early
    ]
    return table


def _count(one: Weighed, other: Weighed) -> tuple[float, float, float, float, float]:
    """What two articles share in runs, quotations, days between them, length and weekdays."""
    mine, theirs = one.sketch, other.sketch
    return (
        math.log1p(len(mine.runs & theirs.runs)),
        math.log1p(len(mine.quoted & theirs.quoted)),
        float(days_apart(one, other)),
        min(mine.length, theirs.length) / max(1, mine.length, theirs.length),
        _shared_days(mine.weekdays, theirs.weekdays),
    )


def is_copy(one: Weighed, other: Weighed) -> bool:
    """Whether most four-word runs of the shorter text stand in the other: a reprint, or a wire text cut or prefaced."""
    mine, theirs = one.sketch.runs, other.sketch.runs
    return len(mine & theirs) >= COPIED * max(LONG_ENOUGH, min(len(mine), len(theirs)))


def _shared_days(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else NO_WEEKDAY
