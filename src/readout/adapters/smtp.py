"""
Speaks SMTP to one server, over a line that is kept open, and halts before the final dot (RFC 5321).

TLS is required unless the server is on this machine, and a failed STARTTLS ends the line before a word of the letter.
Body and dot are written apart, so Nagle's algorithm is off: with it every letter would wait 40 ms.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

from readout.errors import InputError
from readout.ports.mailer import Letter, Reply, Stage

_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


@dataclass(frozen=True, slots=True)
class Relay:
    """
    A server and how to speak to it.

    `security` is starttls, tls, or none, which only a server on this machine may have. Seconds of patience are for
    one answer; the dot has its own, since a server may think long over it (RFC 5321, 4.5.3.2.6 asks for 600).
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    greeting: str = "localhost"
    seconds: float = 60.0
    dot_seconds: float = 600.0
    letters: int = 100  # over one line, before it is opened anew

    def __post_init__(self) -> None:
        """Raise InputError where letters would travel in the clear."""
        if self.security not in ("starttls", "tls", "none"):
            raise InputError("mail.toml", f"security must be starttls, tls or none, not '{self.security}'")
        if self.security == "none" and not is_loopback(self.host):
            raise InputError("mail.toml", f"security = \"none\" is only for a relay on this machine, not '{self.host}'")


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host.casefold() in _LOCAL_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class SmtpMailer:
    """Implements `ports.Mailer` for one relay."""

    def __init__(self, relay: Relay, context: ssl.SSLContext | None = None) -> None:
        """Use a relay; `context` is for one with a certificate of its own."""
        self.relay = relay
        self.context = context or ssl.create_default_context()

    @contextmanager
    def line(self) -> Iterator["SmtpLine"]:
        """A line that opens with its first letter."""
        line = SmtpLine(self.relay, self.context)
        try:
            yield line
        finally:
            line.close()


class SmtpLine:
    """Implements `ports.Line`."""

    def __init__(self, relay: Relay, context: ssl.SSLContext) -> None:
        """Open nothing yet."""
        self.relay, self.context = relay, context
        self.smtp: smtplib.SMTP | None = None
        self.sent = 0

    def send(self, letter: Letter, may_end: Callable[[], bool], reached: Callable[[str], None]) -> Reply:
        """Send one letter; see `ports.Line`."""
        stage = Stage.LINE
        try:
            smtp = self._open()
            for stage, wanted, command in (
                (Stage.SENDER, (250,), f"MAIL FROM:<{letter.sender}>"),
                (Stage.RECIPIENT, (250, 251), f"RCPT TO:<{letter.recipient}>"),
                (Stage.BODY, (354,), "DATA"),
            ):
                code, text = smtp.docmd(command)
                if code not in wanted:
                    return self._not_taken(Reply(stage, code if code > 0 else None, _words(text)))
                reached(f"mail: {stage.value}")
            smtp.send(_LEADING_DOT.sub(b"..", letter.content))
            reached("mail: body written")
            if not may_end():
                self.drop()
                return Reply(Stage.HALTED, None, "halted before the dot")
            if self._has_spoken(smtp):
                self.drop()
                return Reply(Stage.BODY, None, "the server spoke or left before the dot, which was not sent")
            reached("mail: dot may follow")
            stage = Stage.DOT
            _socket_of(smtp).settimeout(self.relay.dot_seconds)
            smtp.send(b".\r\n")
            reached("mail: dot sent")
            code, text = smtp.getreply()
            _socket_of(smtp).settimeout(self.relay.seconds)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            return _tell(stage, error)
        except BaseException:
            self.drop()
            raise
        self.sent += 1
        if code in (-1, 421):
            self.drop()
        return Reply(Stage.DOT, code if code > 0 else None, _words(text))

    def _not_taken(self, reply: Reply) -> Reply:
        """Bring the dialogue back to its beginning, or give the line up."""
        if reply.code is None or reply.code == 421 or self.smtp is None or self.smtp.docmd("RSET")[0] != 250:
            self.drop()
        return reply

    def _open(self) -> smtplib.SMTP:
        if self.smtp is not None and self.sent >= self.relay.letters:
            self.close()
        if self.smtp is not None and self._has_spoken(self.smtp):
            self.drop()  # gone while it was idle, or out of step
        if self.smtp is None:
            self.smtp, self.sent = self._connect(), 0
        return self.smtp

    def _connect(self) -> smtplib.SMTP:
        relay = self.relay
        if relay.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                relay.host, relay.port, relay.greeting, timeout=relay.seconds, context=self.context
            )
        else:
            smtp = smtplib.SMTP(relay.host, relay.port, relay.greeting, timeout=relay.seconds)
        try:
            _socket_of(smtp).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _raise_unless_fine(smtp.ehlo())
            if relay.security == "starttls":
                smtp.starttls(context=self.context)
                _raise_unless_fine(smtp.ehlo())
            if relay.user:
                smtp.login(relay.user, relay.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _has_spoken(self, smtp: smtplib.SMTP) -> bool:
        """Whether the server said something unasked, which would be taken for its answer, or has gone."""
        _socket_of(smtp).settimeout(0)
        try:
            waiting = smtp.file.peek(1) if smtp.file is not None else b""
            if waiting or isinstance(smtp.sock, ssl.SSLSocket):
                return True  # TLS raises when nothing waits; silence without it means the end
            _socket_of(smtp).recv(1, socket.MSG_PEEK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        else:
            return True
        finally:
            _socket_of(smtp).settimeout(self.relay.seconds)

    def drop(self) -> None:
        """Give the line up without another word."""
        if self.smtp is not None:
            self.smtp.close()
        self.smtp = None

    def close(self) -> None:
        """End the line as one should."""
        if self.smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
        self.drop()


def _raise_unless_fine(answer: tuple[int, bytes]) -> None:
    if answer[0] != 250:
        raise smtplib.SMTPResponseException(*answer)


def _words(text: bytes | str) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


def _tell(stage: Stage, error: Exception) -> Reply:
    if isinstance(error, smtplib.SMTPResponseException):
        return Reply(stage, error.smtp_code if error.smtp_code > 0 else None, _words(error.smtp_error))
    return Reply(stage, None, f"{type(error).__name__}: {error}")


def _socket_of(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("the line is closed")
    return smtp.sock
