"""Mail rooms for tests: an empty one on any database, readers in it, and letters that are quickly made."""

from datetime import UTC, datetime, timedelta

from readout.actions.delivering.sending import Pace, Sender
from readout.archive.sealing import Sealer
from readout.codes import MailingKind, MailingState, ReaderState
from readout.ports.mailer import Letter
from readout.ports.mailroom import Recipient
from readout.records import Mailing, Reader
from readout.spans import digest_bytes

KEY = bytes(range(32))
FRIDAY = datetime(2031, 3, 7, 9, 0, tzinfo=UTC)
BODY = b"Subject: The week\r\n\r\n" + b"A line of the week.\r\n.\r\n.. two dots\r\n" * 3


class Clock:
    """A clock that stands, until it is moved."""

    def __init__(self, at: datetime = FRIDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **told: float) -> None:
        self.at += timedelta(**told)


def make_room(alias: str, reached=lambda _step: None):
    from readout.archive.mailroom import Mailroom  # noqa: PLC0415 -- its tables need Django set up

    return Mailroom(alias, Sealer(KEY), reached)


def add_reader(room, address: str, state: ReaderState = ReaderState.ACTIVE, **told: object) -> Reader:
    key, domain = room.name_address(address)
    reader = Reader(key, address, domain, state, 0, FRIDAY, FRIDAY, **told)
    room.keep_reader(reader)
    return reader


def make_mailing(name: str = "edition:1:1", frozen: int = 1, **told: object) -> Mailing:
    facts = {"name": name, "kind": MailingKind.EDITION, "subject": "The week", "template": BODY,
             "digest": digest_bytes(BODY), "edition": 1, "state": MailingState.SENDING, "frozen": frozen,
             "frozen_at": FRIDAY, "frozen_by": "ed", "opens_at": FRIDAY}  # fmt: skip
    return Mailing(**facts | told)


def freeze(room, *readers: Reader, name: str = "edition:1:1", rank: int = 1, **told: object) -> bool:
    recipients = [Recipient(one.key, one.address, one.domain, f"<{one.key}.{name}@desk.example>") for one in readers]
    return room.freeze(make_mailing(name, len(recipients), **told), recipients, rank=rank)


def compose(delivery) -> Letter:
    content = f"Message-ID: {delivery.message_id}\r\nTo: {delivery.address}\r\n".encode() + BODY
    return Letter("bounces@desk.example", delivery.address, content)


def make_sender(room, clock, reached=lambda _step: None, **pace: object) -> Sender:
    return Sender(room, compose, clock, Pace(**pace), "a test", reached)
