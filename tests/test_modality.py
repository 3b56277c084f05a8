"""Whether a deed was done, by the words around it."""

import csv
import re
from pathlib import Path

import pytest

from readout.codes import Factuality
from readout.modality import judge_modality

CASES = Path(__file__).parent / "cases" / "modality.csv"
DEED = re.compile(r"\[(.+?)\]")


def read_cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        return [tuple(row) for row in rows]


@pytest.mark.parametrize(("factuality", "marked"), read_cases())
def test_a_deed_is_as_real_as_the_words_around_it_say(parse, codebook, factuality, marked):
    text = DEED.sub(r"\1", marked)
    read = parse(text)
    starts = [match.start() - 2 * number for number, match in enumerate(DEED.finditer(marked))]
    found = {judge_modality(read, token.i, codebook.modality) for token in read.tokens if token.start in starts}
    assert found == {Factuality(factuality)}


def test_every_word_of_an_odd_text_has_a_reading(parse, codebook):
    read = parse("-- “if… not? (no) ))) “denied” without\n\nSAID; said said said, of of of to to not no never 2022")
    assert len([judge_modality(read, token.i, codebook.modality) for token in read.tokens]) == len(read.tokens)
