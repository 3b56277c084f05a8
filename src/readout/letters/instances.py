"""
Which copy of a desk mails. A restored copy, or one that was silent while mail was due, asks a person first.

A snapshot that starts a second time would else mail once more what the first had mailed since.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from readout.actions.delivering.freezing import name_mailing
from readout.codes import MailingKind, MailingState
from readout.letters.office import Office
from readout.spans import digest_text

HERE, BEAT = "instance", "worked"  # marks of the mail room
_MACHINE = Path("/etc/machine-id")
CONFIRM = "if this is the copy that should mail from now on, say so: readout send --here"


def name_here(folder: Path) -> str:
    """A digest of this machine, this folder and the file that its key lies in: another for every copy."""
    machine = _MACHINE.read_text("ascii").strip() if _MACHINE.exists() else ""
    key = (folder / "mail.key").stat()
    return digest_text(f"{machine}|{os.uname().nodename}|{folder.resolve()}|{key.st_dev}|{key.st_ino}")


def find_hindrance(office: Office, at: datetime) -> str:
    """Why this copy must not mail before a person says so; "" where it may. The first copy of all may."""
    room, here = office.room, name_here(office.folder)
    known = room.load_mark(HERE)
    if not known:
        room.keep_mark(HERE, here)
        return ""
    if known != here:
        return f"this is a copy of a desk that mailed from elsewhere: {CONFIRM}"
    late = timedelta(hours=office.book.times.late_hours)
    beat = room.load_mark(BEAT)
    silent = bool(beat) and at - datetime.fromisoformat(beat) > late
    waiting = [
        one.name
        for one in room.list_mailings(MailingKind.EDITION, most=5)
        if one.state is MailingState.SENDING and at - one.opens_at > late
    ]
    if silent and waiting:
        return f"nobody mailed since {beat[:16]} UTC, and {waiting[0]} was due meanwhile: {CONFIRM}"
    return ""


def confirm_here(office: Office, at: datetime) -> None:
    """A person says that this copy mails from now on."""
    office.room.keep_mark(HERE, name_here(office.folder))
    office.room.keep_mark(BEAT, at.isoformat())


def is_mailed(office: Office, edition: int) -> bool:
    """Whether an edition was frozen for its readers."""
    return office.room.load_mailing(name_mailing(edition)) is not None
