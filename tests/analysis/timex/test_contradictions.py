"""A date that contradicts itself is said, not mended."""

import pytest

from factories import make_article
from readout.analysis.timex import find_timexes
from readout.analysis.timex.contradictions import find_contradictions


def contradictions(text, parse, codebook, published="2021-12-10"):
    timexes = find_timexes(parse(text), published, codebook.times)
    return find_contradictions(make_article(text, published=published), parse(text), timexes, codebook.times)


def test_a_weekday_that_is_not_of_its_day_is_a_problem(parse, codebook):
    (problem,) = contradictions("The envoys met on Friday, December 7, 2021.", parse, codebook)
    assert problem.message == "“Friday, December 7, 2021”: that day was a Tuesday"
    assert problem.step == "timex"


def test_a_weekday_that_fits_is_none(parse, codebook):
    assert contradictions("The envoys met on Tuesday, December 7, 2021. They left on Friday.", parse, codebook) == ()


@pytest.mark.parametrize("day", ["February 30", "Feb. 31, 2021", "the 31st of June", "31 November"])
def test_a_day_that_no_calendar_has_is_a_problem(day, parse, codebook):
    problems = contradictions(f"The envoys met on {day}.", parse, codebook)
    assert [problem.message.endswith("no calendar has that day") for problem in problems] == [True]


@pytest.mark.parametrize("words", ["March 31", "30 ships in February", "May 30,000 men come", "February 3"])
def test_a_day_that_there_is_and_a_number_are_none(words, parse, codebook):
    assert contradictions(f"The envoys spoke of {words}.", parse, codebook) == ()


def test_a_day_after_publication_that_is_told_as_past_is_a_problem(parse, codebook):
    (problem,) = contradictions("The envoys met on December 20, 2021.", parse, codebook)
    assert problem.message == "“December 20, 2021” is told as past, and the article is dated 2021-12-10"
    assert problem.step == "dating"


@pytest.mark.parametrize(
    "text",
    [
        "The envoys will meet on December 20, 2021.",
        "The envoys met on December 11, 2021.",
        "The envoys agreed to meet on December 20, 2021.",
        "The envoys met on December 20, 2020.",
    ],
)
def test_a_day_ahead_that_is_told_as_ahead_is_none(text, parse, codebook):
    assert contradictions(text, parse, codebook) == ()


def test_an_article_without_a_day_cannot_be_contradicted(parse, codebook):
    assert contradictions("The envoys met on December 20, 2021.", parse, codebook, published=None) == ()
