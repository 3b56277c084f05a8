"""A call told with its clock and zone goes from the text into the calendar, and every line of it is proved."""

from datetime import UTC, datetime
from pathlib import Path

import icalendar

from factories import make_article
from readout import analyse, assemble, load_codebook, render, verify

STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"
TEXT = (
    "President Irena Vosk of Kestria and Chancellor Casimir Thode of Dolmira spoke by telephone on Friday. Two ships "
    "sailed on Saturday. The call began at 4:20 p.m. Eastern Standard Time and ended an hour later."
)


def test_a_call_at_a_clock_time_is_in_the_calendar_at_its_instant_with_its_receipt():
    codebook = load_codebook(STANDOFF)
    articles, analyses = analyse([make_article(TEXT, published="2031-03-10")], codebook)
    files = render(articles, analyses, assemble(articles, analyses, codebook))
    assert verify(files) == ()
    (event,) = icalendar.Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2031, 3, 7, 21, 20, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert "The call began at 4:20 p.m." in str(event["DESCRIPTION"])
