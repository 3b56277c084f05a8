"""The learned model is asked in pieces it was trained on, only about verbs that no pattern knows, and may abstain."""

import pytest

from factories import make_article
from quality.event_gold import find_invented
from readout.analysis.events import code_events
from readout.analysis.events.questions import LONGEST, MARKS, Question, write_question
from readout.analysis.events.wordpieces import split_pieces
from readout.codes import EventType
from readout.records import Span

WORDS = ["[UNK]", "[CLS]", "[SEP]", *(mark for pair in MARKS.values() for mark in pair)]
WORDS += ["norland", "sud", "##mark", "##ed", "sham", "in", "public", ".", "'", "s", "deja", "vu", ","]
VOCABULARY = {word: i for i, word in enumerate(WORDS)}


class FakeModel:
    """Answers every question alike, and keeps what it was asked."""

    digest = "f" * 64
    labels = ("ACCUSE", "YIELD", "NONE")
    vocabulary = VOCABULARY

    def __init__(self, *likely):
        self.likely = likely
        self.asked = []

    def weigh(self, pieces, guesses):
        self.asked += zip(pieces, guesses, strict=True)
        return [self.likely] * len(pieces)


def spell(text):
    return [WORDS[piece] for piece in split_pieces(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Norland", ["norland"]),
        ("Sudmark's", ["sud", "##mark", "'", "s"]),
        ("Déjà-vu, shamed.", ["deja", "[UNK]", "vu", ",", "sham", "##ed", "."]),
        ("  ", []),
        ("x" * 200, ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(text, pieces):
    assert spell(text) == pieces


def test_a_question_marks_both_parties_and_the_deed():
    question = Question("Norland shamed Sudmark.", Span(0, 7), Span(15, 22), Span(8, 14), None)
    assert [WORDS[piece] for piece in write_question(question, VOCABULARY)] == [
        "[CLS]",
        "[unused0]",
        "norland",
        "[unused1]",
        "[unused4]",
        "sham",
        "##ed",
        "[unused5]",
        "[unused2]",
        "sud",
        "##mark",
        "[unused3]",
        ".",
        "[SEP]",
    ]


def test_a_mark_within_another_is_left_out():
    question = Question("Norland shamed Sudmark.", Span(0, 14), Span(15, 22), Span(8, 14), None)
    assert "[unused4]" not in [WORDS[piece] for piece in write_question(question, VOCABULARY)]


def test_of_a_long_sentence_what_stands_around_the_marks_is_asked():
    text = "in public " * 200 + "Norland shamed Sudmark."
    start = text.index("Norland")
    question = Question(text, Span(start, start + 7), Span(start + 15, start + 22), None, None)
    pieces = write_question(question, VOCABULARY)
    assert len(pieces) <= LONGEST + 2
    assert VOCABULARY["norland"] in pieces


@pytest.fixture(scope="module")
def code(parse, codebook):
    def code_text(text, model):
        return code_events(make_article(text), parse(text), find_invented(text), (), (), codebook, model)

    return code_text


UNKNOWN = "Norland humiliated Sudmark in public."  # a verb of no pattern


def test_a_verb_of_no_pattern_is_coded_when_the_model_is_sure(code):
    (event,) = code(UNKNOWN, FakeModel(0.95, 0.03, 0.02))
    assert (event.event_type, event.actor_ids, event.recipient_ids) == (EventType.ACCUSE, ("norland",), ("sudmark",))
    assert event.confidence == 0.95


@pytest.mark.parametrize("likely", [(0.6, 0.2, 0.2), (0.02, 0.03, 0.95)])
def test_an_unsure_model_and_one_that_sees_no_event_code_nothing(code, likely):
    assert code(UNKNOWN, FakeModel(*likely)) == ()


def test_without_a_model_the_patterns_work_alone(code):
    assert code(UNKNOWN, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norland attacked Sudmark.",  # a pattern knows it
        "Norland may humiliate Sudmark.",  # told as no deed
        "Norland humiliated itself.",  # one party
        "Brandt declined to comment on Norland.",  # an idiom
    ],
)
def test_the_model_is_not_asked(code, text):
    model = FakeModel(0.95, 0.03, 0.02)
    code(text, model)
    assert model.asked == []
