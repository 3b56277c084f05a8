"""What is in force, kept at hand, is what the archive says is in force, however it came in."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from memory_archive import MemoryArchive
from readout.codes import Verdict
from readout.desk.decisions import Decisions
from readout.editing.reviewing import SITTING
from readout.records import Judgement

NOON = datetime(2031, 3, 7, 12, tzinfo=UTC)
SUBJECTS = (("a",), ("b",), ("c",), ("a", "b"), ("b", "a"), ("b", "c"))


def draw(chance: random.Random) -> Judgement:
    at = NOON + timedelta(seconds=chance.randrange(9))
    field = chance.choice([None, "sound", "one", "name"])
    return Judgement(
        chance.choice(SUBJECTS), chance.choice(list(Verdict)), chance.choice(["ann", "ben"]), at, "", field
    )


@pytest.mark.parametrize("seed", range(20))
def test_they_are_what_the_archive_says_at_every_moment_in_whatever_order_they_came(seed):
    chance, archive, decisions = random.Random(seed), MemoryArchive(), Decisions()
    for _ in range(40):
        archive.add_judgement(draw(chance))
        if chance.random() < 0.5:
            continue
        decisions.catch_up(archive)
        in_force = archive.list_judgements()
        assert sorted(map(repr, decisions.in_force())) == sorted(map(repr, in_force))
        for subject in "abc":
            about = [repr(one) for one in in_force if subject in one.subject_ids]
            assert sorted(map(repr, decisions.about(subject))) == sorted(about)


def judged(key: str, verdict: Verdict = Verdict.CONFIRMED, after: int = 0, editor: str = "ann") -> Judgement:
    return Judgement((key,), verdict, editor, NOON + timedelta(seconds=after), "")


def make(*judgements: Judgement) -> Decisions:
    archive, decisions = MemoryArchive(), Decisions()
    for one in judgements:
        archive.add_judgement(one)
    decisions.catch_up(archive)
    return decisions


def test_verdicts_are_of_single_subjects_and_of_whether_it_is_so():
    renamed = replace(judged("b"), verdict=Verdict.RENAMED, value="Fog")
    decisions = make(judged("a"), renamed, replace(judged("a"), subject_ids=("a", "b"), verdict=Verdict.SAME))
    assert decisions.verdicts(["a", "b", "c"]) == {"a": Verdict.CONFIRMED}


def test_what_an_editor_did_lately_is_as_much_as_tells_the_pace():
    decisions = make(*(judged(f"f{number}", after=number) for number in range(SITTING + 5)), judged("x", editor="ben"))
    assert len(decisions.lately("ann")) == SITTING
    assert [one.subject_ids for one in decisions.lately("ben")] == [("x",)]
    assert decisions.lately("cor") == ()
