"""The brief of a stored week follows what editors decided, however often its articles are read again."""

from datetime import UTC, date, datetime

import pytest

from factories import make_article
from memory_archive import MemoryArchive
from readout.actions.intake import take_in
from readout.actions.rereading import Reader
from readout.actions.weekly import Wanted, write_week
from readout.actions.weeks import list_orphans
from readout.adapters.models import load_story_model
from readout.analysis import RULES_ONLY
from readout.codes import Verdict
from readout.records import Capture, Judgement

NOW = datetime(2031, 3, 21, tzinfo=UTC)
WEEK = (date(2031, 3, 14), date(2031, 3, 20))
TEXT = "President Irena Vosk met Chancellor Casimir Thode in Lusande on March 15, 2031. “We agreed,” Vosk said."


@pytest.fixture
def archive(codebook) -> MemoryArchive:
    archive = MemoryArchive()
    article = make_article(TEXT, id="a", title="a", published="2031-03-16")
    take_in([Capture(article, None, None, ())], archive, codebook.links, NOW)
    return archive


@pytest.fixture
def write(archive, codebook, tagger):
    model = load_story_model()

    def write_now(wanted: Wanted | None = None):
        reader = Reader(tagger, codebook, RULES_ONLY)
        return write_week(archive, reader, model, WEEK, lambda _done, _total: None, wanted)

    return write_now


def test_what_an_editor_rejects_is_not_in_the_next_brief_and_is_no_orphan(archive, write):
    (line,) = write().written.brief.calendar
    archive.add_judgement(Judgement((line.uid,), Verdict.REJECTED, "ed", NOW, ""))
    brief = write().written.brief
    assert brief.calendar == ()
    assert brief.judged == (line.uid,)
    assert list_orphans(archive) == ()


def test_a_decision_taken_back_leaves_the_brief_that_it_was(archive, write):
    before = write().written
    (line,) = before.brief.calendar
    archive.add_judgement(Judgement((line.uid,), Verdict.REJECTED, "ed", NOW, ""))
    later = datetime(2031, 3, 22, tzinfo=UTC)
    archive.add_judgement(Judgement((line.uid,), Verdict.WITHDRAWN, "ed", later, "", "sound"))
    assert write().written == before


def test_a_week_is_compared_with_what_is_asked_for_else_with_what_is_kept(archive, write):
    first = write().written.brief
    assert write().compared == ""
    assert write(Wanted(first, "that one")).compared == "that one"
    assert write(Wanted(question="Fog?")).written.brief.question == "Fog?"
    assert next(archive.walk_briefs()).question == "Fog?"


def test_a_week_without_an_article_has_no_brief(codebook, tagger):
    reader = Reader(tagger, codebook, RULES_ONLY)
    assert write_week(MemoryArchive(), reader, load_story_model(), WEEK, lambda _done, _total: None) is None
