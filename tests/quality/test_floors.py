from functools import cache

import pytest

from quality.measuring import GOLD, MEASURES, Measured, below, measure, read_floors
from quality.scoring import Score


@cache
def measured() -> Measured:
    return measure()


def test_the_floors_were_measured_on_this_gold():
    digest, _ = read_floors()
    assert digest == measured().digest, "the gold has changed: measure again with `python bench/floors.py --raise`"


@pytest.mark.parametrize("kind", sorted(read_floors()[1]))
def test_no_reading_falls_under_its_floor(kind):
    floors = read_floors()[1]
    assert not below(measured().scored.scores, {kind: floors[kind]})


def test_every_kind_that_is_scored_has_a_floor():
    assert measured().scored.scores.keys() == read_floors()[1].keys()


def test_a_score_under_its_floor_is_told():
    floor = {"timex": dict.fromkeys(MEASURES, 0.5)}
    assert below({"timex": Score(10, 10, 4)}, floor) == [
        "timex: precision 0.4 is under its floor 0.5",
        "timex: recall 0.4 is under its floor 0.5",
        "timex: f1 0.4 is under its floor 0.5",
    ]
    assert not below({"timex": Score(10, 10, 5)}, floor)


def test_sixteen_articles_or_more_are_annotated():
    assert len(list(GOLD.rglob("*.jsonl"))) >= 16
