"""The commands of the readers' side: site build, site serve."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import DESK
from readout.cli.shown import count_of, worded_errors
from readout.errors import InputError

if TYPE_CHECKING:
    from readout.codebook.sites import Site


@click.group()
def site() -> None:
    """Write the readers' side as files for any host, or show it from this machine."""


@site.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@DESK
def build(folder: Path, desk: Path) -> None:
    """
    Write every page, feed and calendar of the published editions into DIR, for any host of files.

    Only what has changed is written, so that building again after each edition is quick to upload. What the pages say
    of address, publisher and contact stands in site.toml. Whole articles are not in it: only cited passages.
    """
    with worded_errors():
        from readout.actions.building import build_site  # noqa: PLC0415 -- start-up stays light
        from readout.adapters.desks import load_site  # noqa: PLC0415
        from readout.adapters.episodes import load_episodes, walk_recordings  # noqa: PLC0415
        from readout.adapters.sites import write_site  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415
        from readout.codebook.sites import ADDRESS  # noqa: PLC0415

        opened = open_desk(desk)
        standoff = opened.codebook.standoff
        told = load_site(desk, standoff.name or standoff.question)
        editions = len(opened.archive.list_editions())
        episodes = tuple(one for one in load_episodes(desk) if one.posted_at <= now())
        files = build_site(opened.archive, told, episodes, cover=_load_cover(desk, told))
        built = write_site(folder, chain(files, walk_recordings(desk, episodes)))
    click.echo(f"The site:   {folder / 'index.html'} ({count_of(editions, 'edition')})")
    click.echo(
        f"Written:    {count_of(built.written, 'file')}, {built.same:,} as they were, {built.removed:,} taken away"
    )
    if told.address == ADDRESS:
        click.echo(
            f"Address:    feeds and permalinks begin with {ADDRESS}: write yours into {desk / 'site.toml'}", err=True
        )
    if not editions:
        click.echo(f"Next:       publish an edition: readout publish --week WEEK --editor NAME --desk {desk}")


def _load_cover(desk: Path, told: "Site") -> tuple[str, bytes] | None:
    """The podcast's own picture; None where site.toml names none."""
    name = told.podcast.image
    if name is None:
        return None
    try:
        return f"cover{Path(name).suffix.lower()}", (desk / name).read_bytes()
    except OSError as error:
        raise InputError(str(desk / name), f"the podcast's image cannot be read ({error.strerror})") from error
