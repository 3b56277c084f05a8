"""Coded events as Parquet: read back as they were written, typed, and to the same bytes."""

import io
import sys

import msgspec
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.adapters.event_parquet import read_parquet, write_parquet
from readout.errors import OutputError
from readout.rendering.event_table import COLUMNS, EventRow

ROW = EventRow(
    event_id="e1", event_date="2031-03-04", publication_date=None, event_type="SANCTION", event_mode="expel",
    quad_code="material_conflict", contexts=("diplomatic",), cameo="166", factuality="happened", confidence=0.85,
    actor_ids=("norland",), actor_names=("Norland",), actor_codes=("NOR",), recipient_ids=(), recipient_names=(),
    recipient_codes=(), place=None, asserted_by=None, is_outlets_voice=True, outlet=None, article_id="a1", url=None,
    headline="=1+1", start=0, end=40, trigger_start=8, trigger_end=16, trigger="expelled", sentence="Norland expelled.",
)  # fmt: skip


@given(st.lists(st.text(), max_size=3), st.none() | st.text())
def test_rows_are_read_back_as_they_were_written(names, place):
    rows = (ROW, msgspec.structs.replace(ROW, actor_names=tuple(names), place=place))
    assert read_parquet(write_parquet(rows)) == rows


def test_no_event_is_a_table_with_columns_and_no_row():
    table = pyarrow.parquet.read_table(io.BytesIO(write_parquet([])))
    assert (tuple(table.column_names), table.num_rows) == (COLUMNS, 0)


def test_lists_are_lists_and_the_same_rows_are_the_same_bytes():
    content = write_parquet([ROW])
    assert content == write_parquet([ROW])
    schema = pyarrow.parquet.read_schema(io.BytesIO(content))
    assert str(schema.field("actor_ids").type).startswith("list")
    assert str(schema.field("confidence").type) == "double"


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"readout\[parquet\]"):
        write_parquet([ROW])
