"""Reads the package's learned models from its own files."""

import io
from importlib import resources

import numpy as np

from readout.analysis import Models
from readout.analysis.statements.model import AttributionModel, make_model
from readout.corpus.merging import StoryModel
from readout.corpus.merging import make_model as make_story_model
from readout.spans import digest_bytes

ATTRIBUTION = "attribution.npz"
STORIES = "stories.npz"


def load_models() -> Models:
    """Every learned model that this installation has."""
    return Models(attribution=load_attribution_model())


def load_attribution_model() -> AttributionModel | None:
    """The model that finds statements; None where this installation has none, and the rules work alone."""
    file = resources.files("readout") / "models" / ATTRIBUTION
    if not file.is_file():
        return None
    content = file.read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return make_model({name: arrays[name] for name in arrays.files}, digest_bytes(content))


def load_story_model() -> StoryModel | None:
    """The model that merges articles into stories; None where this installation has none."""
    file = resources.files("readout") / "models" / STORIES
    if not file.is_file():
        return None
    content = file.read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return make_story_model({name: arrays[name] for name in arrays.files}, digest_bytes(content))
