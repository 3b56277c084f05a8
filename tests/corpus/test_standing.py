"""Whether a sentence can be printed by itself, and the line that it makes."""

import pytest

from factories import make_actor, make_analysis, make_article, span_of
from readout.codes import AnaphorKind
from readout.corpus.actors import Directory
from readout.corpus.standing import Group, is_readable, stands_alone, write_plain_line
from readout.records import Anaphor, Mention, Sentence

PEOPLE = Directory(
    {
        "ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland", names=("Orlo",)),
        "bero-tal": make_actor("bero-tal", "Bero Tal", country="southmark"),
    }
)
LEAD = "Ada Orlo met Bero Tal in Arlen."


def write(sentence, leaning=(), mentions=(), group=None):
    """The line of a sentence that follows on `LEAD`; `leaning` and `mentions` are words of it, with kind or actor."""
    article = make_article(f"{LEAD} {sentence}")
    span = span_of(article, sentence, len(LEAD))
    named = [
        Mention(span_of(article, name), "PERSON", key)
        for name, key in (("Ada Orlo", "ada-orlo"), ("Bero Tal", "bero-tal"))
    ]
    told = [Mention(span_of(article, words, span.start), "PERSON", key) for words, key in mentions]
    found = [Anaphor(span_of(article, words, span.start), kind, None) for words, kind in leaning]
    analysis = make_analysis(article, sentences=(Sentence(span),), mentions=(*named, *told), anaphors=tuple(found))
    line = write_plain_line(article, analysis, span, PEOPLE, group=group)
    return None if line is None else line.text


@pytest.mark.parametrize(
    ("sentence", "leaning", "mentions", "text"),
    [
        ("Northland closed its ports.", (), (), "Northland closed its ports."),
        ("But Northland closed its ports.", [("But ", "connective")], (), "… Northland closed its ports."),
        ("ARLEN, March 4 - Northland closed its ports.", (), (), "Northland closed its ports."),
        (
            "She signed the paper in Arlen.",
            [("She", "pronoun")],
            [("She", "ada-orlo")],
            "She [Ada Orlo] signed the paper in Arlen.",
        ),
        ("She signed the paper in Arlen.", [("She", "pronoun")], [("She", None)], None),
        (
            "The president’s spokesman refused to answer.",
            [("The president", "description")],
            [("The president", "ada-orlo")],
            "The president’s [Ada Orlo] spokesman refused to answer.",
        ),
        ("Orlo said she would sign.", (), [("Orlo", "ada-orlo"), ("she", "ada-orlo")], "Orlo said she would sign."),
        ("The measure hurts both sides.", [("The measure", "description")], (), None),
        ("Orlo says that it tracks ships.", [("it", "pronoun")], [("Orlo", "ada-orlo"), ("it", "ada-orlo")], None),
        ("Was the paper signed on Tuesday?", (), (), None),
        ("“The paper is signed, Ada Orlo said.", (), (), None),
        ("It is done.", (), (), None),
    ],
)  # fmt: skip
def test_a_sentence_is_made_plain_or_left_out(sentence, leaning, mentions, text):
    assert write(sentence, [(words, AnaphorKind(kind)) for words, kind in leaning], mentions) == text


def test_those_who_meet_are_named_beside_the_words_for_both():
    both = Group(("ada-orlo", "bero-tal"), frozenset({"leader"}))
    text = write("The two leaders signed a treaty.", [("The two leaders", AnaphorKind.DESCRIPTION)], group=both)
    assert text == "The two leaders [Ada Orlo and Bero Tal] signed a treaty."
    text = write("They signed a treaty there.", [("They", AnaphorKind.PRONOUN)], group=both)
    assert text == "They [Ada Orlo and Bero Tal] signed a treaty there."
    assert write("The two ships left the port.", [("The two ships", AnaphorKind.DESCRIPTION)], group=both) is None


def test_marks_of_two_kinds_may_pair():
    assert is_readable('Ada Orlo signed “a good paper" on Tuesday.')
    assert not is_readable("Ada Orlo signed " + "and signed " * 60 + "on Tuesday.")


def test_words_that_are_cut_from_their_sentence_need_what_it_explained():
    article = make_article("Northland said that it would close its ports.")
    it = Anaphor(span_of(article, "it"), AnaphorKind.PRONOUN, span_of(article, "Northland"))
    analysis = make_analysis(article, anaphors=(it,))
    assert not stands_alone(article, analysis, [span_of(article, "it would close its ports")], PEOPLE)
    assert stands_alone(article, analysis, [span_of(article, "Northland said that it would close its ports.")], PEOPLE)
