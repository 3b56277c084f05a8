"""A week out of the archive is what a brief over the same files would read, whatever came in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from editions import make_plain_edition
from factories import make_analysis, make_article, make_brief
from memory_archive import MemoryArchive
from readout.actions.intake import take_in
from readout.actions.reading import Reader, read_batch
from readout.actions.rereading import read_all
from readout.actions.weeks import find_earlier, find_week, list_orphans, load_week
from readout.analysis import RULES_ONLY
from readout.codes import Verdict
from readout.errors import ArchiveError, InputError
from readout.records import Capture, Judgement, KeptReading, Problem

NOW = datetime(2031, 3, 7, tzinfo=UTC)
WEEK = (date(2031, 3, 14), date(2031, 3, 20))
UNDATED = """The Week In Kestria: Waiting

President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13.

Every Friday, direct to your in-box."""
DATED = "President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13, 2031."


def make_capture(article_id: str, text: str, published: str | None = None, **fields: object) -> Capture:
    doubts = (Problem(article_id, "metadata", f"{article_id}: a doubt", None),)
    return Capture(
        make_article(text, id=article_id, title=article_id, published=published, **fields), None, None, doubts
    )


CAPTURES = [
    make_capture("undated", UNDATED),
    make_capture("lender", DATED, "2031-03-15"),
    make_capture("fog", "Fog lay over the port.", "2031-03-20"),
    make_capture("before", "Fog lay over the port, too.", "2031-03-13"),
    make_capture("after", "Fog lay over the port again.", "2031-03-21"),
    make_capture("never", "Fog. Nobody says when."),
]


def make_week_brief(first_day: date, question: str):
    return make_brief(first_day=first_day, last_day=first_day + timedelta(days=6), question=question)


def stay_silent(_done: int, _total: int) -> None:
    """Nobody is watching."""


@pytest.fixture
def reader(tagger, codebook) -> Reader:
    return Reader(tagger, codebook, RULES_ONLY)


@pytest.fixture
def archive(codebook) -> MemoryArchive:
    kept = MemoryArchive()
    take_in(CAPTURES, kept, codebook.links, NOW)
    return kept


@pytest.mark.parametrize(
    ("named", "day", "first", "last"),
    [
        ("2022-W01", 5, date(2021, 12, 31), date(2022, 1, 6)),
        ("2022-w01", 1, date(2021, 12, 27), date(2022, 1, 2)),
        ("2020-W53", 7, date(2020, 12, 27), date(2021, 1, 2)),
    ],
)
def test_a_week_is_the_seven_days_before_the_publishing_day(named, day, first, last):
    assert find_week(named, day) == (first, last)


@pytest.mark.parametrize("named", ["2022-W54", "2021-W53", "2022-1", "2022-W1", "2022-01-07", "W01", ""])
def test_what_is_no_week_is_told(named):
    with pytest.raises(InputError, match="takes an ISO week such as 2022-W01"):
        find_week(named, 5)


def test_a_week_is_read_as_a_brief_over_its_files_reads_them(archive, reader):
    week = load_week(archive, reader, WEEK, stay_silent)
    files = [one.article for one in CAPTURES if one.article.id in ("undated", "lender", "fog")]
    alone = read_batch(files, reader.tagger, reader.codebook)
    assert week.reading == alone
    assert {one.id: one.published for one in alone.articles}["undated"] == "2031-03-14"
    assert [doubt.article_id for doubt in week.doubts] == ["fog", "lender", "undated"]


def test_an_article_that_others_date_is_read_once_with_the_day_they_lend(archive, reader):
    first = load_week(archive, reader, WEEK, stay_silent)
    lent = [one for one in archive.walk_readings() if one.lent]
    assert [(one.article_id, one.lent) for one in lent] == [("undated", "2031-03-14")]
    blind = replace(reader, tagger=Blind(reader.tagger.recipe))
    assert load_week(archive, blind, WEEK, stay_silent) == first


class Blind:
    """A tagger of the same recipe that must not be asked."""

    def __init__(self, recipe: str) -> None:
        self.recipe = recipe

    def tag(self, text, blocks):
        raise AssertionError(f"reads again: {text[:40]}")


def test_an_article_that_nobody_dates_is_in_no_week(archive, reader):
    ids = {one.id for first in (7, 14, 21) for one in load_week(
        archive, reader, (date(2031, 3, first), date(2031, 3, first + 6)), stay_silent).reading.articles}  # fmt: skip
    assert ids == {"before", "undated", "lender", "fog", "after"}


def test_an_edit_takes_the_place_of_what_it_edits(archive, reader, codebook):
    edited = make_capture("fog", "Fog lay over both ports.", "2031-03-20", outlet_id="post")
    take_in([replace(edited, guid="g")], archive, codebook.links, NOW)
    edit = make_capture("fog-2", "Fog lay over all ports.", "2031-03-20", outlet_id="post")
    take_in([replace(edit, guid="g")], archive, codebook.links, NOW)
    texts = [one.text for one in load_week(archive, reader, WEEK, stay_silent).reading.articles]
    assert "Fog lay over all ports." in texts
    assert "Fog lay over both ports." not in texts


def test_older_readings_serve_where_they_are_asked_to_and_are_counted(archive, reader):
    for version, _ in archive.walk_versions():
        article = version.article
        analysis = make_analysis(article, recipe="old")
        told = (article.published, ("metadata",), ())
        archive.add_readings([KeptReading(article.id, version.number, "old", None, *told, analysis, None)])
    week = load_week(archive, replace(reader, tagger=Blind("new")), WEEK, stay_silent, as_read=True)
    assert [one.id for one in week.reading.articles] == ["fog", "lender"]
    assert week.older == 2
    assert load_week(archive, reader, WEEK, stay_silent).older == 0


def test_an_article_that_breaks_is_told_and_the_rest_is_read(archive, reader):
    class Stubborn(Blind):
        def tag(self, text, blocks):
            if "Fog" in text:
                raise ValueError("fog")
            return reader.tagger.tag(text, blocks)

    week = load_week(archive, replace(reader, tagger=Stubborn("x")), WEEK, stay_silent)
    assert [one.id for one in week.reading.articles] == ["lender", "undated"]
    assert {problem.article_id for problem in week.reading.problems} >= {"fog"}


def test_a_missing_page_stops_the_brief(archive, reader, codebook):
    page = b"<html>"
    article = make_article("Ships lay in port.", id="p", published="2031-03-15", page_digest="0" * 64)
    take_in([Capture(article, None, page, ())], archive, codebook.links, NOW)
    with pytest.raises(ArchiveError, match="is missing: restore a backup"):
        load_week(archive, reader, WEEK, stay_silent)


def test_everything_is_read_once_and_goes_on_where_it_was_cut_off(archive, reader):
    told: list[tuple[int, int]] = []

    def stop_after_two(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_all(archive, reader, lambda: NOW, stop_after_two)
    run = read_all(archive, reader, lambda: NOW, stay_silent)
    assert run is not None
    assert (run.done, run.total, run.added, run.failed) == (6, 6, 6, 0)
    assert len(list(archive.walk_readings())) == 6
    assert read_all(archive, reader, lambda: NOW, stay_silent) is None


def test_older_readings_are_thrown_away_once_all_is_read_again(archive, reader):
    read_all(archive, replace(reader, tagger=Renamed(reader.tagger)), lambda: NOW, stay_silent)
    assert len({one.recipe for one in archive.walk_readings()}) == 1
    read_all(archive, reader, lambda: NOW, stay_silent)
    assert {one.recipe for one in archive.walk_readings()} == {reader.recipe}
    assert len(list(archive.walk_readings())) == 6


class Renamed:
    """The same tagger by another name: another recipe."""

    def __init__(self, tagger) -> None:
        self.recipe = f"{tagger.recipe}-before"
        self.tag = tagger.tag


def test_what_breaks_is_a_failure_of_its_run_and_is_not_tried_again(archive, reader):
    broken = replace(reader, tagger=Blind("b"))
    run = read_all(archive, broken, lambda: NOW, stay_silent)
    assert run is not None
    assert run.failed == 6
    assert "AssertionError: reads again" in archive.list_failures(run.id)[0].message
    assert read_all(archive, broken, lambda: NOW, stay_silent) is None


def test_a_brief_is_compared_with_the_last_edition_else_with_the_last_brief(archive):
    assert find_earlier(archive, WEEK[0])[0] is None
    brief, edited = make_week_brief(date(2031, 3, 7), "kept?"), make_week_brief(date(2031, 2, 28), "printed?")
    archive.keep_brief(brief)
    assert find_earlier(archive, WEEK[0]) == (brief, "the brief of 2031-03-07 to 2031-03-13")
    archive.add_edition(make_plain_edition(1, brief=edited))
    assert find_earlier(archive, WEEK[0]) == (edited, "edition 1, to 2031-03-06")


def test_a_judgement_stays_attached_when_another_recipe_finds_the_same(archive, reader):
    read_all(archive, reader, lambda: NOW, stay_silent)
    found = [one for one in archive.walk_readings() if one.article_id == "lender"]
    meeting = found[0].analysis.meetings[0].id
    for subject in (meeting, "nothing"):
        archive.add_judgement(Judgement((subject,), Verdict.CONFIRMED, "ed", NOW, ""))
    assert list_orphans(archive) == ("nothing",)
    version = archive.load_versions("lender")[0]
    again = replace(found[0], recipe="r2", analysis=replace(found[0].analysis, recipe="r2"))
    archive.add_readings([again])
    archive.drop_readings("r2")
    assert list_orphans(archive) == ("nothing",)
    archive.add_readings([replace(again, recipe="r3", analysis=make_analysis(version.article, recipe="r3"))])
    assert list_orphans(archive) == tuple(sorted((meeting, "nothing")))
