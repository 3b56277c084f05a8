"""A desk's post office: what `mail.toml` says, the mail room, and all it takes to mail; opened from a folder."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from readout.actions.delivering.amending import find_amended
from readout.actions.delivering.composing import Composer, list_headers
from readout.actions.delivering.freezing import Content
from readout.actions.delivering.sending import Pace, Sender
from readout.actions.publishing import load_sources
from readout.actions.subscribing.answering import Answer, Written
from readout.adapters.signing import Signer
from readout.adapters.smtp import Relay, SmtpMailer
from readout.codebook.mails import MAIL, MailBook, parse_mail
from readout.codes import MailingKind
from readout.errors import InputError
from readout.ports import Archive
from readout.records import Edition
from readout.rendering.mail.answers import write_answer
from readout.rendering.mail.editions import Footer, render_mail
from readout.rendering.mail.messages import make_template
from readout.rendering.site.published import Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from readout.archive.mailroom import Mailroom

PASSWORD = "READOUT_MAIL_PASSWORD"  # noqa: S105 -- the name of a variable


def load_mail(folder: Path) -> MailBook | None:
    """What the desk's `mail.toml` says; None where it mails nothing. Raises CodebookError."""
    path = folder / MAIL
    try:
        return parse_mail(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error


def need_mail(folder: Path) -> MailBook:
    """The same, where nothing goes without. Raises InputError with what to do."""
    book = load_mail(folder)
    if book is None:
        raise InputError(str(folder / MAIL), "names no sender: nothing is mailed until it does; its lines say how")
    return book


@dataclass
class Office:
    """The post office of one desk."""

    folder: Path
    book: MailBook
    room: "Mailroom"

    def make_mailer(self) -> SmtpMailer:
        """The way to the relay that `mail.toml` names."""
        told = self.book.relay
        password = os.environ.get(PASSWORD, "")
        return SmtpMailer(Relay(told.host, told.port, told.security, told.user, password, self.book.domain))

    def make_sender(self, clock: "Callable[[], datetime]") -> Sender:
        """A sender of the ledger, enlisted."""
        composer = Composer(self.room, self.book, self._sign())
        told = f"process {os.getpid()} on {os.uname().nodename}"
        return Sender(self.room, composer, clock, Pace(per_domain=self.book.per_domain), told, lambda _step: None)

    def _sign(self) -> "Callable[[bytes], bytes]":
        if self.book.dkim is None:
            return lambda message: message
        return Signer(self.folder, self.book.domain, self.book.dkim).sign

    def write_answer(self, answer: Answer, at: datetime) -> Written:
        """A letter that answers a form, as it is frozen."""
        subject, text, html = write_answer(answer.value, self.book.name, self.book.imprint)
        headers = list_headers(self.book, MailingKind.ANSWER, subject, at, "")
        return Written(subject, make_template(headers, text, html))

    def write_edition(self, archive: Archive, edition: Edition, site: str, at: datetime) -> Content:
        """
        An edition as it is frozen; `site` is the address of the readers' side, with a slash.

        Raises ArchiveError where a version that it cites is gone.
        """
        published = Published(edition, load_sources(archive, edition))
        permalink = f"{site}{published.folder}"
        amended = find_amended(archive, edition, self.find_last(edition.number))
        text, html = render_mail(published, permalink, Footer(self.book.name, self.book.imprint), amended)
        title = edition.title
        headers = list_headers(self.book, MailingKind.EDITION, title, at, permalink)
        return Content(edition.number, title, make_template(headers, text, html))

    def find_last(self, edition: int) -> datetime | None:
        """When another edition was last frozen for its readers; None: none was."""
        mailed = self.room.list_mailings(MailingKind.EDITION, most=2)
        return next((one.frozen_at for one in mailed if one.edition != edition), None)
