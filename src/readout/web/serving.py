"""
Starts the desk's server: Django set up over a desk's folder, its tables brought up to date, waitress in front.

One process, a few threads. It listens on loopback alone unless another address is named.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.archive.connection import close_database, name_database
from readout.errors import ArchiveError

THREADS = 8


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is set up and not yet running: its WSGI application, and the path of the first link."""

    application: Any
    first_link: str | None  # None: there is an account already


def set_up(folder: Path, url: str | None = None, hosts: tuple[str, ...] = (), behind: str | None = None) -> Served:
    """
    Make the server of a desk's folder; its database is the PostgreSQL that `url` names, else SQLite in the folder.

    `hosts` and `behind` are as in `settings.make_settings`.

    Raises ArchiveError when the database cannot be opened, OutputError when the folder cannot be written.
    """
    import django  # noqa: PLC0415 -- the desk's extra: commands without a desk start without it
    from django.conf import settings  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    from readout.web.settings import keep_secret, make_settings  # noqa: PLC0415

    settings.configure(**make_settings(folder, name_database(folder, url), keep_secret(folder), hosts, behind))
    django.setup()
    bring_up_to_date()
    from readout.web.accounts.joining import has_nobody  # noqa: PLC0415 -- its models need Django set up

    first = None
    if has_nobody():
        settings.READOUT_FIRST_LINK = secrets.token_urlsafe(32)
        first = f"/first/{settings.READOUT_FIRST_LINK}"
    return Served(get_wsgi_application(), first)


def open_tables(folder: Path, url: str | None = None) -> None:
    """
    Set Django up with all tables of a desk, accounts with them, for work on the database without a server.

    Nothing is done where it is set up already. Raises ArchiveError when the database cannot be opened.
    """
    import django  # noqa: PLC0415 -- the desk's extra
    from django.conf import settings  # noqa: PLC0415

    from readout.web.settings import keep_secret, make_settings  # noqa: PLC0415

    if not settings.configured:
        settings.configure(**make_settings(folder, name_database(folder, url), keep_secret(folder)))
        django.setup()
        bring_up_to_date()


def move_desk(folder: Path, url: str | None, to: str, tell: Callable[[int], None]) -> dict[str, int]:
    """
    Carry the whole database of a desk, the one that `url` names or the folder's own, into the PostgreSQL `to`.

    Rows by table. Raises ArchiveError.
    """
    open_tables(folder, url)
    from django.db import connections  # noqa: PLC0415 -- Django must be set up before

    from readout.archive.moving import move  # noqa: PLC0415
    from readout.archive.opening import open_archive  # noqa: PLC0415

    if not to.startswith(("postgres://", "postgresql://")):
        raise ArchiveError("--to must begin with postgresql://")
    connections.databases["moved-to"] = name_database(folder, to)
    try:
        return move(open_archive(folder, url), "moved-to", tell).rows
    finally:
        close_database("moved-to")


def bring_up_to_date() -> None:
    """Make the tables what this version has, accounts and roles with them. Raises ArchiveError."""
    from django.core.management import call_command  # noqa: PLC0415 -- Django must be set up before
    from django.db import DatabaseError, connection  # noqa: PLC0415

    from readout.archive.connection import refuse_later  # noqa: PLC0415
    from readout.web.roles import keep_groups  # noqa: PLC0415

    try:
        refuse_later("default")
        call_command("migrate", verbosity=0, interactive=False)
        keep_groups()
    except DatabaseError as error:
        raise ArchiveError(f"the desk's database cannot be opened: {str(error).strip()}") from error
    connection.close()


def make_link_for(name: str) -> str | None:
    """The path of a one-time link that sets a new password and drops the second factor; None: nobody has the name."""
    from django.contrib.auth.models import User  # noqa: PLC0415 -- its models need Django set up

    from readout.web.accounts.factors import drop_factors  # noqa: PLC0415
    from readout.web.accounts.joining import make_link  # noqa: PLC0415

    user = User.objects.filter(username=name).first()
    if user is None:
        return None
    user.is_active = True
    user.set_unusable_password()
    user.save()
    drop_factors(user)
    return make_link(user)


def listen(application: Any, host: str, port: int) -> Any:
    """A waitress server that holds its port and answers once `run()` is called. Raises OSError where it cannot."""
    from waitress.server import create_server  # noqa: PLC0415

    return create_server(
        application, host=host, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=True
    )
