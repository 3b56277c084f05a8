"""Collecting: what comes in, what is asked for again, what is an edit, and how a source's health reads in words."""

from datetime import timedelta
from pathlib import Path

import pytest

from actions.collecting.fakes import NO_VALIDATORS, NOON, DirectReader, FakeSite
from memory_archive import MemoryArchive
from readout.actions.collecting import Wire, collect_source, is_due
from readout.adapters.codebooks import load_codebook
from readout.codes import RunState, SourceKind, SourceState
from readout.ports import NotFetched
from readout.records import Source

FEED = "https://ledger.example/feed"
SOURCE = Source("ledger", SourceKind.FEED, FEED, None, 3)
STRAIT = Path(__file__).parents[3] / "examples" / "strait" / "standoff"
WORDS = "The ministers of Kestria and Dolmira met in Lusande on Tuesday and talked for two hours about the lanes. "


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(None)


def make_feed(*links: str, text: str = "A teaser.") -> bytes:
    items = "".join(
        f"<item><title>Item {link[-1]}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Thu, 06 Mar 2031 10:00:00 GMT</pubDate><description><![CDATA[{text}]]></description></item>"
        for link in links
    )
    return f'<rss version="2.0"><channel><title>The Ledger</title>{items}</channel></rss>'.encode()


def make_page(title: str, words: str = WORDS, language: str = "en") -> bytes:
    end = f"This is part of {title}." if language == "en" else ""
    said = "".join(f"<p>{words} {end}</p>" for _ in range(3))
    body = f"<body><article>{said}</article></body>"
    return f"<!doctype html><html lang='{language}'><head><title>{title}</title></head>{body}</html>".encode()


def link(number: int) -> str:
    return f"https://ledger.example/{number}"


class Desk:
    """A site, an archive, and rounds of collecting from one source."""

    def __init__(self, codebook, source: Source = SOURCE) -> None:
        self.site, self.archive, self.codebook, self.source = FakeSite(), MemoryArchive(), codebook, source
        self.health = None

    def collect(self, after: timedelta = timedelta(0)):
        self.site.time += after
        wire = Wire(self.site, DirectReader(), self.site.now)
        collected = collect_source(self.source, self.archive, self.codebook, wire, self.health)
        self.health = collected.health
        return collected

    def articles(self):
        return [version.article for version, _ in self.archive.walk_versions()]


@pytest.fixture
def desk(codebook):
    desk = Desk(codebook)
    desk.site.pages = {FEED: make_feed(link(1), link(2)), link(1): make_page("One"), link(2): make_page("Two")}
    return desk


def test_every_article_that_a_feed_lists_is_fetched_whole_and_kept_with_its_page(desk):
    collected = desk.collect()
    assert (collected.counts, collected.failures) == ({"added": 2}, ())
    one = desk.articles()[0]
    assert (one.url, one.published, one.outlet_id) == (link(1), "2031-03-06T10:00Z", None)
    assert "part of One" in one.text
    assert desk.archive.load_page(one.page_digest) == make_page("One")
    assert one.fetched_at is not None


def test_what_the_source_says_of_its_outlet_goes_before_what_a_page_says(codebook):
    strait = load_codebook(STRAIT)
    desk = Desk(strait, Source("ledger", SourceKind.FEED, FEED, "pellane-ledger", 3))
    desk.site.pages = {FEED: make_feed(link(1)), link(1): make_page("One")}
    desk.collect()
    assert [(one.outlet_id, one.outlet_name) for one in desk.articles()] == [("pellane-ledger", "The Pellane Ledger")]


def test_a_feed_that_did_not_change_costs_one_question(desk):
    desk.collect()
    desk.site.asked.clear()
    again = desk.collect(timedelta(hours=3))
    assert desk.site.asked == [FEED]
    assert again.health.state is SourceState.GOOD


def test_a_page_is_asked_for_again_at_the_pace_of_its_source_and_only_while_it_is_young(desk):
    desk.collect()
    desk.site.pages[FEED] += b"<!-- built anew -->"
    desk.site.asked.clear()
    assert desk.collect(timedelta(hours=1)).counts == {"unasked": 2}
    assert desk.site.asked == [FEED]
    assert desk.collect(timedelta(hours=12)).counts == {"known": 2}
    assert desk.collect(timedelta(days=4)).counts == {"unasked": 2}


def test_an_edited_page_is_a_new_version_of_the_same_article(desk):
    desk.collect()
    desk.site.pages[link(1)] = make_page("One", WORDS.replace("two hours", "three hours"))
    assert desk.collect(timedelta(hours=13)).counts == {"edited": 1, "known": 1}
    versions = [version for version, _ in desk.archive.walk_versions() if version.article.url == link(1)]
    assert [version.number for version in versions] == [1, 2]
    assert len({version.article.id for version in versions}) == 1


def test_a_feed_that_did_not_change_is_listed_anew_after_half_a_day_so_that_silent_edits_are_seen(desk):
    desk.collect()
    desk.site.pages[link(2)] = make_page("Two", WORDS.replace("Tuesday", "Wednesday"))
    assert desk.collect(timedelta(hours=3)).counts == {}
    assert desk.collect(timedelta(hours=10)).counts == {"edited": 1, "known": 1}


def test_one_article_that_fails_is_told_and_the_others_are_kept(desk):
    del desk.site.pages[link(1)]
    collected = desk.collect()
    assert collected.counts == {"added": 1, "failed": 1}
    assert [(one.place, one.message) for one in collected.failures] == [
        (link(1), "there is nothing at this address (HTTP 404)")
    ]
    run = desk.archive.list_runs(1)[0]
    assert (run.state, run.total, run.done, run.added, run.failed) == (RunState.DONE, 2, 2, 1, 1)
    assert desk.archive.list_failures(run.id) == collected.failures


def test_the_feeds_own_text_stands_for_a_page_that_is_not_to_be_had_and_says_so(desk):
    refused = NotFetched(link(1), "robots", "ledger.example asks robots not to read this page")
    desk.site.pages = {FEED: make_feed(link(1), text=f"<p>{WORDS * 9}</p>"), link(1): refused}
    assert desk.collect().counts == {"added": 1}
    version, _ = next(iter(desk.archive.walk_versions()))
    assert "Lusande" in version.article.text
    assert "the text is the feed's own" in version.doubts[0].message


def test_a_teaser_does_not_stand_for_a_page_that_is_not_to_be_had(desk):
    desk.site.pages[link(1)] = NotFetched(link(1), "blocked", "the site does not let Readout in (HTTP 403)", 403)
    assert desk.collect().counts == {"added": 1, "failed": 1}


def test_a_page_in_another_language_is_told_and_not_kept(desk):
    german = "Die Minister trafen sich am Dienstag in Lusande und sprachen dort sehr lange über die Wege der Schiffe. "
    desk.site.pages[link(1)] = make_page("Eins", german * 3, "de")
    collected = desk.collect()
    assert collected.counts == {"added": 1, "failed": 1}
    assert "not in English" in collected.failures[0].message


def test_a_round_that_was_cut_off_loses_nothing_and_asks_for_no_page_twice(desk):
    fetch = desk.site.fetch

    def die(url, validators=NO_VALIDATORS, *, is_page=False):
        if url == link(2):
            raise KeyboardInterrupt
        return fetch(url, validators, is_page=is_page)

    desk.site.fetch = die
    with pytest.raises(KeyboardInterrupt):
        desk.collect()
    desk.site.fetch = fetch
    desk.site.asked.clear()
    assert desk.collect().counts == {"unasked": 1, "added": 1}
    assert desk.site.asked == [FEED, link(2)]
    assert [run.state for run in desk.archive.list_runs(5)] == [RunState.DONE, RunState.STOPPED]


def test_a_single_page_is_an_article_and_its_edits_are_versions(codebook):
    desk = Desk(codebook, Source("statement", SourceKind.PAGE, link(5), None, 6))
    desk.site.pages = {link(5): make_page("Five")}
    assert desk.collect().counts == {"added": 1}
    assert desk.collect(timedelta(hours=6)).counts == {}
    desk.site.pages[link(5)] = make_page("Five", WORDS.replace("two", "six"))
    assert desk.collect(timedelta(hours=6)).counts == {"edited": 1}


def test_a_sitemap_gives_what_changed_in_the_last_two_weeks_through_its_index(codebook):
    index, inner = "https://ledger.example/map.xml", "https://ledger.example/map-1.xml"
    desk = Desk(codebook, Source("map", SourceKind.SITEMAP, index, None, 6))
    desk.site.pages = {
        index: f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap></sitemapindex>".encode(),
        inner: f"<urlset><url><loc>{link(1)}</loc><lastmod>2031-03-06</lastmod></url>"
        f"<url><loc>{link(2)}</loc><lastmod>2030-12-06</lastmod></url></urlset>".encode(),
        link(1): make_page("One"),
        link(2): make_page("Two"),
    }
    assert desk.collect().counts == {"added": 1}
    assert link(2) not in desk.site.asked


# -- health


def test_a_source_is_due_when_it_never_was_asked_and_then_at_its_pace(desk):
    assert is_due(None, NOON)
    desk.collect()
    assert not is_due(desk.health, NOON + timedelta(hours=2))
    assert is_due(desk.health, NOON + timedelta(hours=3, minutes=11))


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("unreachable", SourceState.UNREACHABLE, "cannot be reached"),
        ("slow", SourceState.UNREACHABLE, "too slow"),
        ("blocked", SourceState.BLOCKED, "HTTP 403"),
        ("busy", SourceState.BLOCKED, "come back later"),
        ("refused", SourceState.UNSAFE, "10.0.0.1"),
        ("large", SourceState.UNSAFE, "larger"),
        ("gone", SourceState.GONE, "gone for good"),
        ("missing", SourceState.GONE, "nothing at this address"),
    ],
)
def test_a_failure_is_told_in_words_and_keeps_the_last_good_round(desk, kind, state, words):
    good = desk.collect().health
    desk.site.pages[FEED] = NotFetched(FEED, kind, words)
    bad = desk.collect(timedelta(hours=13)).health
    assert (bad.state, bad.told, bad.failures_in_row) == (state, words, 1)
    assert (bad.last_good_at, bad.brought) == (good.last_good_at, 2)
    assert bad.etag is None


def test_a_source_that_fails_is_asked_later_and_later_but_within_a_day(desk):
    desk.site.pages[FEED] = NotFetched(FEED, "unreachable", "no answer")
    pauses = []
    for _ in range(6):
        health = desk.collect(timedelta(hours=1)).health
        pauses.append(round((health.next_try_at - health.last_tried_at) / timedelta(hours=1)))
    assert pauses == [3, 6, 12, 24, 24, 24]


def test_a_server_that_names_the_time_to_come_back_is_heeded(desk):
    desk.site.pages[FEED] = NotFetched(FEED, "busy", "later", 429, 36_000)
    health = desk.collect().health
    assert health.next_try_at - health.last_tried_at >= timedelta(hours=10)


def test_a_web_page_instead_of_a_feed_is_told_as_such(desk):
    desk.site.pages[FEED] = make_page("Welcome")
    health = desk.collect().health
    assert health.state is SourceState.UNREADABLE
    assert "is a web page and not a feed" in health.told


def test_an_empty_feed_is_a_state_of_its_own(desk):
    desk.site.pages[FEED] = make_feed()
    health = desk.collect().health
    assert (health.state, health.told) == (SourceState.EMPTY, "answers well and lists nothing")


def test_a_source_that_brings_far_less_than_before_is_told_until_that_is_usual(desk):
    many = [link(number) for number in range(1, 9)]
    desk.site.pages |= {FEED: make_feed(*many)} | {one: make_page(one) for one in many}
    desk.collect()
    desk.site.pages[FEED] = make_feed(link(1))
    fewer = desk.collect(timedelta(hours=13)).health
    assert (fewer.state, fewer.told) == (SourceState.FEWER, "1 article listed, where about 8 were")
    states = [desk.collect(timedelta(hours=13)).health.state for _ in range(6)]
    assert states[-1] is SourceState.GOOD


def test_a_feed_that_moved_for_good_says_what_to_write_and_is_still_read(desk):
    desk.site.moved[FEED] = "https://ledger.example/rss"
    collected = desk.collect()
    assert collected.counts == {"added": 2}
    assert collected.health.state is SourceState.MOVED
    assert "https://ledger.example/rss: write that into sources.toml" in collected.health.told


def test_a_304_does_not_make_a_failed_source_good(desk):
    desk.collect()
    desk.site.pages[FEED] = NotFetched(FEED, "failed", "the site could not answer (HTTP 500)", 500)
    desk.collect(timedelta(hours=3))
    desk.site.pages[FEED] = make_feed(link(1), link(2))
    health = desk.collect(timedelta(hours=4)).health
    assert health.state is SourceState.GOOD
    assert health.failures_in_row == 0
