"""Copies a desk whole while it is in use: its database at one moment, its pages, its files."""

import os
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connections

from readout.archive import models
from readout.archive.connection import FILE, PAGES
from readout.archive.store import Store
from readout.errors import ArchiveError, OutputError

MARK = "backup"  # under which the mail room keeps when the last copy was made
_OURS = (".toml", ".csv", ".png", ".jpg", ".jpeg")  # pictures: that of the podcast
_FOLDERS = ("briefs", "episodes", "failures")  # what commands have written into the desk


def copy_desk(store: Store, desk: Path, folder: Path, at: datetime) -> tuple[int, int]:
    """
    Make a copy of a desk in a folder that is not there yet, which is a desk by itself; its articles and pages, counted.

    The database is copied first and the pages after it, so that no page is missing that the copy names. Others may
    write meanwhile. That it was made `at` an instant (UTC) is kept in the desk itself, for `readout doctor`.

    Raises OutputError when the folder is there or cannot be written, ArchiveError when the archive is not SQLite, or
    its copy is not sound.
    """
    connection = connections[store.alias]
    if connection.vendor != "sqlite":
        raise ArchiveError("the archive is in PostgreSQL: back it up with pg_dump and copy pages/, or `readout export`")
    if folder.exists():
        raise OutputError(f"{folder}: is there already; a backup goes into a new folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(aside / FILE)])
        pages = _copy_pages(desk / PAGES, aside / PAGES)
        for file in sorted(desk.iterdir()):
            if file.is_file() and file.suffix in _OURS:
                shutil.copyfile(file, aside / file.name)
        for name in _FOLDERS:
            if (desk / name).is_dir():
                shutil.copytree(desk / name, aside / name)
        articles = _check(aside / FILE)
        aside.rename(folder)
        models.Mark.objects.using(store.alias).update_or_create(name=MARK, defaults={"value": at.isoformat()})
    except (OSError, DatabaseError) as error:
        raise OutputError(f"{folder}: the backup could not be written: {error}") from error
    return articles, pages


def _copy_pages(source: Path, target: Path) -> int:
    copied = 0
    for root, _folders, names in os.walk(source):
        for name in names:
            if name.startswith("."):
                continue
            path = target / Path(root, name).relative_to(source)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(root, name), path)
            copied += 1
    return copied


def _check(file: Path) -> int:
    """The number of articles in the copy; it is flushed to the disk and read through by SQLite before."""
    with file.open("rb+") as copied:
        os.fsync(copied.fileno())
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        (told,) = connection.execute("PRAGMA integrity_check").fetchone()
        (articles,) = connection.execute("SELECT count(*) FROM archive_piece").fetchone()
    finally:
        connection.close()
    if told != "ok":
        raise ArchiveError(f"{file}: the copy is not sound ({told}); is the disk failing?")
    return int(articles)
