"""The learned weights of merging, and the two sums they are for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from readout.corpus.merging.rows import Values as Table
from readout.corpus.merging.signs import Signs

FORMAT = 1


@dataclass(frozen=True, slots=True)
class StoryModel:
    """
    Three logistic regressions over numbers and the limits of linking.

    `pair` weighs the `Signs` of two articles, `context` the pair's own sum beside what its neighbours say (see
    `linking`), `sentence` the `SentenceSigns` of two sentences; the last entry of each is its constant.
    Two groups are joined when their pairs' mean in context is `join` or more, and two in three reach `floor` alone.
    `digest` names the file's bytes and belongs into a recipe.
    """

    pair: tuple[float, ...]
    context: tuple[float, ...]
    sentence: tuple[float, ...]
    join: float
    floor: float
    digest: str

    def weigh_pairs(self, signs: Table) -> list[float]:
        """The log-odds that two articles tell of one happening, nothing else being known, for each line of signs."""
        return weigh_all(self.pair, signs)

    def weigh_sentences(self, signs: Table) -> list[float]:
        """The same of two sentences."""
        return weigh_all(self.sentence, signs)


def make_model(arrays: Mapping[str, Any], digest: str) -> StoryModel:
    """
    Build the model from the arrays of its file (see docs/models/stories.md).

    Raises ValueError when the file has another format, or weighs other signs than this code reads.
    """
    if int(arrays["format"]) != FORMAT or tuple(arrays["signs"].tolist()) != Signs._fields:
        raise ValueError("story model: the file is of another format or other signs; train it again")
    return StoryModel(
        pair=tuple(arrays["pair"].tolist()),
        context=tuple(arrays["context"].tolist()),
        sentence=tuple(arrays["sentence"].tolist()),
        join=float(arrays["join"]),
        floor=float(arrays["floor"]),
        digest=digest,
    )


def weigh(weights: Sequence[float], values: Sequence[float]) -> float:
    """A weighted sum with its constant."""
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=False)) + weights[-1]


def weigh_all(weights: Sequence[float], table: Table) -> list[float]:
    """The weighted sum of each line of a table, with the constant."""
    sums = (table * np.array(weights[:-1])).sum(axis=1)
    sums += weights[-1]
    return [float(one) for one in sums.tolist()]


def probability(odds: float) -> float:
    """The probability of log-odds, without overflow."""
    return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))
