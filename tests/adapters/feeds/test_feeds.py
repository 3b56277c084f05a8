"""Feeds and sitemaps: what is read of them, in every form, and what is refused in words."""

import gzip
import json

import pytest

from readout.adapters.feeds import read_feed, read_sitemap
from readout.errors import InputError
from readout.ports import FeedItem, SitemapEntry

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Pellane Ledger</title><language>en-GB</language>
 <item><title>Talks  end</title><link>https://ledger.example/a</link><guid isPermaLink="false">tag:1</guid>
 <pubDate>Fri, 07 Feb 2031 10:05:00 +0300</pubDate><dc:creator>Ana Holt</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[<p>The talks ended.</p>]]></content:encoded></item>
 <item><title>No link</title><guid>https://ledger.example/b</guid></item>
 <item><title>Bad link</title><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Strait Times</title>
 <entry><title>Ships wait</title><id>urn:uuid:1</id><link href="https://strait.example/x"/>
 <updated>2031-02-07T09:00:00Z</updated><published>2031-02-06T09:00:00Z</published>
 <author><name>Bo Ek</name></author><author><name>Cy Orr</name></author>
 <content type="html">&lt;p&gt;Ships wait.&lt;/p&gt;</content></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour",
    "items": [
        {"id": 7, "url": "https://h.example/7", "title": "Seven", "content_text": "a < b",
         "date_published": "2031-02-07T10:00:00Z", "authors": [{"name": "Di Fox"}]},
        {"id": "8", "title": 8},
    ],
}  # fmt: skip

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
 <url><loc>https://a.example/1</loc><lastmod>2031-02-07</lastmod>
 <image:image><image:loc>https://a.example/p.png</image:loc></image:image></url>
 <url><loc>https://a.example/2</loc><news:news><news:publication_date>2031-02-06T10:00Z</news:publication_date>
 <news:title>Two</news:title></news:news></url>
 <url><loc>file:///etc/passwd</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap><loc>https://a.example/s1.xml.gz</loc></sitemap></sitemapindex>"""


def test_rss_is_read_with_its_longest_text_and_its_instant_in_utc():
    feed = read_feed("feed", RSS.encode(), "application/rss+xml")
    assert (feed.title, feed.language, len(feed.items)) == ("The Pellane Ledger", "en-GB", 3)
    assert feed.items[0] == FeedItem(
        "tag:1", "https://ledger.example/a", "Talks end", "2031-02-07T07:05Z", ("Ana Holt",), "<p>The talks ended.</p>"
    )


def test_a_permalink_guid_is_the_link_where_there_is_no_other_and_no_script_is_a_link():
    feed = read_feed("feed", RSS.encode(), "")
    assert feed.items[1].link == "https://ledger.example/b"
    assert feed.items[2].link is None


def test_atom_is_read_with_all_its_authors_and_its_day_of_publication():
    feed = read_feed("feed", ATOM.encode("utf-16"), "application/atom+xml")
    item = feed.items[0]
    assert (item.guid, item.link, item.published) == ("urn:uuid:1", "https://strait.example/x", "2031-02-06T09:00Z")
    assert item.byline == ("Bo Ek", "Cy Orr")


def test_a_json_feed_is_read_and_an_item_of_wrong_types_is_left_out_and_counted():
    feed = read_feed("feed", b"\xef\xbb\xbf" + json.dumps(JSON).encode(), "application/octet-stream")
    assert feed.left_out == 1
    assert feed.items == (
        FeedItem("7", "https://h.example/7", "Seven", "2031-02-07T10:00:00Z", ("Di Fox",), "<p>a &lt; b</p>"),
    )


def test_a_feed_that_is_broken_off_is_read_as_far_as_it_goes():
    feed = read_feed("feed", RSS.encode()[:700], "application/rss+xml")
    assert feed.items[0].guid == "tag:1"


def test_a_feed_without_items_is_a_feed():
    empty = b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>'
    assert read_feed("feed", empty, "text/xml").items == ()


def test_a_feed_of_very_many_items_is_cut_and_says_so():
    many = "".join(f"<item><guid>{number}</guid></item>" for number in range(2_500))
    feed = read_feed("feed", f'<rss version="2.0"><channel>{many}</channel></rss>'.encode(), "text/xml")
    assert (len(feed.items), feed.left_out) == (2_000, 500)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "is a web page"),
        (b"<html><head></head></html>", "is a web page"),
        (b"just words", "is not a feed"),
        (b"{}", "is not a JSON Feed"),
        (b'{"version": "https://example.org/1", "items": []}', "not a JSON Feed"),
        (b"[1, 2]", "is not a feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>', "defines entities"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>'.encode("utf-16"), "defines entities"),
        (b"\xff\xfe<", "says that it is utf-16"),
        (b"<rss>" + b" " * 10_000_001, "is larger than 10 MB"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(content, words):
    with pytest.raises(InputError, match=words):
        read_feed("the feed", content, "text/xml")


def test_a_sitemap_lists_pages_with_their_days_and_links_of_the_web_alone():
    found = read_sitemap("map", gzip.compress(SITEMAP.encode()))
    assert found.pages == (
        SitemapEntry("https://a.example/1", "2031-02-07"),
        SitemapEntry("https://a.example/2", "2031-02-06T10:00Z", "Two"),
    )
    assert found.left_out == 1


def test_an_index_lists_sitemaps():
    found = read_sitemap("map", INDEX.encode())
    assert found.sitemaps == (SitemapEntry("https://a.example/s1.xml.gz", None),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body/></html>", "is not a sitemap"),
        (b"", "is not a sitemap"),
        (b"\x1f\x8bnope", "cannot be unpacked"),
        (gzip.compress(bytes(10_000_002)), "is larger than 10 MB"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><urlset/>', "defines entities"),
    ],
)
def test_what_is_no_sitemap_is_refused_in_words(content, words):
    with pytest.raises(InputError, match=words):
        read_sitemap("the map", content)


def test_a_sitemap_that_is_broken_off_is_read_as_far_as_it_goes():
    assert len(read_sitemap("map", SITEMAP.encode()[:-30]).pages) == 2
