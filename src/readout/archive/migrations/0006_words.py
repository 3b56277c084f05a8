"""An index of the words of articles, on PostgreSQL alone."""

from typing import Any

from django.db import migrations

INDEX = (
    r"CREATE INDEX IF NOT EXISTS archive_version_words ON archive_version USING gin (to_tsvector('simple', "
    r"translate(replace(replace(left(body, 200000), '\n', ' '), '\t', ' '), './:@_-\', '       ')))"
)


def _make(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def _drop(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS archive_version_words")


class Migration(migrations.Migration):
    """Words."""

    dependencies = (("archive", "0005_drafts"),)
    operations = (migrations.RunPython(_make, _drop),)
