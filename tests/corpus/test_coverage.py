"""An outlet that brought less than is expected is told, so that it does not read as silent."""

from datetime import date

import pytest

from factories import make_article
from readout.corpus.coverage import find_gaps, name_uncompared
from readout.records import Outlet

FIRST = date(2031, 3, 7)


@pytest.mark.parametrize(
    ("came", "last", "words"),
    [
        (0, date(2031, 3, 13), "Post: no article came, where at least 2 are expected; that it is not quoted"),
        (1, date(2031, 3, 13), "Post: only 1 article came, where at least 2 are expected; more may"),
        (2, date(2031, 3, 13), None),
        (3, date(2031, 3, 20), "Post: only 3 articles came, where at least 4 are expected"),
        (0, date(2031, 3, 12), None),
        (0, None, None),
    ],
)
def test_a_floor_is_one_of_whole_weeks(came, last, words):
    outlet = Outlet("post", "Post", None, None, None, 2)
    articles = [make_article("Fog.", id=f"a{n}", outlet_id="post") for n in range(came)]
    gaps = find_gaps(articles, [outlet], FIRST, last)
    assert [gap.step for gap in gaps] == (["coverage"] if words else [])
    assert all(gap.message.startswith(words) for gap in gaps)


def test_stories_whose_accounts_are_not_compared_are_counted():
    assert name_uncompared(0, 1000) == ()
    (problem,) = name_uncompared(234, 1000)
    assert "of the 1,000 weightiest stories and not of 234 lighter stories" in problem.message
