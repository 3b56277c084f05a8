"""The commands that carry an archive elsewhere: export, import, backup."""

from pathlib import Path

import click

from readout.cli.options import DESK
from readout.cli.shown import count_of, progress, worded_errors


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@DESK
def export(folder: Path, desk: Path) -> None:
    """
    Write all that the archive holds into a new folder DIR: JSON lines by kind, pages, the desk's files.

    It needs no Readout to be read, and `readout import` takes it into an empty desk, on SQLite or PostgreSQL.
    """
    with worded_errors():
        from readout.adapters.exports import write_export  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        counted = opened.archive.count(opened.reader.recipe)
        total = counted.versions + counted.read + counted.older
        with progress("Exporting", total, "record") as tell:
            written = write_export(opened.archive, desk, folder, lambda done: tell(min(done, total), total))
    lines = {name.removesuffix(".jsonl"): listed.lines for name, listed in written.files.items()}
    click.echo(f"Exported:   {', '.join(f'{number:,} {name}' for name, number in lines.items() if number)}")
    click.echo(f"Bring back: readout import {folder} --desk NEW-DESK")


@click.command("import")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@DESK
def import_(folder: Path, desk: Path) -> None:
    """
    Take the export in DIR into a desk without articles; the desk is made when it is not there.

    Every file is checked against the digests of the export first. Cut off at any moment, the same command goes on where
    it was.
    """
    with worded_errors():
        from readout.adapters.desks import make_desk  # noqa: PLC0415 -- start-up stays light
        from readout.adapters.exports import copy_files, read_export, read_manifest  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        manifest = read_manifest(folder)
        if make_desk(desk):
            copy_files(folder, desk)
        opened = open_desk(desk)
        total = sum(listed.lines for listed in manifest.files.values())
        with progress("Importing", total, "record") as tell:
            run = read_export(folder, manifest, opened.archive, now, tell)
    click.echo(f"Imported:   {count_of(run.done, 'record')}, {count_of(run.added, 'version')} among them")
    click.echo(f"Look:       readout status --desk {desk}")


@click.group()
def archive() -> None:
    """Where a desk's archive lies."""


@archive.command()
@click.option("--to", "url", required=True, metavar="URL", help="An empty database: postgresql://NAME@HOST/DATABASE.")
@DESK
def move(url: str, desk: Path) -> None:
    """
    Carry the whole database of a desk into a PostgreSQL: articles, readings, decisions, accounts, readers of the mail.

    All of it or nothing; every row is read back and compared. The old database stays as it is. Pages and the desk's
    files stay in the folder.
    """
    with worded_errors():
        import os  # noqa: PLC0415 -- start-up stays light

        from readout.adapters.desks import load_desk  # noqa: PLC0415
        from readout.cli.archives import URL  # noqa: PLC0415
        from readout.web.serving import move_desk  # noqa: PLC0415

        load_desk(desk)
        rows = move_desk(desk, os.environ.get(URL), url, lambda _done: None)
    click.echo(
        f"Moved:      {count_of(sum(rows.values()), 'row')} of {count_of(len(rows), 'table')}, read back, the same"
    )
    click.echo("Go on:      set DATABASE_URL to it for every command of this desk; then the old one can go")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@DESK
def backup(folder: Path, desk: Path) -> None:
    """
    Copy the desk into a new folder DIR, while others may write to it: files, database, pages, briefs.

    The copy is checked. It is a desk by itself: to restore it, move it where the desk was, or name it with --desk.
    """
    with worded_errors():
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light

        opened = open_desk(desk)
        from readout.archive.backup import copy_desk  # noqa: PLC0415 -- needs Django set up

        articles, pages = copy_desk(opened.archive, desk, folder, now())
    click.echo(f"Backed up:  {count_of(articles, 'article')}, {count_of(pages, 'page')}; the database was read through")
    click.echo(f"Restore:    move {folder} where the desk was; or use it as it is, with --desk {folder}")
