"""What Readout asks of a mail server: one message at a time over a line that stays open, with a halt before the dot."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """Where in the dialogue of RFC 5321 an answer came, or the line was lost."""

    LINE = "line"  # no line, no TLS, or refused at the greeting
    SENDER = "sender"  # MAIL FROM
    RECIPIENT = "recipient"  # RCPT TO
    BODY = "body"  # DATA and all before the final dot
    HALTED = "halted"  # told to halt before the dot: nothing was taken over
    DOT = "dot"  # after the final dot


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one recipient: the envelope's two addresses, and the bytes with CRLF line ends."""

    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What came of a letter: the stage, and the server's code and words; no code where the line broke or was silent.

    A reply at the stage `dot` with no code is the one case in which nobody can know.
    """

    stage: Stage
    code: int | None
    text: str


class Line(Protocol):
    """An open line to a mail server."""

    def send(self, letter: Letter, may_end: Callable[[], bool], reached: Callable[[str], None]) -> Reply:
        """
        Send one letter. Never raises for what a server does.

        `may_end` is asked when all but the final dot was written; on False, or when it raises, the line is dropped
        and the letter is not taken over. `reached` is told each step, for those who watch.
        """


class Mailer(Protocol):
    """Knows the way to a mail server."""

    def line(self) -> AbstractContextManager[Line]:
        """A line that is opened with its first letter, opened anew where it was lost, and closed at the end."""
