"""
A linear-chain conditional random field, read only: scores, marginals and best labels of many sequences at once.

Lafferty, McCallum and Pereira (2001); weights as CRFsuite trains them, with no start or stop transitions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.analysis.statements.columns import Column

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """
    `keys` are the features known, in rising order; `weights` has a row for each and a last one of zeros for any
    other, and a column a label; `transitions` goes from label to label.
    """

    keys: Column
    weights: npt.NDArray[np.float32]
    transitions: Scores

    def score(self, keys: Column) -> Scores:
        """The sum of the weights of each row's features: rows by labels."""
        flat = keys.ravel()
        found = np.minimum(np.searchsorted(self.keys, flat), len(self.keys) - 1)
        found = np.where(self.keys[found] == flat, found, len(self.keys))
        rows: Scores = self.weights[found].reshape(*keys.shape, -1).sum(axis=1, dtype=np.float64)
        return rows

    def marginals(self, scores: Scores, lengths: Sequence[int]) -> Scores:
        """The probability of every label at every row, for sequences of `lengths` rows one after another."""
        padded, mask = _pad(scores, lengths)
        size = padded.shape[1]
        forward, backward = np.empty_like(padded), np.zeros_like(padded)
        forward[:, 0] = padded[:, 0]
        for i in range(1, size):
            step = _log_sum(forward[:, i - 1, :, None] + self.transitions[None])
            forward[:, i] = np.where(mask[:, i, None], step + padded[:, i], forward[:, i - 1])
        for i in range(size - 2, -1, -1):
            ahead = padded[:, i + 1] + backward[:, i + 1]
            step = _log_sum((self.transitions[None] + ahead[:, None, :]).swapaxes(1, 2))
            backward[:, i] = np.where(mask[:, i + 1, None], step, 0.0)
        total = forward + backward
        total -= total.max(axis=2, keepdims=True)
        chances = np.exp(total)
        chances /= chances.sum(axis=2, keepdims=True)
        return np.asarray(chances[mask])


def _pad(scores: Scores, lengths: Sequence[int]) -> tuple[Scores, npt.NDArray[np.bool_]]:
    mask = np.arange(max(lengths))[None, :] < np.array(lengths)[:, None]
    padded = np.zeros((*mask.shape, scores.shape[1]))
    padded[mask] = scores
    return padded, mask


def _log_sum(scores: Scores) -> Scores:
    """Log of the sum of exponentials over the second axis."""
    top = scores.max(axis=1)
    found: Scores = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return found
