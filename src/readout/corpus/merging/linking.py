"""Groups of articles joined best first, each pair judged beside what its neighbours say."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from readout.corpus.merging.model import StoryModel, weigh

ABSENT = -7.0  # log-odds of two articles that were not worth comparing
NOBODY = -2.0  # log-odds of the third that is always there: that an article belongs to none
APART = -6.0  # and, when groups are joined, of two that are out of each other's reach
SURE = 1.5  # log-odds by its signs from which a pair counts whatever rivals it has: twenty tellings are one story
WITNESSES = 4  # members of a group, the latest, that are asked when it is joined
ENOUGH = 2 / 3  # share of the pairs between two groups that reach the floor


class Context(NamedTuple):
    """
    One pair's log-odds beside those of its neighbours; ABSENT where there is none.

    `support` is the best third article's weaker bond with the two. `rivalry` says of either article how much
    more it is bound to a third than to the other, where that third is not bound to the other as well; belonging to
    nobody is such a third, so that two articles alone are not joined for want of others.
    """

    odds: float
    support: float
    rivalry_most: float
    rivalry_least: float


class Groups:
    """
    Articles by number, and the groups they are in. `compare` gives the log-odds of an article and each of some others
    by their signs alone, None when two are out of reach.
    """

    def __init__(self, model: StoryModel, compare: Callable[[int, Sequence[int]], Sequence[float | None]]) -> None:
        self._model = model
        self._compare = compare
        self._bonds: dict[int, dict[int, float]] = {}
        self._settled: dict[tuple[int, int], float] = {}
        self.group_of: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}

    def add(self, number: int, others: Sequence[int]) -> None:
        """A new article alone in its group, with the articles that it may belong to."""
        self.group_of[number] = number
        self.members[number] = [number]
        self._bonds[number] = {}
        for other, odds in zip(others, self._compare(number, others), strict=True):
            if odds is not None:
                self._bonds[number][other] = self._bonds[other][number] = odds

    def forget(self, numbers: Iterable[int]) -> None:
        """Articles that nothing new can be joined to by themselves any more."""
        for number in numbers:
            for other in self._bonds.pop(number):
                if other in self._bonds:
                    del self._bonds[other][number]
                self._settled.pop(_ordered(number, other), None)

    def join(self, fresh: Iterable[int]) -> None:
        """Join groups, the surest first, as far as some pair of theirs holds one of these articles."""
        asked: set[tuple[int, int]] = set()
        for number in fresh:
            for other in self._bonds[number]:
                asked.add(_ordered(self.group_of[number], self.group_of[other]))
        queue = [(-link, pair) for pair in sorted(asked) if (link := self._link(*pair)) is not None]
        heapq.heapify(queue)
        while queue:
            _, (kept, gone) = heapq.heappop(queue)
            if kept in self.members and gone in self.members and (kept, gone) in asked:
                self._unite(kept, gone)
                near = {other for pair in asked if kept in pair or gone in pair for other in pair} - {kept, gone}
                asked = {pair for pair in asked if kept not in pair and gone not in pair}
                queue = [entry for entry in queue if entry[1] in asked]
                for other in sorted(near):
                    pair = _ordered(kept, other)
                    asked.add(pair)
                    link = self._link(*pair)
                    if link is not None:
                        queue.append((-link, pair))
                heapq.heapify(queue)

    def _unite(self, kept: int, gone: int) -> None:
        for number in self.members[gone]:
            self.group_of[number] = kept
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))

    def _link(self, one: int, other: int) -> float | None:
        """The mean log-odds between two groups; None when they are not to be joined."""
        if one == other:
            return None
        witnesses = product(self.members[one][-WITNESSES:], self.members[other][-WITNESSES:])
        pairs = [_ordered(*pair) for pair in witnesses]
        ready = self._compare_missing(pairs)
        odds = [self._odds(*pair, ready) for pair in pairs]
        mean = sum(odds) / len(odds)
        firm = sum(1 for pair in pairs if self._bond(*pair, ready) >= self._model.floor)
        return mean if mean >= self._model.join and firm >= ENOUGH * len(odds) else None

    def _compare_missing(self, pairs: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], float | None]:
        """The log-odds of those pairs that have not been compared, an article with all of its others at once."""
        missing: dict[int, list[int]] = {}
        for one, other in pairs:
            if one in self._bonds and other in self._bonds and other not in self._bonds[one]:
                missing.setdefault(one, []).append(other)
        return {
            (one, other): odds
            for one, others in missing.items()
            for other, odds in zip(others, self._compare(one, others), strict=True)
        }

    def _bond(self, one: int, other: int, ready: Mapping[tuple[int, int], float | None]) -> float:
        """The log-odds of a pair by its signs alone."""
        if one not in self._bonds or other not in self._bonds:
            return APART
        odds = self._bonds[one].get(other)
        if odds is None:
            told = ready[one, other]
            odds = self._bonds[one][other] = self._bonds[other][one] = APART if told is None else told
        return odds

    def _odds(self, one: int, other: int, ready: Mapping[tuple[int, int], float | None]) -> float:
        """The log-odds of a pair in its context, settled once."""
        if (one, other) not in self._settled:
            odds = self._bond(one, other, ready)
            if one not in self._bonds or other not in self._bonds:
                return APART
            judged = weigh(self._model.context, self.context(one, other, odds))
            self._settled[one, other] = max(judged, odds - SURE)
        return self._settled[one, other]

    def context(self, one: int, other: int, odds: float) -> Context:
        """What the neighbours of two articles say about them."""
        support, rivalry = ABSENT, [min(NOBODY - odds, NOBODY - ABSENT)] * 2
        for side, (near, far) in enumerate(((one, other), (other, one))):
            bonds, rival = self._bonds[far], rivalry[side]
            for third, bond in self._bonds[near].items():
                if (bond > support or bond - odds > rival) and third != far:  # else it changes nothing
                    across = bonds.get(third, ABSENT)
                    support = max(support, min(bond, across))
                    rival = max(rival, min(bond - odds, bond - across))
            rivalry[side] = rival
        return Context(odds, support, max(rivalry), min(rivalry))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
