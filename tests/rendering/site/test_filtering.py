"""A timeline is narrowed by the page's style alone."""

import re

import pytest

from memory_archive import MemoryArchive
from readout.codes import BlockKind
from readout.rendering.site.drawings import draw_quoting
from readout.rendering.site.filtering import offer_filters
from readout.rendering.site.traces import Trace
from sites import build, publish_weeks

ACTORS = {"kestria": "Kestria", "dolmira": "Dolmira", "orrin": "Strait of Orrin"}
OUTLETS = {"longitude": "Longitude", "review": "Brenholt Review"}


def make_trace(line: str, actors: tuple[str, ...] = (), outlets: tuple[str, ...] = (), **more: str) -> Trace:
    return Trace(
        1, "2031-w10", line, BlockKind.DEVELOPMENT, None, "It happened.", None, "2031-03-04", actors, outlets, (), None,
        **more,
    )  # fmt: skip


LINES = (
    make_trace("l-1", ("kestria", "dolmira"), ("longitude",)),
    make_trace("l-2", ("kestria",), ("review",)),
    make_trace("l-3", ("nobody",), ("longitude", "nowhere")),
)


def test_choices_are_those_that_lines_name_the_most_named_first_with_their_counts():
    filtering = offer_filters(LINES, ACTORS, OUTLETS)
    told = {each.key: [(one.key, one.name, one.lines) for one in each.choices] for each in filtering.filters}
    assert told == {
        "who": [("who-1", "Kestria", 2), ("who-2", "Dolmira", 1)],
        "in": [("in-1", "Longitude", 2), ("in-2", "Brenholt Review", 1)],
    }


def test_a_row_has_the_classes_of_what_it_names_and_rests_on():
    filtering = offer_filters(LINES, ACTORS, OUTLETS)
    assert [filtering.class_row(line) for line in LINES] == [("who-1", "who-2", "in-1"), ("who-1", "in-2"), ("in-1",)]


@pytest.mark.parametrize("lines", [(), LINES[2:], LINES[:0]])
def test_nothing_is_offered_where_all_would_stay(lines):
    assert offer_filters(lines, ACTORS, {"longitude": "Longitude"}).filters == ()


def test_a_day_goes_when_no_line_of_it_has_both_that_are_chosen():
    rules = offer_filters(LINES, ACTORS, OUTLETS).write_rules("timeline")
    both = "#timeline:has(#who-2:checked):has(#in-2:checked)"
    assert f"{both} .days > li:not(:has(.who-2.in-2)) {{ display: none; }}" in rules
    assert f"{both}:not(:has(.days .who-2.in-2)) .none {{ display: block; }}" in rules


def test_every_class_of_a_row_has_its_button_and_its_rule_on_the_page_of_the_standoff():
    archive = MemoryArchive()
    publish_weeks(archive, 2)
    page = build(archive)["standoff/index.html"].decode()
    classes = {each for told in re.findall(r'<li class="([^"]+)">', page) for each in told.split()}
    assert classes == set(re.findall(r'<input type="radio" name="\w+" id="([^"]+)">', page))
    assert all(f"li:not(.{each}) {{ display: none; }}" in page for each in classes)


def test_who_quotes_whom_counts_words_of_speakers_and_no_positions():
    said = make_trace("l-4", (), ("longitude", "review"), speaker_id="kestria", voice="said")
    held = make_trace("l-5", (), ("longitude",), speaker_id="kestria")
    drawing, table = draw_quoting((said, said, held), OUTLETS, ACTORS)
    assert table.rows == (("Kestria", "2", "2"),)
    assert drawing.words.startswith("4 times an outlet printed words of a named speaker; most: Kestria in ")
