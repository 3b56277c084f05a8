"""
A linear-chain conditional random field, read only: scores and marginals of many sequences at once.

Lafferty, McCallum and Pereira (2001); weights as CRFsuite trains them, with no start or stop transitions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from readout.analysis.statements.columns import Column

Scores = npt.NDArray[np.float64]
_ROOM = 8  # places of the table of features for each of them
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2 to the 64 by the golden ratio: neighbours fall far apart (Knuth, 6.4)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Where each feature stands: by its place in a table, and those whose place was taken in rising order."""

    shift: np.uint64
    keys: Column  # by place; -1 where it is free
    rows: Column
    crowded: npt.NDArray[np.bool_]  # places that more than one feature fell on
    others: Column
    others_rows: Column

    def find(self, keys: Column, absent: int) -> Column:
        """The row of each key; `absent` for one that nobody knows."""
        places = self.places(keys)
        found = np.where(self.keys[places] == keys, self.rows[places], absent)
        again = np.flatnonzero(self.crowded[places] & (found == absent))
        if len(again):
            asked = keys[again]
            near = np.minimum(np.searchsorted(self.others, asked), len(self.others) - 1)
            found[again] = np.where(self.others[near] == asked, self.others_rows[near], absent)
        return found

    def places(self, keys: Column) -> Column:
        """The place of each key."""
        return ((keys.view(np.uint64) * _SPREAD) >> self.shift).view(np.int64)


def _lay_table(keys: Column) -> _Table:
    bits = max(4, (_ROOM * len(keys)).bit_length() - 1)
    table = _Table(
        np.uint64(64 - bits),
        np.full(1 << bits, -1, np.int64),
        np.zeros(1 << bits, np.int64),
        np.zeros(1 << bits, np.bool_),
        np.zeros(0, np.int64),
        np.zeros(0, np.int64),
    )
    places, first = np.unique(table.places(keys), return_index=True)
    table.keys[places], table.rows[places] = keys[first], first
    others = np.setdiff1d(np.arange(len(keys)), first)
    table.crowded[table.places(keys[others])] = True
    return _Table(table.shift, table.keys, table.rows, table.crowded, keys[others], others)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """
    `keys` are the features known, in rising order; `weights` has a row for each and a last one of zeros for any
    other, and a column a label; `transitions` goes from label to label.
    """

    keys: Column
    weights: npt.NDArray[np.float32]
    transitions: Scores
    _table: _Table = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Lay out the table that features are looked up in."""
        object.__setattr__(self, "_table", _lay_table(np.ascontiguousarray(self.keys, np.int64)))

    def score(self, keys: Column) -> Scores:
        """The sum of the weights of each row's features: rows by labels."""
        size, columns = keys.shape
        found = self._table.find(np.ascontiguousarray(keys, np.int64).ravel(), len(self.keys))
        known = np.flatnonzero(found < len(self.keys))
        rows, weights = known // columns, self.weights[found[known]]
        summed = [np.bincount(rows, weights=weights[:, label], minlength=size) for label in range(weights.shape[1])]
        return np.stack(summed, axis=1).astype(np.float64, copy=False)

    def marginals(self, scores: Scores, lengths: Sequence[int]) -> Scores:
        """
        The probability of every label at every row, for sequences of `lengths` rows one after another.

        Sequences are walked forward and, turned round, backward in one walk; what is carried from row to row is made
        of sum one, since only its shares matter.
        """
        places, mask = _pad(lengths)
        heights = np.exp(scores - scores.max(axis=1, keepdims=True))
        turned = np.where(mask, np.array(lengths)[:, None] - 1 - np.arange(mask.shape[1]), 0)
        rows = np.stack([places, np.take_along_axis(places, turned, axis=1)])
        height = heights[rows]  # direction, sequence, place, label
        moves = np.exp(np.stack([self.transitions, self.transitions.T]))[:, None]  # direction, 1, from, to
        before, state = np.ones_like(height), height[:, :, 0].copy()
        for i in range(1, height.shape[2]):
            state /= state.sum(axis=2, keepdims=True)
            step = state[:, :, 0, None] * moves[:, :, 0]
            for label in range(1, height.shape[3]):
                step += state[:, :, label, None] * moves[:, :, label]
            before[:, :, i] = step
            state = step * height[:, :, i]
        behind = np.take_along_axis(before[1], turned[:, :, None], axis=1)
        chances: Scores = (before[0] * height[0] * behind)[mask]
        chances /= chances.sum(axis=1, keepdims=True)
        return chances


def _pad(lengths: Sequence[int]) -> tuple[Column, npt.NDArray[np.bool_]]:
    """The number of each row by sequence and place, and which places are there; 0 where none is."""
    mask = np.arange(max(lengths))[None, :] < np.array(lengths)[:, None]
    places = np.zeros(mask.shape, np.int64)
    places[mask] = np.arange(sum(lengths))
    return places, mask
