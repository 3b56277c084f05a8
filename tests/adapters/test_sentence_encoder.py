"""The packaged encoder puts like sentences near each other, each by itself; the weights beside it read its signs."""

from itertools import starmap

import pytest

from readout.adapters.models import load_point_model, load_sentence_encoder

SEIZED = "The coast guard seized a fishing boat off the cape."
TAKEN = "A trawler was taken by a patrol ship near the headland."
BREAD = "Bread has become dearer in the capital."


@pytest.fixture(scope="module")
def encoder():
    return load_sentence_encoder()


def likeness(one, other):
    return sum(starmap(float.__mul__, zip(one, other, strict=True)))


def test_what_means_alike_is_nearer_than_what_does_not(encoder):
    seized, taken, bread = encoder.encode([SEIZED, TAKEN, BREAD])
    assert likeness(seized, seized) == pytest.approx(1, abs=1e-5)
    assert likeness(seized, taken) > 0.3 > likeness(seized, bread)


def test_a_sentence_has_one_vector_in_any_company(encoder):
    assert encoder.encode([BREAD, SEIZED])[1] == encoder.encode([SEIZED])[0]


def test_the_longest_sentence_and_an_empty_one_have_a_vector(encoder):
    assert [len(one) for one in encoder.encode(["word " * 2_000, ""])] == [384, 384]


def test_the_point_models_digest_names_weights_and_encoder(encoder):
    model = load_point_model()
    assert model is not None
    assert model.digest not in ("", encoder.digest)
