"""A review run shows first what the brief stands on, and counts what is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from factories import make_record
from memory_archive import MemoryArchive
from readout.actions.reviewing import judge, judge_many, undo
from readout.codes import EventType, Factuality, Quoting, Verdict
from readout.editing.reviewing import (
    find_alike,
    find_sure,
    list_items,
    measure_pace,
    minutes_left,
)
from readout.errors import DraftError
from readout.records import Event, Judgement, Statement
from whole_brief import AGREED, ANALYSES, ARTICLES, DENIES, NORTH, PLANNED, SHE_SAID, make_whole_brief

NOW = datetime(2031, 3, 7, tzinfo=UTC)
BY_ID = {article.id: article for article in ARTICLES}


def event(key: str, span, confidence: float, factuality: Factuality = Factuality.HAPPENED) -> Event:
    return make_record(Event, id=key, event_type=EventType.AGREE, factuality=factuality, trigger=span, evidence=span,
                       confidence=confidence)  # fmt: skip


FOUND = {
    "north-1": replace(
        ANALYSES[0],
        events=(event("planned", PLANNED, 0.9), event("agreed", AGREED, 0.6)),
        statements=(make_record(Statement, id="said", content=(SHE_SAID,), quoting=Quoting.DIRECT, confidence=0.8),),
    ),
    "South/2": replace(ANALYSES[1], events=(event("denied", DENIES, 0.3, Factuality.DENIED),)),
}
ITEMS = list_items(make_whole_brief(), BY_ID, FOUND)


def test_what_the_brief_stands_on_comes_first_and_the_rest_least_sure_first():
    told = [(item.id, item.behind) for item in ITEMS]
    assert told == [
        ("agreed", "key development 1"),
        ("said", "key development 1"),
        ("planned", "takeaways"),
        ("denied", "in short"),
    ]


def test_an_item_stands_in_its_sentence():
    assert [item.sentence for item in ITEMS if item.id == "agreed"] == [AGREED]
    assert NORTH.text[ITEMS[0].place.start : ITEMS[0].place.end].startswith("Northland and Southmark")


def test_those_of_the_same_rule_and_words_are_alike():
    twin = replace(ITEMS[0], id="twin")
    assert find_alike((*ITEMS, twin), ITEMS[0], {}) == (twin,)
    assert find_alike((*ITEMS, twin), ITEMS[0], {"twin": Verdict.REJECTED}) == ()
    assert ITEMS[1].pattern == "statement direct no cue"


def test_only_what_is_surely_enough_is_accepted_together():
    assert [item.id for item in find_sure(ITEMS, 0.8, {})] == ["said", "planned"]
    assert [item.id for item in find_sure(ITEMS, 0.8, {"said": Verdict.REJECTED})] == ["planned"]
    assert find_sure((replace(ITEMS[0], confidence=None),), 0.0, {}) == ()


def judged(key: str, verdict: Verdict = Verdict.CONFIRMED, after: float = 0, editor: str = "ed") -> Judgement:
    return Judgement((key,), verdict, editor, NOW + timedelta(seconds=after), "")


@pytest.mark.parametrize(
    ("gaps", "pace"), [([], 8.0), ([3, 3], 8.0), ([3, 4, 5], 4.0), ([3, 3600, 4, 5], 4.0), ([0, 3, 4, 5], 4.0)]
)
def test_an_editors_pace_is_the_median_of_his_sitting(gaps, pace):
    at, told = 0, [judged("f0")]
    for number, gap in enumerate(gaps, 1):
        at += gap
        told.append(judged(f"f{number}", after=at))
    assert measure_pace([*told, judged("x", after=1, editor="ann")], "ed") == pace


def test_minutes_left_are_of_what_is_not_decided():
    assert [minutes_left(left, 60.0) for left in (4, 3, 0)] == [4, 3, 0]
    assert minutes_left(4, 1.0) == 1


# -- what is kept


def test_undo_takes_back_the_last_decision_and_then_the_one_before():
    archive = MemoryArchive()
    for key in ("a", "b"):
        judge(archive, judged(key))
    judge(archive, judged("c", after=5, editor="ann"))
    assert [one.subject_ids for one in undo(archive, "ed", NOW + timedelta(seconds=9))] == [("b",)]
    assert [one.subject_ids for one in undo(archive, "ed", NOW + timedelta(seconds=10))] == [("a",)]
    assert undo(archive, "ed", NOW) == ()
    assert [one.subject_ids for one in archive.list_judgements()] == [("c",)]
    assert len(archive.list_judgements(superseded=True)) == 5


def test_many_are_decided_together_as_shown_and_undone_together():
    archive = MemoryArchive()
    judge(archive, judged("earlier"))
    with pytest.raises(DraftError, match="3 were shown, and there are 2 now"):
        judge_many(archive, ITEMS[:2], 3, Verdict.REJECTED, "ed", NOW + timedelta(seconds=5))
    assert judge_many(archive, ITEMS[:2], 2, Verdict.REJECTED, "ed", NOW + timedelta(seconds=5)) == 2
    assert len(undo(archive, "ed", NOW + timedelta(seconds=9))) == 2
    assert [one.subject_ids for one in archive.list_judgements()] == [("earlier",)]


@pytest.mark.parametrize(
    "wrong",
    [
        Judgement((), Verdict.CONFIRMED, "ed", NOW, ""),
        Judgement(("a", "b"), Verdict.CONFIRMED, "ed", NOW, ""),
        Judgement(("a",), Verdict.SAME, "ed", NOW, ""),
        Judgement(("a", "a"), Verdict.DIFFERENT, "ed", NOW, ""),
        Judgement(("a",), Verdict.VOID, "ed", NOW, " "),
        Judgement(("a",), Verdict.RENAMED, "ed", NOW, "", value=" "),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(wrong):
    archive = MemoryArchive()
    with pytest.raises(DraftError):
        judge(archive, wrong)
    assert archive.list_judgements() == ()
