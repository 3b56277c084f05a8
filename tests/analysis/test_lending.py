"""A held meeting lends its day to the clocks at which it began and ended."""

import pytest

from factories import make_article
from marked import read_marked, write_cast
from readout.adapters.codebooks import load_codebook
from readout.analysis.meetings import find_meetings
from readout.analysis.meetings.lending import lend_days

CALL = "[vell|Vell] and [oram|Oram] held a call on {2032-03-04|Thursday}. On {2032-03-08|Monday} the fleet sailed. "


@pytest.fixture(scope="module")
def lend(parse, tmp_path_factory):
    """The values of a marked text's times, once its meetings have lent their days."""
    cast = load_codebook(write_cast(tmp_path_factory.mktemp("standoff")))

    def lend_in(marked):
        text, mentions, timexes = read_marked(marked, cast.actors)
        article = make_article(text, published="2032-03-10")
        meetings = find_meetings(article, parse(text), mentions, timexes, (), cast)
        return [(each.value, each.earliest) for each in lend_days(parse(text), timexes, meetings)]

    return lend_in


def test_the_clock_of_a_call_is_of_its_day_and_so_is_the_one_told_on(lend):
    told = "{2032-03-08T22:35@Europe/Moscow:2032-03-08T19:35Z/2032-03-08T19:35Z|10:35 p.m. Moscow time}"
    found = lend(CALL + f"The call began at {told} and ended at {{2032-03-09T00:25|12:25 a.m.}}.")
    assert found[2:] == [("2032-03-04T22:35", "2032-03-04T19:35Z"), ("2032-03-05T00:25", None)]


def test_other_times_stay_as_they_are(lend):
    text = CALL + "The call began at {2032-03-08T15:35|3:35 p.m.}.\n\nAt {2032-03-08T18:00|6 p.m.} they sailed home."
    assert [value for value, _ in lend(text)] == ["2032-03-04", "2032-03-08", "2032-03-04T15:35", "2032-03-08T18:00"]


def test_without_a_meeting_nothing_is_lent(lend):
    assert lend("The fleet sailed at {2032-03-08T15:35|3:35 p.m.}.") == [("2032-03-08T15:35", None)]
