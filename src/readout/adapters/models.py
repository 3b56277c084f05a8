"""Reads the package's learned models from its own files."""

import io
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any, TypeVar

import numpy as np

from readout.adapters.event_model import FILES, OnnxEventModel
from readout.adapters.sentence_encoder import ENCODER_FILES, OnnxSentenceEncoder
from readout.analysis import Models
from readout.analysis.statements.model import AttributionModel, make_model
from readout.corpus.accounts import PointModel, make_point_model
from readout.corpus.merging import StoryModel
from readout.corpus.merging import make_model as make_story_model
from readout.errors import InputError
from readout.ports import EventModel, SentenceEncoder
from readout.spans import digest_bytes

ATTRIBUTION = "attribution.npz"
STORIES = "stories.npz"
POINTS = "accounts.npz"
Model = TypeVar("Model")


def load_models() -> Models:
    """Every learned model that this installation has."""
    return Models(attribution=load_attribution_model(), events=load_event_model())


def load_attribution_model() -> AttributionModel | None:
    """The model that finds statements; None where this installation has none, and the rules work alone."""
    return _load(ATTRIBUTION, make_model)


def load_event_model() -> EventModel | None:
    """The model that types events; None where this installation has none, and the patterns work alone."""
    folder = resources.files("readout") / "models"
    if not all((folder / name).is_file() for name in FILES):
        return None
    with resources.as_file(folder) as path:
        return OnnxEventModel(path)


def load_story_model() -> StoryModel:
    """The model that tells which articles and sentences are of one happening. Raises InputError without its file."""
    model = _load(STORIES, make_story_model)
    if model is None:
        raise InputError(STORIES, "this installation of Readout lacks the file; install the package again")
    return model


def load_point_model() -> PointModel | None:
    """The model that weighs what accounts tell alike; None where this installation lacks it: rules say so alone."""
    encoder = load_sentence_encoder()
    if encoder is None:
        return None
    return _load(
        POINTS,
        lambda arrays, digest: make_point_model(arrays, encoder, digest_bytes((digest + encoder.digest).encode())),
    )


def load_sentence_encoder() -> SentenceEncoder | None:
    """The encoder of sentences; None where this installation has none."""
    folder = resources.files("readout") / "models"
    if not all((folder / name).is_file() for name in ENCODER_FILES):
        return None
    with resources.as_file(folder) as path:
        return OnnxSentenceEncoder(path)


def _load(name: str, make: Callable[[Mapping[str, Any], str], Model]) -> Model | None:
    """A model made of the arrays of a packaged file and its digest; None where the file is not there."""
    file = resources.files("readout") / "models" / name
    if not file.is_file():
        return None
    content = file.read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return make({key: arrays[key] for key in arrays.files}, digest_bytes(content))
