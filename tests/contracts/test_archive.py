"""What every archive keeps to: the same calls give the same records, in memory, in SQLite and in PostgreSQL."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from editions import make_edition, make_plain_edition
from factories import make_analysis, make_article, make_brief, make_record
from memory_archive import MemoryArchive
from readout.actions.auditing import Audited, verify_decided
from readout.codes import DraftState, RunState, SourceState, Verdict
from readout.editing.freezing import card_of_draft
from readout.errors import ArchiveError
from readout.ports.archive import Card, Totals, WeekCount
from readout.records import (
    Correction,
    Dated,
    Draft,
    DraftStep,
    Due,
    Edition,
    Failure,
    Judgement,
    KeptReading,
    OpenQuestion,
    PageCheck,
    Problem,
    Revision,
    Run,
    SourceHealth,
    Span,
    Story,
    Version,
)
from readout.spans import digest_bytes

NOW = datetime(2031, 3, 7, 12, 30, tzinfo=UTC)
FRIDAY = date(2031, 3, 7)
K1, K2 = "f" * 16, "0" * 15 + "2"


def make_version(article_id: str, number: int = 1, **fields: object) -> Version:
    text = str(fields.pop("text", f"What {article_id} says, version {number}."))
    guid = fields.pop("guid", None)
    article = make_article(text, id=article_id, **({"outlet_id": "post", "published": "2031-03-05"} | fields))
    return Version(article, number, f"{article_id}/{number}", guid, NOW, ())


def make_reading(version: Version, recipe: str = "r1", *finding_ids: str, **fields: object) -> KeptReading:
    questions = tuple(OpenQuestion(each, Span(0, 4), None, None) for each in finding_ids)
    analysis = make_analysis(version.article, recipe=recipe, questions=questions)
    reading = KeptReading(
        version.article.id, version.number, recipe, None, version.article.published, ("metadata",), (), analysis, None
    )
    return replace(reading, **fields)


def add(archive, *versions: Version, **keys: str) -> None:
    with archive.writing():
        archive.add_versions([(version, (keys[version.article.id],) if version.article.id in keys else ())
                              for version in versions])  # fmt: skip


# -- captured


def test_a_version_comes_back_as_it_was_added(archive):
    odd = "“Ümlaut”, \x07 a bell, a \U0001f6a2\r\nand a line."
    version = make_version("a", text=odd, url="https://post.example/a", byline=("Ann Ox",), guid="g1")
    doubted = replace(version, doubts=(Problem("a", "metadata", "no day", Span(0, 3)),))
    add(archive, doubted)
    assert archive.load_versions("a") == (doubted,)
    assert archive.load_versions("b") == ()


def test_an_edit_is_a_version_more_of_the_same_article(archive):
    add(archive, make_version("a"))
    add(archive, make_version("a", 2, guid="g1"), make_version("b"))
    assert [version.number for version in archive.load_versions("a")] == [1, 2]
    assert archive.load_cards(["a", "b", "c"]) == {
        "a": Card("a", True, False, ("a/1", "a/2"), ("2031-03-05", "2031-03-05")),
        "b": Card("b", False, False, ("b/1",), ("2031-03-05",)),
    }


def test_latest_versions_are_found_by_id_and_by_their_words(archive):
    add(archive, make_version("a", text="Ferry “Öst”\nwaits."), make_version("b", text="A ferry left."))
    add(archive, make_version("a", 2, text="The ferry “Öst”\nleft."), make_version("c", text="title"))
    assert {key: one.number for key, one in archive.load_latest(["a", "b", "x"]).items()} == {"a": 2, "b": 1}
    assert [one.article.id for one in archive.find_versions(["FERRY", "left"], 10)] == ["a", "b"]
    assert [one.article.id for one in archive.find_versions(["“Öst”"], 10)] == ["a"]
    assert [one.article.id for one in archive.find_versions(["ferry"], 1)] == ["a"]
    assert not archive.find_versions(["waits"], 10)
    assert not archive.find_versions(["outlet_id"], 10)


def test_words_are_found_by_their_beginnings_beside_what_is_no_word_and_many_at_a_time(archive, monkeypatch):
    monkeypatch.setattr("readout.archive.store.captured.NEAR", 0)  # so that the index is asked, where there is one
    texts = ("It cost 3,000 crowns.She left", "see port.example/ferry_list today", "Ferries—three—left; “she” said")
    add(archive, *(make_version(f"v{number}", text=text) for number, text in enumerate(texts)))
    found = {
        word: [one.article.id for one in archive.find_versions([word], 10)]
        for word in ("she", "3,000", "list", "exampl", "FERR", "three", "%", "she:*", "a & b")
    }
    assert found == {
        "she": ["v2", "v0"], "3,000": ["v0"], "list": ["v1"], "exampl": ["v1"], "FERR": ["v2", "v1"],
        "three": ["v2"], "%": [], "she:*": [], "a & b": [],
    }  # fmt: skip
    add(archive, *(make_version(f"w{number}", text="a ferry") for number in range(70)))
    assert len(archive.find_versions(["ferry"], 30)) == 30
    assert len(archive.find_versions(["ferry"], 100)) == 71


def test_the_latest_versions_are_listed_with_those_captured_last_first(archive):
    add(archive, make_version("a"), make_version("b"))
    add(archive, make_version("c"), make_version("a", 2))
    listed = [(one.article.id, one.number) for one in archive.list_latest(10, 0)]
    assert listed == [("a", 2), ("c", 1), ("b", 1)]
    assert [one.article.id for one in archive.list_latest(1, 1)] == ["c"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_version_that_follows_none_is_refused(archive, number):
    add(archive, make_version("a"))
    with pytest.raises(ArchiveError, match="cannot follow version 1"):
        add(archive, make_version("a", number))
    assert len(archive.load_versions("a")) == 1


def test_a_key_stays_with_the_article_that_brought_it_first(archive):
    add(archive, make_version("a"), a=K1)
    add(archive, make_version("b"), b=K1)
    assert archive.find_articles([K1, K2]) == {K1: "a"}
    assert archive.find_articles([]) == {}


def test_versions_are_walked_in_order_of_capture_with_the_keys_they_brought(archive):
    add(archive, make_version("b"), b=K1)
    add(archive, make_version("a"))
    add(archive, make_version("b", 2), b=K1)
    assert [(one.article.id, one.number, keys) for one, keys in archive.walk_versions()] == [
        ("b", 1, (K1,)),
        ("a", 1, ()),
        ("b", 2, (K1,)),
    ]


def test_articles_with_edits_are_listed_by_the_day_of_their_latest_version(archive):
    add(archive, make_version("a"), make_version("b"), make_version("c"))
    add(archive, make_version("b", 2), make_version("c", 2, published="2031-04-01"))
    assert archive.list_edited(date(2031, 3, 1), date(2031, 3, 31)) == ("b",)


def test_a_page_is_kept_by_its_digest(archive):
    page = b"<html>\x00\xff a page</html>"
    digest = archive.keep_page(page)
    assert digest == digest_bytes(page) == archive.keep_page(page)
    assert archive.load_page(digest) == page
    assert archive.load_page("0" * 64) is None


# -- together or not at all


class PowerError(Exception):
    """Goes off."""


def add_until_the_power_goes_off(archive) -> None:
    with archive.writing():
        archive.add_versions([(make_version("a"), (K1,))])
        with archive.writing():
            archive.add_readings([make_reading(make_version("a"))])
        raise PowerError


def test_what_is_added_together_is_kept_together_or_not_at_all(archive):
    with pytest.raises(PowerError):
        add_until_the_power_goes_off(archive)
    assert archive.load_versions("a") == ()
    assert archive.find_articles([K1]) == {}
    assert list(archive.walk_readings()) == []


# -- derived


def ids(versions) -> list[str]:
    return [version.article.id for version in versions]


WEEK = (date(2031, 2, 28), date(2031, 3, 6))


@pytest.mark.parametrize(
    ("published", "is_in"),
    [
        ("2031-02-28", True),
        ("2031-03-06", True),
        ("2031-03-06T23:59Z", True),
        ("2031-02-27", False),
        ("2031-03-07", False),
        ("2031-03-01/2031-04-30", True),
        ("2031-02-01/2031-03-01", False),
        ("2031-03", True),
        (None, True),
    ],
)
def test_a_week_has_what_its_first_day_of_publication_puts_into_it(archive, published, is_in):
    add(archive, make_version("a", published=published))
    assert ids(archive.list_candidates(*WEEK, "r1")) == (["a"] if is_in else [])


def test_an_article_without_a_day_is_in_the_week_its_own_reading_puts_it_into(archive):
    versions = [make_version(name, published=None) for name in ("c", "b", "a", "d")]
    add(archive, *versions)
    archive.add_readings(
        [
            make_reading(versions[0], published="2031-03-02"),
            make_reading(versions[1], published="2031-01-02"),
            make_reading(versions[2], published=None),
        ]
    )
    assert ids(archive.list_candidates(*WEEK, "r1")) == ["a", "c", "d"]
    assert ids(archive.list_candidates(*WEEK, "r2")) == ["a", "b", "c", "d"]


def test_only_the_latest_version_is_in_a_week(archive):
    add(archive, make_version("a"))
    add(archive, make_version("a", 2))
    assert [one.number for one in archive.list_candidates(*WEEK, "r1")] == [2]


def test_what_a_recipe_has_not_read_comes_latest_first(archive):
    versions = [make_version(name) for name in ("b", "a", "c")]
    add(archive, *versions)
    archive.add_readings([make_reading(versions[1]), make_reading(versions[1], "r2", lent="2031-03-01")])
    assert ids(archive.list_unread("r1", 9)) == ["c", "b"]
    assert ids(archive.list_unread("r1", 1)) == ["c"]
    assert ids(archive.list_unread("r2", 9)) == ["c", "a", "b"]
    edited = make_version("a", 2)
    add(archive, edited)
    assert [(one.article.id, one.number) for one in archive.list_unread("r1", 1)] == [("a", 2)]


def test_readings_are_kept_by_version_recipe_and_lent_day(archive):
    version = make_version("a")
    add(archive, version)
    first, lent = make_reading(version), make_reading(version, lent="2031-03-04", published="2031-03-04")
    archive.add_readings([first, lent])
    key = ("a", 1)
    assert archive.load_readings([key, ("b", 1)], "r1") == {key: first}
    assert archive.load_readings([key], "r1", "2031-03-04") == {key: lent}
    assert archive.load_readings([key], "r2") == {}
    again = make_reading(version, "r1", "f1")
    archive.add_readings([again])
    assert archive.load_readings([key], "r1") == {key: again}
    assert list(archive.walk_readings()) == [again, lent]


def test_without_a_recipe_the_latest_reading_that_succeeded_serves(archive):
    version = make_version("a")
    add(archive, version)
    broken = make_reading(version, "r3", analysis=None, problem=Problem("a", "reading", "broke", None))
    for reading in (make_reading(version, "r1"), make_reading(version, "r2"), broken):
        archive.add_readings([reading])
    assert archive.load_readings([("a", 1)], None)["a", 1].recipe == "r2"
    assert archive.load_readings([("a", 1)], "r3") == {("a", 1): broken}


def test_a_reading_of_nothing_is_refused(archive):
    with pytest.raises(ArchiveError, match="no version 1"):
        archive.add_readings([make_reading(make_version("a"))])


def test_readings_of_other_recipes_go_where_the_new_one_could_read(archive):
    versions = [make_version(name) for name in ("a", "b", "c")]
    add(archive, *versions)
    broken = make_reading(versions[2], "r2", analysis=None, problem=Problem("c", "reading", "broke", None))
    lent = make_reading(versions[0], "r1", lent="2031-03-04")
    archive.add_readings([*map(make_reading, versions), lent, make_reading(versions[0], "r2"), broken])
    assert archive.drop_readings("r2") == 2
    left = [(one.article_id, one.recipe) for one in archive.walk_readings()]
    assert left == [("a", "r2"), ("b", "r1"), ("c", "r1"), ("c", "r2")]


def test_a_finding_is_unseen_when_only_what_was_superseded_has_it(archive):
    first, second, other = make_version("a"), make_version("a", 2), make_version("b")
    add(archive, first, other)
    archive.add_readings([make_reading(first, "r1", "gone"), make_reading(other, "r1", "stays", "dropped")])
    assert archive.find_unseen(["gone", "stays", "dropped", "never"]) == {"never"}
    add(archive, second)
    archive.add_readings([make_reading(second, "r1", "new"), make_reading(other, "r2", "stays")])
    assert archive.find_unseen(["gone", "stays", "dropped", "new"]) == {"gone", "dropped"}
    story = make_record(Story, id="gone")
    archive.keep_brief(make_brief(first_day=WEEK[0], last_day=WEEK[1], stories=(story,)))
    assert archive.find_unseen(["gone", "dropped"]) == {"dropped"}
    assert archive.find_unseen([]) == frozenset()


def test_a_brief_is_kept_for_its_period_and_found_by_what_ended_before(archive):
    week = timedelta(days=7)
    briefs = [make_brief(first_day=WEEK[0] + n * week, last_day=WEEK[1] + n * week, question=f"{n}?") for n in (1, 0)]
    for brief in briefs:
        archive.keep_brief(brief)
    assert archive.load_brief(WEEK[0] + week) == briefs[1]
    assert archive.load_brief(WEEK[0]) is None
    assert archive.list_periods() == tuple((one.first_day, one.last_day) for one in briefs)
    assert archive.find_brief(*WEEK) == briefs[1]
    assert archive.find_brief(WEEK[0], WEEK[0]) is None
    again = make_brief(first_day=WEEK[0], last_day=WEEK[1], question="again?")
    archive.keep_brief(again)
    assert list(archive.walk_briefs()) == [again, briefs[0]]
    assert archive.find_brief(*WEEK) == again


def test_a_brief_without_a_period_is_refused(archive):
    with pytest.raises(ArchiveError, match="without a period"):
        archive.keep_brief(make_brief())


# -- decided


def judge(*subjects: str, verdict: Verdict = Verdict.REJECTED, after: int = 0, note: str = "") -> Judgement:
    return Judgement(subjects, verdict, "ed", NOW + timedelta(minutes=after), note)


def test_the_latest_judgement_on_the_same_subjects_is_in_force_and_none_is_lost(archive):
    first, pair, second = judge("f1"), judge("f1", "f2", after=1), judge("f1", verdict=Verdict.CONFIRMED, after=2)
    for judgement in (second, first, pair, first):
        archive.add_judgement(judgement)
    assert archive.list_judgements() == (pair, second)
    assert archive.list_judgements(superseded=True) == (first, pair, second)


def test_a_pair_is_the_same_pair_in_either_order(archive):
    archive.add_judgement(judge("f1", "f2", verdict=Verdict.SAME))
    archive.add_judgement(judge("f2", "f1", verdict=Verdict.DIFFERENT, after=1))
    assert [one.verdict for one in archive.list_judgements()] == [Verdict.DIFFERENT]


def test_a_judgement_on_another_aspect_supersedes_nothing_and_one_that_withdraws_leaves_none(archive):
    named = replace(judge("f1", verdict=Verdict.RENAMED, after=1), value="Fog")
    back = replace(judge("f1", verdict=Verdict.WITHDRAWN, after=2), field="sound")
    for judgement in (judge("f1"), named, back):
        archive.add_judgement(judgement)
    assert archive.list_judgements() == (named,)
    assert archive.list_judgements(superseded=True) == (judge("f1"), named, back)


def test_judgements_are_walked_from_a_place_in_the_order_in_which_they_were_added(archive):
    assert list(archive.walk_judgements()) == []
    late, early = judge("f1", after=5), judge("f2")
    for judgement in (late, early, late):
        archive.add_judgement(judgement)
    places, found = zip(*archive.walk_judgements(), strict=True)
    assert found == (late, early)
    assert 0 < places[0] < places[1]
    assert list(archive.walk_judgements(places[0])) == [(places[1], early)]
    assert list(archive.walk_judgements(places[1])) == []


def edition_to(last_day: date, number: int, **fields: object) -> Edition:
    brief = make_brief(first_day=last_day - timedelta(days=6), last_day=last_day)
    return make_plain_edition(number, brief=brief, **fields)


def test_an_edition_is_frozen_but_for_its_corrections(archive):
    late, early = Correction("Two ships.", "ed", NOW + timedelta(days=2)), Correction("Three.", "ed", NOW)
    archive.add_edition(make_edition(1, corrections=(early,)))
    archive.add_correction(1, late)
    archive.add_correction(1, early)
    assert archive.load_edition(number=1) == make_edition(1, corrections=(early, late))
    with pytest.raises(ArchiveError, match="published already"):
        archive.add_edition(make_edition(1, slug="another"))
    with pytest.raises(ArchiveError, match="'e1' already"):
        archive.add_edition(make_edition(2, slug="e1"))
    with pytest.raises(ArchiveError, match="no edition 2"):
        archive.add_correction(2, late)


def test_the_edition_before_a_day_is_the_one_whose_period_ended_last(archive):
    for number, last_day in ((1, date(2031, 2, 27)), (2, WEEK[1]), (3, None)):
        brief = make_brief(last_day=last_day)
        archive.add_edition(make_plain_edition(number, brief=brief))
    assert archive.load_edition(before=WEEK[0]).number == 1
    assert archive.load_edition(before=date(2031, 2, 27)) is None
    assert archive.load_edition(number=4) is None
    assert archive.load_edition().number == 2
    assert [one.number for one in archive.walk_editions()] == [1, 2, 3]


def test_an_edition_is_found_by_its_name_and_listed_by_what_dates_it(archive):
    assert archive.list_editions() == ()
    corrected = Correction("Two ships.", "ed", NOW, "l-1", "three ships", "two ships")
    for number in (2, 1):
        archive.add_edition(edition_to(WEEK[1], number))
    archive.add_correction(1, corrected)
    assert archive.load_edition(slug="e1") == replace(edition_to(WEEK[1], 1), corrections=(corrected,))
    assert archive.load_edition(slug="e3") is None
    first, second = archive.list_editions()
    assert (first.number, first.slug, first.title, first.last_day) == (1, "e1", "Edition 1", WEEK[1])
    assert (first.corrected_at, second.corrected_at) == (NOW, None)
    assert first.digest == edition_to(WEEK[1], 1).digest


def make_draft(draft_id: str = "2031-w10") -> Draft:
    brief = make_brief(first_day=WEEK[0], last_day=WEEK[1])
    return Draft(draft_id, "2031-w10", brief, make_edition().blocks, (Dated("a", None),), "ed", NOW)


def revise(number: int, **fields: object) -> Revision:
    due = Due(WEEK[1], "06:00", "Europe/Prague")
    revision = Revision(
        "2031-w10", number, number - 1, "Talks", "en", due, ("b",), make_edition().blocks[:1], "ed", NOW
    )
    return replace(revision, **fields)


def test_a_draft_comes_back_with_its_revisions_and_steps(archive):
    archive.add_draft(make_draft())
    steps = [DraftStep("2031-w10", n, DraftState.IN_REVIEW, "ed", NOW, 2, "look") for n in (1, 2)]
    for number in (1, 2):
        archive.add_revision(revise(number, name="Noon"))
        archive.add_step(steps[number - 1])
    assert archive.load_draft("2031-w10") == make_draft()
    assert archive.load_draft("2031-w11") is None
    assert archive.list_drafts() == (card_of_draft(make_draft()),)
    assert archive.list_revisions("2031-w10") == (revise(1, name="Noon"), revise(2, name="Noon"))
    assert archive.load_revision("2031-w10") == revise(2, name="Noon")
    assert archive.load_revision("2031-w10", 1) == revise(1, name="Noon")
    assert archive.load_revision("2031-w10", 3) is None
    assert archive.list_steps("2031-w10") == tuple(steps)


def test_a_draft_has_one_name_and_its_revisions_follow_each_other(archive):
    archive.add_draft(make_draft())
    archive.add_revision(revise(1))
    with pytest.raises(ArchiveError, match="draft '2031-w10' already"):
        archive.add_draft(make_draft())
    for number in (1, 3):
        with pytest.raises(ArchiveError, match=f"revision {number} cannot follow revision 1"):
            archive.add_revision(revise(number))
    with pytest.raises(ArchiveError, match="step 2 cannot follow step 0"):
        archive.add_step(DraftStep("2031-w10", 2, DraftState.IN_REVIEW, "ed", NOW, 1))
    with pytest.raises(ArchiveError, match="no draft 'x'"):
        archive.add_revision(revise(1, draft_id="x"))


def decide_all(archive) -> None:
    archive.add_judgement(judge("f1", "f2"))
    archive.add_draft(make_draft())
    archive.add_revision(revise(1))
    archive.add_step(DraftStep("2031-w10", 1, DraftState.IN_REVIEW, "ann", NOW, 1))
    archive.add_edition(make_edition(1, corrections=(Correction("Two.", "cor", NOW, "l-1"),)))


KINDS = ["judgement", "draft", "revision", "step", "edition", "correction"]


def test_all_that_is_decided_is_entered_in_a_chain_that_is_the_same_in_every_archive(archive):
    decide_all(archive)
    archive.add_judgement(judge("f1", "f2"))
    archive.add_correction(1, Correction("Two.", "cor", NOW, "l-1"))
    entries = archive.list_audit(9)
    assert [entry.kind for entry in reversed(entries)] == KINDS
    assert [entry.number for entry in archive.list_audit(2, before=4)] == [3, 2]
    assert [entry.subject for entry in entries][:3] == ["1 l-1", "1", "2031-w10 1"]
    assert [entry.editor for entry in entries] == ["cor", "ed", "ann", "ed", "ed", "ed"]
    memory = MemoryArchive()
    decide_all(memory)
    assert memory.list_audit(9) == entries
    assert verify_decided(archive) == Audited((), 6, entries[0].digest)
    assert [record for _, record in archive.walk_decided()] == [record for _, record in memory.walk_decided()]


def decide_twice(archive) -> None:
    with archive.writing():
        decide_all(archive)
        archive.add_draft(make_draft())


def test_what_is_undone_together_is_entered_nowhere(archive):
    with pytest.raises(ArchiveError, match="already"):
        decide_twice(archive)
    assert archive.list_audit(9) == ()
    assert verify_decided(archive).faults == ()


# -- work


def make_run(run_id: str, after: int = 0, **fields: object) -> Run:
    run = Run(run_id, "add", "i1", RunState.RUNNING, 9, 0, 0, 0, 0, 0, NOW + timedelta(minutes=after), None)
    return replace(run, **fields)


def test_an_unfinished_run_is_found_again_and_a_finished_one_is_not(archive):
    archive.keep_run(make_run("one"))
    archive.keep_run(make_run("one", done=4, added=3, failed=1))
    archive.keep_run(make_run("two", 1, input="i2", state=RunState.DONE, ended_at=NOW))
    assert archive.find_run("add", "i1") == make_run("one", done=4, added=3, failed=1)
    assert archive.find_run("read", "i1") is None
    assert archive.find_run("add", "i2") is None
    assert [run.id for run in archive.list_runs(9)] == ["two", "one"]
    assert [run.id for run in archive.list_runs(1)] == ["two"]


def test_failures_are_listed_by_run_in_order_and_once(archive):
    failures = [Failure("one", number, f"line {number}", "is empty") for number in (3, 1)]
    archive.add_failures(failures)
    archive.add_failures([failures[0], Failure("two", 1, "x", "y")])
    assert archive.list_failures("one") == tuple(reversed(failures))


def test_when_a_page_was_asked_for_is_the_last_that_was_kept(archive):
    first = PageCheck("a.example/" + "x" * 3_000, NOW, NOW, '"e"', None, None)
    again = replace(first, checked_at=NOW + timedelta(hours=3), failed="missing (404)")
    archive.keep_checks([first, replace(first, link="b.example/1"), first])
    archive.keep_checks([again])
    assert archive.load_checks([first.link, "c.example/2"]) == {first.link: again}


def test_the_health_of_a_source_is_the_last_that_was_kept(archive):
    health = SourceHealth("feed", SourceState.GOOD, "fine", NOW, NOW, NOW, 0, 12, '"e"', None, None)
    worse = replace(health, state=SourceState.BLOCKED, told="refused (403)", failures_in_row=1)
    archive.keep_health(replace(health, source_id="zulu"))
    archive.keep_health(health)
    archive.keep_health(worse)
    assert archive.list_health() == (worse, replace(health, source_id="zulu"))


# -- counts


def test_what_an_archive_holds_is_counted(archive):
    names = ("read", "broken", "older", "unread", "open")
    versions = {name: make_version(name, published=None if name == "open" else "2031-03-05") for name in names}
    add(archive, *versions.values())
    add(archive, make_version("read", 2))
    broken = make_reading(versions["broken"], analysis=None, problem=Problem("broken", "reading", "broke", None))
    archive.add_readings([make_reading(make_version("read", 2)), broken, make_reading(versions["older"], "r0")])
    assert archive.count("r1") == Totals(articles=5, versions=6, read=1, failed=1, older=1, unread=2, undated=1)


def test_articles_are_counted_by_outlet_and_week_of_the_day_told_or_read(archive):
    told = [make_version(name, published=f"2031-03-0{day}") for name, day in (("a", 1), ("b", 2), ("c", 8))]
    undated = make_version("d", published=None, outlet_id=None)
    add(archive, *told, undated)
    archive.add_readings([make_reading(undated, published="2031-03-09")])
    weeks = [date(2031, 3, 1), date(2031, 3, 8)]
    assert archive.count_weeks(weeks, "r1") == (
        WeekCount(None, weeks[1], 1),
        WeekCount("post", weeks[0], 2),
        WeekCount("post", weeks[1], 1),
    )
