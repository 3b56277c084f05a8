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


_Compared = Mapping[tuple[int, int], float | None]


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
    Articles by number, and the groups they are in. `compare` gives the log-odds of pairs of articles by their signs
    alone, None when two are out of reach; many pairs at once cost less than one after the other.
    """

    def __init__(
        self, model: StoryModel, compare: Callable[[Sequence[tuple[int, int]]], Sequence[float | None]]
    ) -> None:
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
        for other, odds in zip(others, self._compare([(number, other) for other in others]), strict=True):
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
        ready = self._compare_missing([pair for groups in sorted(asked) for pair in self._witnesses(*groups)])
        queue = [(-link, pair) for pair in sorted(asked) if (link := self._link(*pair, ready)) is not None]
        heapq.heapify(queue)
        while queue:
            _, (kept, gone) = heapq.heappop(queue)
            if kept in self.members and gone in self.members and (kept, gone) in asked:
                self._unite(kept, gone)
                near = {other for pair in asked if kept in pair or gone in pair for other in pair} - {kept, gone}
                asked = {pair for pair in asked if kept not in pair and gone not in pair}
                queue = [entry for entry in queue if entry[1] in asked]
                pairs = [_ordered(kept, other) for other in sorted(near)]
                asked.update(pairs)
                ready = self._compare_missing([pair for groups in pairs for pair in self._witnesses(*groups)])
                for pair in pairs:
                    link = self._link(*pair, ready)
                    if link is not None:
                        queue.append((-link, pair))
                heapq.heapify(queue)

    def _unite(self, kept: int, gone: int) -> None:
        for number in self.members[gone]:
            self.group_of[number] = kept
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))

    def _witnesses(self, one: int, other: int) -> list[tuple[int, int]]:
        """The pairs of articles that are asked whether two groups are one."""
        if one == other:
            return []
        return [_ordered(*pair) for pair in product(self.members[one][-WITNESSES:], self.members[other][-WITNESSES:])]

    def _link(self, one: int, other: int, ready: _Compared) -> float | None:
        """The mean log-odds between two groups; None when they are not to be joined."""
        pairs = self._witnesses(one, other)
        if not pairs:
            return None
        odds = [self._odds(*pair, ready) for pair in pairs]
        mean = sum(odds) / len(odds)
        firm = sum(1 for pair in pairs if self._bond(*pair, ready) >= self._model.floor)
        return mean if mean >= self._model.join and firm >= ENOUGH * len(odds) else None

    def _compare_missing(self, pairs: Iterable[tuple[int, int]]) -> _Compared:
        """The log-odds of those pairs that have not been compared, all at once."""
        bonds = self._bonds
        missing = list(
            dict.fromkeys(
                (one, other) for one, other in pairs if one in bonds and other in bonds and other not in bonds[one]
            )
        )
        return dict(zip(missing, self._compare(missing), strict=True))

    def _bond(self, one: int, other: int, ready: _Compared) -> float:
        """The log-odds of a pair by its signs alone."""
        if one not in self._bonds or other not in self._bonds:
            return APART
        odds = self._bonds[one].get(other)
        if odds is None:
            told = ready[one, other]
            odds = self._bonds[one][other] = self._bonds[other][one] = APART if told is None else told
        return odds

    def _odds(self, one: int, other: int, ready: _Compared) -> float:
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
            across_of, rival = self._bonds[far].get, rivalry[side]
            for third, bond in self._bonds[near].items():
                more = bond - odds
                if (bond > support or more > rival) and third != far:  # else it changes nothing
                    across = across_of(third, ABSENT)
                    weaker = min(bond, across)
                    support = max(support, weaker)
                    if across > odds:
                        more = bond - across
                    rival = max(rival, more)
            rivalry[side] = rival
        return Context(odds, support, max(rivalry), min(rivalry))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
