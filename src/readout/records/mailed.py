"""Mailed: readers of the mail list, what was frozen for them, and how it stands with each; a shelf of its own."""

from dataclasses import dataclass
from datetime import date, datetime

from readout.codes import ConsentKind, DeliveryState, MailingKind, MailingState, ReaderState


@dataclass(frozen=True, slots=True)
class Reader:
    """
    Somebody on the mail list, known by `key`: a keyed digest of the address, 32 hexadecimal characters.

    `round` counts what made earlier links of confirmation void.
    """

    key: str
    address: str
    domain: str  # keyed digest of the address's domain
    state: ReaderState
    round: int
    asked_at: datetime
    changed_at: datetime
    paused_until: date | None = None
    bounces: float = 0.0  # score: a lasting failure counts 1, a passing one 0.5, at most one a day
    bounced_on: date | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """One entry of what a reader agreed to or withdrew; `words` name the text that stood beside the button."""

    key: str
    kind: ConsentKind
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Mailing:
    """
    What is mailed, frozen: the same bytes for every recipient and every try, but for the links that are theirs.

    `name` is unique (`edition:12:1`), so that nothing is frozen twice. `template` is the message without the header
    lines of one recipient. Nothing is sent before `opens_at`.
    """

    name: str
    kind: MailingKind
    subject: str
    template: bytes
    digest: str  # SHA-256 of the template
    edition: int | None
    state: MailingState
    frozen: int  # recipients
    frozen_at: datetime
    frozen_by: str
    opens_at: datetime
    note: str = ""  # why it was stopped


@dataclass(frozen=True, slots=True)
class Delivery:
    """One mailing and one recipient. `address` is empty where it was erased; `due_at` None where nothing is tried."""

    id: int
    mailing: str
    key: str
    address: str
    domain: str
    message_id: str
    state: DeliveryState
    tries: int
    due_at: datetime | None
    code: int | None  # of the last reply (RFC 5321)
    reply: str  # its text, without the address
    changed_at: datetime
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """How many recipients were frozen, and how it stands with each; `waiting` of the deferred are tried again."""

    frozen: int
    queued: int = 0
    prepared: int = 0
    dot: int = 0
    accepted: int = 0
    deferred: int = 0
    refused: int = 0
    uncertain: int = 0
    skipped: int = 0
    waiting: int = 0

    @property
    def sums(self) -> bool:
        """Whether every recipient is accounted for, once."""
        return bool(self.frozen == sum(getattr(self, state.value) for state in DeliveryState))

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that would be tried by itself."""
        return self.sums and not any((self.queued, self.prepared, self.dot, self.waiting))
