import csv
from dataclasses import replace
from pathlib import Path

import pytest

from factories import make_article
from marked import write_cast
from readout.adapters.codebooks import load_codebook
from readout.analysis import analyse
from readout.analysis.quantities import find_quantities, read_number
from readout.records import Outlet
from readout.spans import passage

TABLE = Path(__file__).parent.parent / "cases" / "quantities.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
SOURCES = list(
    csv.DictReader(
        line
        for line in TABLE.with_name("quantity_sources.csv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
)


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


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    return load_codebook(write_cast(tmp_path_factory.mktemp("standoff")))


@pytest.mark.parametrize("row", SOURCES, ids=[row["text"] for row in SOURCES])
def test_a_number_is_said_by_whoever_says_or_counts_it(tagger, cast, row):
    text = row["text"]
    quantities = analyse(make_article(text, published="2031-06-20"), tagger, cast).quantities
    said = {passage(text, one.span): one.source_id or "" for one in quantities}
    assert said[row["number"]] == row["says"]


def test_a_number_on_an_office_s_own_page_is_said_by_its_party(tagger, cast):
    outlet = Outlet("office", "Office of the President", "norland", "office of the president", "norland", 0)
    own = replace(cast, standoff=replace(cast.standoff, outlets=(outlet,)))
    text = "The Minister recalled that 1,100 people had lost their homes."
    (quantity,) = analyse(make_article(text, outlet_id="office", published="2031-06-20"), tagger, own).quantities
    assert quantity.source_id == "norland"
