"""The command about the mail list: readers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.mailing import EDITOR, open_office
from readout.cli.options import DESK
from readout.cli.shown import EXIT_SOME, count_of, worded_errors

if TYPE_CHECKING:
    from readout.letters.office import Office


@click.command()
@DESK
@click.option("--add", "file", type=click.Path(path_type=Path), metavar="FILE", help="Addresses, one a line.")
@click.option("--consent", metavar="TEXT", help="Where and when those in FILE agreed: kept as the proof of it.")
@EDITOR
def readers(desk: Path, file: Path | None, consent: str | None, editor: str | None) -> None:
    """
    Tell how many readers the mail list has; with --add take in those who agreed elsewhere, such as on an earlier list.

    Nobody is added who left, was erased, complained, or said that it was not them: only they themselves can come back.
    """
    with worded_errors():
        from readout.cli.archives import open_desk  # noqa: PLC0415 -- start-up stays light

        office = open_office(open_desk(desk))
        refused = 0
        if file is not None:
            if not consent or not editor:
                raise click.UsageError(
                    "--add needs --consent TEXT and --editor NAME: nobody is mailed without agreeing"
                )
            refused = _add(office, file, f"{consent} (taken in by {editor})")
        counts = office.room.count_readers()
    for state, number in sorted(counts.items()):
        click.echo(f"{state.value:<8} {number:,}")
    if not counts:
        click.echo(f"Nobody yet. Lead readers to {office.book.address}, or take a list in with --add.")
    if refused:
        raise SystemExit(EXIT_SOME)


def _add(office: "Office", file: Path, words: str) -> int:
    """Take addresses in; how many lines could not be."""
    from readout.actions.subscribing.pressing import admit  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.mail_addresses import read_address  # noqa: PLC0415
    from readout.cli.archives import now  # noqa: PLC0415
    from readout.errors import InputError  # noqa: PLC0415

    added = refused = 0
    for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            taken = admit(office.room, read_address(line), words, now())
        except InputError as error:
            click.echo(f"{file}, line {number}: {error.reason}", err=True)
            refused += 1
            continue
        added += taken
        if not taken:
            click.echo(f"{file}, line {number}: is on the list already, or left it", err=True)
    click.echo(f"Taken in:   {count_of(added, 'reader')}")
    return refused


@click.command()
@click.argument("maildir", type=click.Path(path_type=Path), metavar="MAILDIR")
@DESK
def returns(maildir: Path, desk: Path) -> None:
    """
    Read what came back into MAILDIR: failed deliveries and complaints. Each message is counted once and filed as seen.

    Whose mail it was is told by the signed word in the address that it came back to, never by what a report says.
    """
    with worded_errors():
        from readout.actions.delivering.bounces import take_back  # noqa: PLC0415 -- start-up stays light
        from readout.actions.subscribing.tokens import Purpose, read_return_path, read_token  # noqa: PLC0415
        from readout.adapters.returns import file_away, read_return, walk_maildir  # noqa: PLC0415
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        office = open_office(open_desk(desk))
        signing = office.room.signing

        def read_leave(text: str) -> str | None:
            token = read_token(signing, Purpose.LEAVE, text)
            return None if token is None else token.key

        number = 0
        for path, content in walk_maildir(maildir):
            returned = read_return(content, lambda word: read_return_path(signing, word), read_leave)
            click.echo(f"{path.name}: {returned.kind}: {take_back(office.room, returned, now())}")
            file_away(maildir, [path])
            number += 1
    click.echo(f"Returned:   {count_of(number, 'message')}")
