import pytest

from factories import make_article
from readout.analysis.contested import find_contested
from readout.codes import Quoting
from readout.records import Span, Statement
from readout.spans import passage


def find(parse, codebook, text, statements=()):
    return find_contested(make_article(text), parse(text), statements, codebook.contested, codebook.cues)


@pytest.mark.parametrize(
    ("text", "label", "claim"),
    [
        (
            "The chancellor made the baseless claim that the island was starving.",
            "baseless",
            "that the island was starving",
        ),
        ("The so-called corridor was closed.", "so-called", "The so-called corridor"),
        (
            "He said, without evidence, that ships had crossed.",
            "without evidence",
            "He said, without evidence, that ships had crossed.",
        ),
    ],
)
def test_a_label_travels_with_its_claim(parse, codebook, text, label, claim):
    (found,) = find(parse, codebook, text)
    assert (passage(text, found.label), passage(text, found.claim), found.by_id) == (label, claim, None)


@pytest.mark.parametrize("text", ["The false door was open.", "The claim was repeated.", ""])
def test_a_word_that_labels_no_claim_is_no_label(parse, codebook, text):
    assert find(parse, codebook, text) == ()


def test_a_denial_is_labelled_by_the_one_who_denies(parse, codebook):
    text = "The ministry denied that ships had crossed."
    denial = Statement(
        "s1", Span(0, 12), "the-ministry", None, Span(13, 19), (Span(20, 42),), (), Quoting.INDIRECT, (), None, None,
        None, factual=True, confidence=1.0,
    )  # fmt: skip
    (found,) = find(parse, codebook, text, (denial,))
    assert (found.by_id, found.statement_id, passage(text, found.label)) == ("the-ministry", "s1", "denied")
