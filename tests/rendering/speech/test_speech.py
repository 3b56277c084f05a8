"""The script says every line of an edition; the transcript knows when, and where its receipt is."""

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editions import keep_articles, publish_whole
from memory_archive import MemoryArchive
from readout.actions.building import load_published
from readout.actions.recording import find_posting, record_edition
from readout.ports.voice import Sound
from readout.rendering.speech import write_script
from readout.rendering.speech.spoken import speak
from sites import make_site

TABLE = Path(__file__).parents[2] / "cases" / "spoken.tsv"
CASES = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="	", quoting=csv.QUOTE_NONE))
RATE = 1000


class CountingVoice:
    """Takes a hundredth of a second for each character."""

    name = "nobody"

    def speak(self, text: str) -> Sound:
        return Sound(b"\1\0" * (len(text) * RATE // 100), RATE)


class PlainRecorder:
    """Keeps what it was given instead of recording it."""

    def record(self, sound: Sound, metadata: bytes, cover: bytes | None) -> bytes:
        return metadata + sound.samples + (cover or b"")


@pytest.fixture(scope="module")
def published():
    archive = MemoryArchive()
    keep_articles(archive)
    publish_whole(archive)
    return load_published(archive, 1)


@pytest.fixture(scope="module")
def recording(published):
    return record_edition(published, make_site(), CountingVoice(), PlainRecorder(), lambda _done, _all: None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"][:30])
def test_what_is_printed_is_spoken_so(case):
    assert speak(case["printed"]) == case["spoken"]


def test_the_script_says_every_line_of_the_edition_once_and_who_says_it(published):
    said = [one for chapter in write_script(published, make_site()) for one in chapter.utterances]
    lines = [line for block in published.blocks for line in block.lines]
    assert [one.line_id for one in said if one.line_id and not one.line_id.endswith("-h")] == [one.id for one in lines]
    words = {one.line_id: one.text for one in said}
    for line in lines:
        assert speak(line.sentence.text).rstrip(".?!") in words[line.id]
    assert words[lines[1].id].startswith("In the editor's words:")
    texts = [one.text for one in said]
    assert texts.index("Ada Orlo, envoy.") + 1 == texts.index(words[next(
        line.id for block in published.blocks if block.by == "Ada Orlo, envoy" for line in block.lines)])  # fmt: skip
    assert "From North Post." in words[lines[2].id]
    assert any("A demonstration about an invented standoff" in text for text in texts)


def test_nothing_is_said_that_a_voice_would_spell(published):
    for chapter in write_script(published, make_site()):
        for one in chapter.utterances:
            assert not re.search(r"[“”\[\]…<>#*]|https?:", one.text), one.text


def test_each_cue_of_the_transcript_is_when_its_line_is_said_and_is_named_by_its_address(published, recording):
    cues = re.findall(r"(?:^|\n\n)([^\n]+)\n(\S+) --> (\S+)\n([^\n]+)", recording.transcript.decode())
    script = [one for chapter in write_script(published, make_site()) for one in chapter.utterances]
    assert recording.transcript.startswith(b"WEBVTT\n\n")
    assert len(cues) == len(script)
    ends = 0.0
    for (name, begin, end, text), one in zip(cues, script, strict=True):
        assert seconds(begin) >= ends
        ends = seconds(end)
        assert ends - seconds(begin) == pytest.approx(len(one.text) * 10 / RATE, abs=0.002)
        assert text == one.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if one.line_id:
            assert name == f"https://brief.example/strait/editions/2031-w10/#{one.line_id}"
    assert ends <= recording.seconds


def seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_chapters_begin_where_their_titles_are_said(recording):
    told = json.loads(recording.chapters)
    assert told["version"] == "1.2.0"
    starts = [chapter["startTime"] for chapter in told["chapters"]]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert [chapter["title"] for chapter in told["chapters"]][1] == "In short"
    assert recording.mp3.startswith(b";FFMETADATA1\ntitle=Edition 1\n")
    assert recording.mp3.count(b"[CHAPTER]") == len(starts)


def test_the_same_edition_is_spoken_alike(published, recording):
    assert record_edition(published, make_site(), CountingVoice(), PlainRecorder(), lambda _d, _a: None) == recording


@pytest.mark.parametrize(
    ("published_at", "posted_at"),
    [
        ("2031-03-07T17:00", "2031-03-10T06:00"),  # a Friday
        ("2031-03-10T05:59", "2031-03-10T06:00"),
        ("2031-03-10T06:01", "2031-03-17T06:00"),
        ("2031-12-31T23:00", "2032-01-05T06:00"),
    ],
)
def test_a_recording_is_posted_on_the_first_monday_behind_its_edition(published_at, posted_at):
    at = datetime.fromisoformat(published_at).replace(tzinfo=UTC)
    assert find_posting(at, make_site().podcast) == datetime.fromisoformat(posted_at).replace(tzinfo=UTC)
