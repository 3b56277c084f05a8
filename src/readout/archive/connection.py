"""Opens an archive: SQLite in the desk's folder, or the PostgreSQL that a URL names; tables are brought up to date."""

from pathlib import Path
from typing import Any

from readout.archive.pages import PageShelf
from readout.errors import ArchiveError

FILE = "archive.sqlite3"
PAGES = "pages"
WAIT = 30  # seconds that a writer waits for another
# WAL: readers never wait for a writer. FULL: what was committed outlives a power cut. The log is carried into the file
# every 16 MB and not every 4: pages that are touched again and again, such as those of keys, are then written once.
SQLITE = (
    f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={WAIT * 1000}; "
    "PRAGMA wal_autocheckpoint=4000;"
)
_POSTGRES = ("postgres://", "postgresql://")


def name_database(folder: Path, url: str | None = None) -> dict[str, Any]:
    """
    Django's settings of a desk's database: that of `url` when given, else SQLite in the folder.

    Raises ArchiveError on a URL that PostgreSQL's own library cannot read, or when the driver is not installed.
    """
    settings: dict[str, Any] = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    }
    if url:
        return settings | _read_url(url)
    options = {"timeout": WAIT, "transaction_mode": "IMMEDIATE", "init_command": SQLITE}
    return settings | {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / FILE), "OPTIONS": options}


def _read_url(url: str) -> dict[str, Any]:
    if not url.startswith(_POSTGRES):
        raise ArchiveError("DATABASE_URL must begin with postgresql://; without it the archive is SQLite in the desk")
    try:
        import psycopg.conninfo  # noqa: PLC0415 -- only those with PostgreSQL have it
    except ImportError as error:
        raise ArchiveError("DATABASE_URL names PostgreSQL: pip install 'readout[postgres]'") from error
    try:
        told = dict(psycopg.conninfo.conninfo_to_dict(url))
    except psycopg.ProgrammingError as error:
        raise ArchiveError(f"DATABASE_URL cannot be read: {str(error).strip()}") from error
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {names[key]: str(told.pop(key)) for key in tuple(told) if key in names}
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": told} | given


def open_database(settings: dict[str, Any], alias: str) -> None:
    """
    Make a database known to Django under `alias`, with its tables as this version has them.

    Raises ArchiveError when it cannot be reached, or was written by a later version.
    """
    _set_up_django()
    from django.db import DatabaseError, connections  # noqa: PLC0415 -- Django must be set up before

    connections.databases[alias] = settings
    try:
        _bring_up_to_date(alias)
    except DatabaseError as error:
        raise ArchiveError(f"{settings['NAME']}: the archive cannot be opened: {str(error).strip()}") from error


def close_database(alias: str) -> None:
    """Let go of a database; nothing is lost by not calling it."""
    from django.db import connections  # noqa: PLC0415

    connections[alias].close()
    del connections[alias]  # a database opened under the same name is another one


def _set_up_django() -> None:
    try:
        import django  # noqa: PLC0415 -- the commands without an archive start without it
        from django.conf import settings  # noqa: PLC0415
    except ImportError as error:
        raise ArchiveError("an archive needs Django: pip install 'readout[desk]'") from error
    if not settings.configured:
        settings.configure(INSTALLED_APPS=["readout.archive"], USE_TZ=True, TIME_ZONE="UTC", DATABASES={})
        django.setup()


def _bring_up_to_date(alias: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- Django must be set up before

    if refuse_later(alias):
        call_command("migrate", "archive", database=alias, verbosity=0, interactive=False)


def refuse_later(alias: str) -> bool:
    """Whether the archive's tables are behind this version. Raises ArchiveError where they are ahead of it."""
    from django.db import connections  # noqa: PLC0415 -- Django must be set up before
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    loader = MigrationLoader(connections[alias])
    ours = {key for key in loader.disk_migrations if key[0] == "archive"}
    done = {key for key in loader.applied_migrations if key[0] == "archive"}
    if later := sorted(name for _, name in done - ours):
        raise ArchiveError(f"the archive was written by a later version of Readout ({later[-1]}): update Readout")
    return bool(ours - done)


def open_pages(folder: Path) -> PageShelf:
    """The shelf of pages of a desk's folder."""
    return PageShelf(folder / PAGES)
