"""The one fetcher, against real servers on loopback: which addresses it asks, how politely, and what it refuses."""

import contextlib
import csv
import gzip
import socket
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from pathlib import Path

import httpcore
import pytest

from adapters.fetching.servers import Served, pages, reply, serve
from readout.adapters.fetching import HostTurns, Limits, SafeFetcher, read_trusted
from readout.adapters.fetching.addresses import is_public
from readout.adapters.fetching.answers import read_wait
from readout.errors import InputError
from readout.ports import Fetched, NotFetched, Validators

CASES = Path(__file__).parents[2] / "cases" / "private_addresses.csv"
PRIVATE = [row["address"] for row in csv.DictReader(CASES.read_text("utf-8").splitlines())]
NOON = datetime(2031, 2, 7, 12, tzinfo=UTC)


def make_fetcher(*trusted: Served, **changes: object) -> SafeFetcher:
    limits = Limits(trusted=frozenset(("127.0.0.1", one.port) for one in trusted), **changes)
    return SafeFetcher("desk@example.org", limits, HostTurns(pause=0.0), now=lambda: NOON)


def refuse_to_dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    raise AssertionError(f"{address}:{port} was dialled")


@pytest.mark.parametrize("url", PRIVATE)
def test_no_spelling_of_an_address_that_is_not_public_is_dialled(url):
    fetcher = SafeFetcher("desk@example.org", turns=HostTurns(pause=0.0), dial=refuse_to_dial)
    answer = fetcher.fetch(url)
    assert isinstance(answer, NotFetched)
    assert answer.kind in {"refused", "unreachable"}


def test_sixty_spellings_and_more_are_tried():
    assert len(set(PRIVATE)) >= 60


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "1.1.1.1"])
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("path", ["/", "/admin", "/?q=1"])
def test_a_server_on_this_machine_sees_no_connection_at_all(path):
    accepted = []
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        port = canary.getsockname()[1]
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
            fetcher = SafeFetcher("desk@example.org", Limits(ports=frozenset({port})), HostTurns(pause=0.0))
            assert isinstance(fetcher.fetch(f"http://{host}:{port}{path}"), NotFetched)
        with contextlib.suppress(TimeoutError):
            accepted.append(canary.accept())
    assert not accepted


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_to_an_address_that_is_not_public_is_not_followed(status):
    with serve(pages({})) as canary:
        there = reply(status, Location=canary.url("/secret"))
        with serve(pages({"/feed": there})) as outlet:
            answer = make_fetcher(outlet).fetch(outlet.url("/feed"))
        assert isinstance(answer, NotFetched)
        assert answer.kind == "refused"
        assert not canary.requests


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://example.org/", "//user:word@example.org/", "http://[::1]:22/",
     "http://example.org:6379/", "javascript:alert(1)", "http://[bad/"],
)  # fmt: skip
def test_a_redirect_to_another_scheme_or_port_or_login_is_not_followed(location):
    with serve(pages({"/": reply("302 Found", Location=location)})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert answer.kind == "refused"


def test_a_name_is_looked_up_once_and_the_checked_address_is_dialled():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    dialled = []

    def dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        dialled.append((address, port))
        raise httpcore.ConnectError("closed")

    fetcher = SafeFetcher(
        "desk@example.org", turns=HostTurns(pause=0.0), resolve=lambda _host, _port: next(answers), dial=dial
    )
    first = fetcher.fetch("http://rebinding.example/")
    second = fetcher.fetch("http://rebinding.example/")
    assert dialled == [("93.184.216.34", 80)]
    assert isinstance(first, NotFetched)
    assert first.kind == "unreachable"
    assert isinstance(second, NotFetched)
    assert second.kind == "refused"


def test_a_name_with_a_public_and_a_private_address_is_refused():
    both = ["93.184.216.34", "10.0.0.7"]
    fetcher = SafeFetcher("desk@example.org", resolve=lambda _host, _port: both, dial=refuse_to_dial)
    answer = fetcher.fetch("https://two.example/")
    assert isinstance(answer, NotFetched)
    assert answer.kind == "refused"
    assert "10.0.0.7" in answer.reason


def test_what_was_permanent_is_told_and_what_was_not_is_not():
    with serve(
        pages(
            {
                "/old": reply("301 Moved", Location="/new"),
                "/new": reply("302 Found", Location="/today"),
                "/today": reply(body=b"news"),
                "/now": reply("302 Found", Location="/today"),
            }
        )
    ) as outlet:
        fetcher = make_fetcher(outlet)
        moved, stays = fetcher.fetch(outlet.url("/old")), fetcher.fetch(outlet.url("/now"))
    assert isinstance(moved, Fetched)
    assert moved.moved_to == outlet.url("/new")
    assert (moved.url, moved.final_url, moved.body) == (outlet.url("/old"), outlet.url("/today"), b"news")
    assert isinstance(stays, Fetched)
    assert stays.moved_to is None


def test_a_circle_of_redirects_ends():
    with serve(pages({"/": reply("302 Found", Location="/")})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert answer.kind == "failed"
    assert len(outlet.requests) == 6


def test_one_honest_agent_is_told_and_nothing_else_of_us():
    with serve(pages({"/": reply(body=b"x", Set_Cookie="a=b")})) as outlet:
        fetcher = make_fetcher(outlet)
        fetcher.fetch(outlet.url())
        fetcher.fetch(outlet.url())
    names = {line.split(b":")[0].lower() for line in outlet.requests[1].split(b"\r\n")[1:] if line}
    assert names == {b"host", b"user-agent", b"accept", b"accept-encoding"}
    assert b"(+desk@example.org)" in outlet.requests[0]


@pytest.mark.parametrize("contact", ["", "  ", "desk\r\nX: y", "büro@example.org"])
def test_nobody_fetches_without_a_contact(contact):
    with pytest.raises(InputError, match="contact"):
        SafeFetcher(contact)


def test_validators_go_back_to_the_letter_and_304_has_no_body():
    with serve(lambda request, line: line.sendall(reply("304 Not Modified", ETag='W/"7"'))) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url(), Validators('W/"7"', "Fri, 07 Feb 2031 10:00:00 GMT"))
    assert b'If-None-Match: W/"7"\r\n' in outlet.requests[0]
    assert b"If-Modified-Since: Fri, 07 Feb 2031 10:00:00 GMT\r\n" in outlet.requests[0]
    assert isinstance(answer, Fetched)
    assert answer.body is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [("401 No", "blocked"), ("403 No", "blocked"), ("404 No", "missing"), ("410 Gone", "gone"), ("429 Wait", "busy"),
     ("451 No", "blocked"), ("500 Oh", "failed"), ("503 Wait", "busy"), ("204 Empty", "failed")],
)  # fmt: skip
def test_each_refusal_of_a_server_has_its_word(status, kind):
    with serve(pages({"/": reply(status, Retry_After="120")})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert (answer.kind, answer.status, answer.retry_after) == (kind, int(status[:3]), 120)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("0", 0), ("90", 90), ("99999999999", 604_800), ("Fri, 07 Feb 2031 12:02:00 GMT", 120), ("soon", None),
     ("Fri, 07 Feb 2031 11:00:00 GMT", 0), ("-5", None), ("", None), (None, None)],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms(words, seconds):
    assert read_wait(words, NOON) == seconds


def test_a_body_that_unpacks_without_end_is_stopped_before_it_fills_memory():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1_000_000)
    bomb = b"".join(packer.compress(block) for _ in range(400)) + packer.flush()
    answer_bytes = reply(body=bomb, Content_Encoding="gzip")
    tracemalloc.start()
    with serve(lambda _request, line: line.sendall(answer_bytes)) as outlet:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        answer = make_fetcher(outlet, max_ratio=10_000).fetch(outlet.url())
        peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert isinstance(answer, NotFetched)
    assert answer.kind == "large"
    assert peak < 50_000_000


def test_a_body_that_unpacks_to_too_many_times_what_was_sent_is_stopped():
    with serve(pages({"/": reply(body=gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert "100 times" in answer.reason


def test_a_body_without_a_length_is_read_up_to_the_cap():
    def answer_for_ever(_request: bytes, line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(1000):
            line.sendall(bytes(100_000))

    with serve(answer_for_ever) as outlet:
        answer = make_fetcher(outlet, max_body=1_000_000).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert answer.kind == "large"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_is_left_at_the_deadline(head):
    def trickle(_request: bytes, line: socket.socket) -> None:
        line.sendall(head or b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(100):
            line.sendall(b"a")
            time.sleep(0.05)

    began = time.monotonic()
    with serve(trickle) as outlet:
        answer = make_fetcher(outlet, deadline=0.5).fetch(outlet.url())
        took = time.monotonic() - began
    assert isinstance(answer, NotFetched)
    assert answer.kind == "slow"
    assert took < 4


@pytest.mark.parametrize("garbage", [b"", b"\x00\xff\x00", b"HTTP/9.9 nonsense\r\n\r\n", b"220 smtp ready\r\n"])
def test_a_server_that_speaks_no_http_is_a_failure_in_words(garbage):
    with serve(lambda _request, line: line.sendall(garbage)) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert answer.kind == "failed"
    assert answer.reason


def test_a_body_packed_in_a_way_that_was_not_asked_for_is_not_read():
    with serve(pages({"/": reply(body=b"????", Content_Encoding="br")})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url())
    assert isinstance(answer, NotFetched)
    assert "'br'" in answer.reason


def test_robots_are_asked_once_for_pages_and_never_for_feeds():
    with serve(
        pages(
            {
                "/robots.txt": reply(body=b"User-agent: *\nDisallow: /private/\n"),
                "/private/a": reply(body=b"a"),
                "/news/b": reply(body=b"b"),
                "/feed": reply(body=b"f"),
            }
        )
    ) as outlet:
        fetcher = make_fetcher(outlet)
        hidden = fetcher.fetch(outlet.url("/private/a"), is_page=True)
        shown = fetcher.fetch(outlet.url("/news/b"), is_page=True)
        feed = fetcher.fetch(outlet.url("/feed"))
    assert isinstance(hidden, NotFetched)
    assert hidden.kind == "robots"
    assert isinstance(shown, Fetched)
    assert isinstance(feed, Fetched)
    assert outlet.paths() == ["/robots.txt", "/news/b", "/feed"]


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 No", True), ("403 No", True), ("500 Oh", False), ("503 No", False)]
)
def test_a_site_without_robots_file_is_read_and_one_that_cannot_say_is_not(status, allowed):
    with serve(pages({"/robots.txt": reply(status), "/a": reply(body=b"a")})) as outlet:
        answer = make_fetcher(outlet).fetch(outlet.url("/a"), is_page=True)
    assert isinstance(answer, Fetched) == allowed


def test_a_host_is_asked_again_only_after_the_pause_and_another_host_at_once():
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    turns = HostTurns(2.0, lambda: now[0], sleep)
    with turns.take("a.example"):
        now[0] += 1.0
    with turns.take("b.example"):
        pass
    with turns.take("a.example", pause=7.0):
        pass
    with turns.take("a.example"):
        pass
    assert slept == [2.0, 7.0]


def test_trusted_addresses_are_read_from_words():
    assert read_trusted("10.0.0.5:8080 [::1]:80") == {("10.0.0.5", 8080), ("::1", 80)}
    with pytest.raises(InputError, match="is no address with a port"):
        read_trusted("intranet:80")
