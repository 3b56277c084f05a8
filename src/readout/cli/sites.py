"""The commands of the readers' side: site build, site serve."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.ending import ended_by_signal
from readout.cli.options import DESK
from readout.cli.shown import count_of, worded_errors
from readout.errors import InputError

if TYPE_CHECKING:
    from readout.adapters.sites import Built
    from readout.codebook.sites import Site

PUBLIC, INDEX = "public", "search.sqlite3"


@click.group()
def site() -> None:
    """Write the readers' side as files for any host, or show it from this machine."""


@site.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@DESK
@click.option("--packed", is_flag=True, help="Put .gz twins beside texts, for servers that hand them out.")
def build(folder: Path, desk: Path, packed: bool) -> None:
    """
    Write every page, feed and calendar of the published editions into DIR, for any host of files.

    Only what has changed is written, so that building again after each edition is quick to upload. What the pages say
    of address, publisher and contact stands in site.toml. Whole articles are not in it: only cited passages.
    """
    with worded_errors():
        from readout.codebook.sites import ADDRESS  # noqa: PLC0415 -- start-up stays light

        built, told, editions = _build(folder, desk, packed=packed)
    click.echo(f"The site:   {folder / 'index.html'} ({count_of(editions, 'edition')})")
    rest = f"{built.same:,} as they were, {built.removed:,} taken away"
    click.echo(f"Written:    {count_of(built.written, 'file')}, {rest}")
    if told.address == ADDRESS:
        click.echo(f"Address:    links begin with {ADDRESS}: write yours into {desk / 'site.toml'}", err=True)
    if not editions:
        click.echo(f"Next:       publish an edition: readout publish --week WEEK --editor NAME --desk {desk}")


def _build(folder: Path, desk: Path, *, packed: bool) -> "tuple[Built, Site, int]":
    """Bring a folder up to the published editions; what came of it, the settings, and how many editions there are."""
    from readout.actions.building import build_site  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.desks import load_site  # noqa: PLC0415
    from readout.adapters.episodes import load_episodes, walk_recordings  # noqa: PLC0415
    from readout.adapters.sites import pack_files, write_site  # noqa: PLC0415
    from readout.cli.archives import now, open_desk  # noqa: PLC0415

    opened = open_desk(desk)
    standoff = opened.codebook.standoff
    told = load_site(desk, standoff.name or standoff.question)
    episodes = tuple(one for one in load_episodes(desk) if one.posted_at <= now())
    files = build_site(opened.archive, told, episodes, cover=_load_cover(desk, told))
    everything = chain(files, walk_recordings(desk, episodes))
    built = write_site(folder, pack_files(everything) if packed else everything)
    return built, told, len(opened.archive.list_editions())


@site.command()
@DESK
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="The address to listen on.")
@click.option("--port", default=8010, show_default=True, metavar="PORT", help="The port to listen on.")
def serve(desk: Path, host: str, port: int) -> None:
    """
    Build the readers' side into the desk's folder `public`, show it, and build it again whenever an edition changes.

    Readers' requests never open the archive. With `search = true` in site.toml it answers searches. For the open
    internet put a web server with TLS in front.
    """
    with worded_errors():
        from readout.site.serving import Place, ReadersSide, listen  # noqa: PLC0415 -- start-up stays light
        from readout.site.watching import Watch  # noqa: PLC0415

        folder, index = desk / PUBLIC, desk / INDEX
        _, told, editions = _build(folder, desk, packed=True)
        watch = Watch(desk, folder, index)
        watch.write_index()
        try:
            server = listen(ReadersSide(Place(told, folder, index)), host, port)
        except OSError as error:
            raise click.UsageError(f"port {port} cannot be had ({error.strerror}): give another --port") from error
        click.echo(f"The site:   {count_of(editions, 'edition')}, in {folder}")
        click.echo(f"Address:    http://{host}:{server.effective_port}/ (its links begin with {told.address})")
        click.echo("End it:     Ctrl-C")
        with ended_by_signal("The site is no longer shown; its files are kept."), watch:
            server.run()


def _load_cover(desk: Path, told: "Site") -> tuple[str, bytes] | None:
    """The podcast's own picture; None where site.toml names none."""
    name = told.podcast.image
    if name is None:
        return None
    try:
        return f"cover{Path(name).suffix.lower()}", (desk / name).read_bytes()
    except OSError as error:
        raise InputError(str(desk / name), f"the podcast's image cannot be read ({error.strerror})") from error
