"""Coded events as a table: what is written is read back, no spreadsheet runs it, and CAMEO stands beside."""

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_article, make_record
from readout.analysis.events import code_events
from readout.codes import EventType
from readout.errors import OutputError
from readout.records import Analysis, Mention, Span
from readout.rendering.event_table import (
    COLUMNS,
    EventRow,
    list_events,
    read_csv,
    read_jsonl,
    write_csv,
    write_jsonl,
)

TEXT = "Russia expelled four Ukrainian diplomats on December 4, 2031."


@pytest.fixture(scope="module")
def rows(parse, codebook):
    read = parse(TEXT)
    mentions = [
        Mention(Span(TEXT.index(word), TEXT.index(word) + len(word)), "GPE", actor)
        for word, actor in (("Russia", "russia"), ("Ukrainian", "ukraine"))
    ]
    article = make_article(TEXT, title="=1+1", published="2031-12-05")
    events = code_events(article, read, mentions, (), (), codebook)
    analysis = make_record(Analysis, article_id=article.id, events=events)
    return tuple(list_events([article], [analysis], codebook.actors.by_id, codebook.plover))


def test_an_event_is_a_row_with_names_codes_quad_and_cameo(rows):
    (row,) = rows
    assert (row.event_type, row.event_mode, row.cameo) == ("SANCTION", "expel", "166")
    assert row.quad_code == "material_conflict"
    assert (row.actor_names, row.recipient_names) == (("Russia",), ("Ukraine",))
    assert row.actor_codes[0].startswith("RUS")
    assert TEXT[row.trigger_start : row.trigger_end] == row.trigger == "expelled"


def test_both_forms_are_read_back_as_they_were_written(rows):
    assert read_csv(write_csv(rows)) == rows
    assert read_jsonl(write_jsonl(rows)) == rows


def test_every_type_has_a_quad_and_a_cameo_code(codebook):
    assert {codebook.plover.cameo_of(each, None)[:2] for each in EventType} == {
        f"{n:02}" for n in (3, 4, 5, 6, 7, 8, *range(10, 18), 19)
    }


@given(st.text())
def test_no_text_is_run_by_a_spreadsheet_or_lost_on_the_way(headline):
    row = msgspec.convert(dict.fromkeys(COLUMNS, "") | _BLANK | {"headline": headline}, EventRow)
    (_, line) = csv.reader(io.StringIO(write_csv([row]), newline=""))
    assert not line[COLUMNS.index("headline")].startswith(("=", "+", "-", "@", "\t", "\r"))
    (back,) = read_csv(write_csv([row]))
    assert back.headline == headline


def test_another_table_is_not_read():
    with pytest.raises(OutputError, match="columns"):
        read_csv("a,b\r\n1,2\r\n")


_BLANK = {
    **dict.fromkeys(("contexts", "actor_ids", "actor_names", "actor_codes"), ()),
    **dict.fromkeys(("recipient_ids", "recipient_names", "recipient_codes"), ()),
    **dict.fromkeys(("start", "end", "trigger_start", "trigger_end"), 0),
    "confidence": 0.5,
    "is_outlets_voice": True,
}
