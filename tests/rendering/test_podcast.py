"""The podcast's feed has what Apple and the Podcasting 2.0 namespace ask for, with the sizes that the files have."""

import hashlib
import struct
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from lxml import etree

from memory_archive import MemoryArchive
from readout.rendering.covers import SIDE, render_cover
from readout.rendering.site import Episode
from sites import build, publish_weeks

POSTED = datetime(2031, 3, 10, 6, tzinfo=UTC)
EPISODES = [
    Episode(
        number, f"2031-w{9 + number}", f"{stem}.mp3", 1000 + number, 61.4, f"{stem}.vtt", f"{stem}.json",
        POSTED.replace(day=3 + 7 * number), "a voice",
    )
    for number, stem in ((1, "episodes/2031-w10"), (2, "episodes/2031-w11"))
]  # fmt: skip
NAMES = {"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "podcast": "https://podcastindex.org/namespace/1.0"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    archive = MemoryArchive()
    publish_weeks(archive, 2)
    return build(archive, episodes=EPISODES)


@pytest.fixture(scope="module")
def feed(files):
    return etree.fromstring(files["podcast.xml"])


def text(node, path: str) -> str | None:
    return node.findtext(path, namespaces=NAMES)


def test_apple_finds_what_it_asks_of_a_show(feed):
    show = feed.find("channel")
    assert text(show, "title")
    assert text(show, "description")
    assert text(show, "language") == "en"
    assert text(show, "itunes:author") == "The strait desk"
    assert text(show, "itunes:explicit") == "false"
    assert text(show, "itunes:owner/itunes:email") == "desk@brief.example"
    assert show.find("itunes:category", NAMES).get("text") == "News"
    assert show.find("itunes:image", NAMES).get("href") == "https://brief.example/strait/cover.png"


def test_apple_finds_what_it_asks_of_an_episode_the_newest_first(feed):
    items = feed.findall("channel/item")
    assert [text(item, "itunes:episode") for item in items] == ["2", "1"]
    for item, episode in zip(items, reversed(EPISODES), strict=True):
        recording = item.find("enclosure")
        assert recording.get("url") == f"https://brief.example/strait/{episode.file}"
        assert (recording.get("length"), recording.get("type")) == (str(episode.bytes), "audio/mpeg")
        assert text(item, "itunes:duration") == "61"
        assert item.find("guid").get("isPermaLink") == "false"


def test_the_namespace_of_podcasting_finds_transcript_chapters_and_a_guid_that_stays(feed, files):
    show, item = feed.find("channel"), feed.find("channel/item")
    assert item.find("podcast:transcript", NAMES).get("type") == "text/vtt"
    assert item.find("podcast:chapters", NAMES).get("type") == "application/json+chapters"
    assert text(show, "podcast:locked") == "yes"
    name = "brief.example/strait/podcast.xml"
    space = bytes.fromhex("ead4c236bf5858c6a2c6a6b28d128cb6")
    assert text(show, "podcast:guid")[:8] == hashlib.sha1(space + name.encode()).hexdigest()[:8]


def test_another_reader_finds_no_fault(files):
    read = feedparser.parse(files["podcast.xml"])
    assert not read.bozo
    assert [entry.enclosures[0].length for entry in read.entries] == ["1002", "1001"]
    assert read.entries[0].itunes_duration == "61"


def test_an_uploaded_recording_has_no_times_that_nobody_knows():
    archive = MemoryArchive()
    publish_weeks(archive, 1)
    own = replace(EPISODES[0], transcript=None, chapters=None)
    feed = etree.fromstring(build(archive, episodes=[own])["podcast.xml"])
    assert feed.find("channel/item/podcast:transcript", NAMES) is None
    assert feed.find("channel/item/enclosure") is not None


def test_there_is_no_podcast_before_the_first_recording():
    archive = MemoryArchive()
    publish_weeks(archive, 1)
    files = build(archive)
    assert "podcast.xml" not in files
    assert b"No recording has been posted yet." in files["subscribe/index.html"]


def test_the_plain_cover_is_a_square_picture_that_apple_takes():
    cover = render_cover()
    assert cover[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", cover[16:24]) == (SIDE, SIDE)
    assert 1400 <= SIDE <= 3000
    assert cover == render_cover()
