"""The commands that write, show and check: brief, analyse, verify."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.clusters import ACTORS, ON, TO, Asked, analyse_shards, refuse_half
from readout.cli.options import (
    ARTICLES,
    DESK,
    OUTLET,
    PUBLISHED,
    STANDOFF,
    WORKERS,
    load_codebook,
    open_crew,
    read_given,
)
from readout.cli.shown import EXIT_FAULTS, EXIT_NOTHING, count_of, leave, progress, read_day, worded_errors

if TYPE_CHECKING:
    from readout.actions.briefing import Written

BRIEF, BRIEFS = Path("out/brief"), "briefs"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of a brief over files."""

    articles: tuple[str, ...]
    since: str | None
    until: str | None
    standoff: Path | None
    earlier: Path | None
    question: str | None
    outlet: str | None
    published: str | None
    workers: int


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLES...]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write the brief; a brief that is there is replaced, nothing else is. "
    "[default: out/brief; with --week, briefs/WEEK in the desk's folder]",
)
@click.option("--week", metavar="WEEK", help="The ISO week of the publishing day, such as 2022-W01: from the archive.")
@DESK
@click.option("--as-read", is_flag=True, help="With --week: let older readings serve; read only what was never read.")
@click.option("--since", metavar="DAY", help="First day of the period, included.")
@click.option("--until", metavar="DAY", help="Last day of the period, included.")
@STANDOFF
@click.option(
    "--earlier",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="An earlier brief: what it already told is not new, and its calendar goes on.",
)
@click.option("--question", metavar="TEXT", help="The question that the brief is about.")
@OUTLET
@PUBLISHED
@WORKERS
def brief(output: Path | None, week: str | None, desk: Path, as_read: bool, **told: object) -> None:
    """
    Write a brief over ARTICLES: files (.txt .md .jsonl .html), folders of them, or - for standard input;
    or, with --week, over a week of the archive: the seven days before the publishing day.

    \b
    The folder that is written holds
      index.html    the brief, to be opened in a browser; works alone and offline
      brief.md      what the page shows at once, as text
      brief.json    the same as records, with the articles and all that was found in them
      calendar.ics  the talks, held and ahead
      sources/      the kept copies, with what is cited marked in them
      pages/        HTML pages as they came, where articles were extracted from such
      manifest.json the digest of every file; `readout verify DIR` checks all of it
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines
    asked = _Asked(**told)  # type: ignore[arg-type]
    if week is None:
        if not asked.articles:
            raise click.UsageError("give ARTICLES to read, or --week to brief from a desk's archive")
        _brief_files(asked, output or BRIEF)
        return
    given = (asked.articles, asked.since, asked.until, asked.standoff, asked.outlet, asked.published)
    if any(given):
        raise click.UsageError("--week takes articles, period and standoff from the desk; leave out the other options")
    _brief_week(week, desk, output or desk / BRIEFS / week.upper(), asked, as_read=as_read)


def _brief_files(asked: _Asked, output: Path) -> None:
    with worded_errors():
        period = read_day("--since", asked.since), read_day("--until", asked.until)
        if period[0] and period[1] and period[0] > period[1]:
            raise click.UsageError(f"--since {asked.since} is after --until {asked.until}")
        from readout.actions.briefing import read_earlier, write_brief  # noqa: PLC0415 -- models load when they read
        from readout.adapters.folders import read_folder  # noqa: PLC0415
        from readout.adapters.models import load_story_model  # noqa: PLC0415

        codebook = load_codebook(asked.standoff)
        earlier = read_earlier(read_folder(asked.earlier)) if asked.earlier else None
        pages: dict[str, bytes] = {}
        with open_crew(asked.workers, codebook, asked.standoff) as crew:
            reading, unread = read_given(asked.articles, codebook, asked.outlet, asked.published, pages, crew)
        written = write_brief(reading, codebook, load_story_model(), period, earlier, asked.question, unread, pages)
        _put(written, output)
    leave(len(reading.articles), reading.problems, unread)


def _brief_week(named: str, folder: Path, output: Path, asked: _Asked, *, as_read: bool) -> None:
    with worded_errors():
        from readout.actions.briefing import read_earlier  # noqa: PLC0415 -- models load when they read
        from readout.actions.weekly import Wanted, write_week  # noqa: PLC0415
        from readout.actions.weeks import find_week  # noqa: PLC0415
        from readout.adapters.folders import read_folder  # noqa: PLC0415
        from readout.adapters.models import load_story_model  # noqa: PLC0415
        from readout.cli.archives import open_desk  # noqa: PLC0415

        opened = open_desk(folder)
        period = find_week(named, opened.desk.schedule.publishing_day)
        earlier = read_earlier(read_folder(asked.earlier)) if asked.earlier else None
        wanted = Wanted(earlier, str(asked.earlier or ""), asked.question, as_read)
        waiting = opened.count_unread(period)
        with (
            open_crew(asked.workers if waiting else 1, opened.codebook, folder) as crew,
            progress("Reading", waiting) as tell,
        ):
            made = write_week(opened.archive, opened.reader, load_story_model(), period, tell, wanted, crew)
        if made is None:
            click.echo(f"No article of {_days(period)} is in the archive. Add some: readout add FILES --desk {folder}")
            raise SystemExit(EXIT_NOTHING)
        _put(made.written, output)
    click.echo(f"Compared:   with {made.compared or 'nothing: no earlier week is kept'}")
    if judged := made.written.brief.judged:
        click.echo(
            f"Judged:     what editors decided about {count_of(len(judged), 'subject')} of this week is followed"
        )
    if made.week.older:
        click.echo(f"Older:      {made.week.older} of the articles by an older recipe; `readout read` reads them again")
    leave(len(made.week.reading.articles), made.week.reading.problems, ())


def _days(period: tuple[date, date]) -> str:
    return f"{period[0].isoformat()} to {period[1].isoformat()}"


def _put(written: "Written", output: Path) -> None:
    from readout.actions.verifying import manifest_digest  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.folders import write_folder  # noqa: PLC0415

    write_folder(output, written.files)
    click.echo(written.told)
    click.echo(f"\nThe brief:  {output / 'index.html'}\nDigest:     {manifest_digest(written.files)}")
    click.echo(f"Check it:   readout verify {output}")


@click.command()
@ARTICLES
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "text", "html", "plover-csv", "plover-jsonl", "plover-parquet"]),
    help="jsonl: all records, one article a line. text (the default): what was found, to be read. html: all of it "
    "marked. plover-csv, plover-jsonl, plover-parquet: the coded events, one a row, with CAMEO codes beside.",
)
@STANDOFF
@OUTLET
@PUBLISHED
@WORKERS
@ON
@TO
@ACTORS
def analyse(
    articles: tuple[str, ...], form: str | None, standoff: Path | None, outlet: str | None, published: str | None,
    workers: int, on: str | None, to: str | None, actors: int | None,
) -> None:  # fmt: skip
    """
    Show what is found in ARTICLES: names, times, statements, events, meetings, and what was left open.

    With --on, files are read by many machines at once and the same records are kept as Parquet.
    """
    refuse_half(on, to, actors, workers, () if form is None else (form,))
    if on is not None and to is not None:
        analyse_shards(Asked(articles, standoff, outlet, published), on, to, actors)
        return
    form = form or "text"
    with worded_errors():
        codebook = load_codebook(standoff)
        with open_crew(workers, codebook, standoff) as crew:
            reading, unread = read_given(articles, codebook, outlet, published, crew=crew)
        from readout.rendering.event_table import render_events  # noqa: PLC0415 -- only this command shows readings
        from readout.rendering.readings import render_readings  # noqa: PLC0415 -- as above

        outlets = {outlet.id: outlet.name for outlet in codebook.standoff.outlets}
        known = (codebook.actors.by_id, codebook.standoff.notice, outlets)
        shown: str | bytes
        if form == "plover-parquet":
            from readout.adapters.event_parquet import write_parquet  # noqa: PLC0415 -- an extra
            from readout.rendering.event_table import list_events  # noqa: PLC0415

            rows = list_events(reading.articles, reading.analyses, codebook.actors.by_id, codebook.plover)
            shown = write_parquet(rows)
        elif form.startswith("plover"):
            shown = render_events(reading.articles, reading.analyses, form, codebook.actors.by_id, codebook.plover)
        else:
            shown = render_readings(reading.articles, reading.analyses, form, *known)
        click.echo(shown, nl=False)
    leave(len(reading.articles), reading.problems, unread)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--desk", type=click.Path(path_type=Path), metavar="DIR", help="Check what was decided at this desk.")
@click.option(
    "--digest", metavar="X", help="The digest that was printed before: proof against a rewritten folder or audit."
)
def verify(folder: Path | None, desk: Path | None, digest: str | None) -> None:
    """
    Check a brief: every file against the manifest, every receipt against its kept copy, every line against
    its receipts, every view against the records. All faults are listed; exit code 1 when there is one.

    With --desk, check what was decided there: every judgement, draft, edition and correction against its entry in the
    audit, every entry against the one before.
    """
    if (folder is None) == (desk is None):
        raise click.UsageError("give the folder of a brief, or --desk and a desk's folder")
    if folder is None:
        _verify_desk(desk or Path(), digest)
        return
    with worded_errors():
        from readout.actions.verifying import manifest_digest, verify_files  # noqa: PLC0415
        from readout.adapters.folders import read_folder  # noqa: PLC0415

        files = read_folder(folder)
        faults = verify_files(files)
        found = manifest_digest(files)
    for fault in faults:
        click.echo(f"{fault.file}: {fault.where}: {fault.what}" if fault.where else f"{fault.file}: {fault.what}")
    if digest is not None and digest != found:
        click.echo(f"the folder's digest is {found}, not {digest}")
    elif not faults:
        click.echo(f"{folder}: every file, receipt, line and view is as it was written.\nDigest: {found}")
        return
    raise SystemExit(EXIT_FAULTS)


def _verify_desk(folder: Path, digest: str | None) -> None:
    with worded_errors():
        from readout.actions.auditing import verify_decided  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import open_desk  # noqa: PLC0415

        checked = verify_decided(open_desk(folder).archive)
    for fault in checked.faults:
        click.echo(fault)
    if digest is not None and digest != checked.digest:
        click.echo(f"the audit's digest is {checked.digest}, not {digest}")
    elif not checked.faults:
        click.echo(f"{folder}: all {checked.entries:,} decisions are as they were entered.")
        click.echo(f"Digest: {checked.digest}")
        return
    raise SystemExit(EXIT_FAULTS)
