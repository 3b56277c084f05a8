"""What an answer of a mail server means for a row of the ledger (RFC 5321, RFC 3463)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from readout.codes import DeliveryState, MailingKind, MailingState, ReaderState, SuppressionReason
from readout.ports.mailer import Reply, Stage
from readout.ports.mailroom import Outcome, Standing

LONGEST = 200  # characters of a server's words that are kept
_ADDRESS = re.compile(r"[^\s<>:;,\"']+@[^\s<>:;,\"']+")
STOPPED, FENCED = "the mailing is stopped", "another sender has it"


@dataclass(frozen=True, slots=True)
class Patience:
    """Minutes before the second try, the third, and so on; after the last one a row stays deferred, for a person."""

    minutes: Sequence[int] = (1, 5, 15, 30, *(60,) * 44)

    def next_try(self, tries: int, at: datetime) -> datetime | None:
        """When a row is due again that was tried so often; None: never by itself."""
        return at + timedelta(minutes=self.minutes[tries - 1]) if tries <= len(self.minutes) else None


def judge_reply(reply: Reply, tries: int, at: datetime, patience: Patience) -> Outcome:
    """
    The state that a reply leads to.

    Before the final dot nothing was taken over (RFC 5321, 4.1.1.4), so silence there means another try. After it a
    2xx is taken over, a 4xx is not yet, a 5xx is refused; and without a reply that can be read nobody knows.
    """
    if reply.stage is Stage.HALTED:
        return Outcome(DeliveryState.QUEUED, at, None, reply.text)
    words = hide_addresses(reply.text)
    if reply.stage is Stage.DOT:
        if reply.code is None or not 200 <= reply.code <= 599 or reply.code // 100 == 3:
            return Outcome(DeliveryState.UNCERTAIN, None, reply.code, words)
        if reply.code < 300:
            return Outcome(DeliveryState.ACCEPTED, None, reply.code, words)
    lasting = reply.code is not None and 500 <= reply.code <= 599
    if lasting and reply.stage in (Stage.RECIPIENT, Stage.BODY, Stage.DOT):
        return Outcome(DeliveryState.REFUSED, None, reply.code, words)
    return Outcome(DeliveryState.DEFERRED, patience.next_try(tries, at), reply.code, words)


def is_our_trouble(reply: Reply) -> bool:
    """Whether an answer is about the line or the sender, not about one recipient: the next one would fare alike."""
    return reply.stage in (Stage.LINE, Stage.SENDER) or reply.code == 421


def hide_addresses(text: str) -> str:
    """A server's words on one line, without addresses: what is kept names nobody."""
    return _ADDRESS.sub("<address>", " ".join(text.split()))[:LONGEST]


def say_why_not(standing: Standing) -> str:
    """Why a row in hand is not to be mailed now, in words; "" where it is."""
    if not standing.is_ours:
        return FENCED
    if standing.mailing is not MailingState.SENDING:
        return STOPPED
    if standing.kind is MailingKind.TRIAL:
        return ""
    if standing.kind is MailingKind.ANSWER:
        return {
            SuppressionReason.NOT_ME: "said: this was not me",
            SuppressionReason.DESK: "kept from the list by the desk",
        }.get(standing.suppression, "") if standing.suppression else ""  # fmt: skip
    if standing.suppression is not None:
        return SAID[standing.suppression]
    return "" if standing.reader is ReaderState.ACTIVE else STANDS[standing.reader]


SAID = {
    SuppressionReason.ERASED: "erased",
    SuppressionReason.COMPLAINED: "reported a mail as spam",
    SuppressionReason.NOT_ME: "said: this was not me",
    SuppressionReason.DESK: "kept from the list by the desk",
}
STANDS: dict[ReaderState | None, str] = {
    None: "no longer on the list",
    ReaderState.PENDING: "has not confirmed",
    ReaderState.PAUSED: "paused",
    ReaderState.HELD: "held: mail came back too often",
    ReaderState.LEFT: "left",
}
