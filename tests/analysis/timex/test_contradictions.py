"""A date that contradicts itself is said, not mended."""

from factories import make_article
from readout.analysis.timex import find_timexes
from readout.analysis.timex.contradictions import find_contradictions


def contradictions(text, parse, codebook):
    timexes = find_timexes(parse(text), "2021-12-10", codebook.times)
    return find_contradictions(make_article(text), timexes, codebook.times)


def test_a_weekday_that_is_not_of_its_day_is_a_problem(parse, codebook):
    (problem,) = contradictions("The envoys met on Friday, December 7, 2021.", parse, codebook)
    assert problem.message == "“Friday, December 7, 2021”: that day was a Tuesday"
    assert problem.step == "timex"


def test_a_weekday_that_fits_is_none(parse, codebook):
    assert contradictions("The envoys met on Tuesday, December 7, 2021. They left on Friday.", parse, codebook) == ()
