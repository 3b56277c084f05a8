from datetime import date

import pytest

from factories import make_brief
from quality.planning import score_plan
from quality.scoring import Score
from readout.codes import MeetingStatus
from readout.records import CalendarLine, SourcedSentence, Story

ROWS = [
    {"day": "2031-02-18", "status": "held", "told_by": "a|b"},
    {"day": "2031-02-21", "status": "cancelled", "told_by": "b"},
    {"day": "2031-03-04", "status": "postponed", "told_by": "b"},
    {"day": "2031-03-05", "status": "happened", "told_by": "a|b|c"},
]


def line(when: str, status: MeetingStatus) -> CalendarLine:
    told = SourcedSentence("x", None, (), "readout", ())
    return CalendarLine("u", 0, told, when, None, (), status, (), ())


def story(day: str, *articles: str) -> Story:
    return Story(f"s{day}", "", articles, (), (), (), len(articles), day, day)


@pytest.mark.parametrize(
    ("lines", "score"),
    [
        ([], Score(2, 0, 0)),
        ([line("2031-02-18", MeetingStatus.HELD)], Score(2, 1, 1)),
        ([line("2031-02-18T10:00", MeetingStatus.HELD), line("2031-02-18", MeetingStatus.HELD)], Score(2, 2, 1)),
        ([line("2031-02-21", MeetingStatus.AGREED)], Score(2, 1, 0)),
        ([line("2031-03-04", MeetingStatus.POSTPONED)], Score(2, 0, 0)),
    ],
)
def test_a_line_of_the_calendar_needs_day_and_status(lines, score):
    brief = make_brief(calendar=tuple(lines), first_day=date(2031, 2, 1))
    assert score_plan(brief, ROWS)["plan.calendar"] == score


def test_a_story_is_held_against_the_articles_that_tell_the_happening():
    brief = make_brief(stories=(story("2031-03-05", "a", "d"), story("2031-02-18", "a", "b")))
    assert score_plan(brief, ROWS)["plan.stories"] == Score(5, 4, 3)


def test_a_story_of_another_day_is_not_the_happening():
    assert score_plan(make_brief(stories=(story("2031-03-06", "a", "b"),)), ROWS)["plan.stories"] == Score(5, 0, 0)
