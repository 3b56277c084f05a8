"""What speaks for and against two texts telling of one happening, as numbers in a fixed order."""

import math
from typing import NamedTuple

from readout.corpus.merging.weights import Weighed, cover, dot

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
    mine, theirs = one.sketch, other.sketch
    titles = sorted((cover(one.title, other.body), cover(other.title, one.body)))
    keys = sorted((cover(one.keys, other.body), cover(other.keys, one.body)))
    tops = sorted((cover(one.tops, other.body), cover(other.tops, one.body)))
    before = sorted((early.likeness, other_early.likeness))
    runs = len(mine.runs & theirs.runs)
    return Signs(
        body=dot(one.body, other.body),
        title=dot(one.title, other.title),
        lead=dot(one.lead, other.lead),
        names=dot(one.names, other.names),
        headed=dot(one.headed, other.headed),
        acts=dot(one.acts, other.acts),
        numbers=dot(one.numbers, other.numbers),
        places=dot(one.places, other.places),
        title_covered_least=titles[0],
        title_covered_most=titles[1],
        runs=math.log1p(runs),
        quoted=math.log1p(len(mine.quoted & theirs.quoted)),
        gap=float(days_apart(one, other)),
        length=min(mine.length, theirs.length) / max(1, mine.length, theirs.length),
        weekdays=_shared_days(mine.weekdays, theirs.weekdays),
        rarest=_rarest(one, other),
        title_in_lead=max(dot(one.title, other.lead), dot(other.title, one.lead)),
        late_body=dot(one.late_body, other.late_body),
        late_lead=dot(one.late_lead, other.late_lead),
        late_acts=dot(one.late_acts, other.late_acts),
        keys_covered_least=keys[0],
        keys_covered_most=keys[1],
        tops=dot(one.tops, other.tops),
        tops_covered_least=tops[0],
        tops_covered_most=tops[1],
        early_least=before[0],
        early_most=before[1],
        early_known=math.log1p(min(100, early.known, other_early.known)),
    )


def is_copy(one: Weighed, other: Weighed) -> bool:
    """Whether most four-word runs of the shorter text stand in the other: a reprint, or a wire text cut or prefaced."""
    mine, theirs = one.sketch.runs, other.sketch.runs
    return len(mine & theirs) >= COPIED * max(LONG_ENOUGH, min(len(mine), len(theirs)))


def _rarest(one: Weighed, other: Weighed) -> float:
    """The weight of the weightiest word that both leads have."""
    return max((min(weight, other.lead[key]) for key, weight in one.lead.items() if key in other.lead), default=0.0)


def _shared_days(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else NO_WEEKDAY
