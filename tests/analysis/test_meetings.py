import csv
import io
from pathlib import Path

import pytest

from factories import make_article
from marked import read_marked, write_cast
from readout.adapters.codebooks import load_codebook
from readout.analysis.meetings import find_meetings
from readout.codes import TimexType
from readout.records import Mention, Span, Timex
from readout.spans import passage

CASES = Path(__file__).parents[1] / "cases" / "meetings.csv"
PUBLISHED = "2032-03-10"


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    return load_codebook(write_cast(tmp_path_factory.mktemp("standoff")))


@pytest.fixture(scope="module")
def find(parse, cast):
    """Find the meetings of a marked text."""

    def find_in(marked, statements=None, published=PUBLISHED):
        text, mentions, timexes = read_marked(marked, cast.actors)
        article = make_article(text, published=published)
        told = statements(text) if statements else ()
        return find_meetings(article, parse(text), mentions, timexes, told, cast), text

    return find_in


def show(meetings, text):
    return " ; ".join(
        " ".join(
            (
                meeting.kind,
                meeting.status,
                meeting.when.value if meeting.when else "-",
                passage(text, meeting.place) if meeting.place else "-",
                "+".join(meeting.party_ids) or "-",
                meeting.level or "-",
            )
        )
        for meeting in meetings
    )


def read_cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(row["text"], row["expected"]) for row in csv.DictReader(io.StringIO("\n".join(lines)))]


def test_the_council_of_a_body_is_the_body(parse, cast):
    text = "The Permanent Council of the League met in Lisbon on Monday."
    council = Mention(Span(4, 35), "ORG", "permanent-council-of-the-league")
    when = Timex(Span(53, 59), TimexType.DATE, "2032-03-08")
    (meeting,) = find_meetings(make_article(text, published=PUBLISHED), parse(text), (council,), (when,), (), cast)
    assert meeting.party_ids == ("league",)


@pytest.mark.parametrize(("marked", "expected"), read_cases())
def test_a_text_tells_of_these_meetings_and_no_other(find, marked, expected):
    assert show(*find(marked)) == expected
