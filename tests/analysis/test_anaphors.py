"""What in a sentence only other sentences explain: cases/anaphors.txt, a line each."""

import re
from pathlib import Path

import pytest

from readout.analysis.anaphors import find_anaphors
from readout.analysis.entities import find_mentions
from readout.codes import AnaphorKind
from readout.spans import passage

MARK = re.compile(r"\[\[(.*?)\]\]")
TABLE = Path(__file__).parents[1] / "cases/anaphors.txt"
CASES = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def leaning(text, parse, codebook):
    parsed = parse(text)
    return find_anaphors(parsed, find_mentions(parsed, codebook.actors), codebook.anaphora)


@pytest.mark.parametrize(("note", "marked"), CASES, ids=[note for note, _ in CASES])
def test_what_only_other_sentences_explain_is_found(parse, codebook, note, marked):
    text = MARK.sub(r"\1", marked)
    found = [passage(text, one.span) for one in leaning(text, parse, codebook) if one.within is None]
    assert found == MARK.findall(marked), note


def test_a_thing_that_the_sentence_before_tells_of_may_be_what_it_means(parse, codebook):
    text = "Southmark has called the station a threat. Northland says that it tracks ships."
    (one,) = (one for one in leaning(text, parse, codebook) if passage(text, one.span) == "it")
    assert (one.kind, one.within) == (AnaphorKind.PRONOUN, None)


def test_a_sentence_that_takes_back_the_one_before_is_found(parse, codebook):
    text = "Northland has won, Ada Orlo said. This is a dangerous contention. Southmark closed its ports."
    found = [one for one in leaning(text, parse, codebook) if one.kind is AnaphorKind.REJOINDER]
    assert [passage(text, one.span) for one in found] == ["This is a dangerous contention."]
