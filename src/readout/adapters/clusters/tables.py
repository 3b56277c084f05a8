"""The readings of a shard as a Parquet file, with what went wrong and what it was read from in the file's metadata."""

import io
from importlib import import_module
from typing import Any

import msgspec

from readout.actions.reading import Reading
from readout.adapters.clusters.shards import Shard
from readout.records import Problem
from readout.rendering.readings import render_readings

KEY = b"readout"
COLUMNS = ("article_id", "outlet_id", "published", "title", "record")


class Kept(msgspec.Struct, frozen=True):
    """What a file of readings says of itself: by which setting it was read, from which bytes, and what went wrong."""

    mark: str
    size: int
    changed: int
    articles: int
    problems: tuple[Problem, ...]


def write_readings(reading: Reading, problems: tuple[Problem, ...], shard: Shard, mark: str) -> bytes:
    """
    One row an article, in order of id: `article_id`, `outlet_id`, `published`, `title`, and `record`.

    `record` is the line that `readout analyse --format jsonl` prints for it. The same readings give the same bytes.
    """
    arrow, parquet = _load_arrow()
    lines = render_readings(reading.articles, reading.analyses, "jsonl").split("\n")[:-1]
    rows = [
        dict(zip(COLUMNS, (one.id, one.outlet_id, one.published, one.title, line), strict=True))
        for one, line in zip(reading.articles, lines, strict=True)
    ]
    kept = Kept(mark, shard.size, shard.changed, len(rows), problems)
    schema = arrow.schema([arrow.field(each, arrow.string(), nullable=each in COLUMNS[1:3]) for each in COLUMNS])
    table = arrow.Table.from_pylist(rows, schema=schema.with_metadata({KEY: msgspec.json.encode(kept)}))
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def read_kept(source: Any) -> Kept | None:
    """What a file of readings says of itself; None where it is no such file. `source` is what Arrow opens."""
    arrow, parquet = _load_arrow()
    try:
        told = (parquet.read_schema(source).metadata or {}).get(KEY)
        return None if told is None else msgspec.json.decode(told, type=Kept)
    except (arrow.ArrowInvalid, msgspec.DecodeError):
        return None


def read_records(content: bytes) -> tuple[str, ...]:
    """The records of a file of readings, a line of JSON each."""
    _, parquet = _load_arrow()
    return tuple(parquet.read_table(io.BytesIO(content), columns=["record"]).column("record").to_pylist())


def write_lines(content: bytes) -> bytes:
    """
    A Parquet file of articles as JSON lines: its columns are the keys of a line.

    Columns of days and instants are told as text. Raises ValueError where the bytes are no Parquet.
    """
    _, parquet = _load_arrow()
    rows = parquet.read_table(io.BytesIO(content)).to_pylist()
    told = ({key: value for key, value in row.items() if value is not None} for row in rows)
    return b"".join(msgspec.json.encode(row) + b"\n" for row in told)


def _load_arrow() -> tuple[Any, Any]:
    return import_module("pyarrow"), import_module("pyarrow.parquet")
