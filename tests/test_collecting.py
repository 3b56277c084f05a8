"""Collecting as a desk does it: real commands, a real server on loopback, a kill in the middle."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.fetching.servers import Served, pages, reply, serve
from readout.cli import main

WORDS = (
    "The ministers of Kestria and Dolmira met in Lusande on Tuesday and talked for two hours about the lanes of the "
    "strait. They agreed to meet again in April, both sides said. "
)


@dataclass
class Site:
    """Three servers that answer from one table by path."""

    table: dict[str, bytes]
    feed: Served
    one: Served
    two: Served


def make_page(title: str, words: str = WORDS) -> bytes:
    said = "".join(f"<p>{words} This is part of {title}.</p>" for _ in range(3))
    day = '<meta property="article:published_time" content="2031-03-05T10:00:00Z">'
    head = f"<head><title>{title}</title>{day}</head>"
    return f"<!doctype html><html>{head}<body><article>{said}</article></body></html>".encode()


def make_feed(*links: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{link}</link><guid>{link}</guid></item>" for link in links)
    return f'<rss version="2.0"><channel><title>Ledger</title>{items}</channel></rss>'.encode()


@pytest.fixture
def site():
    """A feed that lists two articles, each on a host of its own so that no host's pause is waited for."""
    table: dict[str, bytes] = {}
    with serve(pages(table)) as feed, serve(pages(table), "127.0.0.2") as one, serve(pages(table), "127.0.0.3") as two:
        table["/feed"] = reply(body=make_feed(one.url("/one"), two.url("/two")), Content_Type="application/rss+xml")
        table["/one"] = reply(body=make_page("One"), Content_Type="text/html")
        table["/two"] = reply(body=make_page("Two"), Content_Type="text/html")
        yield Site(table, feed, one, two)


@pytest.fixture
def desk(tmp_path, site):
    folder = tmp_path / "desk"
    assert readout("init", str(folder)).exit_code == 0
    source = f'[ledger]\nkind = "feed"\naddress = "{site.feed.url("/feed")}"\nevery_hours = 1\n'
    about = f'contact = "desk@post.example"\ntrusted = "{trust(site.feed, site.one, site.two)}"\n'
    (folder / "sources.toml").write_text(about + source)
    return folder


def trust(*servers: Served) -> str:
    return " ".join(f"{server.host}:{server.port}" for server in servers)


def readout(*words: str):
    return CliRunner().invoke(main, words)


def test_a_desk_collects_reads_and_tells_how_its_source_fares(desk, site):
    first = readout("collect", "--desk", str(desk))
    assert first.exit_code == 0, first.output
    assert "ledger: 2 articles listed (2 new)" in first.output
    assert "Read:       2 articles" in first.output
    again = readout("collect", "--desk", str(desk))
    assert "Nothing is due. Next: ledger at " in again.output
    site.table["/two"] = reply(body=make_page("Two", WORDS.replace("two hours", "three hours")))
    assert "(2 not asked again)" in readout("collect", "--all", "--desk", str(desk)).output
    named = readout("add", site.two.url("/two"), "--later", "--desk", str(desk))
    assert "0 new articles, 1 edit, 0 known already" in named.output
    status = readout("status", "--desk", str(desk)).output
    assert "Sources:    ledger: 2 articles listed; last good " in status
    assert "1 edit of them kept as versions" in status


def test_a_source_that_fails_is_told_in_words_and_the_others_are_collected(desk, site):
    (desk / "inbox").mkdir()
    (desk / "inbox" / "a.txt").write_text(f"---\npublished: 2031-03-05\n---\n{WORDS}")
    with (desk / "sources.toml").open("a") as file:
        file.write('[inbox]\nkind = "files"\naddress = "inbox"\n')
        file.write(f'[wrong]\nkind = "feed"\naddress = "{site.one.url("/one")}"\n')
    collected = readout("collect", "--later", "--desk", str(desk))
    assert collected.exit_code == 4
    assert "wrong: is a web page and not a feed" in collected.output
    assert "ledger: 2 articles listed (2 new)" in collected.output
    assert "inbox: 1 items (1 new)" in collected.output


def test_nothing_is_asked_without_a_contact_and_the_error_says_what_to_write(desk):
    text = (desk / "sources.toml").read_text().replace("desk@post.example", "")
    (desk / "sources.toml").write_text(text)
    collected = readout("collect", "--desk", str(desk))
    assert collected.exit_code == 2
    assert 'write contact = "desk@your-house.example"' in " ".join(collected.output.split())


def test_a_desk_without_sources_is_told_where_they_go(tmp_path):
    readout("init", str(tmp_path / "new"))
    collected = readout("collect", "--desk", str(tmp_path / "new"))
    assert collected.exit_code == 3
    assert "sources.toml" in collected.output


def test_a_source_that_is_not_there_is_told_with_those_that_are(desk):
    collected = readout("collect", "--source", "x", "--desk", str(desk))
    assert "no source is called 'x'; there are ledger" in collected.output


def start(*words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "readout", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def wait_for(served, path: str, seconds: float = 120.0) -> None:
    ends_at = time.monotonic() + seconds
    while path not in served.paths():
        assert time.monotonic() < ends_at, f"{path} was never asked for"
        time.sleep(0.05)


def test_a_round_that_is_killed_loses_nothing_and_asks_for_no_page_twice(desk, site):
    held = threading.Event()
    answer = pages(site.table)

    def hold(request: bytes, connection) -> None:
        if b" /two " in request:
            held.wait(120)
        answer(request, connection)

    with serve(hold, "127.0.0.4") as slow:
        site.table["/feed"] = reply(body=make_feed(site.one.url("/one"), slow.url("/two")))
        text = (desk / "sources.toml").read_text().replace(trust(site.two), trust(slow))
        (desk / "sources.toml").write_text(text)
        running = start("collect", "--later", "--desk", str(desk))
        wait_for(slow, "/two")
        running.send_signal(signal.SIGKILL)
        running.communicate()
        held.set()
        after = readout("collect", "--later", "--desk", str(desk))
    assert "(1 new, 1 not asked again)" in after.output
    assert site.one.paths().count("/one") == 1
    assert "Articles:   2, 0 edits" in readout("status", "--desk", str(desk)).output


def test_a_worker_collects_by_itself_is_alone_and_ends_well(desk, site):
    running = start("worker", "--desk", str(desk))
    try:
        wait_for(site.two, "/two")
        second = readout("worker", "--desk", str(desk))
        assert second.exit_code == 2
        assert "another worker is at work" in second.output
    finally:
        os.kill(running.pid, signal.SIGTERM)
        said, _ = running.communicate(timeout=120)
    assert "what it had read is kept" in said
    assert running.returncode == 0
    assert Path(desk, "archive.sqlite3").exists()
