import re
from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_actor, make_article, make_brief
from readout.codes import MeetingStatus
from readout.records import CalendarLine, Outlet, SourcedSentence, Span
from readout.rendering.icalendar import render_calendar
from readout.spans import cite

TEXT = "The ministers of Norland and Sudmark will meet in Lisbon on March 20; so says the communiqué, “at last”."
ARTICLE = make_article(
    TEXT, id="a1", title="Talks, set; at last", outlet_id="gazette", published="2032-03-09", url="https://a.example/1"
)
ACTORS = tuple(make_actor(key, key.title(), kind="country") for key in ("norland", "sudmark"))
GAZETTE = Outlet("gazette", "The Gazette", None, None, None, 0)


def make_line(**fields):
    citation = cite(ARTICLE, Span(0, len(TEXT)))
    told = {
        "uid": "abc123",
        "sequence": 0,
        "summary": SourcedSentence("Norland and Sudmark: meet, Lisbon", "meeting", (), "readout", (citation,)),
        "when": "2032-03-20",
        "place": "Lisbon",
        "party_ids": ("norland", "sudmark"),
        "status": MeetingStatus.AGREED,
        "confirmed_by": (),
        "citations": (citation,),
    }
    return CalendarLine(**(told | fields))


def render(*lines, articles=(ARTICLE,), **fields):
    return render_calendar(make_brief(calendar=lines, actors=ACTORS, outlets=(GAZETTE,), **fields), articles)


def read_event(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")[0]


# A second reader, strict where the library is lenient: RFC 5545, 3.1 (content lines) and 3.3.11 (text).
NAME = r"[A-Z0-9-]+"
VALUE = r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
LINE = re.compile(rf"({NAME})((?:;{NAME}={VALUE}(?:,{VALUE})*)*):([^\x00-\x08\x0a-\x1f\x7f]*)")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "UID"}
TEXT_VALUE = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "LAST-MODIFIED", "LOCATION", "URL"}


def unescape(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def read_strictly(content):
    """The properties of each VEVENT, by name; asserts the grammar on the way."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    assert all(line.decode("utf-8") or True for line in physical), "no character is cut by folding"
    logical = content[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    stack, events = [], []
    for line in logical:
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name in TEXTS:
            assert TEXT_VALUE.fullmatch(value), line
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            assert name not in ONCE or name not in events[-1], f"{name} twice"
            events[-1][name] = (parameters, unescape(value) if name in TEXTS else value)
    assert not stack
    assert all({"UID", "DTSTAMP", "DTSTART"} <= set(event) for event in events)
    return events


def read_with_vobject(content):
    """What an independent library makes of it."""
    return vobject.readOne(content.decode("utf-8"))


def test_two_libraries_and_the_grammar_agree_on_a_meeting():
    content = render(make_line())
    event, strict, other = read_event(content), read_strictly(content)[0], read_with_vobject(content).vevent
    assert str(event["SUMMARY"]) == strict["SUMMARY"][1] == other.summary.value == "Norland and Sudmark: meet, Lisbon"
    assert str(event["DESCRIPTION"]) == strict["DESCRIPTION"][1] == other.description.value
    assert event.decoded("DTSTART") == other.dtstart.value == date(2032, 3, 20)
    assert strict["DTSTART"] == (";VALUE=DATE", "20320320")
    assert (other.uid.value, other.sequence.value, other.status.value) == ("abc123@readout.invalid", "0", "CONFIRMED")


def test_a_clock_time_stands_in_its_zone_with_the_zone_beside_it():
    content = render(make_line(when="2032-03-20T15:35-04:00", zone="America/New_York"))
    instant = datetime(2032, 3, 20, 19, 35, tzinfo=UTC)
    assert b"DTSTART;TZID=America/New_York:20320320T153500\r\n" in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert read_event(content).decoded("DTSTART").astimezone(UTC) == instant
    assert read_with_vobject(content).vevent.dtstart.value.astimezone(UTC) == instant


@pytest.mark.parametrize(("day", "hour"), [("2032-03-13", 20), ("2032-03-15", 19), ("2032-11-08", 20)])
def test_both_libraries_count_summer_time_alike(day, hour):
    local = f"{day}T15:35" + ("-05:00" if hour == 20 else "-04:00")
    content = render(make_line(when=local, zone="America/New_York"))
    for start in (read_event(content).decoded("DTSTART"), read_with_vobject(content).vevent.dtstart.value):
        assert (start.astimezone(UTC).hour, start.astimezone(UTC).minute) == (hour, 35)


def test_what_is_cancelled_stays_in_the_calendar():
    content = render(make_line(status=MeetingStatus.CANCELLED, sequence=2))
    assert (read_with_vobject(content).vevent.status.value, read_event(content)["SEQUENCE"]) == ("CANCELLED", 2)


def test_the_calendar_itself_has_a_name_a_lasting_id_and_a_day_of_change():
    calendar = icalendar.Calendar.from_ical(render(make_line(revised="2032-03-08"), make_line(uid="zzz")))
    assert str(calendar["NAME"]) == "Talks held and ahead"
    assert calendar.decoded("LAST-MODIFIED") == datetime(2032, 3, 9, tzinfo=UTC)
    assert str(calendar["UID"]) == str(icalendar.Calendar.from_ical(render())["UID"])


def test_a_day_ends_where_the_next_begins():
    assert read_event(render(make_line())).decoded("DTEND") == date(2032, 3, 21)


def test_a_window_is_several_days_with_a_note():
    event = read_event(render(make_line(when="2032-03 MID")))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2032, 3, 11), date(2032, 3, 21))
    assert "Day not settled: mid-March 2032." in str(event["DESCRIPTION"])


def test_a_time_with_its_offset_is_an_instant():
    event = read_event(render(make_line(when="2032-03-20T15:35-05:00")))
    assert event.decoded("DTSTART") == datetime(2032, 3, 20, 20, 35, tzinfo=UTC)
    assert "DTEND" not in event


def test_a_time_without_a_zone_stays_a_day_with_a_note():
    event = read_event(render(make_line(when="2032-03-20T15:35")))
    assert event.decoded("DTSTART") == date(2032, 3, 20)
    assert "zone not given" in str(event["DESCRIPTION"])


@pytest.mark.parametrize("when", ["", "XXXX-03-20", "FUTURE_REF"])
def test_a_meeting_without_a_day_is_left_to_the_page(when):
    assert not read_strictly(render(make_line(when=when)))


@pytest.mark.parametrize(
    ("status", "confirmed_by", "shown"),
    [
        (MeetingStatus.HELD, (), "CONFIRMED"),
        (MeetingStatus.AGREED, (), "CONFIRMED"),
        (MeetingStatus.AGREED, ("norland",), "TENTATIVE"),
        (MeetingStatus.AGREED, ("norland", "sudmark"), "CONFIRMED"),
        (MeetingStatus.PROPOSED, ("norland", "sudmark"), "TENTATIVE"),
        (MeetingStatus.POSTPONED, (), "TENTATIVE"),
        (MeetingStatus.CANCELLED, (), "CANCELLED"),
    ],
)
def test_a_meeting_is_tentative_when_one_side_alone_says_so(status, confirmed_by, shown):
    assert str(read_event(render(make_line(status=status, confirmed_by=confirmed_by)))["STATUS"]) == shown


@pytest.mark.parametrize(
    ("announced_by", "shown"),
    [
        (("norland",), "TENTATIVE"),
        (("estmark",), "CONFIRMED"),
        (("norland", "estmark"), "TENTATIVE"),
        (("norland", "sudmark"), "CONFIRMED"),
    ],
)
def test_a_side_that_announces_vouches_for_it_and_a_third_party_does_not(announced_by, shown):
    assert str(read_event(render(make_line(announced_by=announced_by)))["STATUS"]) == shown


def test_the_stamp_is_the_latest_day_of_publication_among_the_cited():
    event = read_event(render(make_line()))
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == datetime(2032, 3, 9, tzinfo=UTC)


def test_the_stamp_is_the_day_of_the_last_real_change_where_that_is_known():
    event = read_event(render(make_line(revised="2032-03-07")))
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == datetime(2032, 3, 7, tzinfo=UTC)


def test_who_announced_and_who_confirmed_is_said():
    told = {"announced_by": ("norland",), "confirmed_by": ("norland", "sudmark")}
    described = str(read_event(render(make_line(**told)))["DESCRIPTION"])
    assert "Announced by Norland." in described
    assert "Confirmed by Norland and Sudmark." in described
    proposed = render(make_line(status=MeetingStatus.PROPOSED, announced_by=("norland",)))
    assert "Proposed by Norland." in str(read_event(proposed)["DESCRIPTION"])


def test_the_description_is_the_receipt():
    described = str(read_event(render(make_line(confirmed_by=("norland",))))["DESCRIPTION"])
    assert TEXT in described
    assert "Talks, set; at last, The Gazette [a1, characters 0 to" in described
    assert "Confirmed by Norland." in described


def test_name_sequence_and_link_are_given():
    content = render(make_line(sequence=3))
    event = read_event(content)
    assert (str(event["UID"]), event["SEQUENCE"], str(event["URL"])) == (
        "abc123@readout.invalid",
        3,
        "https://a.example/1",
    )
    calendar = icalendar.Calendar.from_ical(content)
    assert (str(calendar["X-WR-CALNAME"]), str(calendar["VERSION"])) == ("Talks held and ahead", "2.0")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in content


def test_a_notice_is_in_the_calendar():
    assert "DESCRIPTION:Invented" in render(make_line(), notice="Invented").decode()


def test_the_order_of_lines_changes_no_byte():
    one, other = make_line(), make_line(uid="zzz")
    assert render(one, other) == render(other, one)


def test_an_empty_calendar_is_a_calendar():
    assert read_strictly(render()) == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_text_is_folded_and_escaped_so_that_both_readers_read_it(words):
    article = make_article(words, id="a1", title=words, published="2032-03-09")
    citation = cite(article, Span(0, len(words)))
    summary = SourcedSentence(words, None, (), "readout", (citation,))
    content = render(make_line(summary=summary, place=words, citations=(citation,)), articles=(article,))
    strict, event = read_strictly(content)[0], read_event(content)
    assert strict["DESCRIPTION"][1] == str(event["DESCRIPTION"])
    assert strict["SUMMARY"][1] == str(event["SUMMARY"])
    assert read_with_vobject(content).vevent.summary.value == str(event["SUMMARY"])
