"""
Scores a brief of the invented standoff against the plan that its articles were written from (`happenings.csv`).

`plan.calendar`: lines with the day and status of a meeting of the plan. `plan.stories`: for every happening
that two articles or more tell, the articles of the story that fits it best, against those of the plan.
"""

from collections.abc import Mapping, Sequence

from quality.scoring import Score
from readout.records import Brief, Story

_MEETINGS = frozenset({"held", "cancelled", "postponed", "agreed"})


def score_plan(brief: Brief, rows: Sequence[Mapping[str, str]]) -> dict[str, Score]:
    """`rows` are those of the plan, the cells as they stand there."""
    return {"plan.calendar": _score_calendar(brief, rows), "plan.stories": _score_stories(brief, rows)}


def _score_calendar(brief: Brief, rows: Sequence[Mapping[str, str]]) -> Score:
    """A day from which a meeting was moved need not be in the calendar, and is no mistake there."""
    planned = {(row["day"], row["status"]) for row in rows if row["status"] in _MEETINGS}
    wanted = {one for one in planned if one[1] != "postponed"}
    told = [(line.when[:10], str(line.status)) for line in brief.calendar]
    right = {one for one in told if one in wanted}
    return Score(len(wanted), sum(one not in planned - wanted for one in told), len(right))


def _score_stories(brief: Brief, rows: Sequence[Mapping[str, str]]) -> Score:
    total = Score(0, 0, 0)
    for row in rows:
        tellers = set(row["told_by"].split("|"))
        if len(tellers) < 2:
            continue
        best = max(brief.stories, key=lambda story: (_shared(story, tellers, row["day"]), story.id), default=None)
        shared = _shared(best, tellers, row["day"]) if best else 0
        total += Score(len(tellers), len(best.article_ids) if best and shared else 0, shared)
    return total


def _shared(story: Story, tellers: set[str], day: str) -> int:
    """How many of the story's articles tell the happening; none when the story is of another day."""
    return len(tellers & set(story.article_ids)) if story.first_day.startswith(day) else 0
