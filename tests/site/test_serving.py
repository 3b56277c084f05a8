"""The readers' server: the bytes of the folder, searches with their own feed and calendar, and nothing that changes."""

import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import feedparser
import icalendar
import pytest

from memory_archive import MemoryArchive
from readout.actions.building import build_site
from readout.adapters.sites import pack_files, write_site
from readout.rendering.site.results import Asked
from readout.site.searches import search_lines, write_index
from readout.site.serving import Place, ReadersSide, read_asked
from sites import correct_first_line, make_site, publish_weeks

SITE = make_site(search=True)
FOUND = "/strait/search/results"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    archive: MemoryArchive
    application: ReadersSide
    place: Place

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = path.partition("?")
        told: dict = {}

        def start(status: str, given: Iterable[tuple[str, str]]) -> None:
            told.update(status=int(status[:3]), headers=dict(given))

        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "brief.example", "SERVER_PORT": "80", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }  # fmt: skip
        pieces = self.application(environ, start)
        try:
            body = b"".join(pieces)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()
        return Answer(told["status"], told["headers"], body)

    def build(self) -> None:
        write_site(self.place.folder, pack_files(build_site(self.archive, SITE)))
        write_index(self.place.folder, self.place.index)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Served:
    folder = tmp_path_factory.mktemp("served")
    archive = MemoryArchive()
    publish_weeks(archive, 3)
    place = Place(SITE, folder / "public", folder / "search.sqlite3")
    made = Served(archive, ReadersSide(place), place)
    made.build()
    return made


def test_what_is_served_is_what_was_built_byte_for_byte(served):
    for name, content in build_site(served.archive, SITE):
        answer = served.ask(f"/strait/{name.removesuffix('index.html')}")
        assert answer.status == 200, name
        assert answer.body == content, name


def test_a_packed_twin_goes_out_where_a_reader_takes_it(served):
    answer = served.ask("/strait/", accept_encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == served.ask("/strait/").body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feeds/atom.xml", "application/atom+xml"),
        ("feeds/rss.xml", "application/rss+xml"),
        ("feeds/feed.json", "application/feed+json"),
        ("calendar.ics", "text/calendar"),
        ("editions/2031-w10/receipts.jsonld", "application/ld+json"),
        ("standoff/balance.csv", "text/csv"),
        ("robots.txt", "text/plain"),
        ("", "text/html"),
    ],
)
def test_a_file_is_sent_as_what_it_is_and_not_again_while_it_is_the_same(served, path, kind):
    first = served.ask(f"/strait/{path}")
    assert first.headers["Content-Type"].startswith(kind)
    again = served.ask(f"/strait/{path}", if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert served.ask(f"/strait/{path}", if_modified_since=first.headers["Last-Modified"]).status == 304


def test_a_recording_can_be_played_from_anywhere_in_it(served):
    path = served.place.folder / "episodes" / "2031-w10.mp3"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(range(200)) * 50)
    part = served.ask("/strait/episodes/2031-w10.mp3", range="bytes=1000-1099")
    assert (part.status, part.body) == (206, (bytes(range(200)) * 50)[1000:1100])
    assert part.headers["Content-Range"] == "bytes 1000-1099/10000"
    head = served.ask("/strait/episodes/2031-w10.mp3", "HEAD")
    assert (head.status, head.headers["Content-Length"], head.body) == (200, "10000", b"")
    assert served.ask("/strait/episodes/2031-w10.mp3", range="bytes=20000-").status == 416


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_answered(served, method):
    assert served.ask("/strait/", method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/strait/nothing/",
        "/strait/../search.sqlite3",
        "/strait/.index.html.new",
        "/strait//etc/passwd",
        "/strait/\0",
    ],
)
def test_what_is_no_page_is_told_in_words_and_nothing_outside_is_shown(served, path):
    answer = served.ask(path)
    assert answer.status == 404
    assert b"Nothing stands at this address" in answer.body


def test_no_answer_sets_anything_in_a_browser(served):
    for path in ("/strait/", FOUND, "/strait/nothing", "/strait/feeds/atom.xml"):
        answer = served.ask(path)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_search_finds_lines_with_all_its_words_the_newest_first(served):
    page = served.ask(f"{FOUND}?q=sailors+remain").body.decode()
    assert page.index("2031-w12/#") < page.index("2031-w11/#") < page.index("2031-w10/#")
    assert "About 4,000 sailors remain in the strait." in page
    assert "A demonstration about an invented standoff" in page
    assert "No published line has all of these words." in served.ask(f"{FOUND}?q=sailors+zebra").body.decode()


def test_a_search_is_narrowed_by_kind_actor_outlet_and_day(served):
    index = served.place.index
    everything = search_lines(index, Asked()).total
    kinds = {key: count for key, _, count in search_lines(index, Asked()).facets["kind"]}
    assert sum(kinds.values()) == everything
    for kind, count in kinds.items():
        assert search_lines(index, Asked(kind=kind)).total == count
    for facet in ("actor", "outlet"):
        for key, _, count in search_lines(index, Asked()).facets[facet]:
            narrowed = search_lines(index, Asked(**{facet: key}))
            assert narrowed.total == count
            assert all(key in getattr(trace, f"{facet}_ids") for trace in narrowed.lines)
    one_week = search_lines(index, Asked(since="2031-03-10", until="2031-03-16"))
    assert {trace.slug for trace in one_week.lines} == {"2031-w11"}


def test_every_search_has_its_own_feed_and_calendar(served):
    feed = feedparser.parse(served.ask(f"{FOUND}.xml?q=sailors").body)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["1 line in 2031-w12", "1 line in 2031-w11", "1 line in 2031-w10"]
    assert feed.entries[0].link.startswith("https://brief.example/strait/editions/2031-w12/#l-")
    met = icalendar.Calendar.from_ical(served.ask(f"{FOUND}.ics?actor=northland").body)
    assert len(met.walk("VEVENT")) == 1
    none = icalendar.Calendar.from_ical(served.ask(f"{FOUND}.ics?q=sailors").body)
    assert not none.walk("VEVENT")


@pytest.mark.parametrize(
    "query",
    ['q="', "q=*", "q=NEAR(a b)", "q=' OR 1=1 --", "q=text:a", "kind=x'", "actor=%0A", "since=tomorrow", "page=0",
     "page=99999999999999999999", "q=" + "a+" * 5000, "q=%00", "q=%F0%9F%98%80", "unknown=1&q=a&q=b",
     "q=<script>alert(1)</script>"],
)  # fmt: skip
def test_whatever_is_asked_is_answered_and_never_as_markup(served, query):
    answer = served.ask(f"{FOUND}?{query}")
    assert answer.status == 200
    assert b"<script>alert" not in answer.body


def test_a_search_without_an_index_says_so():
    place = Place(SITE, Path("/nowhere"), Path("/nowhere/x"))
    assert Served(MemoryArchive(), ReadersSide(place), place).ask(f"{FOUND}?q=a").status == 503


def test_a_site_that_answers_no_searches_has_no_page_of_results(served):
    quiet = Served(
        served.archive, ReadersSide(Place(make_site(), served.place.folder, served.place.index)), served.place
    )
    assert quiet.ask(f"{FOUND}?q=a").status == 404


def test_a_correction_is_in_pages_and_searches_once_the_site_is_built_again(served):
    before = served.ask("/strait/feeds/atom.xml").headers["ETag"]
    assert write_index(served.place.folder, served.place.index) == 0
    correct_first_line(served.archive, served.archive.load_edition(number=3))
    write_site(served.place.folder, pack_files(build_site(served.archive, SITE)))
    assert write_index(served.place.folder, served.place.index) == 1
    assert served.ask("/strait/feeds/atom.xml").headers["ETag"] != before
    assert search_lines(served.place.index, Asked(words="1 passage")).total == 1


def test_an_address_asks_what_it_says_and_leaves_out_what_it_says_wrongly():
    asked = Asked("talks war", "statement", "a", "b", "2031-03-01", "2031-03-31", 3)
    assert read_asked(asked.write_query()) == asked
    assert read_asked("since=x&page=-1&other=1") == Asked()
