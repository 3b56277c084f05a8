"""The commands that publish: a week's brief becomes an edition, at once or through a draft that is approved."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import DESK
from readout.cli.shown import EXIT_NOTHING, count_of, progress, worded_errors

if TYPE_CHECKING:
    from readout.actions.weekly import WrittenWeek
    from readout.cli.archives import Opened
    from readout.records import Edition

WEEK = click.option("--week", metavar="WEEK", help="The ISO week of the publishing day, such as 2022-W01.")
EDITOR = click.option("--editor", metavar="NAME", help="Who answers for it: stands on the edition and in the audit.")


@click.command()
@WEEK
@DESK
@EDITOR
@click.option("--title", metavar="TEXT", help="What the edition is called.  [default: the question and the days]")
@click.option("--due", is_flag=True, help="Publish what was approved and is due now; for cron. Takes no other option.")
def publish(week: str | None, desk: Path, editor: str | None, title: str | None, due: bool) -> None:
    """
    Publish the brief of a week as it stands, as the next edition: for scripts, and for desks of one.

    An edition is frozen: its blocks, and the versions that its receipts cite. What is wrong in it is put right by a
    correction. The same week is published once. With --due, what a desk approved is published when its time has come;
    `readout worker` and `readout desk` do the same as long as they run.
    """
    if due:
        _publish_due(desk)
        return
    if week is None or editor is None:
        raise click.UsageError("give --week and --editor, or --due to publish what was approved")
    with worded_errors():
        from readout.actions.publishing import make_ready, publish_edition  # noqa: PLC0415 -- models load when they read
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        made = _write_week(opened, week)
        articles = made.week.reading.articles
        ready = make_ready(made.written.brief, articles, opened.desk.schedule.publishing_day, editor, now(), title)
        days = {article.id: article.published for article in articles}
        edition = publish_edition(opened.archive, ready, days, now())
    _tell(edition)


def _publish_due(desk: Path) -> None:
    with worded_errors():
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light

        opened = open_desk(desk)
        published = publish_now(opened, now())
    if not published:
        click.echo("Nothing is due.")


def publish_now(opened: "Opened", at: datetime) -> "tuple[Edition, ...]":
    """Publish what is due at an instant, and tell of it."""
    from readout.actions.approving import publish_due  # noqa: PLC0415 -- start-up stays light

    published = publish_due(opened.archive, opened.desk.schedule, at)
    for edition in published:
        _tell(edition)
    return published


@click.command()
@WEEK
@DESK
@EDITOR
def draft(week: str | None, desk: Path, editor: str | None) -> None:
    """
    Open a draft of a week's edition: write its brief, and lay its items out as blocks to be edited at the desk.

    It is due on the publishing day, at the time and in the zone that schedule.toml names. What is not approved by then
    is not published.
    """
    if week is None or editor is None:
        raise click.UsageError("give --week and --editor")
    with worded_errors():
        from readout.actions.drafting import open_draft  # noqa: PLC0415 -- models load when they read
        from readout.cli.archives import now, open_desk  # noqa: PLC0415
        from readout.editing.scheduling import write_due  # noqa: PLC0415

        opened = open_desk(desk)
        made = _write_week(opened, week)
        articles, schedule = made.week.reading.articles, opened.desk.schedule
        drafted = open_draft(opened.archive, made.written.brief, articles, schedule, editor, now())
    click.echo(f"Draft:      {drafted.draft.id}, {count_of(len(drafted.content.blocks), 'block')}")
    click.echo(f"Due:        {write_due(drafted.content.due)}")
    click.echo(f"Edit it:    readout desk --desk {desk}")


def _write_week(opened: "Opened", week: str) -> "WrittenWeek":
    """The week's brief, written now; exits where there is nothing to write of."""
    from readout.actions.weekly import write_week  # noqa: PLC0415 -- models load when they read
    from readout.actions.weeks import find_week  # noqa: PLC0415
    from readout.adapters.models import load_story_model  # noqa: PLC0415

    period = find_week(week, opened.desk.schedule.publishing_day)
    with progress("Reading", opened.count_unread(period)) as tell:
        made = write_week(opened.archive, opened.reader, load_story_model(), period, tell)
    if made is None:
        click.echo(f"No article of {period[0]} to {period[1]} is in the archive. Add some: readout add FILES")
        raise SystemExit(EXIT_NOTHING)
    return made


def _tell(edition: "Edition") -> None:
    lines = sum(len(block.lines) for block in edition.blocks)
    held = (
        count_of(len(edition.blocks), "block"),
        count_of(lines, "line"),
        f"{count_of(len(edition.sources), 'article')} cited",
    )
    click.echo(f"Published:  edition {edition.number}, “{edition.title}” ({edition.slug})")
    click.echo(f"It holds:   {', '.join(held)}")
    click.echo(f"Digest:     {edition.digest}")
