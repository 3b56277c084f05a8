"""Five doors, one edition: page, mail, feed, calendar and script carry the same lines and lead to the same receipts."""

import html
import json
import re

import feedparser
import icalendar
import pytest

from editions import keep_articles, publish_whole
from memory_archive import MemoryArchive
from readout.actions.building import load_published
from readout.actions.recording import record_edition
from readout.codes import BlockKind
from readout.ports.voice import Sound
from readout.rendering.mail.editions import FIRST, Footer, render_mail
from readout.rendering.site.sections import TITLES
from readout.rendering.speech.spoken import speak
from sites import build, make_site

SITE = make_site()
ADDRESS = f"{SITE.address}editions/2031-w10/"


class Doors:
    """One edition through its five doors: what each shows in plain words, and which addresses it leads to."""

    def __init__(self) -> None:
        archive = MemoryArchive()
        keep_articles(archive)
        publish_whole(archive)
        self.edition = load_published(archive, 1)
        files = build(archive, SITE)
        text, mail = render_mail(self.edition, ADDRESS, Footer("The strait", ""))
        entry = feedparser.parse(files["feeds/atom.xml"]).entries[0].content[0].value
        recording = record_edition(self.edition, SITE, Silence(), Keeping(), lambda _done, _all: None)
        self.calendar = icalendar.Calendar.from_ical(files["calendar.ics"])
        self.script = recording.script.decode()
        self.cues = recording.transcript.decode()
        self.page = files["editions/2031-w10/index.html"].decode()
        self.receipts = json.loads(files["editions/2031-w10/receipts.jsonld"])["items"]
        self.shown = {"page": plain(self.page), "mail": plain(mail), "text": fold(text), "feed": plain(entry)}
        self.leads = {
            "mail": links(mail),
            "feed": links(entry),
            "script": set(re.findall(r"^(http\S+)$", self.cues, re.MULTILINE)),
        }


class Silence:
    name = "nobody"

    def speak(self, text: str) -> Sound:
        return Sound(b"\0\0" * len(text), 1000)


class Keeping:
    def record(self, sound: Sound, metadata: bytes, cover: bytes | None) -> bytes:
        return sound.samples


def fold(text: str) -> str:
    return " ".join(text.split())


def plain(page: str) -> str:
    return fold(html.unescape(re.sub(r"<[^>]*>", " ", page)))


def links(page: str) -> set[str]:
    return {html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)}


@pytest.fixture(scope="module")
def doors() -> Doors:
    return Doors()


def carried(doors: Doors):
    """The lines that every door carries."""
    return [line for block in doors.edition.blocks if TITLES[block.kind][0] in FIRST for line in block.lines]


def test_page_mail_text_and_feed_show_the_same_lines(doors):
    assert len({TITLES[block.kind][0] for block in doors.edition.blocks} & set(FIRST)) == len(FIRST)
    for line in carried(doors):
        for door, shown in doors.shown.items():
            assert fold(line.sentence.text) in shown, f"{door} lacks {line.id}"


def test_the_script_says_the_same_lines(doors):
    for line in carried(doors):
        assert speak(line.sentence.text).rstrip(".?!") in doors.script


def test_mail_feed_and_transcript_lead_each_line_to_the_same_receipts(doors):
    for line in carried(doors):
        assert f'id="{line.id}"' in doors.page
        for door, leads in doors.leads.items():
            assert f"{ADDRESS}#{line.id}" in leads, f"{door} leads not to {line.id}"


def test_the_page_and_the_annotations_show_the_receipts_of_each_line(doors):
    found = {(one["body"], one["target"]["selector"][1]["start"]) for one in doors.receipts}
    for line in carried(doors):
        for citation in line.sentence.citations:
            assert citation.digest[:12] in doors.page
            assert (f"{ADDRESS}#{line.id}", citation.span.start) in found


def test_the_calendar_has_the_meetings_of_the_edition_and_no_others_with_their_receipts(doors):
    events = {str(event["uid"]).partition("@")[0]: event for event in doors.calendar.walk("VEVENT")}
    meetings = {block.subject_id: block for block in doors.edition.blocks if block.kind is BlockKind.MEETING}
    assert events.keys() == meetings.keys()
    lines = {line.uid: line for line in doors.edition.edition.brief.calendar}
    for uid, event in events.items():
        assert str(event["summary"]) == meetings[uid].lines[0].sentence.text
        for citation in lines[uid].citations:
            assert f"characters {citation.span.start} to {citation.span.end}" in str(event["description"])


def test_every_door_says_the_notice_and_none_hides_whose_words_an_editors_are(doors):
    for door, shown in {**doors.shown, "script": fold(doors.script)}.items():
        assert "A demonstration about an invented standoff" in shown, door
        assert re.search("the editor[’']s words", shown, re.IGNORECASE), door
    assert str(doors.calendar["description"]) == "A demonstration about an invented standoff"
