"""The commands about a desk: init, status, diff."""

from datetime import UTC, datetime
from pathlib import Path

import click

from readout.cli.options import DESK
from readout.cli.shown import EXIT_NOTHING, read_day, worded_errors


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """
    Make DIR a desk: files with words on what goes into them, and an empty archive.

    \b
      standoff.toml  the question, and what every page must say
      outlets.toml   the outlets, their sides, and how many articles a week you expect
      actors.csv offices.csv issues.toml   what Readout does not know of your standoff
      sources.toml   where articles come from
      schedule.toml  the publishing day
      mail.toml      whose mail it is, through which server, and when
      site.toml      the address of the readers' side, who answers for it, its podcast

    A file that is there stays as it is: the folder of a standoff becomes a desk. The archive is SQLite in DIR, or the
    PostgreSQL that DATABASE_URL names.
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines
    with worded_errors():
        from readout.adapters.desks import make_desk  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import open_desk  # noqa: PLC0415

        made = make_desk(folder)
        open_desk(folder)
    click.echo(f"The desk:   {folder} ({', '.join(made) or 'all its files were there'})")
    click.echo(f"Next:       write your question and outlets into its files, then: readout add FILES --desk {folder}")


@click.command()
@DESK
@click.option("--on", metavar="DAY", help="The day that counts as today.  [default: today, UTC]")
def status(desk: Path, on: str | None) -> None:
    """Tell how the archive stands: articles, edits, what is unread, the last runs, and which outlet went quiet."""
    with worded_errors():
        from readout.actions.surveying import Asked, survey  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import open_desk  # noqa: PLC0415

        opened = open_desk(desk)
        today = read_day("--on", on) or datetime.now(UTC).date()
        standoff = opened.codebook.standoff
        asked = Asked(
            opened.reader.recipe,
            today,
            opened.desk.schedule.publishing_day,
            standoff.outlets,
            opened.desk.intake.sources,
        )
        click.echo(f"The desk:   {standoff.name or desk}")
        for line in survey(opened.archive, asked):
            click.echo(line)


@click.command()
@click.argument("article", metavar="ID")
@DESK
def diff(article: str, desk: Path) -> None:
    """Show what the edits of the article ID changed, word by word: [-taken out-] and {+put in+}."""
    with worded_errors():
        from readout.cli.archives import open_desk  # noqa: PLC0415 -- start-up stays light
        from readout.rendering.edits import render_edits  # noqa: PLC0415

        versions = open_desk(desk).archive.load_versions(article)
    if not versions:
        click.echo(f"No article has the id '{article}'; `readout status` names those that were edited.", err=True)
        raise SystemExit(EXIT_NOTHING)
    click.echo(render_edits(versions), nl=False)
