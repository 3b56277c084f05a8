import csv
from pathlib import Path

import pytest

from factories import make_article
from readout.corpus.templates import (
    TEMPLATES,
    fill_template,
    make_line,
    plain_slots,
    quote_line,
    resolve_line,
    span_slot,
)
from readout.errors import TemplateError
from readout.records import Slot, Span
from readout.spans import cite

CASES = Path(__file__).parents[1] / "cases" / "templates.csv"
ROWS = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))
TEXT = "Ada Orlo spoke first.  She said her ships\r\nwould not leave."


def read_slots(cell: str) -> tuple[Slot, ...]:
    """`kind name=value;kind name=value`, without citations."""
    slots = []
    for part in cell.split(";"):
        about, _, value = part.partition("=")
        kind, _, name = about.partition(" ")
        slots.append(Slot(name, kind, value, None))
    return tuple(slots)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["line"])
def test_a_template_is_filled_as_the_table_says(row):
    assert fill_template(row["template"], read_slots(row["slots"])) == row["line"]


def test_every_template_has_a_row_in_the_table():
    assert {row["template"] for row in ROWS} == set(TEMPLATES)


@pytest.mark.parametrize(
    ("template", "slots", "reason"),
    [
        ("no such", "span a=b", "there is no template"),
        ("dated", "value day=2021", "needs a slot for passage"),
        ("dated", "value day=2021;span passage=a;span place=b", "has no hole 'place'"),
        ("dated", "guess day=2021;span passage=a", "is no kind of slot"),
    ],
)
def test_a_template_that_does_not_fit_its_slots_is_refused(template, slots, reason):
    with pytest.raises(TemplateError, match=reason):
        fill_template(template, read_slots(slots))


def name_slot(name, article, span):
    return Slot("passage", "actor", name, cite(article, span))


def test_several_who_stand_for_one_word_share_a_bracket():
    slots = read_slots("span passage=They;actor passage=Ada Orlo;actor passage=Bero Tal;span passage= met.")
    assert fill_template("resolved", slots) == "They [Ada Orlo and Bero Tal] met."


def test_a_pronoun_is_followed_by_the_name_it_stands_for():
    article = make_article(TEXT)
    she, her = Span(23, 26), Span(32, 35)
    first = cite(article, Span(0, 21))
    whole = Span(23, len(TEXT))
    named = [(she, (name_slot("Ada Orlo", article, she),)), (her, (name_slot("Northland", article, her),))]
    line = resolve_line(article, whole, whole, named, [first])
    assert line.text == "She [Ada Orlo] said her [Northland] ships would not leave."
    assert line.citations == (cite(article, Span(23, len(TEXT))), first)


def test_a_sentence_with_nothing_to_make_plain_is_quoted():
    article = make_article(TEXT)
    assert resolve_line(article, Span(0, 21), Span(0, 21), [(Span(23, 26), ())]) == quote_line(article, Span(0, 21))


def test_a_quoted_line_folds_white_space_and_nothing_else():
    article = make_article(TEXT)
    assert quote_line(article, Span(23, len(TEXT))).text == "She said her ships would not leave."


def test_what_is_left_out_between_two_pieces_is_shown():
    article = make_article(TEXT)
    pieces = (span_slot("passage", article, Span(23, 31)), span_slot("passage", article, Span(36, 41)))
    assert fill_template("resolved", pieces) == "She said … ships"


def test_pieces_that_adjoin_are_not_parted():
    article = make_article(TEXT)
    assert fill_template("resolved", plain_slots("passage", article, Span(23, 35), [])) == "She said her"


def test_a_line_without_a_citation_is_refused():
    with pytest.raises(TemplateError, match="needs a citation"):
        make_line("told_by", (Slot("count", "count", "2", None),), ())


def test_an_editor_may_write_a_line_without_a_citation():
    assert make_line(None, (), (), "editor", text="A correction follows.").author == "editor"


def test_a_slot_filled_from_what_the_line_does_not_cite_is_refused():
    article = make_article(TEXT)
    with pytest.raises(TemplateError, match="does not cite"):
        make_line("resolved", plain_slots("passage", article, Span(23, 35), []), (cite(article, Span(0, 21)),))


@pytest.mark.parametrize("text", [None, "some words"])
def test_a_quoted_line_has_one_citation_and_its_text(text):
    article = make_article(TEXT)
    citations = (cite(article, Span(0, 21)),) * (1 if text is None else 2)
    with pytest.raises(TemplateError, match="exactly one citation"):
        make_line(None, (), citations, text=text)
