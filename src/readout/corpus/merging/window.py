"""The articles that a new one may belong to: found by their weightiest words, forgotten after some weeks."""

from array import array
from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from readout.corpus.merging.rows import Vector
from readout.corpus.merging.signs import REACH, Early
from readout.corpus.merging.weights import Weighed, dot, weightiest

BEHIND = 30  # days that an article is remembered for what is usual
MOST_BEHIND = 3_000  # and how many of these at most: memory and cost stay flat
SEARCHED = 40  # words of a text that are looked up
COMMON = 400  # a word that more of the remembered articles hold leads to none of them
NEAREST = 8  # articles that a new one is compared with
EARLIER = 3  # nearest of the earlier ones, whose mean likeness is what is usual
LEAST = 0.12  # cosine
CUT = 64  # numbers that are forgotten before a list is cut


class Window:
    """
    Articles of the last days in full, and of the weeks before by their words alone, in order of arrival.

    Numbers given to articles grow; a word's list holds them in that order, so that what is forgotten stands in front.
    """

    def __init__(self, nearest: int = NEAREST, least: float = LEAST) -> None:
        """How many articles a new one is compared with, and how like they must be: training asks for more."""
        self._nearest, self._least = nearest, least
        self.recent: dict[int, Weighed] = {}
        self._bodies: dict[int, Vector] = {}
        self._days: deque[tuple[int, int]] = deque()  # number and day of every remembered article
        self._lists: dict[str, _Holders] = {}
        self._day_of: dict[int, int] = {}

    def forget(self, day: int) -> list[int]:
        """Drop what lies too far before a day; return the articles that are out of reach since now."""
        while self._days and (day - self._days[0][1] > BEHIND or self._is_too_many(day)):
            number, _ = self._days.popleft()
            for key in self._bodies.pop(number):
                if not self._lists[key].forget():
                    del self._lists[key]
            del self._day_of[number]
        gone = [number for number in self.recent if number not in self._day_of or day - self._day_of[number] > REACH]
        for number in gone:
            del self.recent[number]
        return gone

    def _is_too_many(self, day: int) -> bool:
        return len(self._days) - len(self.recent) > MOST_BEHIND and day - self._days[0][1] > REACH

    def add(self, number: int, day: int, text: Weighed) -> None:
        """Remember an article from now on."""
        self.recent[number] = text
        self._bodies[number] = text.body
        self._day_of[number] = day
        self._days.append((number, day))
        for key in text.body:
            self._lists.setdefault(key, _Holders()).add(number)

    def search(self, text: Weighed) -> tuple[tuple[int, ...], Early]:
        """The articles in reach that are likest, and how like the text is to earlier ones."""
        ranked = self._rank(text)
        near = self._liken(text, (number for number in ranked if number in self.recent), 2 * self._nearest)
        early = self._liken(text, (number for number in ranked if number not in self.recent), 2 * EARLIER)
        usual = sum(likeness for likeness, _ in early[:EARLIER]) / EARLIER
        known = len(self._days) - len(self.recent)
        return tuple(number for likeness, number in near[: self._nearest] if likeness >= self._least), Early(
            usual, known
        )

    def _rank(self, text: Weighed) -> list[int]:
        """The articles that share words with a text, those that share most of its weight first."""
        held: list[NDArray[np.int64]] = []
        weights: list[float] = []
        for key, weight in weightiest(text.body, SEARCHED).items():
            holders = self._lists.get(key)
            if holders is not None and len(holders) <= COMMON:
                held.append(holders.numbers)
                weights.append(weight * weight)
        if not held:
            return []
        first = self._days[0][0]
        shares = np.bincount(np.concatenate(held) - first, weights=np.repeat(weights, [len(one) for one in held]))
        numbers = np.flatnonzero(shares)
        order = np.argsort(-shares[numbers], kind="stable")
        return [int(number) for number in (numbers[order] + first).tolist()]

    def _liken(self, text: Weighed, numbers: Iterator[int], most: int) -> Sequence[tuple[float, int]]:
        chosen = (number for number, _ in zip(numbers, range(most), strict=False))
        likened = [(dot(text.body, self._bodies[number]), number) for number in chosen]
        return sorted(likened, key=lambda one: (-one[0], one[1]))


class _Holders:
    """The numbers of the articles that hold a word, in order; those forgotten are cut off now and then."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._gone = 0

    def __len__(self) -> int:
        return len(self._numbers) - self._gone

    @property
    def numbers(self) -> NDArray[np.int64]:
        return np.array(self._numbers[self._gone :], dtype=np.int64)

    def add(self, number: int) -> None:
        self._numbers.append(number)

    def forget(self) -> int:
        """Forget the first; how many are left."""
        self._gone += 1
        if self._gone > CUT:
            del self._numbers[: self._gone]
            self._gone = 0
        return len(self)
