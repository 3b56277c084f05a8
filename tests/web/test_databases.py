"""Accounts on PostgreSQL: the same tables, groups and limits as on SQLite."""

import pytest
from django.core.management import call_command
from django.db import connections

from readout.archive.connection import close_database, name_database, open_database


@pytest.fixture
def alias(postgres, tmp_path):
    open_database(name_database(tmp_path, postgres.new_url()), "accounts-on-postgresql")
    yield "accounts-on-postgresql"
    close_database("accounts-on-postgresql")


def test_accounts_have_their_tables_on_postgresql_too(alias):
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    tables = set(connections[alias].introspection.table_names())
    assert {"auth_user", "django_session", "otp_totp_totpdevice", "web_failedattempt", "archive_piece"} <= tables
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT codename FROM auth_permission JOIN django_content_type c ON c.id = content_type_id "
                       "WHERE c.app_label = 'web' ORDER BY codename")  # fmt: skip
        assert [row[0] for row in cursor.fetchall()] == ["approve", "edit", "judge", "read"]
