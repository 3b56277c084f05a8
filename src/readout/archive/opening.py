"""Opens the archive of a desk's folder."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from readout.archive.connection import name_database, open_database, open_pages

if TYPE_CHECKING:
    from readout.archive.mailroom import Mailroom
    from readout.archive.store import Store

_numbers = count()


def open_archive(folder: Path, url: str | None = None) -> "Store":
    """
    The archive of a desk: in the PostgreSQL that `url` names, else in SQLite inside the folder.

    It is made when there is none. Raises ArchiveError when it cannot be opened.
    """
    alias = f"archive-{next(_numbers)}"
    open_database(name_database(folder, url), alias)
    from readout.archive.store import Store  # noqa: PLC0415 -- its models need Django set up

    return Store(alias, open_pages(folder))


def open_mailroom(folder: Path, store: "Store", *, make: bool = False) -> "Mailroom":
    """
    The mail room of a desk, beside its archive in the same database.

    Its key lies in the folder and is made where there is none and `make` says so. Raises ArchiveError.
    """
    from readout.archive.mailroom import Mailroom  # noqa: PLC0415 -- its models need Django set up
    from readout.archive.sealing import Sealer, load_key  # noqa: PLC0415

    return Mailroom(store.alias, Sealer(load_key(folder, make=make)))
