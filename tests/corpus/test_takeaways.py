from dataclasses import replace
from datetime import date

import pytest

from factories import make_analysis, make_article, make_brief, make_record, span_of
from readout.codes import Agreement, MeetingStatus, Movement, TimexType
from readout.corpus.actors import Directory
from readout.corpus.changes import write_changes
from readout.corpus.takeaways import write_takeaways
from readout.corpus.templates import make_line, quote_line, span_slot
from readout.corpus.turns import Ground, points_told_differently
from readout.records import CalendarLine, Comparison, ForecastLine, Mention, Point, PositionLine, Slot, Telling, Timex
from readout.spans import cite

TEXT = (
    "Northland and Southmark will hold talks in Arlen on April 15. Northland will stop no ship. "
    "Later Northland said that it will search every ship. The talks were held at the request of Southmark. "
    "They began at the initiative of Northland. Bread will be dear by spring."
)
ARTICLE = make_article(TEXT, id="a1", outlet_id="north", published="2031-03-29")
NAMES = tuple(Mention(span_of(ARTICLE, name), "GPE", name.lower()) for name in ("Northland", "Southmark"))
FOUND = make_analysis(
    ARTICLE, mentions=NAMES, timexes=(Timex(span_of(ARTICLE, "April 15"), TimexType.DATE, "2031-04-15"),)
)
SOUTH = replace(ARTICLE, id="a2", outlet_id="south")
GROUND = Ground(
    {"a1": ARTICLE, "a2": SOUTH},
    {"a1": FOUND, "a2": replace(FOUND, article_id="a2")},
    Directory({}),
    {"north": "North Post", "south": "Southern Wire"},
)


def cited(words):
    return cite(ARTICLE, span_of(ARTICLE, words))


def meeting(uid="m1", when="2031-04-15", status=MeetingStatus.AGREED):
    told = cited("Northland and Southmark will hold talks in Arlen on April 15.")
    slots = [Slot("parties", "actor", name, cited(name)) for name in ("Northland", "Southmark")] + [
        span_slot("what", ARTICLE, span_of(ARTICLE, "talks"))
    ]
    return make_record(
        CalendarLine, uid=uid, when=when, status=status, summary=make_line("meeting", slots, (told,)), citations=(told,)
    )


def position(movement):
    return make_record(
        PositionLine, holder_ids=("northland",), movement=movement,
        wording="it will search every ship", citations=(cited("Later Northland said that it will search every ship."),),
        told=quote_line(ARTICLE, span_of(ARTICLE, "it will search every ship")),
        previous_wording="Northland will stop no ship", previous_citations=(cited("Northland will stop no ship."),),
    )  # fmt: skip


def dispute():
    tellings = tuple(
        Telling(article.outlet_id, cite(article, span_of(article, words)))
        for article, words in (
            (ARTICLE, "The talks were held at the request of Southmark."),
            (SOUTH, "They began at the initiative of Northland."),
        )
    )
    text = "at the request of Southmark … at the initiative of Northland"
    return Comparison("s1", (Point(text, Agreement.CONFLICT, "who_asked", tellings, ()),))


FORECAST = make_record(
    ForecastLine,
    claim="Bread will be dear by spring",
    state="overdue",
    shown=True,
    citations=(cited("Bread will be dear by spring."),),
)


GROUND = replace(GROUND, meetings={"s1": meeting()})


def take(positions=(), calendar=(), comparisons=(), forecasts=()):
    lines = write_takeaways(positions, calendar, comparisons, forecasts, GROUND, date(2031, 3, 29))
    return [line.text for line in lines]


def change(earlier, positions=(), calendar=(), comparisons=()):
    lines = write_changes(earlier, calendar, positions, comparisons, GROUND)
    return [line.text for line in lines]


NEXT = "Northland and Southmark: talks, 15 April 2031"
HARDER = "Harder: “it will search every ship”; before, “Northland will stop no ship”"
WHO = (
    "Told differently, who asked for it; Northland and Southmark: talks, 15 April 2031. "
    "North Post: “at the request of Southmark”; Southern Wire: “at the initiative of Northland”"
)


def test_where_the_ledgers_hold_nothing_nothing_is_said():
    assert take() == []


@pytest.mark.parametrize(
    ("ledgers", "expected"),
    [
        ({"calendar": [meeting()]}, [f"Next: {NEXT}"]),
        ({"calendar": [meeting(status=MeetingStatus.HELD)]}, []),
        ({"calendar": [meeting(when="2031-03-27")]}, []),
        ({"positions": [position(Movement.HARDENED)]}, [HARDER]),
        ({"positions": [position(Movement.REPEATED)]}, []),
        ({"comparisons": (dispute(),)}, [WHO]),
        ({"forecasts": [FORECAST]}, ["Due by now, foretold in North Post: “Bread will be dear by spring”"]),
        ({"forecasts": [replace(FORECAST, state="open")]}, []),
        ({"forecasts": [replace(FORECAST, condition="the port closes")]}, []),
        ({"positions": [replace(position(Movement.HARDENED), previous_wording="it will search every ship then")]}, []),
    ],
)
def test_each_kind_of_evidence_has_its_line(ledgers, expected):
    assert take(**ledgers) == expected


def test_one_passage_is_set_against_others_once():
    point = dispute().points[0]
    again = replace(point, text="another wording", tellings=(point.tellings[0],))
    other = replace(again, conflict="number")
    shown = points_told_differently([Comparison("s1", (point, again, other))])
    assert [one.point for one in shown] == [point, other]


def test_what_is_told_differently_of_no_day_that_is_known_is_not_said():
    lines = write_takeaways((), (), (dispute(),), (), replace(GROUND, meetings={}), date(2031, 3, 29))
    assert lines == ()


def test_every_takeaway_cites():
    lines = write_takeaways(
        [position(Movement.SOFTENED)], [meeting()], (dispute(),), [FORECAST], GROUND, date(2031, 3, 29)
    )
    assert len(lines) == 4
    assert all(line.citations for line in lines)


def test_without_an_earlier_brief_nothing_changed():
    assert change(None, [position(Movement.HARDENED)], [meeting()], (dispute(),)) == []


@pytest.mark.parametrize(
    ("earlier", "line", "expected"),
    [
        ([], meeting(), [f"New: {NEXT}"]),
        ([meeting()], meeting(), []),
        ([meeting(when="2031-04-11")], meeting(), ["Moved: Northland and Southmark: talks, now 15 April 2031"]),
        ([meeting()], meeting(status=MeetingStatus.HELD), [f"Held since: {NEXT}"]),
        ([meeting()], meeting(status=MeetingStatus.CANCELLED), [f"Called off: {NEXT}"]),
    ],
    ids=["new", "the same", "moved", "held", "called off"],
)
def test_a_meeting_is_held_against_the_earlier_brief(earlier, line, expected):
    assert change(make_brief(calendar=tuple(earlier)), calendar=[line]) == expected


def test_moved_positions_and_new_disputes_are_changes_and_old_disputes_are_not():
    assert change(make_brief(), [position(Movement.HARDENED)], (), (dispute(),)) == [HARDER, WHO]
    assert change(make_brief(comparisons=(dispute(),)), (), (), (dispute(),)) == []
