"""Feeds read alike by a reader that is not ours, say the whole past in pages, and move `updated` only with content."""

import json
import re
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from readout.rendering.feeds import FORMATS, Channel, Entry, render_feeds
from readout.rendering.feeds.pages import name_uuid

FOLDER = "https://brief.example/feeds/"
CHANNEL = Channel(
    f"urn:uuid:{name_uuid('site')}", "Talks & war?", "A brief <weekly>", "https://brief.example/", FOLDER, "en", "Desk"
)
BEGIN = datetime(2031, 1, 3, 17, tzinfo=UTC)
XML = [one for one in FORMATS if one.file.endswith(".xml")]


def make_entry(number: int, **fields: object) -> Entry:
    at = BEGIN + timedelta(weeks=number)
    told: dict[str, object] = {
        "id": f"urn:uuid:{name_uuid(f'edition {number}')}",
        "title": f"Edition {number}: “talks” & <doubts>\x00",
        "link": f"https://brief.example/editions/{number}/",
        "summary": "Two lines\ud800.",
        "html": f'<p>Said & done, <a href="https://brief.example/editions/{number}/#l-1">receipt</a>.</p>',
        "published": at,
        "updated": at,
        "tags": ("talks",),
    }
    return Entry(**(told | fields))


ENTRIES = [make_entry(number) for number in range(1, 24)]
FILES = render_feeds(CHANNEL, ENTRIES)


@pytest.mark.parametrize("one", XML, ids=lambda one: one.name)
def test_another_reader_finds_every_entry_and_fault_in_none(one):
    read = feedparser.parse(FILES[one.file])
    assert not read.bozo
    assert read.feed.title == "Talks & war?"
    assert [entry.id for entry in read.entries] == [entry.id for entry in reversed(ENTRIES[-10:])]
    newest = read.entries[0]
    assert newest.title == "Edition 23: “talks” & <doubts>\ufffd"
    assert newest.content[0].value == ENTRIES[-1].html
    assert newest.link == ENTRIES[-1].link
    assert datetime(*newest.published_parsed[:6], tzinfo=UTC) == ENTRIES[-1].published
    assert datetime(*newest.updated_parsed[:6], tzinfo=UTC) == ENTRIES[-1].updated


@pytest.mark.parametrize("one", XML, ids=lambda one: one.name)
def test_the_pages_of_the_past_hold_every_entry_once_and_lead_to_each_other(one):
    file, seen = one.file, []
    while file:
        read = feedparser.parse(FILES[file])
        seen += [entry.id for entry in read.entries if entry.id not in seen]
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == FOLDER + file
        assert (file == one.file) == ("current" not in links)
        assert (b"archive/>" in FILES[file]) == ("current" in links)
        file = links.get("prev-archive", "").removeprefix(FOLDER)
    assert seen == [entry.id for entry in reversed(ENTRIES)]
    assert {link.rel for link in feedparser.parse(FILES[one.page(1)]).feed.links} >= {"next-archive", "current"}


def test_a_json_feed_leads_on_to_its_oldest_item():
    file, seen = "feed.json", []
    while file:
        told = json.loads(FILES[file])
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert all(item["id"] and (item["content_html"]) for item in told["items"])
        seen += [item["id"] for item in told["items"] if item["id"] not in seen]
        file = told.get("next_url", "").removeprefix(FOLDER)
    assert seen == [entry.id for entry in reversed(ENTRIES)]


def test_a_full_page_of_the_past_does_not_change_when_an_edition_is_added():
    more = render_feeds(CHANNEL, [*ENTRIES, make_entry(24)])
    assert more["atom-1.xml"] == FILES["atom-1.xml"]
    assert more["rss-1.xml"] == FILES["rss-1.xml"]
    assert more["atom.xml"] != FILES["atom.xml"]


def test_a_correction_moves_updated_of_its_entry_and_of_the_feed_alone():
    later = BEGIN + timedelta(weeks=60)
    corrected = [*ENTRIES[:-2], make_entry(22, updated=later), ENTRIES[-1]]
    read = feedparser.parse(render_feeds(CHANNEL, corrected)["atom.xml"])
    assert read.feed.updated == "2032-02-27T17:00:00Z"
    assert [entry.updated for entry in read.entries][:3] == [
        "2031-06-13T17:00:00Z", "2032-02-27T17:00:00Z", "2031-05-30T17:00:00Z",
    ]  # fmt: skip


def test_the_same_entries_give_the_same_bytes_and_no_entries_a_feed_that_says_so():
    assert render_feeds(CHANNEL, ENTRIES) == FILES
    empty = feedparser.parse(render_feeds(CHANNEL, [])["atom.xml"])
    assert not empty.bozo
    assert not empty.entries


ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = {"id", "title", "updated"}  # RFC 4287: of a feed and of an entry exactly one of each (4.1.1, 4.1.2)
KNOWN = {
    "feed": {"author", "category", "generator", "id", "link", "subtitle", "title", "updated", "entry"},
    "entry": {"category", "content", "id", "link", "published", "summary", "title", "updated"},
}


def faults_of_atom(content: bytes) -> list[str]:
    """What RFC 4287 would not have in a feed: elements it does not know or has once, dates, ids and links."""
    root = etree.fromstring(content)
    faults = [] if root.tag == f"{ATOM}feed" else ["no feed"]
    for told in (root, *root.iterfind(f"{ATOM}entry")):
        kind = told.tag.removeprefix(ATOM)
        names = [each.tag.removeprefix(ATOM) for each in told if str(each.tag).startswith(ATOM)]
        faults += [f"{kind} has {name}" for name in names if name not in KNOWN.get(kind, ())]
        faults += [f"{kind}: {names.count(name)} {name}" for name in ONCE if names.count(name) != 1]
        links = [(link.get("rel"), link.get("type")) for link in told.iterfind(f"{ATOM}link")]
        faults += [f"{kind}: two links {pair}" for pair in set(links) if links.count(pair) > 1]
        faults += [f"{kind}: link without address" for link in told.iterfind(f"{ATOM}link") if not link.get("href")]
        identity = told.findtext(f"{ATOM}id") or ""
        faults += [] if re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identity) else ["id"]
    dates = [each.text or "" for name in ("updated", "published") for each in root.iter(f"{ATOM}{name}")]
    faults += [f"date {day}" for day in dates if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day)]
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        faults.append("neither the feed nor its entries have an author")
    return faults


@pytest.mark.parametrize("file", [name for name in FILES if name.startswith("atom")])
def test_atom_is_as_rfc_4287_has_it(file):
    assert not faults_of_atom(FILES[file])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.replace(b"<updated>", b"<updated>x", 1),
        lambda feed: re.sub(rb"<id>[^<]*</id>", b"", feed, count=1),
        lambda feed: re.sub(rb"<author>.*?</author>", b"", feed, count=1),
        lambda feed: feed.replace(b"urn:uuid:", b"", 1),
        lambda feed: feed.replace(b"<entry>", b"<entry><blink/>", 1),
    ],
)
def test_what_rfc_4287_forbids_is_found(spoil):
    assert faults_of_atom(spoil(FILES["atom.xml"]))


def test_a_uuid_is_that_of_the_rfc():
    from uuid import NAMESPACE_DNS, uuid5  # noqa: PLC0415 -- the library's own, as the second opinion

    assert name_uuid("www.example.com", NAMESPACE_DNS.bytes) == str(uuid5(NAMESPACE_DNS, "www.example.com"))
