"""The copy of one recipient: their header lines, their links, the return path, the signature."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime

from readout.actions.subscribing.answering import link_lives, read_answer
from readout.actions.subscribing.tokens import Purpose, Token, write_return_path, write_token
from readout.codebook.mails import MailBook
from readout.codes import MailingKind
from readout.errors import ArchiveError
from readout.ports.mailer import Letter
from readout.ports.mailroom import Mailroom
from readout.records import Delivery, Mailing
from readout.rendering.mail.messages import fill_template, one_line

KEPT = 8  # templates at hand


class Composer:
    """Composes letters from what was frozen; the same bytes on every try, signature included."""

    def __init__(self, room: Mailroom, book: MailBook, sign: Callable[[bytes], bytes]) -> None:
        """`sign` puts a DKIM signature before a message, or gives it back as it is."""
        self.room, self.book, self.sign = room, book, sign
        self.mailings: dict[str, Mailing] = {}

    def __call__(self, delivery: Delivery) -> Letter:
        """The letter of one row. Raises ArchiveError where its mailing is gone."""
        mailing = self._mailing(delivery.mailing)
        lines = [("To", delivery.address), ("Message-ID", delivery.message_id)]
        links = self._links(mailing, delivery.key)
        if mailing.kind is not MailingKind.ANSWER:
            lines += [
                ("List-Unsubscribe", f"<{links['leave']}>"),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            ]
        content = self.sign(fill_template(mailing.template, lines, links))
        local, _, domain = self.book.bounces.rpartition("@")
        back = f"{local}+{write_return_path(self.room.signing, delivery.key)}@{domain}"
        return Letter(back, delivery.address, content)

    def _mailing(self, name: str) -> Mailing:
        if name not in self.mailings:
            found = self.room.load_mailing(name)
            if found is None:
                raise ArchiveError(f"the mailing {name} is gone from the ledger")
            if len(self.mailings) >= KEPT:
                self.mailings.pop(next(iter(self.mailings)))
            self.mailings[name] = found
        return self.mailings[name]

    def _links(self, mailing: Mailing, key: str) -> dict[str, str]:
        links = {"leave": self._link(Purpose.LEAVE, Token(key))}
        if mailing.kind is MailingKind.ANSWER:
            answer, number, former = read_answer(mailing.name)
            until = mailing.frozen_at + link_lives(answer)
            purpose = Purpose.MOVE if former else Purpose.CONFIRM
            links["confirm"] = self._link(purpose, Token(key, number, until, former))
            links["deny"] = self._link(Purpose.NOT_ME, Token(key))
            links["manage"] = self._link(Purpose.OWN, Token(key, 0, until))
        return links

    def _link(self, purpose: Purpose, token: Token) -> str:
        return f"{self.book.address}{purpose.value}/{write_token(self.room.signing, purpose, token)}"


def list_headers(
    book: MailBook, kind: MailingKind, subject: str, at: datetime, permalink: str
) -> list[tuple[str, str]]:
    """
    The header lines that all recipients share (RFC 2919, 2369, 5064, 3834). `permalink` is "" for an answer.

    Feedback-ID names list and edition and nobody.
    """
    headers = [
        ("From", f"{_quote(book.name)} <{book.sender}>"),
        ("Subject", subject),
        ("Date", format_datetime(at.replace(microsecond=0))),
    ]
    if kind is MailingKind.ANSWER:
        return [*headers, ("Auto-Submitted", "auto-generated")]
    return [
        *headers,
        ("List-Id", f"{_quote(book.name)} <{book.list_id}>"),
        ("List-Help", f"<mailto:{book.help}>"),
        ("List-Archive", f"<{permalink.rpartition('/editions/')[0]}/editions/>"),
        ("Archived-At", f"<{permalink}>"),
        ("Precedence", "bulk"),
        ("Feedback-ID", f"{permalink.rstrip('/').rpartition('/')[2]}:{book.list_id}"),
    ]


def _quote(name: str) -> str:
    plain = one_line(name).replace("\\", "").replace('"', "'")
    return f'"{plain}"'


def opens_at(book: MailBook, at: datetime) -> datetime:
    """When the first mail may go: after the minutes in which somebody may still say stop."""
    return at + timedelta(minutes=book.hold_minutes)
