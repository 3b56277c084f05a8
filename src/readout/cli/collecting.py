"""The commands that ask a desk's sources: collect, and worker, which does it for as long as it runs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.ending import ended_by_signal
from readout.cli.intake import read_unread, tell_failures
from readout.cli.options import DESK
from readout.cli.shown import EXIT_NOTHING, EXIT_SOME, count_of, progress, worded_errors

if TYPE_CHECKING:
    from readout.actions.collecting import Wire
    from readout.cli.archives import Opened
    from readout.records import Source, SourceHealth

LOCK = "worker.lock"
LONGEST_SLEEP = timedelta(minutes=5)  # so that a changed sources.toml is heeded soon
_WORDS = {
    "added": "new",
    "edited": "edited",
    "known": "known already",
    "unasked": "not asked again",
    "failed": "failed",
}


@click.command()
@DESK
@click.option("--all", "everything", is_flag=True, help="Ask every source, also those that are not due yet.")
@click.option("--source", "only", metavar="ID", help="Ask this one source, due or not.")
@click.option("--later", is_flag=True, help="Only keep the articles; `readout read` reads them another time.")
def collect(desk: Path, everything: bool, only: str | None, later: bool) -> None:
    """
    Ask the sources in sources.toml that are due, keep what is new or edited, and read it.

    Each article is fetched whole from its own page, politely: one request a host at a time, robots.txt heeded, nothing
    asked twice that did not change. How every source fares is told in words, and by `readout status`. Cut off at any
    moment, the next round goes on where it was. Run it from cron, or let `readout worker` run it.
    """
    with worded_errors():
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light

        opened = open_desk(desk)
        sources = _choose(opened, now(), everything=everything, only=only)
        failed = bool(sources) and _ask(opened, sources)
        if not later and sources:
            failed = read_unread(opened) or failed
    if failed:
        raise SystemExit(EXIT_SOME)


@click.command()
@DESK
def worker(desk: Path) -> None:
    """
    Collect and read for as long as it runs, each source at its own pace. Ctrl-C or SIGTERM ends it.

    What was approved at the desk is published when its time has come, and its recording is posted on the podcast's
    day where espeak-ng and ffmpeg are installed. Where mail.toml names a sender, readers' forms
    are answered and mail goes out every few seconds.

    One worker a desk: a second one says so and leaves. Killed at any moment, the next one goes on where it was.
    """
    with worded_errors(), _alone(desk), ended_by_signal("The worker has ended; what it had read is kept."):
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light
        from readout.cli.mailing import rest  # noqa: PLC0415
        from readout.cli.podcasting import post_due  # noqa: PLC0415
        from readout.cli.publishing import publish_now  # noqa: PLC0415

        click.echo(f"The worker: {desk}; Ctrl-C ends it")
        while True:
            opened = open_desk(desk)
            sources = _choose(opened, now(), quiet=True)
            if sources:
                _ask(opened, sources)
                read_unread(opened)
            publish_now(opened, now())
            post_due(opened, now())
            wakes_at = min((health.next_try_at for health in opened.archive.list_health()), default=now())
            pause = min(max(wakes_at - now(), timedelta(seconds=1)), LONGEST_SLEEP)
            rest(opened, pause if opened.desk.intake.sources else LONGEST_SLEEP)


def _choose(
    opened: "Opened", now: datetime, *, everything: bool = False, only: str | None = None, quiet: bool = False
) -> "tuple[Source, ...]":
    """The sources to be asked; says what to do where there are none."""
    from readout.actions.collecting import is_due  # noqa: PLC0415 -- start-up stays light

    sources = opened.desk.intake.sources
    if not sources and not quiet:
        click.echo(f"No source is named in {opened.desk.folder / 'sources.toml'}; its first lines say how.", err=True)
        raise SystemExit(EXIT_NOTHING)
    if only is not None:
        chosen = tuple(source for source in sources if source.id == only)
        if not chosen:
            raise click.UsageError(f"no source is called '{only}'; there are {', '.join(one.id for one in sources)}")
        return chosen
    health = _load_health(opened)
    due = tuple(source for source in sources if everything or is_due(health.get(source.id), now))
    if not due and not quiet:
        soonest = min(sources, key=lambda source: health[source.id].next_try_at)
        at = health[soonest.id].next_try_at
        click.echo(f"Nothing is due. Next: {soonest.id} at {at:%Y-%m-%d %H:%M} UTC; --all asks them all now.")
    return due


def _load_health(opened: "Opened") -> "Mapping[str, SourceHealth]":
    return {health.source_id: health for health in opened.archive.list_health()}


def _ask(opened: "Opened", sources: "tuple[Source, ...]") -> bool:
    """Ask sources, one after the other, and tell what came; whether anything failed."""
    from readout.cli.wires import open_wire  # noqa: PLC0415
    from readout.codes import SourceKind  # noqa: PLC0415 -- start-up stays light

    health = _load_health(opened)
    failed = False
    for source in sources:
        if source.kind is SourceKind.FILES:
            failed = _ask_files(opened, source, health.get(source.id)) or failed
    wired = [source for source in sources if source.kind is not SourceKind.FILES]
    if wired:
        with open_wire(opened) as wire:
            for source in wired:
                failed = _ask_wire(opened, source, health.get(source.id), wire) or failed
    return failed


def _ask_wire(opened: "Opened", source: "Source", before: "SourceHealth | None", wire: "Wire") -> bool:
    from readout.actions.collecting import collect_source  # noqa: PLC0415 -- start-up stays light

    click.echo(f"{source.id}: asking …", err=True)
    collected = collect_source(source, opened.archive, opened.codebook, wire, before)
    _tell(source, collected.health, collected.counts)
    if collected.failures:
        tell_failures(opened, collected.failures[0].run_id, len(collected.failures))
    return bool(collected.failures) or collected.health.failures_in_row > 0


def _ask_files(opened: "Opened", source: "Source", before: "SourceHealth | None") -> bool:
    from readout.actions.collecting import collect_files  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.files import load_captures  # noqa: PLC0415
    from readout.adapters.files.items import count_items  # noqa: PLC0415
    from readout.cli.archives import now  # noqa: PLC0415

    path = opened.desk.folder / source.address
    if not path.exists():
        click.echo(f"{source.id}: {path} is not there: make it, or correct sources.toml", err=True)
        return True
    row = count_items([path], None, source.outlet_id or "")
    with progress(source.id, row.total, "item") as tell:
        health, counts, run_id = collect_files(
            source,
            opened.archive,
            opened.codebook,
            before,
            lambda skip: load_captures([path], skip=skip, outlet=source.outlet_id, book=opened.codebook.furniture),
            (row.digest, row.total),
            now,
            tell,
        )
    _tell(source, health, counts)
    return tell_failures(opened, run_id, counts["failed"])


def _tell(source: "Source", health: "SourceHealth", counts: Mapping[str, int]) -> None:
    came = [f"{counts[key]:,} {word}" for key, word in _WORDS.items() if counts.get(key)]
    told = f" ({', '.join(came)})" if came else ""
    click.echo(f"{source.id}: {health.told}{told}")
    if health.failures_in_row:
        tries = count_of(health.failures_in_row, "time")
        click.echo(
            f"{source.id}: failed {tries} in a row; asked again at {health.next_try_at:%Y-%m-%d %H:%M} UTC", err=True
        )


@contextmanager
def _alone(desk: Path) -> Iterator[None]:
    """Hold the desk's lock; the system lets go of it when the process ends, however it ends."""
    import fcntl  # noqa: PLC0415 -- only here, and only on systems that have it

    with (desk / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.UsageError(f"another worker is at work on {desk}: end it first") from error
        yield
