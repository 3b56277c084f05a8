"""The commands that let an edition out and put it right without a browser: approve, correct."""

from pathlib import Path

import click

from readout.cli.options import DESK
from readout.cli.shown import worded_errors

EDITOR = click.option("--editor", required=True, metavar="NAME", help="Who decides: stands in the audit.")


@click.command()
@click.argument("draft", metavar="DRAFT")
@DESK
@EDITOR
def approve(draft: str, desk: Path, editor: str) -> None:
    """
    Approve the draft DRAFT, such as 2031-w10; it is submitted for review where nobody has done that yet.

    What stops it is told, and it is not approved. It is held as long as schedule.toml says, and goes out when it is
    due: by `readout desk`, `readout worker`, or `readout publish --due`.
    """
    with worded_errors():
        from readout.actions.approving import load_standing, take_step  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import now, open_desk  # noqa: PLC0415
        from readout.codes import DraftState  # noqa: PLC0415
        from readout.editing.scheduling import write_due  # noqa: PLC0415
        from readout.editing.states import kept_state  # noqa: PLC0415

        opened = open_desk(desk)
        archive, schedule = opened.archive, opened.desk.schedule
        standing = load_standing(archive, draft, schedule, now())
        if kept_state(standing.steps) is DraftState.DRAFT:
            take_step(archive, draft, DraftState.IN_REVIEW, editor, schedule, now())
        take_step(archive, draft, DraftState.APPROVED, editor, schedule, now())
    click.echo(f"Approved:   {draft}, “{standing.opened.content.title}”; held for {schedule.hold_minutes} minutes")
    click.echo(f"Goes out:   {write_due(standing.opened.content.due)}")


@click.command()
@click.argument("number", type=click.IntRange(min=1), metavar="NUMBER")
@DESK
@EDITOR
@click.option("--words", required=True, metavar="TEXT", help="What was wrong, in public words.")
@click.option("--line", metavar="ID", help="The line that is put right; its id is its anchor on the page.")
@click.option("--now", "changed", metavar="TEXT", help="With --line: the line as it is now.")
def correct(number: int, desk: Path, editor: str, words: str, line: str | None, changed: str | None) -> None:
    """
    Put right the published edition NUMBER, in public words: as a whole, or one of its lines.

    The edition itself stays as it was published; page, feed and the next mail carry the correction with its time.
    """
    if (line is None) != (changed is None):
        raise click.UsageError("--line and --now belong together")
    with worded_errors():
        from readout.actions.publishing import correct_edition, make_correction  # noqa: PLC0415 -- as above
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        archive = open_desk(desk).archive
        edition = correct_edition(
            archive, number, make_correction(archive, number, words, editor, now(), line, changed)
        )
    click.echo(f"Corrected:  edition {number}, “{edition.title}”, {len(edition.corrections)} by now")
