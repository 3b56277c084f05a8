"""Hedges and the words around forecasts: the ranges are those of the published table, and mistakes name their line."""

import pytest

from readout.codebook.forecasts import HEDGES, WORDS, parse_forecasts
from readout.errors import CodebookError

HEADER = "words,kind,low,high,source\n"
RANGES = {(0.01, 0.05), (0.05, 0.2), (0.2, 0.45), (0.45, 0.55), (0.55, 0.8), (0.8, 0.95), (0.95, 0.99)}


def test_the_ranges_are_the_seven_of_the_directive(codebook):
    ranges = [hedge.range for some in codebook.forecasts.hedges.values() for hedge in some]
    assert {one for one in ranges if one} == RANGES
    assert None in ranges


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("likely,shape,0.5,0.8,table", "no kind of hedge"),
        ("likely,adverb,0.8,0.5,table", "no range"),
        ("likely,adverb,much,0.8,table", "both numbers"),
        ("likely,adverb,0.5,0.8,", "must name the table"),
    ],
)
def test_a_hedge_that_says_nothing_clear_is_refused(row, what):
    with pytest.raises(CodebookError, match=f"{HEDGES}.*2.*{what}"):
        parse_forecasts(HEADER + row, '[modals]\nbare = ["will"]')


def test_a_list_that_is_missing_is_named():
    with pytest.raises(CodebookError, match=rf"{WORDS}.*\[modals\].*possible"):
        parse_forecasts(HEADER, '[modals]\nbare = ["will"]')
