import numpy as np
import pytest

from readout.adapters.models import load_attribution_model
from readout.analysis.statements.model import make_model


def test_the_shipped_model_is_small_and_knows_no_rare_or_joined_words():
    model = load_attribution_model()
    assert len(model.digest) == 64
    assert len(model.words.lemmas) > 1000
    assert not [word for word in model.words.lemmas if len(word.split()) > 1]


def test_a_model_of_another_format_is_refused():
    with pytest.raises(ValueError, match="format 99"):
        make_model({"format": np.array(99)}, "")
