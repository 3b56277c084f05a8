from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from quality.accounts_gold import FACETS, KINDS, RELATIONS, GoldPoint, GoldStory, Lookalike, find_once, read_accounts
from quality.accounts_scoring import PredictedPoint, StoryScore, estimate, hits, score_stories, score_story
from quality.scoring import Score
from readout import load_codebook

OPEN = read_accounts(held=False)
HELD = read_accounts(held=True)
STORIES = (*OPEN, *HELD)
POINTS = [point for story in STORIES for point in story.points]


@cache
def known_outlets(standoff: Path) -> set[str]:
    return {outlet.id for outlet in load_codebook(standoff).standoff.outlets}


def test_half_of_the_forty_stories_are_held_every_second_one():
    assert [story.id for story in OPEN] == [f"{number:02}" for number in range(1, 41, 2)]
    assert [story.id for story in HELD] == [f"{number:02}" for number in range(2, 41, 2)]
    assert not any(story.held for story in OPEN)
    assert all(story.held for story in HELD)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_is_three_accounts_of_outlets_that_its_standoff_knows(story):
    assert len(story.articles) == 3
    assert set(story.articles) <= known_outlets(story.standoff)
    assert all(60 <= len(article.text.split()) <= 160 for article in story.articles.values())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_point_is_whole(story):
    for point in story.points:
        assert point.facet in FACETS
        assert point.relation in RELATIONS
        assert (point.relation == "one-sided") == (len(point.told) == 1)
        assert (point.kind in KINDS) if point.relation in {"conflict", "update"} else point.kind is None
        assert sorted(outlet for group in point.groups for outlet in group) == sorted(point.told)
        assert (len(point.groups) > 1) == (point.relation in {"conflict", "update"})
    assert len({point.name for point in story.points}) == len(story.points)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_an_update_is_told_on_a_later_day(story):
    for point in story.points:
        if point.relation == "update":
            days = [max(str(story.articles[outlet].published) for outlet in group) for group in point.groups]
            assert all(earlier < later for earlier, later in pairwise(days)), point.name


def test_there_are_enough_points_of_every_relation():
    counts = Counter(point.relation for point in POINTS)
    assert counts["conflict"] >= 60
    assert counts["update"] >= 30
    assert counts["shared"] >= 120
    assert counts["one-sided"] >= 80
    assert len({story.standoff for story in STORIES}) == 5
    assert sum(len(story.lookalikes) for story in STORIES) >= 30


@pytest.mark.parametrize(("words", "times"), [("gone", 0), ("the", 2)])
def test_words_that_do_not_stand_once_are_told(words, times):
    with pytest.raises(ValueError, match=f"stands {times} times: '{words}'"):
        find_once("the day and the night", words)


def point(relation: str, told: dict[str, tuple[int, int]], *groups: str, kind: str | None = None) -> GoldPoint:
    parted = tuple(frozenset(group.split()) for group in groups) or (frozenset(told),)
    return GoldPoint("p", "what", relation, kind, {outlet: (span,) for outlet, span in told.items()}, parted)


TOY = GoldStory(
    "01",
    OPEN[0].standoff,
    False,
    "",
    {},
    (
        point("shared", {"a": (0, 20), "b": (0, 20)}),
        point("conflict", {"a": (30, 50), "b": (30, 50), "c": (30, 50)}, "a c", "b", kind="number"),
        point("update", {"a": (60, 80), "c": (60, 80)}, "a", "c", kind="date"),
        point("one-sided", {"b": (60, 80)}),
    ),
    (Lookalike({"a": ((0, 20),), "c": ((60, 80),)}, "other days"),),
)
SHARED = PredictedPoint("shared", None, {"a": (0, 25), "b": (5, 20)})
CONFLICT = PredictedPoint("conflict", "number", {"a": (30, 50), "b": (30, 50)})
UPDATE = PredictedPoint("update", "number", {"a": (60, 80), "c": (60, 80)})
ALONE = PredictedPoint("one-sided", None, {"b": (60, 70)})
RIGHT = [SHARED, CONFLICT, UPDATE, ALONE]


@pytest.mark.parametrize(
    ("passage", "does"),
    [
        ((0, 20), True),
        ((10, 40), True),
        ((11, 40), False),
        ((20, 40), False),
        ((5, 7), True),
        ((0, 400), True),
        ((0, 401), False),
    ],
)
def test_a_passage_hits_what_it_shares_half_with(passage, does):
    assert hits(passage, (0, 20)) is does


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ([], Score(4, 0, 0)),
        (RIGHT, Score(4, 4, 4)),
        pytest.param([SHARED, SHARED], Score(4, 2, 1), id="twice is once wrong"),
        pytest.param([CONFLICT._replace(relation="shared")], Score(4, 1, 0), id="a conflict told as shared"),
        pytest.param([SHARED._replace(relation="conflict")], Score(4, 1, 0), id="shared told as a conflict"),
        pytest.param(
            [CONFLICT._replace(passages={"a": (30, 50), "c": (30, 50)})], Score(4, 1, 0), id="a conflict of one group"
        ),
        pytest.param(
            [PredictedPoint("shared", None, {"a": (30, 50), "c": (30, 50)})], Score(4, 0, 0), id="they do tell it alike"
        ),
        pytest.param([PredictedPoint("one-sided", None, {"c": (0, 20)})], Score(4, 0, 0), id="true and not marked"),
        pytest.param([PredictedPoint("one-sided", None, {"a": (0, 20)})], Score(4, 1, 0), id="told by another too"),
        pytest.param(
            [SHARED._replace(passages={**SHARED.passages, "c": (0, 20)})], Score(4, 1, 0), id="c does not tell it"
        ),
        pytest.param([PredictedPoint("shared", None, {"a": (0, 20)})], Score(4, 1, 0), id="shared by one"),
    ],
)
def test_a_prediction_is_right_as_the_guidelines_say(found, score):
    assert score_story(TOY, found).all == score


def test_the_relation_may_be_left_out_of_account():
    scored = score_story(TOY, [CONFLICT._replace(relation="shared"), SHARED._replace(relation="conflict")])
    assert scored.points == Score(4, 2, 2)
    assert scored.all == Score(4, 2, 0)


def test_one_passage_is_not_the_finding_of_what_two_tell():
    alone = PredictedPoint("one-sided", None, {"a": (0, 20)})
    assert score_story(TOY, [alone]).points == Score(4, 1, 0)


def test_kinds_and_lookalikes_are_counted_apart():
    mixed = PredictedPoint("conflict", "date", {"a": (0, 20), "c": (60, 80)})
    assert score_story(TOY, RIGHT).kinds == (1, 2)
    assert score_story(TOY, RIGHT).lookalikes == (0, 1)
    assert score_story(TOY, [mixed]).lookalikes == (1, 1)


def test_a_pairing_gives_up_a_first_choice_for_the_sake_of_more_pairs():
    wide = point("one-sided", {"a": (0, 40)})
    narrow = point("one-sided", {"a": (0, 10)})
    story = GoldStory("01", OPEN[0].standoff, False, "", {}, (wide, narrow), ())
    both = PredictedPoint("one-sided", None, {"a": (0, 10)})
    only = PredictedPoint("one-sided", None, {"a": (20, 40)})
    assert score_story(story, [both, only]).all == Score(2, 2, 2)


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    scores = score_stories([TOY, TOY], {"01": RIGHT[:2]})
    figures = estimate([*scores, StoryScore()], samples=200)
    assert figures == estimate([*scores, StoryScore()], samples=200)
    assert figures["all.f1"].low <= figures["all.f1"].value <= figures["all.f1"].high
    assert figures["conflict.precision"].value == 1.0
    assert figures["all.recall"].value == 0.5


def test_the_gold_given_back_as_a_prediction_is_right_throughout():
    given = {
        story.id: [
            PredictedPoint(each.relation, each.kind, {outlet: spans[0] for outlet, spans in each.told.items()})
            for each in story.points
        ]
        for story in STORIES
    }
    total = sum(score_stories(STORIES, given), StoryScore())
    assert total.all == Score(len(POINTS), len(POINTS), len(POINTS))
    assert total.kinds[0] == total.kinds[1]
