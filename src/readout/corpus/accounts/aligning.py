"""Which sentences of rival accounts are one point: aligned by their slots, the surest pair first."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.counts import may_be_one

SURE = 0.3  # score from which two sentences are one point
NEAR = 0.2  # score from which one may touch on what the other tells, so that neither is said to be alone
COMMON = 3  # words and names that two sentences of one point have in common at least
PRIOR = 1.0  # weight of a stem that each sentence is measured as if it lacked


class PairSigns(NamedTuple):
    """What speaks for and against two sentences being one point, 0 to 1 each; the same in either order."""

    words: float  # cosine of the content words by weight
    covered: float  # the greater share of the words of one that the other has
    names: float  # share of the names of both that both have
    sides: float  # share of their parties
    acts: float  # 1: a type of act is coded in both; 0: in both, and no type in common; else 0.5
    days: float  # 1: a day in common; 0: days named in both and none in common; else 0.5
    counts: float  # likewise of a number of one thing
    voices: float  # 1: attributed to one source, 0: to two, else 0.5


_WEIGHTS = PairSigns(words=0.75, covered=0.2, names=0.1, sides=0.0, acts=0.08, days=0.08, counts=0.12, voices=0.06)
_FROM = 0.17  # what two sentences of which nothing is known score by their halves alone


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that are one point, at most one of each article, and the score of the surest pair."""

    members: tuple[Assertion, ...]
    score: float


def sign_pair(one: Assertion, other: Assertion, reader: Reader) -> PairSigns:
    """The signs of a pair of sentences."""
    common = reader.mass(one.stems & other.stems)
    mine, theirs = reader.mass_of(one), reader.mass_of(other)
    lacking = PRIOR * reader.rarest
    lengths = math.sqrt((mine + lacking) * (theirs + lacking))
    return PairSigns(
        words=common / lengths if common else 0.0,
        covered=common / (min(mine, theirs) + lacking) if common else 0.0,
        names=_share(one.names, other.names),
        sides=_share(one.parties, other.parties),
        acts=_agree(one.acts, other.acts),
        days=_agree(one.days, other.days),
        counts=_counts(one, other),
        voices=0.5 if one.voice is None or other.voice is None else float(one.voice == other.voice),
    )


def score_pair(one: Assertion, other: Assertion, reader: Reader) -> float:
    """How surely two sentences are one point, 0 to about 1, to three places."""
    signs = sign_pair(one, other, reader)
    if signs.words == 0.0:
        return 0.0
    return round(sum(weight * sign for weight, sign in zip(_WEIGHTS, signs, strict=True)) - _FROM, 3)


def align(assertions: Sequence[Assertion], reader: Reader) -> tuple[Aligned, ...]:
    """
    Sentences of two outlets or more that are one point, by agglomeration: the surest pair first, ties by what they
    say; a sentence joins those that it is near to every one of, and no point has two sentences of one article.
    """
    scores = _Scores(assertions, reader)
    home: dict[int, list[int]] = {}
    key = [reader.told.passages.key((one.citation,)) for one in assertions]
    ranked = sorted(
        (-score, key[first], key[second], first, second)
        for first, second in scores.likely()
        if (score := scores.of(first, second)) >= SURE
    )
    surest: dict[int, float] = {}
    for score, *_, first, second in ranked:
        one, other = home.get(first, [first]), home.get(second, [second])
        if one is other or not scores.fit(one, other):
            continue
        joined = sorted(one + other)
        for number in joined:
            home[number] = joined
            surest[number] = max(-score, surest.get(number, 0.0))
    groups = {id(members): members for members in home.values()}
    return tuple(
        Aligned(tuple(assertions[number] for number in members), max(surest[number] for number in members))
        for members in groups.values()
    )


class _Scores:
    """The scores of pairs of some sentences, each worked out when it is first asked for."""

    def __init__(self, assertions: Sequence[Assertion], reader: Reader) -> None:
        self._assertions, self._reader = assertions, reader
        self._known: dict[tuple[int, int], float] = {}

    def likely(self) -> Iterable[tuple[int, int]]:
        """Numbers of sentences of two outlets that have enough in common to be one point, a word at least, in order."""
        by_stem: dict[str, list[int]] = {}
        for number, one in enumerate(self._assertions):
            for stem in one.stems:
                by_stem.setdefault(stem, []).append(number)
        for first, one in enumerate(self._assertions):
            shared = Counter(chain.from_iterable(by_stem[stem] for stem in one.stems))
            for second in sorted(shared):
                other = self._assertions[second]
                if second <= first or one.outlet == other.outlet:
                    continue
                if shared[second] >= COMMON or shared[second] + len(one.names & other.names) >= COMMON:
                    yield first, second

    def of(self, first: int, second: int) -> float:
        """The score of two sentences; of two that one outlet prints or that share no word nothing is held against."""
        pair = (first, second) if first < second else (second, first)
        if pair not in self._known:
            one, other = self._assertions[pair[0]], self._assertions[pair[1]]
            asked = one.outlet != other.outlet and not one.stems.isdisjoint(other.stems)
            self._known[pair] = score_pair(one, other, self._reader) if asked else SURE
        return self._known[pair]

    def fit(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether two groups may be one point: no two sentences of one article, and every one near to every other."""
        articles = {self._assertions[one].citation.article_id for one in some}
        if any(self._assertions[other].citation.article_id in articles for other in others):
            return False
        return all(self.of(one, other) >= NEAR for one in some for other in others)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _agree(one: frozenset[str], other: frozenset[str]) -> float:
    return 0.5 if not one or not other else float(bool(one & other))


def _counts(one: Assertion, other: Assertion) -> float:
    pairs = [(mine, theirs) for mine in one.counts for theirs in other.counts if mine.counted & theirs.counted]
    alike = [may_be_one(mine, theirs) for mine, theirs in pairs]
    return 0.5 if not alike else float(any(alike))
