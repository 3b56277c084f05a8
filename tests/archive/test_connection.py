"""Every connection to an archive is as safe as the design says, and an address is read as psql would read it."""

import pytest

from archives import SqliteTemplate
from readout.archive.connection import WAIT, close_database, name_database
from readout.errors import ArchiveError


def test_every_connection_to_sqlite_flushes_what_it_commits_and_waits_for_others(tmp_path):
    from django.db import connections  # noqa: PLC0415 -- Django is set up by the template

    archive = SqliteTemplate(tmp_path).open(tmp_path)
    for _ in range(2):
        with connections[archive.alias].cursor() as cursor:
            told = {}
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
                cursor.execute(f"PRAGMA {name}")
                told[name] = cursor.fetchone()[0]
        assert told == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": WAIT * 1000, "foreign_keys": 1}
        assert connections[archive.alias].settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        close_database(archive.alias)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://desk:p%40ss@db.example:5433/readout", {"USER": "desk", "PASSWORD": "p@ss", "HOST": "db.example",
                                                              "PORT": "5433", "NAME": "readout", "OPTIONS": {}}),
        ("postgres:///readout?host=/run/pg&sslmode=require", {"HOST": "/run/pg", "NAME": "readout", "USER": "",
                                                              "OPTIONS": {"sslmode": "require"}}),
    ],
)  # fmt: skip
def test_a_url_is_read_by_the_library_of_postgresql(tmp_path, url, told):
    settings = name_database(tmp_path, url)
    assert settings["ENGINE"].endswith("postgresql")
    assert {key: settings[key] for key in told} == told


def test_another_database_is_told(tmp_path):
    with pytest.raises(ArchiveError, match="must begin with postgresql://"):
        name_database(tmp_path, "sqlite:///x")
