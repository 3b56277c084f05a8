"""
Words by number, and texts packed by them, so that many pairs are compared at once.

A comparison is some sums over words that two texts have in common. For each sum a text has a vector that it is laid out
by and one that it is held against others by; mostly they are the same, and for the share of one text's weight
that stands on words of the other they are not. Sums run in the order of the held text's words, so that the same batch
gives the same bits on every machine, however many pairs are asked for together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

Vector = Mapping[str, float]
STRIDE = 32  # places that a word has in the row, one a sum: more than any comparison has, and a power of two
_FIRST = 1 << 14  # words that the row has room for at first

Places = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Packed:
    """
    A text of a row as places and values, for each of `sums` sums in turn: how it is laid out, and how it is held
    against others. A place is a word's number times `STRIDE` and the number of the sum.
    """

    row: "Row"
    sums: int
    laid_places: Places
    laid: Values
    places: Places
    values: Values


class Row:
    """The words of one batch and the places in which a text is laid out: texts of one row can be compared."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._places: Values = np.zeros(_FIRST * STRIDE)

    @property
    def places(self) -> Values:
        """Room for every word so far, all 0."""
        if len(self._numbers) * STRIDE > len(self._places):
            self._places = np.zeros(2 * len(self._numbers) * STRIDE)
        return self._places

    def pack(self, both: Sequence[Vector], swapped: Sequence[tuple[Vector, Vector]]) -> Packed:
        """
        A text by its vectors: those that it is both laid out and held against others by, and pairs of which the one is
        laid out and the other held, in two sums.
        """
        own = self._place(both, 0)
        laid = held = own
        if swapped:
            laid = _join(own, self._place([each for pair in swapped for each in pair], len(both)))
            held = _join(own, self._place([each for pair in swapped for each in pair[::-1]], len(both)))
        return Packed(self, len(both) + 2 * len(swapped), *laid, *held)

    def _place(self, vectors: Sequence[Vector], first: int) -> tuple[Places, Values]:
        """The places and values of some vectors, the first vector's first; `first` is the number of its sum."""
        numbers = self._numbers
        places = [numbers[word] * STRIDE + line for line, vector in enumerate(vectors, first) for word in vector]
        return np.array(places, dtype=np.int64), np.array([each for one in vectors for each in one.values()], float)


def _join(one: tuple[Places, Values], other: tuple[Places, Values]) -> tuple[Places, Values]:
    return np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))


def compare_packed(
    asked: Sequence[tuple[Packed, Sequence[Packed]]], peaked: int | None = None
) -> tuple[Values, Values]:
    """
    The sums of each text with each of its others, a line a pair, in order; and of the sum `peaked` the greatest weight
    in common of each pair, 0 for None.
    """
    others = [other for _, told in asked for other in told]
    number, sums, row = len(others), asked[0][0].sums, asked[0][0].row.places
    places = np.concatenate([other.places for other in others])
    theirs = np.concatenate([other.values for other in others])
    mine = np.empty(len(theirs))
    start = 0
    for one, told in asked:
        after = start + sum([len(other.places) for other in told])
        row[one.laid_places] = one.laid
        row.take(places[start:after], out=mine[start:after])
        row[one.laid_places] = 0.0
        start = after
    kinds = places & (STRIDE - 1)
    lines = np.repeat(np.arange(number), [len(other.places) for other in others])
    table = np.bincount(lines * sums + kinds, weights=mine * theirs, minlength=number * sums).reshape(number, sums)
    greatest = np.zeros(number)
    if peaked is not None:
        at = np.flatnonzero((kinds == peaked) & (mine > 0.0))
        np.maximum.at(greatest, lines[at], np.minimum(mine[at], theirs[at]))
    return table.astype(np.float64, copy=False), greatest
