"""The rows of a desk's archive as they can be compared: all but the instant of a capture and the name of a run."""

import json
import sqlite3
from pathlib import Path

INSTANTS = {"captured_at", "run_id"}
TABLES = {  # the columns that are compared
    "archive_piece": "*",
    "archive_key": "*",
    "archive_version": "*",
    "archive_failure": "number, body",  # the others name the run
}


def list_rows(desk: Path) -> dict[str, list[tuple]]:
    """Every row of the captured shelf, in order, and what failed."""
    connection = sqlite3.connect(desk / "archive.sqlite3")
    try:
        return {
            table: [tuple(map(_without_instants, row)) for row in _select(connection, table, columns)]
            for table, columns in TABLES.items()
        }
    finally:
        connection.close()


def _select(connection: sqlite3.Connection, table: str, columns: str) -> list[tuple]:
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


def _without_instants(value: object) -> object:
    if not isinstance(value, str) or not value.startswith("{"):
        return value
    return json.dumps({key: each for key, each in json.loads(value).items() if key not in INSTANTS})
