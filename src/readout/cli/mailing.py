"""The commands that mail: send, settle, doctor, and the worker's round."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import DESK
from readout.cli.shown import EXIT_FAULTS, EXIT_NOTHING, count_of, progress, worded_errors

if TYPE_CHECKING:
    from readout.actions.delivering.freezing import Content
    from readout.cli.archives import Opened
    from readout.letters.office import Office
    from readout.records import Balance, Delivery

BETWEEN_ROUNDS = 5.0  # seconds
EDITOR = click.option("--editor", metavar="NAME", help="Who says so: stands in the ledger.")


@click.command()
@click.argument("number", type=int, required=False, metavar="[EDITION]")
@DESK
@EDITOR
@click.option("--to", "address", metavar="ADDRESS", help="Mail it to this one address first, as a trial.")
@click.option("--later", is_flag=True, help="Only freeze it; `readout worker` mails it when the hold is over.")
@click.option("--stop", is_flag=True, help="Stop the edition's mailing; --go-on lets it go on.")
@click.option("--go-on", is_flag=True, help="Let a stopped mailing go on.")
@click.option("--here", is_flag=True, help="Say that this copy of the desk mails from now on (after a restore).")
def send(
    number: int | None, desk: Path, editor: str | None, address: str | None, *, later: bool, stop: bool, go_on: bool,
    here: bool,
) -> None:  # fmt: skip
    """
    Mail EDITION (the latest when left out) to the readers, once; without --editor only tell who would get it.

    With --editor the bytes and the recipients are frozen together, and mailed when the hold of mail.toml is over. Cut
    off at any moment, `readout send` or `readout worker` goes on: nobody gets two, nobody is lost, and of whom nobody
    can know `readout settle` asks you.
    """
    with worded_errors():
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light

        opened = open_desk(desk)
        office = open_office(opened)
        if here:
            from readout.letters.instances import confirm_here  # noqa: PLC0415

            confirm_here(office, now())
            click.echo("This copy of the desk mails from now on. Make sure that no other does.")
            return
        content, name = _find_content(opened, office, number, now())
        if stop or go_on:
            _hold(office, name, now(), stop=stop)
        elif address is not None:
            _try_out(office, content, address, editor or "an editor", now())
        elif editor is None:
            _tell_audience(office, content, name)
        else:
            _freeze(office, content, name, editor, now())
            if not later:
                _mail(office, name)


def open_office(opened: "Opened") -> "Office":
    """The post office of an opened desk. Raises InputError while mail.toml names no sender."""
    from readout.archive.opening import open_mailroom  # noqa: PLC0415
    from readout.letters.office import Office, need_mail  # noqa: PLC0415

    book = need_mail(opened.desk.folder)
    return Office(opened.desk.folder, book, open_mailroom(opened.desk.folder, opened.archive, make=True))


def _find_content(opened: "Opened", office: "Office", number: int | None, at: datetime) -> "tuple[Content, str]":
    from readout.actions.delivering.freezing import name_mailing  # noqa: PLC0415
    from readout.adapters.desks import load_site  # noqa: PLC0415

    edition = opened.archive.load_edition(number=number)
    if edition is None:
        told = "No edition was published yet" if number is None else f"There is no edition {number}"
        click.echo(f"{told}: readout publish --week WEEK --editor NAME makes one.", err=True)
        raise SystemExit(EXIT_NOTHING)
    standoff = opened.codebook.standoff
    site = load_site(opened.desk.folder, standoff.name or standoff.question)
    content = office.write_edition(opened.archive, edition, site.address, at)
    return content, name_mailing(edition.number)


def _tell_audience(office: "Office", content: "Content", name: str) -> None:
    from readout.actions.delivering.freezing import find_audience  # noqa: PLC0415

    audience = find_audience(office.room)
    click.echo(f"Edition:    {content.edition}, {content.subject}")
    if office.room.load_mailing(name) is not None:
        click.echo("Mailed:     already; the same edition is not mailed twice")
        click.echo(_tell_balance(office.room.count_balance(name)))
        return
    click.echo(f"Readers:    {count_of(len(audience.recipients), 'reader')} would get it")
    for reason, left in audience.left_out.items():
        click.echo(f"Left out:   {left:,}: {reason}")
    click.echo(
        f"Next:       readout send {content.edition} --to YOU, then readout send {content.edition} --editor NAME"
    )


def _try_out(office: "Office", content: "Content", address: str, editor: str, at: datetime) -> None:
    from readout.actions.delivering.freezing import freeze_trial  # noqa: PLC0415
    from readout.adapters.mail_addresses import read_address  # noqa: PLC0415

    mailing = freeze_trial(office.room, content, read_address(address), editor, at, office.book.domain)
    if mailing is not None:
        _mail(office, mailing.name)


def _freeze(office: "Office", content: "Content", name: str, editor: str, at: datetime) -> None:
    from readout.actions.delivering.composing import opens_at  # noqa: PLC0415
    from readout.actions.delivering.freezing import freeze_edition  # noqa: PLC0415

    opens = opens_at(office.book, at)
    mailing = freeze_edition(office.room, content, editor, at, opens, office.book.domain)
    if mailing is None:
        click.echo(f"Frozen:     before; going on with {name}")
        return
    click.echo(f"Frozen:     for {count_of(mailing.frozen, 'reader')}, by {editor}; opens at {opens:%H:%M:%S} UTC")
    if opens > at:
        click.echo(f"Stop it:    readout send {content.edition} --stop", err=True)


def _hold(office: "Office", name: str, at: datetime, *, stop: bool) -> None:
    from readout.codes import MailingState  # noqa: PLC0415

    if office.room.load_mailing(name) is None:
        raise click.UsageError(f"{name} was not frozen: there is nothing to stop")
    state = MailingState.STOPPED if stop else MailingState.SENDING
    office.room.set_mailing(name, state, "by an editor" if stop else "", at)
    click.echo(f"{name}: {state.value}")


def _mail(office: "Office", name: str) -> None:
    """Mail what is due until this mailing needs no more, and show its balance sheet."""
    from readout.cli.archives import now  # noqa: PLC0415
    from readout.codes import MailingState  # noqa: PLC0415
    from readout.letters.rounds import do_round  # noqa: PLC0415

    room, mailer, sender = office.room, office.make_mailer(), office.make_sender(now)
    try:
        with progress("Mailing", room.count_balance(name).frozen, "letter") as tell:
            while (mailing := room.load_mailing(name)) is not None and mailing.state is MailingState.SENDING:
                done = do_round(office, sender, mailer, now)
                balance = room.count_balance(name)
                tell(balance.frozen - balance.queued - balance.prepared, balance.frozen)
                if done.trouble:
                    click.echo(f"The line gives trouble: {done.trouble}", err=True)
                    break
                if balance.waiting and not balance.queued:
                    break
                if not done.tried and not balance.is_done:
                    time.sleep(1)
    finally:
        sender.leave()
    click.echo(_tell_balance(room.count_balance(name)))


def _tell_balance(balance: "Balance") -> str:
    states = ("accepted", "deferred", "refused", "uncertain", "skipped", "queued", "prepared", "dot")
    parts = ", ".join(f"{getattr(balance, state):,} {state}" for state in states if getattr(balance, state))
    verdict = "sent: every reader is accounted for" if balance.is_done else "not done yet"
    return f"Balance:    {balance.frozen:,} frozen = {parts or 'nobody'}; {verdict}"


@click.command()
@click.argument("name", required=False, metavar="[MAILING]")
@DESK
@EDITOR
@click.option("--log", type=click.Path(path_type=Path), metavar="FILE", help="The relay's log (Postfix): it knows.")
@click.option("--whole", is_flag=True, help="The log covers all of the time: what it does not have is mailed again.")
@click.option("--again", multiple=True, metavar="ADDRESS", help="Mail this one again, under the same Message-ID.")
@click.option("--delivered", multiple=True, metavar="ADDRESS", help="Take this one for delivered.")
def settle(
    name: str | None, desk: Path, editor: str | None, log: Path | None, again: tuple[str, ...],
    delivered: tuple[str, ...], *, whole: bool,
) -> None:  # fmt: skip
    """
    List those of a mailing (the latest edition's when left out) who are not settled, and settle them.

    A line that broke after the final dot leaves one reader uncertain. The relay's log settles it, or you do by name:
    the program never does by itself, since it would send two or none.
    """
    with worded_errors():
        from readout.cli.archives import now, open_desk  # noqa: PLC0415 -- start-up stays light
        from readout.codes import DeliveryState, MailingKind  # noqa: PLC0415

        office = open_office(open_desk(desk))
        room = office.room
        if name is None:
            latest = room.list_mailings(MailingKind.EDITION, most=1)
            name = latest[0].name if latest else ""
        if not name or room.load_mailing(name) is None:
            click.echo("Nothing of that name was mailed.", err=True)
            raise SystemExit(EXIT_NOTHING)
        if log is not None:
            uncertain = tuple(room.walk_deliveries(name, DeliveryState.UNCERTAIN))
            _settle_by_log(office, uncertain, log, now(), whole=whole)
        rows = tuple(room.walk_deliveries(name, DeliveryState.UNCERTAIN, DeliveryState.DEFERRED, DeliveryState.REFUSED))
        _settle_by_name(office, rows, (again, delivered), editor, now())
        for row in room.walk_deliveries(name, DeliveryState.UNCERTAIN, DeliveryState.DEFERRED, DeliveryState.REFUSED):
            click.echo(
                f"{row.state.value:<11} {row.address or '(erased)'}  {row.code or ''} {row.reply}  {row.message_id}"
            )
        click.echo(_tell_balance(room.count_balance(name)))


def _settle_by_log(
    office: "Office", uncertain: "tuple[Delivery, ...]", log: Path, at: datetime, *, whole: bool
) -> None:
    from readout.actions.delivering.settling import find_taken_over, settle_by_log  # noqa: PLC0415

    with log.open(encoding="utf-8", errors="replace") as lines:
        settled = settle_by_log(office.room, uncertain, find_taken_over(lines), at, whole=whole)
    click.echo(f"By the log: {settled.accepted:,} taken over, {settled.queued:,} queued again, {settled.left:,} left")


def _settle_by_name(
    office: "Office", rows: "tuple[Delivery, ...]", named: tuple[tuple[str, ...], tuple[str, ...]], editor: str | None,
    at: datetime,
) -> None:  # fmt: skip
    from readout.actions.delivering.settling import settle_by_name  # noqa: PLC0415

    by_address = {row.address.casefold(): row for row in rows if row.address}
    for addresses, resend in zip(named, (True, False), strict=True):
        if addresses and editor is None:
            raise click.UsageError("--editor NAME is needed: the ledger keeps who said so")
        for address in addresses:
            row = by_address.get(address.casefold())
            if row is None:
                raise click.UsageError(f"{address} is not among those to be settled")
            settle_by_name(office.room, [row], str(editor), at, again=resend)


@click.command()
@DESK
@click.option(
    "--dns", type=click.Path(path_type=Path), metavar="FILE", help="DNS as text: what dig printed, or a zone."
)
def doctor(desk: Path, dns: Path | None) -> None:
    """
    Look at all that mailing rests on: DNS text, the relay and its TLS, clock, disk, queue, backup. Changes nothing.

    Exit code 1 where something is at fault.
    """
    with worded_errors():
        from readout.actions.delivering.dns_text import Weight  # noqa: PLC0415 -- start-up stays light
        from readout.cli.archives import now, open_desk  # noqa: PLC0415

        office = open_office(open_desk(desk))
        from readout.letters.doctor import examine  # noqa: PLC0415 -- needs Django set up

        findings = examine(office, now(), None if dns is None else dns.read_text("utf-8", "replace"))
    for finding in findings:
        click.echo(f"{finding.weight.value:<6} {finding.about:<7} {finding.words}")
    if any(finding.weight is Weight.FAULT for finding in findings):
        raise SystemExit(EXIT_FAULTS)


def mail_round(opened: "Opened") -> None:
    """What a worker does for the post office in one round; tells what is worth telling."""
    from readout.adapters.desks import load_site  # noqa: PLC0415 -- start-up stays light
    from readout.cli.archives import now  # noqa: PLC0415
    from readout.letters.office import load_mail  # noqa: PLC0415
    from readout.letters.rounds import do_round  # noqa: PLC0415
    from readout.letters.timetable import heed_timetable  # noqa: PLC0415

    if load_mail(opened.desk.folder) is None:
        return
    office = open_office(opened)
    standoff = opened.codebook.standoff
    site = load_site(opened.desk.folder, standoff.name or standoff.question)
    told = heed_timetable(office, opened.archive, opened.desk.schedule, site.address, now())
    sender = office.make_sender(now)
    try:
        done = do_round(office, sender, office.make_mailer(), now)
    finally:
        sender.leave()
    for words in (told, done.trouble and f"mail: {done.trouble}", done.tried and f"mail: {done.tried:,} letters tried"):
        if words:
            click.echo(words)


def rest(opened: "Opened", pause: timedelta) -> None:
    """Wait, and see to the mail meanwhile."""
    until = time.monotonic() + pause.total_seconds()
    while True:
        mail_round(opened)
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, BETWEEN_ROUNDS))
