"""
What the product finds in the gold of rival accounts stays at least as right as it was; both halves apart.

The model was trained on the open half; the held one is the honest figure. The floors lie a hair under what was
measured, since a better reading of who said what moves a sentence or two.
"""

import pytest

from quality.accounts_gold import read_accounts
from quality.accounts_reading import predict
from quality.accounts_scoring import estimate, score_stories

FLOORS = {
    "open": {"all.f1": 0.52, "shared.precision": 0.66, "one-sided.precision": 0.51, "conflict.precision": 0.9},
    "held": {"all.f1": 0.475, "shared.precision": 0.73, "one-sided.precision": 0.55, "conflict.precision": 0.8},
}


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_points_are_found_as_rightly_as_before(half):
    stories = read_accounts(held=half == "held")
    figures = estimate(score_stories(stories, {story.id: predict(story) for story in stories}), samples=1)
    found = {name: round(figures[name].value, 3) for name in FLOORS[half]}
    assert all(found[name] >= floor for name, floor in FLOORS[half].items()), found
