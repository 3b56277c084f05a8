"""Points that no rule names: sentences that a learned model holds to be told alike, updated, or told by one alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.point_model import PointModel, chance
from readout.corpus.accounts.signs import Pair, gather_pairs, sign_alone, sign_relation
from readout.records import Citation

ALIKE = 0.3  # chance from which two sentences tell one point alike
JOINED = 0.6  # of each pair in a point of three accounts
AGAIN = 0.9  # from which a sentence is told in a second point too
UPDATED = 0.4  # chance from which the later of two sentences tells an earlier point anew
ALONE = 0.25  # chance from which one account alone tells a sentence


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two sentences by number, and how likely they are one point, told alike, or told anew by the later."""

    first: int
    second: int
    one_point: float
    alike: float
    updated: float
    meaning: float


class Weighing:
    """The sentences of some accounts with the chances of each pair, weighed once."""

    def __init__(self, scope: Sequence[Assertion], reader: Reader, model: PointModel) -> None:
        """Weigh every pair of sentences of two outlets."""
        self._scope, self._reader, self._model = scope, reader, model
        key = reader.told.passages.key
        self._keys = [key((one.citation,)) for one in scope]
        self.pairs = [self._weigh(pair) for pair in gather_pairs(scope, reader, model.encoder)]

    def _weigh(self, pair: Pair) -> Weighed:
        one_point = chance(self._model.one_point, pair.values)
        one, other = self._scope[pair.first], self._scope[pair.second]
        alike = updated = 0.0
        if one_point >= min(JOINED, UPDATED):
            signs = sign_relation(one, other, self._reader)
            alike, updated = (one_point * chance(each, signs) for each in (self._model.alike, self._model.updated))
        return Weighed(pair.first, pair.second, one_point, alike, updated, pair.meaning)

    def chances(self) -> Mapping[frozenset[Citation], float]:
        """How likely each two sentences are one point."""
        cited = [one.citation for one in self._scope]
        return {frozenset((cited[one.first], cited[one.second])): one.one_point for one in self.pairs}

    def _ranked(self, value: Callable[[Weighed], float], least: float) -> list[Weighed]:
        kept = [one for one in self.pairs if value(one) >= least]
        return sorted(kept, key=lambda one: (-value(one), *sorted((self._keys[one.first], self._keys[one.second]))))

    def find_alike(self, apart: Iterable[Collection[Citation]]) -> Iterator[tuple[Assertion, ...]]:
        """
        Sentences that tell one point alike, the surest first, at most one of each outlet.

        `apart` are the passages of points that are told differently: two of one of them are never told alike.
        """
        table = {(one.first, one.second): one.alike for one in self.pairs}
        groups: list[set[int]] = []
        for pair in self._ranked(lambda one: one.alike, ALIKE):
            both = {pair.first, pair.second}
            cited = {self._scope[number].citation for number in both}
            if any(cited <= set(each) for each in apart) or any(both <= group for group in groups):
                continue
            if self._join(both, groups, table) or (pair.alike < AGAIN and any(both & group for group in groups)):
                continue
            groups.append(both)
        for group in groups:
            yield tuple(self._scope[number] for number in sorted(group))

    def _join(self, both: set[int], groups: Sequence[set[int]], table: Mapping[tuple[int, int], float]) -> bool:
        """Whether one of two sentences joined the group of the other: of a new outlet, and like every one of it."""
        for group in groups:
            for number in sorted(both - group) if both & group else ():
                outlets = {self._scope[each].outlet for each in group}
                near = all(table.get((min(number, each), max(number, each)), 0.0) >= JOINED for each in group)
                if self._scope[number].outlet not in outlets and near:
                    group.add(number)
                    return True
        return False

    def find_updated(self, told_of: Collection[Citation]) -> Iterator[tuple[Assertion, Assertion]]:
        """Pairs whose later sentence tells the point anew, the surest first; none of `told_of`, none of them twice."""
        spent = set(told_of)
        for pair in self._ranked(lambda one: one.updated, UPDATED):
            one, other = self._scope[pair.first], self._scope[pair.second]
            if not {one.citation, other.citation} & spent:
                spent |= {one.citation, other.citation}
                yield one, other

    def find_alone(self, told_of: Collection[Citation]) -> Iterator[Assertion]:
        """Sentences that one account alone tells, in order, without those of `told_of`."""
        chances: dict[int, list[Weighed]] = {}
        for pair in self.pairs:
            for number in (pair.first, pair.second):
                chances.setdefault(number, []).append(pair)
        for number, one in enumerate(self._scope):
            found = chances.get(number, ())
            if one.citation in told_of or not found:
                continue
            values = [each.one_point for each in found]
            signs = sign_alone(one, max(values), sum(values), max(each.meaning for each in found), self._reader)
            if chance(self._model.alone, signs) >= ALONE:
                yield one
