"""The packaged model of events is read, answers alike every time, and belongs to the recipe."""

import pytest

from readout.adapters.models import load_event_model, load_models
from readout.analysis import RULES_ONLY, name_recipe
from readout.analysis.events.judging import NONE, ask_model
from readout.analysis.events.questions import Question
from readout.records import Span


@pytest.fixture(scope="module")
def model():
    return load_event_model()


def ask(text, source, deed, target):
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (source, target, deed)]
    return Question(text, *spans, None)


@pytest.mark.parametrize(
    ("text", "source", "deed", "target", "label"),
    [
        ("Norland attacked a village in Sudmark.", "Norland", "attacked", "Sudmark", "ASSAULT"),
        ("Westria sent food and medicine to Sudmark.", "Westria", "sent", "Sudmark", "AID"),
        ("Hale condemned Brandt for the speech.", "Hale", "condemned", "Brandt", "ACCUSE"),
        ("Norland has a long border with Sudmark.", "Norland", "has", "Sudmark", NONE),
    ],
)
def test_plain_sentences_are_typed(model, text, source, deed, target, label):
    likely = ask_model(ask(text, source, deed, target), model)
    assert max(likely, key=likely.get) == label
    assert sum(likely.values()) == pytest.approx(1, abs=0.01)


def test_the_same_question_has_the_same_answer_in_any_company(model):
    first = ask("Norland shelled Sudmark for an hour.", "Norland", "shelled", "Sudmark")
    other = ask("Hale condemned Brandt for the speech.", "Hale", "condemned", "Brandt")
    alone = ask_model(first, model)
    ask_model(other, model)
    assert ask_model(first, model) == alone


def test_the_models_digest_is_part_of_the_recipe(tagger, codebook, model):
    assert f"events-{model.digest[:12]}" in name_recipe(tagger, codebook, load_models())
    assert "events-" not in name_recipe(tagger, codebook, RULES_ONLY)
