"""
Carries every table of a desk's database into another one: articles, readings, decisions, accounts, readers of the mail.

Rows go as they are, with their keys, in one transaction: the target has all of it or nothing. What was written is read
back and compared by a digest of every row.
"""

# ruff: noqa: SLF001 -- Django documents `_meta`, and its base managers see every row
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction

from readout.archive.connection import refuse_later
from readout.archive.store import Store
from readout.errors import ArchiveError

AT_ONCE = 500
MADE = frozenset({"auth.Permission", "auth.Group", "contenttypes.ContentType"})  # a new database has its own already
Model = type[models.Model]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What was carried: rows by table, those that have any."""

    rows: dict[str, int]


def move(source: Store, target: str, tell: Callable[[int], None] = lambda _done: None) -> Moved:
    """
    Carry all of `source` into the database that Django knows as `target`; `tell` is called with the rows so far.

    Nobody writes to the source meanwhile. Raises ArchiveError where the target holds anything, or cannot take a row, or
    does not give back what it took.
    """
    refuse_later(target)
    call_command("migrate", database=target, verbosity=0, interactive=False)
    tables = list(_order(apps.get_models(include_auto_created=True)))
    try:
        with source.writing(), transaction.atomic(using=target):
            _empty(tables, target)
            return Moved(_carry(tables, source.alias, target, tell))
    except DatabaseError as error:
        raise ArchiveError(f"nothing was moved: {str(error).strip()}") from error


def _carry(tables: list[Model], source: str, target: str, tell: Callable[[int], None]) -> dict[str, int]:
    moved, done = {}, 0
    for table in tables:
        digest, number = hashlib.sha256(), 0
        for chunk in _chunks(_read(table, source)):
            _write(table, target, chunk)
            number += len(chunk)
            tell(done + number)
            for row in chunk:
                digest.update(repr(row).encode("utf-8", "backslashreplace"))
        done += number
        back = hashlib.sha256()
        for row in _read(table, target):
            back.update(repr(row).encode("utf-8", "backslashreplace"))
        if back.digest() != digest.digest():
            raise ArchiveError(f"nothing was moved: {table._meta.db_table} came back otherwise than it was written")
        if number:
            moved[table._meta.db_table] = number
    _set_sequences(tables, target)
    return moved


def _order(tables: Iterable[Model]) -> Iterator[Model]:
    """Tables with what they point at before them."""
    waiting = {table: table for table in tables if table._meta.managed and not table._meta.proxy}
    while waiting:
        free = [one for one in waiting if not any(other in waiting for other in _pointed_at(one) if other is not one)]
        if not free:
            raise ArchiveError("the tables point at each other in a ring")
        for one in free:
            del waiting[one]
            yield one


def _pointed_at(table: Model) -> set[Model]:
    return {field.related_model for field in table._meta.concrete_fields if field.remote_field is not None}


def _empty(tables: list[Model], target: str) -> None:
    """Take out what every new database has of its own. Raises ArchiveError where somebody has put something in."""
    held = [one._meta.db_table for one in tables
            if one._meta.label not in MADE and one._meta.auto_created is False
            and one._base_manager.using(target).exists()]  # fmt: skip
    if held:
        raise ArchiveError(f"the database is not empty ({held[0]} has rows): name one that nobody uses yet")
    for table in reversed(tables):
        table._base_manager.using(target).all().delete()


def _read(table: Model, alias: str) -> Iterator[Row]:
    names = [field.attname for field in table._meta.concrete_fields]
    rows = table._base_manager.using(alias).order_by("pk").values_list(*names).iterator(AT_ONCE)
    for row in rows:
        yield tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk


def _write(table: Model, alias: str, rows: list[Row]) -> None:
    """Rows as they are: no default, no clock."""
    connection, fields = connections[alias], table._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    told = [[field.get_db_prep_save(one, connection) for field, one in zip(fields, row, strict=True)] for row in rows]
    with closing(connection.cursor()) as cursor:
        cursor.executemany(f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({holes})", told)  # noqa: S608 -- our own tables' names


def _set_sequences(tables: list[Model], target: str) -> None:
    """The next key that a table gives is after those that were carried."""
    connection = connections[target]
    with closing(connection.cursor()) as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
