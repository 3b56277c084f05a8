"""The commands that fill the archive: add and read."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import ARTICLES, DESK, OUTLET, PUBLISHED, WORKERS, open_crew, read_stdin
from readout.cli.shown import EXIT_NOTHING, EXIT_SOME, count_of, progress, worded_errors

if TYPE_CHECKING:
    from readout.actions.keeping import Item
    from readout.cli.archives import Opened

WEB = ("http://", "https://")


@click.command()
@ARTICLES
@DESK
@click.option("--later", is_flag=True, help="Only keep the articles; `readout read` reads them another time.")
@OUTLET
@PUBLISHED
@WORKERS
def add(
    articles: tuple[str, ...], desk: Path, later: bool, outlet: str | None, published: str | None, workers: int
) -> None:
    """
    Add ARTICLES to the archive and read them: files (.txt .md .jsonl .html .warc), folders, addresses of pages, or -
    for standard input.

    An article that is there already changes nothing; one whose title, text or day has changed is kept as a new version
    of the same article. Cut off at any moment, the same command goes on where it was: nothing is lost or kept twice.
    What could not be read is listed in a file under failures/ in the desk's folder.
    """
    links = [each for each in articles if each.lower().startswith(WEB)]
    files = tuple(each for each in articles if each not in links)
    if links and published:
        raise click.UsageError("--published is for files; a page of the web says itself when it was published")
    with worded_errors():
        from readout.cli.archives import open_desk  # noqa: PLC0415 -- start-up stays light

        opened = open_desk(desk)
        came: Counter[str] = Counter()
        if links:
            came += _add_links(opened, links, outlet)
        if files:
            came += _add_files(opened, files, outlet, published)
        if later:
            click.echo(f"Next:       readout read --desk {desk}")
        failed = (not later and read_unread(opened, workers)) or bool(came["failed"])
    if came["failed"] == came["total"]:
        raise SystemExit(EXIT_NOTHING)
    if failed:
        raise SystemExit(EXIT_SOME)


def _add_files(opened: "Opened", files: tuple[str, ...], outlet: str | None, published: str | None) -> Counter[str]:
    """Keep what files hold; how many items there were and came to nothing."""
    from readout.actions.keeping import begin_run, keep_items  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.files import load_captures  # noqa: PLC0415
    from readout.adapters.files.items import count_items  # noqa: PLC0415
    from readout.cli.archives import now  # noqa: PLC0415

    stdin = read_stdin(files)
    row = count_items(files, stdin, f"{outlet or ''}\x1f{published or ''}")
    run = begin_run(opened.archive, "add", row.digest, row.total, now())
    items: Iterator[Item] = load_captures(
        files, outlet=outlet, published=published, stdin=stdin, book=opened.codebook.furniture, skip=run.done
    )
    with progress("Adding", row.total, "item", run.done) as tell:
        run = keep_items(items, opened.archive, opened.codebook.links, run, now, tell)
    _tell_kept(run.added, run.edited, run.known)
    tell_failures(opened, run.id, run.failed)
    return Counter(total=run.total, failed=run.failed)


def _add_links(opened: "Opened", links: list[str], outlet: str | None) -> Counter[str]:
    """Fetch pages and keep them; how many there were and came to nothing."""
    from readout.actions.collecting import collect_pages  # noqa: PLC0415 -- start-up stays light
    from readout.cli.wires import open_wire  # noqa: PLC0415

    with open_wire(opened) as wire, progress("Fetching", len(links), "page") as tell:
        counts, failures = collect_pages(links, outlet, opened.archive, opened.codebook, wire, tell)
    _tell_kept(counts.get("added", 0), counts.get("edited", 0), counts.get("known", 0))
    if failures:
        tell_failures(opened, failures[0].run_id, len(failures))
    return Counter(total=len(links), failed=len(failures))


def _tell_kept(added: int, edited: int, known: int) -> None:
    click.echo(f"Kept:       {count_of(added, 'new article')}, {count_of(edited, 'edit')}, {known:,} known already")


@click.command()
@DESK
@WORKERS
def read(desk: Path, workers: int) -> None:
    """
    Read what today's recipe has not read: new articles, and all of them again when version or codebook changed.

    The latest come first. Until an article is read again its older reading serves. Cut off at any moment, it goes on
    where it was.
    """
    with worded_errors():
        from readout.cli.archives import open_desk  # noqa: PLC0415 -- start-up stays light

        failed = read_unread(open_desk(desk), workers)
    if failed:
        raise SystemExit(EXIT_SOME)


def read_unread(opened: "Opened", workers: int = 1) -> bool:
    """Read all that is unread in so many processes; whether something could not be."""
    from readout.actions.rereading import read_all  # noqa: PLC0415 -- start-up stays light
    from readout.actions.weeks import list_orphans  # noqa: PLC0415
    from readout.cli.archives import now  # noqa: PLC0415

    counted = opened.archive.count(opened.reader.recipe)
    waiting = counted.unread + counted.older
    if not waiting:
        click.echo(f"Read:       all {count_of(counted.articles, 'article')}, by today's recipe")
        return False
    with open_crew(workers, opened.codebook, opened.desk.folder) as crew, progress("Reading", waiting) as tell:
        run = read_all(
            opened.archive, opened.reader, now, lambda done, total: tell(done - total + waiting, waiting), crew
        )
    if run is None:
        return False
    click.echo(f"Read:       {count_of(run.added, 'article')}")
    orphans = list_orphans(opened.archive) if counted.older else ()
    if orphans:
        click.echo(f"Orphans:    {count_of(len(orphans), 'judgement subject')} that nothing has any more; see status")
    return tell_failures(opened, run.id, run.failed)


def tell_failures(opened: "Opened", run_id: str, failed: int) -> bool:
    """Name the file in which what came to nothing in a run is listed, and the first of it; whether there is any."""
    path = opened.write_failures(run_id)
    if path is None:
        return False
    click.echo(f"Failed:     {count_of(failed, 'item')}, listed in {path}", err=True)
    for failure in opened.archive.list_failures(run_id)[:3]:
        click.echo(f"            {failure.place}: {failure.message}", err=True)
    return True
