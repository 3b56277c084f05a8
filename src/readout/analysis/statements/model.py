"""The learned model of this step: two chains and the words they know, as read from one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from readout.analysis.statements.chain import Chain
from readout.analysis.statements.columns import Words

CUE_LABELS = ("O", "B", "I")
ROLE_LABELS = ("O", "S", "C")
FORMAT = 2


@dataclass(frozen=True, slots=True, eq=False)
class AttributionModel:
    """
    `cue` labels tokens B, I or O; `role` labels the tokens around one cue source, content or neither;
    `sureness` weighs what both say, and how it sits in its sentence, into the probability that a reading is right.
    `digest` names the file's bytes and belongs into a recipe.
    """

    words: Words
    cue: Chain
    role: Chain
    sureness: tuple[float, ...]  # weights of a reading's signs (see `signs.tell_signs`)
    digest: str


def make_model(arrays: Mapping[str, Any], digest: str) -> AttributionModel:
    """
    Build the model from the arrays of its file (see docs/models/attribution.md).

    Raises ValueError when the file has another format than this code reads.
    """
    if int(arrays["format"]) != FORMAT:
        raise ValueError(f"attribution model: format {int(arrays['format'])} is not {FORMAT}; train it again")
    names = ("lemmas", "tags", "deps", "entities", "paths")
    tables = {name: {word: i for i, word in enumerate(arrays[name].tolist(), 1)} for name in names}
    priors = dict(zip(arrays["lemmas"].tolist(), arrays["priors"].tolist(), strict=True))
    return AttributionModel(
        words=Words(**tables, priors=priors),
        cue=_chain(arrays, "cue"),
        role=_chain(arrays, "role"),
        sureness=tuple(arrays["sureness"].tolist()),
        digest=digest,
    )


def _chain(arrays: Mapping[str, Any], name: str) -> Chain:
    weights = arrays[f"{name}_weights"].astype(np.float32) * np.float32(arrays[f"{name}_scale"])
    zeros = np.zeros((1, weights.shape[1]), np.float32)
    return Chain(
        keys=np.cumsum(arrays[f"{name}_steps"].astype(np.int64)),
        weights=np.concatenate([weights, zeros]),
        transitions=arrays[f"{name}_transitions"].astype(np.float64),
    )
