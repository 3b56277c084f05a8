"""What editors decided is followed by the next assembly: the latest word on each subject, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import EventType, Factuality, MeetingStatus, Movement, Verdict
from readout.corpus.actors import Directory
from readout.corpus.judgements import (
    aspect_of,
    judge_analyses,
    judge_directory,
    judge_forecasts,
    judge_lines,
    list_in_force,
    name_place,
    open_docket,
)
from readout.corpus.origins import Origins
from readout.corpus.recasting import name_items, recast_stories
from readout.records import (
    Event,
    EventLine,
    Forecast,
    ForecastLine,
    Item,
    Judgement,
    Meeting,
    Mention,
    PositionLine,
    Statement,
    Story,
)
from readout.spans import cite

NOW = datetime(2031, 3, 7, tzinfo=UTC)
ARTICLE = make_article("Ada Orlo said that ships came. They met. It rained. All left.", id="a")
OTHER = make_article("Ada Orlo said nothing. They met again.", id="b")


def judge(verdict: Verdict, *subjects: str, after: int = 0, **fields: str) -> Judgement:
    return Judgement(subjects, verdict, "ed", NOW + timedelta(minutes=after), "", **fields)


def find(**fields: object):
    return make_analysis(
        ARTICLE,
        statements=(
            make_record(Statement, id="s1", source_id="ada-orlo", confidence=0.4),
            make_record(Statement, id="s2", source_id="bero-tal", via_id="s1", confidence=0.4),
        ),
        events=(
            make_record(Event, id="e1", event_type=EventType.THREATEN, factuality=Factuality.ALLEGED,
                        actor_ids=("ada-orlo", "bero-tal"), statement_id="s2", confidence=0.4),
            make_record(Event, id="e2", event_type=EventType.CONSULT, factuality=Factuality.HAPPENED, day="2031-03-01",
                        actor_ids=("bero-tal",), confidence=0.4),
        ),
        meetings=(make_record(Meeting, id="m1", status=MeetingStatus.HELD, party_ids=("ada-orlo", "bero-tal")),),
        forecasts=(make_record(Forecast, id="f1"), make_record(Forecast, id="f2", parent_id="f1")),
        mentions=(Mention(span_of(ARTICLE, "Ada Orlo"), "PERSON", "ada-orlo"),),
        **fields,
    )  # fmt: skip


def judged(*judgements: Judgement):
    return judge_analyses([find()], open_docket(judgements))[0]


# -- which are in force


def test_the_latest_on_the_same_subjects_and_aspect_is_in_force():
    told = [judge(Verdict.REJECTED, "x"), judge(Verdict.CONFIRMED, "x", after=1)]
    assert list_in_force(reversed(told)) == (told[1],)


def test_judgements_on_other_aspects_of_a_subject_stand_beside_each_other():
    told = (
        judge(Verdict.CONFIRMED, "x"),
        judge(Verdict.RENAMED, "x", after=1, value="Fog"),
        judge(Verdict.EDITED, "x", after=2, field="day", value="2031-03-02"),
        judge(Verdict.EDITED, "x", after=3, field="factuality", value="denied"),
    )
    assert list_in_force(told) == told


def test_what_is_withdrawn_is_in_force_no_more_and_neither_is_what_it_superseded():
    told = (
        judge(Verdict.CONFIRMED, "x"),
        judge(Verdict.REJECTED, "x", after=1),
        judge(Verdict.RENAMED, "x", after=2, value="Fog"),
        judge(Verdict.WITHDRAWN, "x", after=3, field="sound"),
    )
    assert list_in_force(told) == (told[2],)


def test_a_withdrawal_names_the_aspect_of_what_it_takes_back():
    for verdict in Verdict:
        if verdict is not Verdict.WITHDRAWN:
            one = judge(verdict, "x", field="day")
            back = judge(Verdict.WITHDRAWN, "x", after=1, field=aspect_of(one))
            assert list_in_force([one, back]) == ()


# -- findings


def test_without_judgements_an_analysis_is_given_back_as_it_is():
    analysis = find()
    assert judge_analyses([analysis], open_docket([]))[0] is analysis
    assert judge_analyses([analysis], open_docket([judge(Verdict.REJECTED, "elsewhere")]))[0] is analysis


def test_with_a_rejected_statement_goes_what_hangs_on_it():
    left = judged(judge(Verdict.REJECTED, "s1"))
    assert [one.id for one in left.statements] == []
    assert [one.id for one in left.events] == ["e2"]
    assert len(left.meetings) == 1


def test_with_a_rejected_forecast_goes_what_follows_from_it():
    assert judged(judge(Verdict.REJECTED, "f1")).forecasts == ()
    assert [one.id for one in judged(judge(Verdict.REJECTED, "f2")).forecasts] == ["f1"]


def test_what_is_confirmed_is_as_sure_as_can_be():
    left = judged(judge(Verdict.CONFIRMED, "e1"), judge(Verdict.CONFIRMED, "m1"))
    assert [one.confidence for one in left.events] == [1.0, 0.4]


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("factuality", "happened", Factuality.HAPPENED),
        ("event_type", "REQUEST", EventType.REQUEST),
        ("day", "2031-03-04", "2031-03-04"),
        ("day", "", None),
        ("factuality", "perhaps", Factuality.ALLEGED),
        ("factuality", "", Factuality.ALLEGED),
        ("trigger", "0-4", ()),
        ("nothing", "x", None),
    ],
)
def test_a_field_is_put_right_where_the_kind_has_it_and_its_words_allow(field, value, now):
    left = judged(judge(Verdict.EDITED, "e1", field=field, value=value))
    assert getattr(left.events[0], field, None) == now
    assert left.events[0].id == "e1"


def test_a_finding_may_be_put_right_in_several_fields():
    told = (
        judge(Verdict.EDITED, "e1", field="day", value="2031-03-04"),
        judge(Verdict.EDITED, "e1", after=1, field="factuality", value="happened"),
    )
    event = judged(*told).events[0]
    assert (event.day, event.factuality) == ("2031-03-04", Factuality.HAPPENED)


# -- actors


def test_two_actors_that_are_one_go_by_the_first_wherever_they_stand():
    left = judged(judge(Verdict.SAME, "ada-orlo", "bero-tal"))
    assert [one.source_id for one in left.statements] == ["ada-orlo", "ada-orlo"]
    assert [one.actor_ids for one in left.events] == [("ada-orlo",), ("ada-orlo",)]
    assert left.meetings[0].party_ids == ("ada-orlo",)


def test_chains_and_circles_of_the_same_actor_end_in_one():
    told = [
        judge(Verdict.SAME, "c", "bero-tal"),
        judge(Verdict.SAME, "ada-orlo", "c", after=1),
        judge(Verdict.SAME, "bero-tal", "ada-orlo", after=2),
    ]
    left = judged(*told)
    assert {one.source_id for one in left.statements} == {"ada-orlo"}


def test_an_actor_that_is_somebody_else_in_an_article_is_nobody_there():
    left = judged(judge(Verdict.DIFFERENT, "bero-tal", "a"))
    assert [one.source_id for one in left.statements] == ["ada-orlo", None]
    assert [one.actor_ids for one in left.events] == [("ada-orlo",)]
    assert judged(judge(Verdict.DIFFERENT, "bero-tal", "b")) == find()


def test_actors_are_known_by_the_names_that_editors_gave_them():
    actors = {key: make_actor(key, key.title()) for key in ("ada", "bero", "cor")}
    told = [judge(Verdict.RENAMED, "ada", value="Ada Orlo"), judge(Verdict.SAME, "ada", "bero", after=1),
            judge(Verdict.SAME, "new", "cor", after=2)]  # fmt: skip
    directory = judge_directory(Directory(actors), open_docket(told))
    assert {key: one.name for key, one in directory.by_id.items()} == {"ada": "Ada Orlo", "new": "Cor"}


# -- lines


def test_a_rejected_line_is_left_out_and_the_others_keep_their_order():
    lines = [make_record(EventLine, id=key, confidence=0.3) for key in "abc"]
    docket = open_docket([judge(Verdict.REJECTED, "b"), judge(Verdict.CONFIRMED, "c")])
    assert [(one.id, one.confidence) for one in judge_lines(lines, docket)] == [("a", 0.3), ("c", 1.0)]


def test_a_passage_that_an_editor_named_stands_first_among_the_evidence():
    place, proposed = span_of(ARTICLE, "They met."), cite(OTHER, span_of(OTHER, "They met again."))
    line = make_record(ForecastLine, id="f", state="open", proposed_evidence=(proposed,))
    told = judge(Verdict.EVIDENCE, "f", field=name_place("a", place), value="They met.")
    moved = judge(Verdict.EVIDENCE, "f", after=1, field="a@1-9", value="They met.")
    elsewhere = judge(Verdict.EVIDENCE, "f", after=2, field="gone@0-9", value="They met.")
    docket = open_docket([told, moved, elsewhere])
    (judged,) = judge_forecasts([line], docket, {"a": ARTICLE, "b": OTHER})
    assert judged.proposed_evidence == (cite(ARTICLE, place), proposed)
    assert aspect_of(told) != aspect_of(moved)


@pytest.mark.parametrize("verdict", [Verdict.CAME_TRUE, Verdict.DID_NOT, Verdict.VOID])
def test_a_forecast_is_resolved_by_a_person_and_may_be_reopened(verdict):
    line = make_record(ForecastLine, id="f", state="overdue")
    told = [judge(verdict, "f")]
    assert judge_lines([line], open_docket(told))[0].state == verdict.value
    told.append(judge(Verdict.WITHDRAWN, "f", after=1, field="outcome"))
    assert judge_lines([line], open_docket(told))[0].state == "overdue"


def test_an_editor_says_how_a_position_moved():
    line = make_record(PositionLine, id="p", movement=Movement.NEW)
    assert (
        judge_lines([line], open_docket([judge(Verdict.MOVED, "p", value="hardened")]))[0].movement is Movement.HARDENED
    )
    assert judge_lines([line], open_docket([judge(Verdict.MOVED, "p", value="gone")]))[0].movement is Movement.NEW


# -- stories

ORIGINS = Origins({}, {}, {}, {})
RAIN, MET, CAME = (cite(ARTICLE, span_of(ARTICLE, words)) for words in ("It rained.", "They met.", "ships came"))
AGAIN = cite(OTHER, span_of(OTHER, "They met again."))
HAPPENINGS = (
    make_record(EventLine, id="met", day="2031-03-01", citations=(MET, AGAIN)),
    make_record(EventLine, id="rain", day="2031-03-02", citations=(RAIN,)),
    make_record(EventLine, id="came", day="2031-03-05", citations=(CAME,)),
)


def make_story(story_id: str, *lines: EventLine) -> Story:
    citations = tuple(
        sorted((one for line in lines for one in line.citations), key=lambda one: (one.article_id, one.span))
    )
    return Story(
        story_id,
        "",
        tuple(sorted({one.article_id for one in citations})),
        tuple(line.id for line in lines),
        (),
        citations,
        len({one.article_id for one in citations}),
        lines[0].day,
        lines[-1].day,
    )


WHOLE, LONE = make_story("whole", *HAPPENINGS[:2]), make_story("lone", HAPPENINGS[2])


def recast(*judgements: Judgement) -> tuple[Story, ...]:
    return recast_stories((WHOLE, LONE), open_docket(judgements), HAPPENINGS, (), ORIGINS)


def test_a_rejected_story_is_not_told():
    assert recast(judge(Verdict.REJECTED, "whole")) == (LONE,)
    assert recast() == (WHOLE, LONE)


def test_two_stories_that_are_one_are_told_once_under_the_first():
    (one,) = recast(judge(Verdict.SAME, "lone", "whole"))
    assert one.id == "lone"
    assert (one.first_day, one.last_day, one.origins) == ("2031-03-01", "2031-03-05", 2)
    assert set(one.citations) == {RAIN, MET, CAME, AGAIN}
    assert set(one.happening_ids) == {"met", "rain", "came"}


@pytest.mark.parametrize(
    ("part", "left", "split"),
    [("rain", {MET, AGAIN}, {RAIN}), ("b", {RAIN, MET}, {AGAIN}), ("elsewhere", {MET, AGAIN, RAIN}, None)],
)
def test_a_part_that_is_not_of_a_story_is_a_story_of_its_own(part, left, split):
    whole, *rest = recast(judge(Verdict.DIFFERENT, "whole", part))
    assert set(whole.citations) == left
    assert whole.id == "whole"
    assert rest[-1] == LONE
    assert [set(one.citations) for one in rest[:-1]] == ([split] if split else [])
    assert all(one.happening_ids and one.origins for one in (whole, *rest))


def test_a_story_goes_by_the_name_that_an_editor_gave_it():
    docket = open_docket([judge(Verdict.RENAMED, "lone", value="The ships")])
    assert recast(*docket.judgements)[1].headline == "The ships"
    item = make_record(Item, story_id="lone", sentences=())
    other = replace(item, story_id="whole")
    named, plain = name_items([item, other], docket)
    assert (named.headline.text, named.headline.author) == ("The ships", "editor")
    assert plain == other
