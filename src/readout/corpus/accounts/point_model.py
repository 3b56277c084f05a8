"""The learned weights by which sentences of rival accounts are one point, told alike, updated, or told by one alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readout.corpus.accounts.signs import ALONE_SIGNS, POINT_SIGNS, RelationSigns
from readout.corpus.merging.model import probability, weigh
from readout.ports import SentenceEncoder

FORMAT = 1
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class PointModel:
    """
    Four logistic regressions over numbers, the constant of each last, and the encoder of one of those numbers.

    `one_point` weighs `POINT_SIGNS`; `alike` and `updated` weigh `RelationSigns` of two sentences that are one point;
    `alone` weighs `ALONE_SIGNS`. `digest` names the bytes of both files and belongs into a recipe.
    """

    one_point: tuple[float, ...]
    alike: tuple[float, ...]
    updated: tuple[float, ...]
    alone: tuple[float, ...]
    encoder: SentenceEncoder
    digest: str


def make_point_model(arrays: Mapping[str, Any], encoder: SentenceEncoder, digest: str) -> PointModel:
    """
    Build the model from the arrays of its file (see docs/models/accounts.md).

    Raises ValueError when the file has another format, or weighs other signs than this code reads.
    """
    names = (*POINT_SIGNS, *RelationSigns._fields, *ALONE_SIGNS)
    if int(arrays["format"]) != FORMAT or tuple(arrays["signs"].tolist()) != names:
        raise ValueError("accounts model: the file is of another format or other signs; train it again")
    one_point, alike, updated, alone = (
        tuple(arrays[name].tolist()) for name in ("one_point", "alike", "updated", "alone")
    )
    return PointModel(one_point, alike, updated, alone, encoder, digest)


def chance(weights: Sequence[float], values: Sequence[float]) -> float:
    """A probability to three places."""
    return round(probability(weigh(weights, values)), _DECIMALS)
