"""
Words by number, and one row of places in which a text is laid out, so that it is compared with many at once.

A comparison is some sums over words that two texts have in common. For each sum a text has a vector that it is laid out
by and one that it is held against others by; mostly they are the same, and for the share of one text's weight
that stands on words of the other they are not. Sums run in the order of a text's words, so that the same batch gives
the same bits on every machine.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = Mapping[str, float]
STRIDE = 24  # places that a word has in the row, one a sum: more than any comparison has
_FIRST = 1 << 14  # words that the row has room for at first

Places = NDArray[np.int64]
Values = NDArray[np.float64]


class Numbered(NamedTuple):
    """A vector: the numbers of its words, and their weights."""

    words: Places
    weights: Values


@dataclass(frozen=True, slots=True)
class Packed:
    """
    A text of a row as places and values, for each sum in turn: how it is laid out, and how it is held against others.

    `lines` says of each held value which sum it is of, of `sums`. `peaks` and `heights` are the places and values of
    the vector whose greatest weight in common is asked for, behind a place without weight.
    """

    row: "Row"
    sums: int
    laid_places: Places
    laid: Values
    places: Places
    values: Values
    lines: Places
    peaks: Places
    heights: Values

    def compare(self, others: Sequence["Packed"]) -> tuple[Values, Values]:
        """The sums of a text with each of one or more others, a line an other; and the greatest weights in common."""
        row = self.row.places
        row[self.laid_places] = self.laid
        lines = np.repeat(np.arange(len(others)) * self.sums, [len(other.values) for other in others])
        lines += np.concatenate([other.lines for other in others])
        products = row[np.concatenate([other.places for other in others])]
        products *= np.concatenate([other.values for other in others])
        sums = np.bincount(lines, weights=products, minlength=len(others) * self.sums)
        peaks = row[np.concatenate([other.peaks for other in others])]
        np.minimum(peaks, np.concatenate([other.heights for other in others]), out=peaks)
        starts = np.cumsum([0, *(len(other.heights) for other in others[:-1])])
        greatest: Values = np.maximum.reduceat(peaks, starts)
        row[self.laid_places] = 0.0
        return sums.reshape(len(others), self.sums).astype(np.float64, copy=False), greatest


class Row:
    """The row of one batch: texts of one row can be compared."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.places: Values = np.zeros(_FIRST * STRIDE)

    def number(self, vector: Vector) -> Numbered:
        """A vector by the numbers of its words."""
        words = np.fromiter(map(self._numbers.__getitem__, vector), dtype=np.int64, count=len(vector))
        if len(self._numbers) * STRIDE > len(self.places):
            self.places = np.zeros(2 * len(self._numbers) * STRIDE)
        return Numbered(words, np.fromiter(vector.values(), dtype=np.float64, count=len(vector)))

    def pack(self, both: Sequence[Numbered], swapped: Sequence[tuple[Numbered, Numbered]], peaked: int) -> Packed:
        """
        A text by its vectors: those that it is laid out by and held against others by, and pairs of which the one is
        laid out and the other held, in two sums. `peaked` is the sum whose greatest weight in common is asked for.
        """
        laid = [*both, *(each for pair in swapped for each in pair)]
        held = [*both, *(each for pair in swapped for each in pair[::-1])]
        laid_places, _ = _place(laid)
        places, lines = _place(held)
        return Packed(
            self,
            len(laid),
            laid_places,
            np.concatenate([each.weights for each in laid]),
            places,
            np.concatenate([each.weights for each in held]),
            lines,
            np.append(peaked, held[peaked].words * STRIDE + peaked),
            np.append(0.0, held[peaked].weights),
        )


def _place(vectors: Sequence[Numbered]) -> tuple[Places, Places]:
    """The places of some vectors in the row, and of which vector each is."""
    lines = np.repeat(np.arange(len(vectors)), [len(vector.words) for vector in vectors])
    places = np.concatenate([vector.words for vector in vectors])
    places *= STRIDE
    places += lines
    return places, lines
