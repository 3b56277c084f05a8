"""A desk moves from SQLite to PostgreSQL whole: every row of every table, or none."""

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import connections

from desks import type_words
from mailrooms import add_reader, make_room
from readout.actions.auditing import verify_decided
from readout.archive.connection import close_database, name_database
from readout.archive.store import Store
from readout.cli import main


@pytest.fixture
def used(desk):
    """A desk in which something of every kind was done."""
    desk.sign_in("approver", "ben", confirmed=True)
    ann = desk.sign_in("editor", "ann")
    brief = desk.archive.find_brief(*desk.archive.list_periods()[0])
    ann.post("/decide", {"subject": brief.statements[0].id, "verdict": "rejected", "next": "/"})
    ann.post("/account/tokens", {"name": "a notebook"})
    ann.post("/drafts/begin?week=2031-W07")
    type_words("publish", "--week", "2031-W06", "--editor", "ann", "--desk", desk.folder)
    add_reader(make_room(desk.archive.alias), "r@readers.example")
    return desk


def move(desk, url: str):
    return CliRunner().invoke(
        main, ["archive", "move", "--to", url, "--desk", str(desk.folder)], env={"DATABASE_URL": ""}
    )


def rows_of(alias: str) -> dict[str, list]:
    found = {}
    for table in apps.get_models(include_auto_created=True):
        if table._meta.managed and not table._meta.proxy:
            names = [field.attname for field in table._meta.concrete_fields]
            rows = table._base_manager.using(alias).order_by("pk").values_list(*names)
            found[table._meta.db_table] = [
                tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in rows
            ]
    return found


def test_every_row_of_every_table_is_there_and_the_desk_goes_on(used, postgres, tmp_path):
    url, before = postgres.new_url(), rows_of("default")
    done = move(used, url)
    assert done.exit_code == 0, done.output
    connections.databases["moved"] = name_database(tmp_path, url)
    assert rows_of("moved") == before
    held = {name for name, rows in before.items() if rows}
    assert held > {"archive_version", "archive_judgement", "archive_edition", "archive_draft", "auth_user",
                   "web_token", "archive_reader", "django_session", "otp_static_staticdevice"}  # fmt: skip
    moved = Store("moved", used.archive.pages)
    assert list(moved.walk_versions()) == list(used.archive.walk_versions())
    assert verify_decided(moved) == verify_decided(used.archive)
    judgement = moved.list_judgements()[0]
    moved.add_judgement(type(judgement)(("f",), judgement.verdict, "ben", judgement.decided_at, ""))  # under a new key
    assert len(moved.list_judgements()) == 2
    close_database("moved")


def test_a_database_that_holds_something_is_left_as_it_is(used, postgres, tmp_path):
    url = postgres.new_url()
    assert move(used, url).exit_code == 0
    again = move(used, url)
    assert again.exit_code != 0
    assert "not empty" in again.output


def test_only_a_postgresql_is_moved_to(used):
    done = move(used, "sqlite:///x")
    assert done.exit_code != 0
    assert "postgresql://" in done.output
