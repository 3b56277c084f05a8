import pytest

from factories import make_analysis, make_article, make_record, span_of
from readout.codes import Agreement
from readout.corpus.actors import Directory
from readout.corpus.quantities import compare_quantities
from readout.records import Comparison, Point, Quantity, Telling
from readout.spans import cite


def tell(outlet, text, *numbers, published="2031-03-04"):
    """An article with numbers as (words, thing counted, value, unit)."""
    article = make_article(text, id=f"{outlet}-1", outlet_id=outlet, published=published)
    quantities = tuple(
        make_record(
            Quantity,
            span=span_of(article, words),
            of=span_of(article, of),
            value=value,
            unit=unit,
            evidence=span_of(article, text),
        )
        for words, of, value, unit in numbers
    )
    return article, make_analysis(article, quantities=quantities)


def compare(*told, comparisons=()):
    articles = [article for article, _ in told]
    lines = compare_quantities(articles, {one.id: found for one, found in told}, comparisons, Directory({}))
    return [(line.of, line.value, line.relation, len(line.citations)) for line in lines]


def troops(outlet, number, published="2031-03-04", of="soldiers"):
    words = f"{number:,}"
    return tell(outlet, f"About {words} {of} left.", (words, of, float(number), "troops"), published=published)


def test_one_number_in_two_outlets_is_one_line_told_alike():
    assert compare(troops("north", 3000), troops("south", 3000)) == [("soldiers", 3000.0, "equal", 2)]


@pytest.mark.parametrize(
    "other", [troops("south", 4000), troops("south", 3000, "2031-05-04"), troops("south", 3000, of="marines")]
)
def test_another_number_time_or_thing_is_another_line(other):
    assert [line[2] for line in compare(troops("north", 3000), other)] == ["different", "different"]


@pytest.mark.parametrize(("agreement", "relation"), [(Agreement.CONFLICT, "conflict"), (Agreement.UPDATE, "update")])
def test_what_the_comparison_of_accounts_says_is_said_of_both_numbers(agreement, relation):
    told = [troops("north", 3000), troops("south", 4000)]
    tellings = tuple(Telling(one.outlet_id, cite(one, found.quantities[0].evidence)) for one, found in told)
    point = Point("3,000 … 4,000", agreement, "number", tellings, ())
    found = compare(*told, comparisons=[Comparison("s1", (point,))])
    assert found == [("soldiers", 3000.0, relation, 2), ("soldiers", 4000.0, relation, 2)]


def test_a_number_that_another_denies_is_not_told_alike():
    told = [troops("north", 3000), troops("south", 3000)]
    tellings = tuple(Telling(one.outlet_id, cite(one, found.quantities[0].evidence)) for one, found in told)
    point = Point("", Agreement.CONFLICT, "denied", tellings, ())
    assert compare(*told, comparisons=[Comparison("s1", (point,))]) == [("soldiers", 3000.0, "different", 2)]


@pytest.mark.parametrize(
    ("words", "of", "value", "unit"),
    [("two", "countries", 2.0, "states"), ("eleven", "miles", 11.0, "miles"), ("two", "men", 2.0, "people")],
)
def test_numbers_that_only_set_the_scene_are_left_out(words, of, value, unit):
    assert compare(tell("north", f"The {words} {of} lie there.", (words, of, value, unit))) == []
