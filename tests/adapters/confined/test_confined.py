"""Bytes made to hurt: each ends in time with a reason in words, and the next source is read."""

import contextlib
import os
import resource
import signal
from pathlib import Path

import pytest

from readout.adapters.confined import ConfinedReader
from readout.errors import InputError

GOOD = b'<rss version="2.0"><channel><title>Good</title><item><guid>1</guid></item></channel></rss>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def wrap(inside: bytes) -> bytes:
    return b'<rss version="2.0"><channel><item><description>' + inside + b"</description></item></channel></rss>"


BOMBS = {
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel>&l9;</channel></rss>'.encode(),
    "a quadratic entity": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]><rss>{"&a;" * 50_000}</rss>'.encode(),
    "a file as an entity": b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><title>&f;</title></rss>',
    "a document type elsewhere": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd"><rss version="2.0"><channel/></rss>',
    "tags nested without end": b"<rss version='2.0'>" + b"<a>" * 400_000,
    "html nested without end": wrap(b"<![CDATA[" + b"<div>" * 200_000 + b"]]>"),
    "a description of seven megabytes": wrap(b"<![CDATA[" + b"<b>x</b>" * 900_000 + b"]]>"),
    "a title of nine megabytes": b"<rss version='2.0'><channel><title>" + b"a" * 9_000_000 + b"</title></channel>",
    "a hundred thousand items": b"<rss version='2.0'><channel>" + b"<item><guid>1</guid></item>" * 100_000,
    "a hundred thousand attributes": b"<rss " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>",
    "zero bytes": bytes(1_000_000),
    "noise": bytes(range(256)) * 4_000,
    "an xml declaration that never ends": b"<?xml version='1.0' " + b" " * 5_000_000,
    "a comment that never ends": b"<rss version='2.0'><!--" + b"-" * 5_000_000,
    "json nested without end": b"{" + b'"a":{' * 500_000,
    "json lists nested without end": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 500_000,
    "a json number without end": b'{"version":' + b"9" * 5_000_000,
    "a date without end": wrap(b"").replace(b"<description>", b"<pubDate>" + b"1" * 3_000_000 + b"</pubDate><link>"),
    "an unknown encoding": b"<?xml version='1.0' encoding='bomb-9'?><rss version='2.0'><channel/></rss>",
    "utf-7 that hides a tag": b"+ADw-rss+AD4-" * 100_000,
    "a script as a link": wrap(b"").replace(b"<item>", b"<item><link>javascript:alert(1)</link>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    with ConfinedReader(seconds=1, patience=60.0) as reader:
        yield reader


def test_twenty_bombs_and_more_are_tried():
    assert len(BOMBS) >= 20


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_feed_made_to_hurt_is_read_or_refused_and_the_next_feed_is_read(reader, bomb):
    read = []
    with contextlib.suppress(InputError):
        read.append(reader.read_feed("bomb", bomb, "application/rss+xml"))
    assert all(len(feed.items) <= 2_000 and "root:" not in (feed.title or "") for feed in read)
    assert reader.read_feed("good", GOOD, "application/rss+xml").title == "Good"


@pytest.mark.parametrize(
    "page",
    [b"<!doctype html>" + b"<div>" * 300_000, b"<!doctype html><p>" + b"&lt;" * 1_000_000, bytes(1_000_000)],
    ids=["deep", "long", "zeros"],
)
def test_a_page_made_to_hurt_is_read_or_refused_and_the_next_one_is_read(reader, page):
    read = []
    with contextlib.suppress(InputError):
        read.append(reader.read_page("bomb", page))
    assert all(len(found.text) <= len(page) for found in read)
    words = "Ministers met in Lusande on Friday and talked for two hours about the lanes of the strait. " * 5
    good = f"<!doctype html><html><head><title>t</title></head><body><article><p>{words}</p></article></body></html>"
    assert "Lusande" in reader.read_page("good", good.encode()).text


def test_a_reader_that_is_killed_is_told_of_and_replaced():
    with ConfinedReader() as reader:
        reader.read_feed("good", GOOD, "text/xml")
        os.kill(reader._child.pid, signal.SIGSTOP)
        reader._patience = 0.3
        with pytest.raises(InputError, match=r"within 0\.3 seconds"):
            reader.read_feed("good", GOOD, "text/xml")
        reader._patience = 60.0
        assert reader.read_feed("good", GOOD, "text/xml").title == "Good"


def test_memory_is_limited_and_the_reason_says_so():
    with ConfinedReader(memory=50_000_000) as reader, pytest.raises(InputError, match="memory"):
        reader.read_feed("large", BOMBS["a title of nine megabytes"], "text/xml")


def test_the_desk_itself_does_not_grow(reader):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("a title of nine megabytes", "a description of seven megabytes"):
        try:
            reader.read_feed("bomb", BOMBS[name], "text/xml")
        except InputError:
            continue
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_child_ends_with_its_reader():
    with ConfinedReader() as reader:
        reader.read_feed("good", GOOD, "text/xml")
        pid = reader._child.pid
    assert not Path(f"/proc/{pid}").exists()
