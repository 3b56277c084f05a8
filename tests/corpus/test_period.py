from datetime import date

import pytest

from factories import make_article
from readout.corpus.period import (
    earliest_day,
    first_publication,
    is_recent,
    is_within,
    last_publication,
    latest_day,
    was_out,
)
from readout.records import Story


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-12-10", "2021-12-10", "2021-12-10"),
        ("2021-12-30T20:35Z", "2021-12-30", "2021-12-30"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2021-12-30/2022-01-09", "2021-12-30", "2022-01-09"),
        ("XXXX-12-07", None, None),
        ("2021-13-01", None, None),
        ("2021-02-30", None, None),
        ("", None, None),
    ],
)
def test_a_day_as_precise_as_known_has_a_first_and_a_last(value, first, last):
    found = earliest_day(value), latest_day(value)
    assert [day.isoformat() if day else None for day in found] == [first, last]


def test_the_period_runs_from_the_first_to_the_last_day_of_publication():
    articles = [make_article("x", published=day) for day in ("2031-03-05/2031-03-09", "2031-03-04", None)]
    assert (first_publication(articles), last_publication(articles)) == (date(2031, 3, 4), date(2031, 3, 9))
    assert first_publication([]) is None


@pytest.mark.parametrize(
    ("day", "within"),
    [
        ("2031-03-04", True),
        ("2031-03-10", True),
        ("2031-03-11", False),
        ("2031-03", True),
        ("XXXX-03-05", False),
        ("", False),
    ],
)
def test_a_story_lies_in_a_period_by_its_own_day(day, within):
    story = Story("s", "", (), (), (), (), 1, day, day)
    assert is_within(story, date(2031, 3, 4), date(2031, 3, 10)) is within
    assert is_within(story, None, None) is False


def test_a_brief_knows_what_was_out_and_tells_what_is_recent():
    days = ("2031-03-04", "2031-03-06/2031-03-09", None)
    articles = [make_article("x", published=day) for day in days]
    assert [was_out(one, date(2031, 3, 5)) for one in articles] == [True, False, True]
    assert [is_recent(one, date(2031, 3, 5)) for one in articles] == [False, True, True]
    assert all(was_out(one, None) and is_recent(one, None) for one in articles)
