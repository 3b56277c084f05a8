"""The table of coded events as Parquet, for those who read it with pandas, DuckDB or Spark; an extra of the package."""

import io
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import msgspec

from readout.errors import OutputError
from readout.rendering.event_table import EventRow
from readout.rendering.layout import Table


def write_parquet(rows: Iterable[EventRow]) -> bytes:
    """
    A Parquet file with the columns of the table, lists as lists and nothing known as null.

    The same rows give the same bytes with the same pyarrow. Raises OutputError where pyarrow is not installed.
    """
    arrow, parquet = _load_arrow()
    table = arrow.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=_schema(arrow))
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def write_table_parquet(table: Table) -> bytes:
    """Any table, its columns as text. Raises OutputError where pyarrow is not installed."""
    arrow, parquet = _load_arrow()
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    columns = {name: arrow.array(column, arrow.string()) for name, column in zip(table.columns, cells, strict=True)}
    file = io.BytesIO()
    parquet.write_table(arrow.table(columns), file, compression="zstd")
    return file.getvalue()


def read_parquet(content: bytes) -> tuple[EventRow, ...]:
    """What `write_parquet` wrote. Raises OutputError where pyarrow is not installed."""
    _, parquet = _load_arrow()
    return tuple(msgspec.convert(row, EventRow) for row in parquet.read_table(io.BytesIO(content)).to_pylist())


def _schema(arrow: Any) -> Any:
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    return arrow.schema(
        [
            arrow.field(
                field.name,
                arrow.list_(arrow.string()) if field.type == tuple[str, ...] else kinds.get(field.type, arrow.string()),
                nullable=field.type == str | None,
            )
            for field in msgspec.structs.fields(EventRow)
        ]
    )


def _load_arrow() -> tuple[Any, Any]:
    """Arrow and its Parquet, loaded when they are asked for: an extra that most installations do without."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ModuleNotFoundError as error:
        raise OutputError("Parquet needs pyarrow, which is not installed: pip install 'readout[parquet]'") from error
