"""Codebook files as rows and tables, with the place named when one is wrong."""

import csv
import io
import tomllib
from collections.abc import Iterator
from typing import Any

from readout.errors import CodebookError


def read_rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """
    The rows of a CSV file with a header line, each with its line number; lines that begin with # are notes.

    Raises CodebookError when a column is missing or a row has another number of cells than the header.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        raise CodebookError(file, None, f"is empty; it needs a header line: {','.join(columns)}")
    header = next(csv.reader([lines[0][1]]))
    missing = [column for column in columns if column not in header]
    if missing:
        raise CodebookError(file, lines[0][0], f"lacks the column {', '.join(missing)}")
    for number, line in lines[1:]:
        cells = next(csv.reader(io.StringIO(line)))
        if len(cells) != len(header):
            raise CodebookError(file, number, f"has {len(cells)} cells where the header has {len(header)}")
        yield number, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, written with | between them."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def read_toml(file: str, text: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises CodebookError with TOML's own words when it cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(file, None, f"is not TOML: {error}") from error
