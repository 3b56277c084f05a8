"""Asks a learned model what one party does to another where the patterns are unsure."""

from collections.abc import Mapping

from readout.analysis.events.questions import Question, write_question
from readout.ports import EventModel

NONE = "NONE"  # the model's name for no event


def ask_model(question: Question, model: EventModel) -> Mapping[str, float]:
    """How likely each label is, NONE among them."""
    labels = list(model.labels)
    guess = labels.index(question.guess) if question.guess in labels else len(labels)
    (answer,) = model.weigh([write_question(question, model.vocabulary)], [guess])
    return dict(zip(labels, answer, strict=True))
