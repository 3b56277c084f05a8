"""How an archive stands, in words: nothing is left to be guessed from an empty row."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from factories import make_article
from memory_archive import MemoryArchive
from readout.actions.intake import take_in
from readout.actions.surveying import Asked, find_weeks, survey
from readout.codes import RunState, SourceKind, SourceState, Verdict
from readout.records import Capture, Judgement, Outlet, Run, Source, SourceHealth

NOW = datetime(2031, 3, 7, 12, tzinfo=UTC)
POST = Outlet("post", "Northern Post", None, None, None, 2)
FEED = Source("feed", SourceKind.FEED, "https://post.example/rss", "post", 6)
ASKED = Asked("r1", date(2031, 3, 14), 5, (POST,), (FEED,))


@pytest.fixture
def archive(codebook):
    kept = MemoryArchive()
    articles = [make_article(f"Ship {n}.", id=f"a{n}", outlet_id="post", published="2031-03-08") for n in range(1)]
    take_in([Capture(article, None, None, ()) for article in articles], kept, codebook.links, NOW)
    return kept


def told(archive, asked: Asked = ASKED) -> str:
    return "\n".join(survey(archive, asked))


@pytest.mark.parametrize(
    ("today", "first"), [("2031-03-14", "2031-03-14"), ("2031-03-15", "2031-03-14"), ("2031-03-13", "2031-03-07")]
)
def test_the_running_week_begins_on_the_last_publishing_day(today, first):
    weeks = find_weeks(date.fromisoformat(today), 5)
    assert weeks[-1] == date.fromisoformat(first)
    assert len(weeks) == 5
    assert weeks[-2] == weeks[-1] - timedelta(days=7)


def test_an_empty_archive_says_what_to_do():
    assert told(MemoryArchive()) == "Articles:   none yet. Add some: readout add FILES"


def test_an_outlet_under_its_floor_is_told_and_one_above_is_not(archive):
    assert "Quiet:      week from 2031-03-07: Northern Post: only 1 article came, where at least 2" in told(archive)
    assert "Quiet" not in told(archive, replace(ASKED, outlets=(replace(POST, weekly_floor=1),)))
    gone = replace(ASKED, outlets=(replace(POST, id="other", name="Other"),))
    assert "Other: no article came" in told(archive, gone)
    assert "does not mean that it was silent" in told(archive, gone)


def test_a_run_that_was_cut_off_is_told(archive):
    run = Run("x", "add", "i", RunState.RUNNING, 9, 4, 3, 0, 0, 1, NOW, None)
    archive.keep_run(run)
    assert "2031-03-07 12:00 add: 4 of 9, 1 failed (failures/x.tsv); goes on, or was cut off" in told(archive)
    archive.keep_run(replace(run, state=RunState.DONE))
    assert "cut off" not in told(archive)


def test_a_source_tells_its_health_in_words(archive):
    assert "Sources:    feed: never asked yet" in told(archive)
    health = SourceHealth("feed", SourceState.UNREADABLE, "gave a web page instead of a feed", NOW, None, NOW, 1, 0,
                          None, None, None)  # fmt: skip
    archive.keep_health(health)
    assert "feed: gave a web page instead of a feed; last good never yet, last tried 2031-03-07 12:00" in told(archive)


def test_judged_findings_that_nothing_has_are_listed(archive):
    archive.add_judgement(Judgement(("gone",), Verdict.REJECTED, "ed", NOW, ""))
    assert "Orphans:    gone: judged, and no longer found; they are kept" in told(archive)
