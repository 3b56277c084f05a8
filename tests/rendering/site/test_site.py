"""The readers' side: every door carries the same edition, every link leads somewhere, no article stands in it whole."""

import json
import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import feedparser
import icalendar
import pytest
from lxml import etree

from memory_archive import MemoryArchive
from readout.editing.freezing import current_blocks, walk_edition_lines
from readout.rendering.site.published import write_report
from sites import build, correct_first_line, make_site, publish_weeks
from whole_brief import ARTICLES, NORTH

ADDRESS = make_site().address


class Page(HTMLParser):
    """What a page says: its text, ids, links, elements that load something, forms and scripts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.scripts: list[str] = []
        self.pieces: list[str] = []
        self.inside: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.ids += [told["id"]] if "id" in told else []
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in ("img", "audio", "video", "iframe", "embed", "object", "source") or (
            tag == "link" and "href" in told
        ):
            self.loads.append(told.get("src") or told.get("href") or "")
        if tag == "script":
            self.scripts.append(told.get("type", ""))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, text):
        if not {"script", "style"} & set(self.inside):
            self.pieces.append(text)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())


@pytest.fixture(scope="module")
def archive() -> MemoryArchive:
    archive = MemoryArchive()
    first, _ = publish_weeks(archive, 2)
    correct_first_line(archive, first)
    return archive


@pytest.fixture(scope="module")
def files(archive) -> dict[str, bytes]:
    return build(archive)


@pytest.fixture(scope="module")
def pages(files) -> dict[str, Page]:
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def lines_of(archive, number: int):
    return [line for _, line in walk_edition_lines(current_blocks(archive.load_edition(number=number)))]


def test_the_page_of_an_edition_has_every_line_under_its_own_anchor_with_its_receipts(archive, pages):
    page = pages["editions/2031-w10/index.html"]
    for line in lines_of(archive, 1):
        assert line.sentence.text in page.text
        assert line.id in page.ids or line.id.endswith("-h")
        assert all(citation.digest[:12] in page.text for citation in line.sentence.citations)


@pytest.mark.parametrize("file", ["feeds/atom.xml", "feeds/rss.xml"])
def test_the_feeds_carry_every_line_and_lead_to_it(archive, files, file):
    entry = feedparser.parse(files[file]).entries[0]
    shown = Page(entry.content[0].value.encode())
    for line in lines_of(archive, 2):
        assert line.sentence.text in shown.text
        assert f"{ADDRESS}editions/2031-w11/#{line.id}" in shown.links or line.id.endswith("-h")
    places = {urlsplit(link)._replace(fragment="").geturl() for link in shown.links}
    assert NORTH.url in places


def test_the_calendar_carries_the_meetings_of_the_edition_with_their_receipts(archive, files):
    calendar = icalendar.Calendar.from_ical(files["calendar.ics"])
    told = {str(event["summary"]): str(event["description"]) for event in calendar.walk("VEVENT")}
    edition = archive.load_edition(number=2)
    meetings = [block for block in edition.blocks if block.kind == "meeting"]
    assert meetings
    for block in meetings:
        line = next(one for one in edition.brief.calendar if one.uid == block.subject_id)
        described = told[block.lines[0].sentence.text]
        assert all(f"{one.span.start} to {one.span.end}" in described for one in line.citations)


def test_the_annotations_have_a_receipt_for_every_citation_of_every_line(archive, files):
    page = json.loads(files["editions/2031-w10/receipts.jsonld"])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    wanted = [
        (f"{ADDRESS}editions/2031-w10/#{line.id}", citation.span.start)
        for line in lines_of(archive, 1)
        for citation in line.sentence.citations
    ]
    assert [(one["body"], one["target"]["selector"][1]["start"]) for one in page["items"]] == wanted
    texts = {article.url: article.text for article in ARTICLES}
    for one in page["items"]:
        quoted, place = one["target"]["selector"]
        assert texts[one["target"]["source"]][place["start"] : place["end"]] == quoted["exact"]


def test_every_link_of_every_page_leads_to_a_file_of_the_site_or_to_an_outlet(files, pages):
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme == "mailto" or (parts.scheme and not link.startswith(ADDRESS)):
                assert parts.scheme == "mailto" or parts.netloc == "north.example", f"{name}: {link}"
                continue
            path = unquote(parts.path.removeprefix("/strait/") if parts.scheme else parts.path)
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if not parts.scheme else path
            if path.endswith("/") or place in ("", "."):
                place = posixpath.normpath(posixpath.join(place, "index.html"))
            place = place if path else name
            assert place in files, f"{name}: {link}"
            if parts.fragment:
                assert parts.fragment in pages[place].ids, f"{name}: {link}"


def test_no_page_loads_anything_from_elsewhere_runs_a_script_or_has_one_id_twice(pages):
    for name, page in pages.items():
        assert set(page.scripts) <= {"application/ld+json"}, name
        assert len(page.ids) == len(set(page.ids)), name
        for load in page.loads:
            assert not urlsplit(load).scheme or load.startswith(ADDRESS), f"{name}: {load}"


def test_no_article_stands_on_the_site_whole_and_nothing_of_it_that_is_not_cited(files):
    uncited = "Home | World | Sport"
    for name, content in files.items():
        assert all(article.text.encode() not in content for article in ARTICLES)
        assert uncited.encode() not in content or name.endswith("receipts.jsonld"), name
    for one in json.loads(files["editions/2031-w10/receipts.jsonld"])["items"]:  # which need 32 characters around
        assert max(len(one["target"]["selector"][0][side]) for side in ("prefix", "suffix")) <= 32


def test_what_readers_get_is_the_same_bytes_again(archive, files):
    assert build(archive) == files


def test_a_correction_stands_in_the_edition_the_list_the_feed_and_the_data(files, pages):
    edition = pages["editions/2031-w10/index.html"].text
    assert "One passage tells of it, not two." in edition
    assert "It had said:" in edition
    assert "One passage tells of it, not two." in pages["corrections/index.html"].text
    entries = feedparser.parse(files["feeds/atom.xml"]).entries
    assert "One passage tells of it, not two." in entries[1].content[0].value
    assert entries[1].updated == "2031-03-09T06:00:00Z"
    data = json.loads(re.search(rb"ld\+json\">(.*?)</script>", files["editions/2031-w10/index.html"])[1])
    assert data["correction"][0]["text"] == "One passage tells of it, not two."


def test_structured_data_names_what_is_cited_and_gives_no_verdict(files):
    data = json.loads(re.search(rb"ld\+json\">(.*?)</script>", files["editions/2031-w11/index.html"])[1])
    assert data["@type"] == "NewsArticle"
    assert {one["publisher"]["name"] for one in data["citation"]} == {"North Post", "South Herald"}
    assert data["hasPart"][0]["spokenByCharacter"]["name"].startswith("Ada Orlo")
    assert "ClaimReview" not in json.dumps(data)


def test_the_map_names_every_page_that_is_listed(files, pages):
    tree = etree.fromstring(files["sitemap.xml"])
    told = {each.text.removeprefix(ADDRESS) for each in tree.iter("{*}loc")}
    assert told == {name.removesuffix("index.html") for name in pages if name != "404.html"}
    assert f"Sitemap: {ADDRESS}sitemap.xml" in files["robots.txt"].decode()


def test_every_page_says_the_notice_and_who_answers_for_it(pages):
    for name, page in pages.items():
        assert "A demonstration about an invented standoff" in page.text, name
        assert "The strait desk" in page.text, name


def test_an_error_is_reported_with_the_address_of_the_line():
    site = make_site()
    link = write_report(site, f"{ADDRESS}editions/2031-w10/#l-1", "Talks & war?")
    assert link.startswith("mailto:desk@brief.example?subject=An%20error%20in%20Talks%20%26%20war%3F")
    assert f"{ADDRESS}editions/2031-w10/#l-1" in unquote(link)
    assert write_report(make_site(contact=None), "x", "y") is None


def test_what_a_speaker_said_is_kept_apart_by_how_it_is_known(pages):
    page = pages["actors/ada-orlo/index.html"].text
    assert "Relayed by others" in page
    assert "Said directly" not in page  # North Post relayed it


def test_the_accounts_of_a_story_stand_side_by_side_and_absence_is_said_only_of_searched_text(pages):
    page = pages["stories/s1/index.html"].text
    assert "told differently: agreed or discussed" in page
    assert "not found in the stored text of South Herald" in page
    assert "Southmark denies that any talks were agreed." in page


def test_a_site_without_an_edition_says_what_will_be_there():
    files = build(MemoryArchive())
    assert b"No edition yet" in files["index.html"]
    assert not feedparser.parse(files["feeds/atom.xml"]).entries
    for name, content in files.items():
        if name.endswith(".html"):
            assert Page(content).text
    assert b"readers meet" not in files["index.html"]
