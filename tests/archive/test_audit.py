"""Whoever changes a row of what was decided is found, whatever he changes."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from archives import SqliteTemplate
from editions import keep_articles
from readout.actions.approving import publish_due, take_step
from readout.actions.auditing import verify_decided
from readout.actions.drafting import open_draft, save_change
from readout.actions.publishing import correct_edition
from readout.codebook.desks import Schedule
from readout.codes import ChangeKind, DraftState, Verdict
from readout.records import Change, Correction, Judgement
from whole_brief import ARTICLES, make_whole_brief

NOW = datetime(2031, 3, 7, 5, tzinfo=UTC)
TABLES = ["judgement", "edition", "correction", "draft", "revision", "draftstep", "auditentry"]
KEPT_BESIDE = {"id", "draft_id", "edition_id", "row"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """An archive in which all kinds are decided, and its file."""
    folder = tmp_path_factory.mktemp("audit")
    archive = SqliteTemplate(tmp_path_factory.mktemp("template")).open(folder)
    keep_articles(archive)
    schedule = Schedule(5, hold_minutes=0)
    for number in range(12):
        archive.add_judgement(Judgement((f"f{number}",), Verdict.REJECTED, "ed", NOW + timedelta(minutes=number), "no"))
    opened = open_draft(archive, make_whole_brief(changes=()), ARTICLES, schedule, "ann", NOW)
    for number in range(6):
        change = Change(ChangeKind.SET_TITLE, text=f"Title {number}")
        save_change(archive, opened.draft.id, number + 1, change, "ann", NOW)
    save_change(archive, opened.draft.id, 7, Change(ChangeKind.SET_DUE), "ann", NOW)
    for to in (DraftState.IN_REVIEW, DraftState.APPROVED):
        take_step(archive, opened.draft.id, to, "ben", schedule, NOW)
    (edition,) = publish_due(archive, schedule, NOW)
    for words in ("One.", "Two."):
        correct_edition(archive, edition.number, Correction(words, "ed", NOW))
    return archive, folder / "archive.sqlite3"


def test_what_nobody_touched_has_no_fault(desk):
    checked = verify_decided(desk[0])
    assert checked.faults == ()
    assert checked.entries == 12 + 1 + 8 + 3 + 1 + 2


def tamper(connection: sqlite3.Connection, chance: random.Random) -> str:
    """Change, take out, double or swap something of one row; what was done, in words."""
    table = f"archive_{chance.choice(TABLES)}"
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    key = columns[0]
    keys = [row[0] for row in connection.execute(f"SELECT {key} FROM {table}")]
    row = chance.choice(keys)
    how = chance.choice(("change", "change", "change", "remove", "swap"))
    if how == "remove":
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", [row])
        return f"removed {table} {row}"
    if how == "swap" and len(keys) > 1:
        other = chance.choice([each for each in keys if each != row])
        bodies = [
            connection.execute(f"SELECT body FROM {table} WHERE {key} = ?", [each]).fetchone()[0]
            for each in (row, other)
        ]
        for each, body in zip((row, other), reversed(bodies), strict=True):
            connection.execute(f"UPDATE {table} SET body = ? WHERE {key} = ?", [body, each])
        return f"swapped {table} {row} {other}"
    column = chance.choice([each for each in columns if each not in KEPT_BESIDE | {key}])
    value = connection.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", [row]).fetchone()[0]
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [change_value(value, chance), row])
    return f"changed {table}.{column} {row}"


def read_body(connection: sqlite3.Connection, table: str, key: str, row: int) -> str:
    return connection.execute(f"SELECT body FROM {table} WHERE {key} = ?", [row]).fetchone()[0]


def change_value(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value + 1000
    text = str(value or "")
    place = chance.randrange(len(text) + 1)
    if text.startswith("20") and len(text) < 30:  # a day or an instant
        return f"1{text[1:]}"
    if chance.random() < 0.5 or not text:
        return f"{text[:place]}x{text[place:]}"
    place = min(place, len(text) - 1)
    return f"{text[:place]}{chr(ord(text[place]) ^ 1)}{text[place + 1 :]}"


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_changed_is_found(desk, seed):
    """Eight times 50 random changes of a row; each is put back before the next."""
    archive, file = desk
    chance = random.Random(seed)
    before = verify_decided(archive)
    for _ in range(50):
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = dump(connection)
        with connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            done = tamper(connection, chance)
        changed = dump(connection) != whole
        after = verify_decided(archive)
        assert not changed or after.faults or after.digest != before.digest, done
        restore(connection, whole)
        connection.close()


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    return {table: connection.execute(f"SELECT * FROM archive_{table} ORDER BY 1").fetchall() for table in TABLES}


def restore(connection: sqlite3.Connection, whole: dict[str, list[tuple]]) -> None:
    with connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in reversed(TABLES):
            connection.execute(f"DELETE FROM archive_{table}")
        for table, rows in whole.items():
            for row in rows:
                connection.execute(f"INSERT INTO archive_{table} VALUES ({', '.join('?' * len(row))})", row)
