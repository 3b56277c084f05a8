"""The command that publishes: a week's brief becomes an edition."""

from pathlib import Path

import click

from readout.cli.options import DESK
from readout.cli.shown import EXIT_NOTHING, count_of, progress, worded_errors


@click.command()
@click.option("--week", required=True, metavar="WEEK", help="The ISO week of the publishing day, such as 2022-W01.")
@DESK
@click.option("--editor", required=True, metavar="NAME", help="Who answers for it: stands on the edition.")
@click.option("--title", metavar="TEXT", help="What the edition is called.  [default: the question and the days]")
def publish(week: str, desk: Path, editor: str, title: str | None) -> None:
    """
    Publish the brief of a week as it stands, as the next edition: for scripts, and for desks of one.

    An edition is frozen: its blocks, and the versions that its receipts cite. What is wrong in it is put right by a
    correction. The same week is published once.
    """
    with worded_errors():
        from readout.actions.publishing import make_ready, publish_edition  # noqa: PLC0415 -- models load when they read
        from readout.actions.weekly import write_week  # noqa: PLC0415
        from readout.actions.weeks import find_week  # noqa: PLC0415
        from readout.adapters.models import load_story_model  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        publishing_day = opened.desk.schedule.publishing_day
        period = find_week(week, publishing_day)
        with progress("Reading", opened.count_unread(period)) as tell:
            made = write_week(opened.archive, opened.reader, load_story_model(), period, tell)
        if made is None:
            click.echo(f"No article of {period[0]} to {period[1]} is in the archive; nothing was published.")
            raise SystemExit(EXIT_NOTHING)
        articles = made.week.reading.articles
        ready = make_ready(made.written.brief, articles, publishing_day, editor, now(), title)
        days = {article.id: article.published for article in articles}
        edition = publish_edition(opened.archive, ready, days, now())
    click.echo(f"Published:  edition {edition.number}, “{edition.title}” ({edition.slug})")
    lines = sum(len(block.lines) for block in edition.blocks)
    click.echo(f"It holds:   {count_of(len(edition.blocks), 'block')}, {count_of(lines, 'line')}, "
               f"{count_of(len(edition.sources), 'article')} cited")  # fmt: skip
    click.echo(f"Digest:     {edition.digest}")
