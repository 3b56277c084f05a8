"""Articles without a year are dated by others of the batch."""

import pytest

from factories import make_article
from readout.codes import Genre, MeetingStatus, TimexType
from readout.corpus.dating import settle_publication
from readout.records import Analysis, Meeting, Span, Timex


def make_meeting(value, parties=("ostland", "westmark"), status=MeetingStatus.HELD):
    when = Timex(Span(0, 1), TimexType.DATE, value)
    return Meeting("m", "call", "leaders", status, (), when, None, parties, (), Span(0, 1), None)


def make_analysis(article_id, *meetings):
    nothing = dict.fromkeys(Analysis.__dataclass_fields__, ())
    told = {"article_id": article_id, "recipe": "r", "genre": Genre.NEWS, "meetings": meetings}
    return Analysis(**(nothing | told))


def settle(text, own, theirs, codebook, **dated):
    told = {"published": "2021-12-31"} | dated
    articles = (
        make_article(text, id="a", title="A week of talks"),
        make_article("x", id="b", title="The call", **told),
    )
    return settle_publication(articles, (make_analysis("a", *own), make_analysis("b", *theirs)), codebook)[0]


CALL, DATED_CALL = make_meeting("XXXX-12-07"), make_meeting("2021-12-07")


def test_a_shared_call_gives_the_year_and_a_promised_weekday_the_day(codebook):
    own = (CALL, make_meeting("XXXX-12-09", ("westmark", "midland")))
    settled = settle("Every Friday, direct to your inbox.", own, (DATED_CALL,), codebook)
    assert settled.published == "2021-12-10"
    assert settled.published_basis[0] == "“The call” dates the same meeting of 12-07"


def test_the_first_meeting_ahead_bounds_the_day(codebook):
    own = (CALL, make_meeting("XXXX-01-10", status=MeetingStatus.AGREED))
    assert settle("x", own, (DATED_CALL,), codebook).published == "2021-12-07/2022-01-09"


def test_an_event_after_the_turn_of_the_year_is_in_the_next(codebook):
    own = (make_meeting("XXXX-12-30"), make_meeting("XXXX-01-04", ("midland", "ostland")))
    settled = settle("Every Friday in your inbox", own, (make_meeting("2021-12-30"),), codebook)
    assert settled.published == "2022-01-07"


@pytest.mark.parametrize(
    "theirs",
    [
        make_meeting("2021-12-08"),
        make_meeting("2021-12-07", ("ostland", "midland")),
        make_meeting("2021-12-07", status=MeetingStatus.PROPOSED),
        make_meeting("XXXX-12-07"),
    ],
    ids=["another day", "another party", "not held", "no year"],
)
def test_another_happening_lends_nothing(theirs, codebook):
    assert settle("Every Friday in your inbox", (CALL,), (theirs,), codebook).published is None


def test_two_articles_that_disagree_leave_it_open(codebook):
    theirs = (DATED_CALL, make_meeting("2020-12-07"))
    assert settle("Every Friday in your inbox", (CALL,), theirs, codebook).published is None


def test_a_leap_day_of_a_year_without_one_lends_nothing(codebook):
    own, theirs = (make_meeting("XXXX-02-29"),), (make_meeting("2021-02-29"),)
    assert settle("Every Friday in your inbox", own, theirs, codebook).published is None


def test_a_meeting_ahead_that_both_tell_of_gives_the_year(codebook):
    own = (make_meeting("XXXX-12-07", ("midland", "ostland")), make_meeting("XXXX-12-20", status=MeetingStatus.AGREED))
    theirs = (make_meeting("2021-12-20", status=MeetingStatus.AGREED),)
    assert settle("Every Friday in your inbox", own, theirs, codebook).published == "2021-12-10"
