"""The drawings say in words, and in a table, what they show; nothing in them is told by colour alone."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from readout.codes import MeetingStatus
from readout.records import BalanceDay, Brief
from readout.rendering import render_brief
from readout.rendering.charts import draw_balance, draw_timeline, timeline_table
from readout.rendering.lines import plain
from readout.rendering.receipts import stock_shelf
from readout.rendering.sections import write_sections
from whole_brief import ANALYSES, ARTICLES, make_whole_brief

DAYS = (
    BalanceDay("2031-03-03", 2.0, (2.0, 3.5), 0.0, (0.0, 1.0), ("e1",)),
    BalanceDay("2031-03-05", 1.0, (1.0, 1.0), 4.0, (4.0, 4.0), ("e2", "e3"), ("e3",)),
)


def lines_of(brief: Brief):
    return plain("timeline")(brief, stock_shelf(ARTICLES, ANALYSES, brief))[0].lines


def test_a_happening_that_is_told_above_is_drawn_and_not_listed_again():
    brief = make_whole_brief()
    sections = {one.id: one for one in write_sections(brief, stock_shelf(ARTICLES, ANALYSES, brief))}
    (item, *_) = sections["developments"].groups
    assert sections["timeline"].groups[0].lines == ()
    assert sections["timeline"].chart is not None
    assert f'href="#{item.lines[0].id}"' in sections["timeline"].chart.svg


def test_the_balance_is_told_in_words_with_its_range_and_without_a_score():
    drawing = draw_balance(make_whole_brief(balance=DAYS), {})
    assert drawing is not None
    assert drawing.words == (
        "Deeds counted by day over 3 days. Talks: 3 (3 to 4.5 with what is not sure), most on 3 March 2031; "
        "escalation: 4 (4 to 5 with what is not sure), most on 5 March 2031."
    )


def test_a_long_period_is_counted_by_weeks_that_begin_on_monday():
    late = BalanceDay("2031-03-27", 1.0, (1.0, 1.0), 0.0, (0.0, 0.0), ("e3",))
    drawing = draw_balance(make_whole_brief(balance=(*DAYS, late), last_day=date(2031, 3, 30)), {})
    assert drawing is not None
    assert drawing.words.startswith("Deeds counted by week over 4 weeks. Talks: 4 (4 to 5.5 with what is not sure), ")
    assert drawing.svg.count("<circle") == 4


def test_the_two_lines_differ_in_shape_and_in_dash():
    drawing = draw_balance(make_whole_brief(balance=DAYS), {})
    assert drawing is not None
    root = ET.fromstring(drawing.svg)
    talks, force = (next(each for each in root.iter("g") if each.get("class") == name) for name in ("talks", "force"))
    assert len(list(talks.iter("circle"))) == len(list(force.iter("rect"))) == 3
    assert [text.text for text in root.findall("text")] == ["Talks", "Escalation"]


def test_names_at_the_ends_of_the_lines_never_overlap():
    for values in ((0.0, 0.0), (4.0, 4.0), (4.0, 3.8), (0.0, 4.0)):
        day = BalanceDay("2031-03-03", values[0], (0.0, 4.0), values[1], (0.0, 4.0), ())
        drawing = draw_balance(make_whole_brief(balance=(day,)), {})
        assert drawing is not None
        heights = [float(text.get("y") or 0) for text in ET.fromstring(drawing.svg).findall("text")]
        assert abs(heights[0] - heights[1]) >= 15


def test_each_dot_of_the_timeline_leads_to_its_line_and_the_table_repeats_it():
    brief = make_whole_brief(
        calendar=(replace(make_whole_brief().calendar[0], status=MeetingStatus.AGREED, when="2031-03-12"),)
    )
    lines = lines_of(brief)
    drawing, table = draw_timeline(brief, lines), timeline_table(brief)
    assert drawing is not None
    assert table is not None
    assert re.findall(r'href="#([^"]*)"', drawing.svg) == [line.id for line in lines]
    assert drawing.words == "1 happening on 3 March 2031; 1 meeting ahead. Shaded: the period of the brief."
    assert table.rows == (("3 March 2031", "1", "–"), ("12 March 2031", "–", "1"))


def test_what_is_older_than_the_period_is_counted_and_not_drawn():
    brief = make_whole_brief(news_since=date(2031, 3, 4))
    assert draw_timeline(brief, lines_of(brief)) is None


@pytest.mark.parametrize("field", ["balance", "timeline"])
def test_nothing_is_drawn_of_nothing(field):
    brief = make_whole_brief(**{field: ()})
    drawn = draw_balance(brief, {}) if field == "balance" else draw_timeline(brief, ())
    assert drawn is None


def test_both_drawings_stand_on_the_page_with_title_and_description():
    page = render_brief(ARTICLES, ANALYSES, make_whole_brief())["index.html"].decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        root = ET.fromstring(drawing)
        ids = {each.get("id") for each in root if each.tag in {"title", "desc"} and each.text}
        assert ids == set((root.get("aria-labelledby") or "").split())
    assert page.count("<figcaption>") == 2
    assert page.count("<summary>As a table</summary>") == 2


def test_a_drawing_has_no_colour_of_its_own():
    brief = make_whole_brief(balance=DAYS)
    for drawing in (draw_balance(brief, {}), draw_timeline(brief, lines_of(brief))):
        assert drawing is not None
        assert not re.search(r'fill="|stroke="|style="|#[0-9a-f]{6}', drawing.svg.replace('href="#', ""))


def test_a_point_of_the_balance_leads_to_what_it_counts():
    drawing = draw_balance(make_whole_brief(balance=DAYS), {"e1": "l-1", "e2": "l-2", "e3": "l-3"})
    assert drawing is not None
    assert re.findall(r'href="#([^"]*)"><title>([^<]*)', drawing.svg) == [
        ("l-1", "Talks on 3 March 2031: 1 deed"),
        ("l-2", "Talks on 5 March 2031: 1 deed"),
        ("l-3", "Escalation on 5 March 2031: 1 deed"),
    ]
    page = render_brief(ARTICLES, ANALYSES, make_whole_brief())["index.html"].decode()
    assert set(re.findall(r'<a href="#(l-[^"]*)"><title>', page)) <= set(re.findall(r'<li id="([^"]*)"', page))


def test_the_edges_of_the_calendar_are_drawn_too():
    far = tuple(BalanceDay(day, 1.0, (1.0, 1.0), 0.0, (0.0, 0.0), ()) for day in ("1999-12-31", "2031-03-03"))
    drawing = draw_balance(make_whole_brief(balance=far), {})
    assert drawing is not None
    assert drawing.words.startswith("Deeds counted by year over 33 years. Talks: 2; ")
    edge = BalanceDay("9999-12-31", 1.0, (1.0, 1.0), 0.0, (0.0, 0.0), ())
    assert draw_balance(make_whole_brief(balance=(edge,), first_day=date.max, last_day=date.max), {}) is not None
