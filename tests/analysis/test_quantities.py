import csv
from pathlib import Path

import pytest

from factories import make_article
from readout.analysis.quantities import find_quantities, read_number
from readout.spans import passage

TABLE = Path(__file__).parent.parent / "cases" / "quantities.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def find(parse, codebook, text):
    return find_quantities(make_article(text), parse(text), (), (), (), codebook.quantities)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_quantity_has_its_value_unit_and_modifier(parse, codebook, row):
    (found,) = find(parse, codebook, row["text"])
    assert (found.value, found.unit, found.modifier or "") == (float(row["value"]), row["unit"], row["modifier"])
    assert ("" if found.of is None else passage(row["text"], found.of)) == row["of"]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands marched.",
        "It was the second meeting.",
        "He spoke in 2014.",
        "Resolution 1701 was cited.",
        "One of them left.",
        "The talks were one step.",
        "Three readings go round among diplomats.",
        "Boats over fifteen metres were let go.",
        "If one more shell falls, they will leave.",
        "The paper has 12 pages.",
        "",
    ],
)
def test_what_counts_nothing_is_no_quantity(parse, codebook, text):
    assert find(parse, codebook, text) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.5 million", 1.5e6),
        ("two hundred", 200),
        ("2.5bn", 2.5e9),
        ("forty two", 42),
        ("soon", None),
        ("1.2.3", None),
    ],
)
def test_a_number_reads_in_words_and_digits(codebook, words, value):
    assert read_number(words.split(), codebook.quantities) == value


def test_a_bare_number_has_the_unit_of_the_one_before_it(parse, codebook):
    found = find(parse, codebook, "By its own count 14 posts were pulled out. The other side speaks of five.")
    assert [(one.value, one.unit) for one in found] == [(14.0, "posts"), (5.0, "posts")]
