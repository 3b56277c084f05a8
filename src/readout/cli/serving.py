"""The command that serves the desk's pages to a browser on this machine: desk."""

import os
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.ending import ended_by_signal
from readout.cli.shown import worded_errors

if TYPE_CHECKING:
    from readout.web.serving import Served

NEW = Path("readout-desk")  # the folder that is made where none was named and this one is no desk
PORT = 8642


@click.command()
@click.option(
    "--desk",
    type=click.Path(path_type=Path),
    envvar="READOUT_DESK",
    metavar="DIR",
    help=f"The desk's folder; else READOUT_DESK, else the folder you are in where it is a desk, else {NEW}.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; loopback alone is safe.")
@click.option("--behind", metavar="NAME", help="The server that speaks TLS in front of the desk: desk.example.org.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.option("--empty", is_flag=True, help="Make a new desk without the example.")
@click.option("--link", metavar="NAME", help="Print a one-time link by which NAME sets a new password, and leave.")
def desk(
    desk: Path | None, port: int, host: str, behind: str | None, no_browser: bool, empty: bool, link: str | None
) -> None:
    """
    Serve the desk's pages to a browser on this machine. Ctrl-C ends it.

    A folder that is not there is made, with the example standoff in it, so that there is something to look at; its
    articles are read while you look. The first start prints a one-time link that makes the first account. Nothing
    leaves this machine, and nobody but this machine can ask unless you name another --host.
    """
    folder = desk or (Path() if (Path() / "standoff.toml").is_file() else NEW)
    with worded_errors():
        made = _make_desk(folder, empty=empty)
        from readout.web.serving import listen, make_link_for, set_up  # noqa: PLC0415 -- start-up stays light

        served = set_up(
            folder.resolve(), os.environ.get("DATABASE_URL"), () if host == "127.0.0.1" else (host,), behind
        )
    address = f"https://{behind}" if behind else f"http://{host}:{port}"
    if link is not None:
        path = make_link_for(link)
        if path is None:
            raise click.UsageError(f"nobody at this desk is called '{link}'")
        click.echo(f"One-time link for {link}, for two days: {address}{path}")
        return
    try:
        server = listen(served.application, host, port)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be had ({error.strerror}): give another --port") from error
    address = f"https://{behind}" if behind else f"http://{host}:{server.effective_port}"
    _tell(folder, address, served, made=made)
    if made and not empty:
        from readout.desk.jobs import start_example  # noqa: PLC0415 -- needs Django set up

        start_example()
    from readout.desk.clockwork import start_publishing  # noqa: PLC0415 -- needs Django set up

    start_publishing()
    if not no_browser:
        webbrowser.open(f"{address}{served.first_link or '/'}")
    with ended_by_signal("The desk has ended; what was done is kept."):
        server.run()


def _make_desk(folder: Path, *, empty: bool) -> bool:
    """Make the folder a desk where it is none; whether it was made. An existing folder without a desk is left alone."""
    from readout.adapters.desks import MARK, copy_example, make_desk  # noqa: PLC0415 -- start-up stays light

    if (folder / MARK).is_file():
        return False
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(
            f"{folder} has files in it and is no desk: `readout init {folder}` makes it one, or name a new folder"
        )
    if not empty:
        copy_example(folder)
    make_desk(folder)
    return True


def _tell(folder: Path, address: str, served: "Served", *, made: bool) -> None:
    click.echo(f"The desk:   {folder}{' (new, with the example standoff)' if made else ''}")
    if served.first_link:
        click.echo("First:      make your account with this link; it works once")
        click.echo(f"            {address}{served.first_link}")
    click.echo(f"Address:    {address}")
    click.echo("End it:     Ctrl-C")
