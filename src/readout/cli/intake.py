"""The commands that fill the archive: add and read."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import ARTICLES, DESK, OUTLET, PUBLISHED, read_stdin
from readout.cli.shown import EXIT_NOTHING, EXIT_SOME, count_of, progress, worded_errors

if TYPE_CHECKING:
    from readout.actions.keeping import Item
    from readout.cli.archives import Opened
    from readout.records import Run

WEB = ("http://", "https://")


@click.command()
@ARTICLES
@DESK
@click.option("--later", is_flag=True, help="Only keep the articles; `readout read` reads them another time.")
@OUTLET
@PUBLISHED
def add(articles: tuple[str, ...], desk: Path, later: bool, outlet: str | None, published: str | None) -> None:
    """
    Add ARTICLES to the archive and read them: files (.txt .md .jsonl .html .warc), folders, or - for standard input.

    An article that is there already changes nothing; one whose title, text or day has changed is kept as a new version
    of the same article. Cut off at any moment, the same command goes on where it was: nothing is lost or kept twice.
    What could not be read is listed in a file under failures/ in the desk's folder.
    """
    if any(each.lower().startswith(WEB) for each in articles):
        raise click.UsageError("addresses are fetched by `readout collect`, from sources.toml; add takes files")
    with worded_errors():
        from readout.actions.keeping import begin_run, keep_items  # noqa: PLC0415 -- start-up stays light
        from readout.adapters.files import load_captures  # noqa: PLC0415
        from readout.adapters.files.items import count_items  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        stdin = read_stdin(articles)
        row = count_items(articles, stdin, f"{outlet or ''}\x1f{published or ''}")
        run = begin_run(opened.archive, "add", row.digest, row.total, now())
        items: Iterator[Item] = load_captures(
            articles,
            outlet=outlet,
            published=published,
            stdin=stdin,
            book=opened.codebook.furniture,
            skip=run.done,
        )
        with progress("Adding", row.total, "item", run.done) as tell:
            run = keep_items(items, opened.archive, opened.codebook.links, run, now, tell)
        told = [count_of(run.added, "new article"), count_of(run.edited, "edit"), f"{run.known:,} known already"]
        click.echo(f"Kept:       {', '.join(told)}")
        failed = _tell_failures(opened, run)
        if later:
            click.echo(f"Next:       readout read --desk {desk}")
        else:
            failed = _read_all(opened) or failed
    if run.failed == run.total:
        raise SystemExit(EXIT_NOTHING)
    if failed:
        raise SystemExit(EXIT_SOME)


@click.command()
@DESK
def read(desk: Path) -> None:
    """
    Read what today's recipe has not read: new articles, and all of them again when version or codebook changed.

    The latest come first. Until an article is read again its older reading serves. Cut off at any moment, it goes on
    where it was.
    """
    with worded_errors():
        from readout.cli.archives import open_desk  # noqa: PLC0415 -- start-up stays light

        failed = _read_all(open_desk(desk))
    if failed:
        raise SystemExit(EXIT_SOME)


def _read_all(opened: "Opened") -> bool:
    """Read all that is unread; whether something could not be."""
    from readout.actions.rereading import read_all  # noqa: PLC0415 -- start-up stays light
    from readout.actions.weeks import list_orphans  # noqa: PLC0415
    from readout.cli.archives import now  # noqa: PLC0415

    counted = opened.archive.count(opened.reader.recipe)
    waiting = counted.unread + counted.older
    if not waiting:
        click.echo(f"Read:       all {count_of(counted.articles, 'article')}, by today's recipe")
        return False
    with progress("Reading", waiting) as tell:
        run = read_all(opened.archive, opened.reader, now, lambda done, total: tell(done - total + waiting, waiting))
    if run is None:
        return False
    click.echo(f"Read:       {count_of(run.added, 'article')}")
    orphans = list_orphans(opened.archive) if counted.older else ()
    if orphans:
        click.echo(f"Orphans:    {count_of(len(orphans), 'judgement subject')} that nothing has any more; see status")
    return _tell_failures(opened, run)


def _tell_failures(opened: "Opened", run: "Run") -> bool:
    path = opened.write_failures(run.id)
    if path is None:
        return False
    click.echo(f"Failed:     {count_of(run.failed, 'item')}, listed in {path}", err=True)
    for failure in opened.archive.list_failures(run.id)[:3]:
        click.echo(f"            {failure.place}: {failure.message}", err=True)
    return True
