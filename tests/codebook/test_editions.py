"""On which weekday a publication says that it comes out."""

from datetime import date

import pytest

from readout.codebook.editions import find_promise, first_on_or_after, last_of_round


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Every Friday, direct to your in-box.", 5),
        ("The newsletter is sent on Mondays.", 1),
        ("Our podcast is here every Monday.\nThe letter is in your inbox every Friday.", 5),
        ("The council meets every Friday.", None),
        ("In your inbox every Friday.\nIn your inbox every Monday.", None),
    ],
)
def test_a_line_about_the_inbox_promises_a_weekday(text, weekday, codebook):
    promise = find_promise(text, codebook.times.editions)
    assert (promise.weekday if promise else None) == weekday


@pytest.mark.parametrize(("day", "first"), [(9, 10), (10, 10), (11, 17)])
def test_the_first_friday_may_be_the_day_itself(day, first):
    assert first_on_or_after(date(2021, 12, day), 5) == date(2021, 12, first)


@pytest.mark.parametrize(
    ("days", "last"),
    [
        ([(12, 7), (12, 9)], (12, 9)),
        ([(12, 20), (1, 5)], (1, 5)),
        ([(1, 5)], (1, 5)),
        ([(8, 1), (11, 30), (12, 4)], (12, 4)),
        ([], None),
    ],
)
def test_the_last_of_some_days_stands_before_the_widest_gap(days, last):
    assert last_of_round(days) == last
