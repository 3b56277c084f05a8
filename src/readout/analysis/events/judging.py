"""Asks a learned model what one party does to another, where the codebook has no pattern for the verb."""

from collections.abc import Iterator, Mapping, Sequence

from readout.analysis.events.coding import Coding, OpenVerb
from readout.analysis.events.frames import read_phrase
from readout.analysis.events.questions import Question, write_question
from readout.codebook.modality import ModalityBook
from readout.codes import EventType, Factuality
from readout.modality import judge_modality
from readout.ports import EventModel
from readout.records import Span
from readout.tokens import Parse

NONE = "NONE"  # the model's name for no event
SURE = 0.9  # below it the model abstains; chosen by eye on fifty news articles, since our gold asks it six verbs
_UNMERGED = {"YIELD": EventType.RETREAT}
_TOLD = (Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED)


def ask_model(question: Question, model: EventModel) -> Mapping[str, float]:
    """How likely each label is, NONE among them."""
    labels = list(model.labels)
    guess = labels.index(question.guess) if question.guess in labels else len(labels)
    (answer,) = model.weigh([write_question(question, model.vocabulary)], [guess])
    return dict(zip(labels, answer, strict=True))


def code_open_verbs(
    text: str, parse: Parse, verbs: Sequence[OpenVerb], model: EventModel, book: ModalityBook, sure: float = SURE
) -> Iterator[Coding]:
    """
    A coding for each verb of whose type the model is sure. What is not told as done is not asked about: the model
    does not part "will help" from "offers help".
    """
    for one in verbs:
        if judge_modality(parse, one.verb, book) not in _TOLD:
            continue
        likely = ask_model(_ask(text, parse, one), model)
        label = max(likely, key=lambda name: (likely[name], name))
        if label == NONE or likely[label] < sure:
            continue
        event_type = _UNMERGED.get(label) or EventType[label]
        yield Coding(
            one.verb, event_type, None, (), one.actors, one.recipients, 0, is_noun=False, likelihood=likely[label]
        )


def _ask(text: str, parse: Parse, one: OpenVerb) -> Question:
    sentence = parse.sentence_span(parse.sentence_of[one.verb])

    def inside(span: Span) -> Span:
        return Span(span.start - sentence.start, span.end - sentence.start)

    return Question(
        text[sentence.start : sentence.end],
        inside(read_phrase(parse, one.doer)),
        inside(read_phrase(parse, one.done_to)),
        inside(parse.span(one.verb, one.verb + 1)),
        None,
    )
