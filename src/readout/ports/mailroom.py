"""
Asked of the mail room: the readers, the counts that limit forms, and the ledger of what was mailed to whom.

The ledger is the outbox: a row a recipient, and no other queue that could disagree with it. Each method is one
transaction by itself; inside `writing` it is part of that one. Instants are UTC and given by the caller.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from readout.codes import ConsentKind, DeliveryState, MailingKind, MailingState, ReaderState, SuppressionReason
from readout.records import Balance, Consent, Delivery, Mailing, Reader


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asked for something with a form; `kind` is subscribe, own or move. Waits until it is answered."""

    id: int
    key: str
    address: str
    domain: str
    kind: str
    asked_at: datetime
    former: str = ""  # of a move: the key of the address that is left


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is written of a try: the new state, when it is due again, and the reply that it rests on."""

    state: DeliveryState
    due_at: datetime | None
    code: int | None
    reply: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody of a frozen set, with the Message-ID of their copy."""

    key: str
    address: str
    domain: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A row in hand, just before it is mailed; `is_ours` is False where others have taken it over."""

    is_ours: bool
    kind: MailingKind
    mailing: MailingState
    reader: ReaderState | None
    suppression: SuppressionReason | None


class Readers(Protocol):
    """The shelf of readers. A key is a keyed digest of an address."""

    def name_address(self, address: str) -> tuple[str, str]:
        """The key of an address and that of its domain; the same for ever in one mail room."""

    def load_reader(self, key: str) -> Reader | None:
        """The reader with a key; None when there is none."""

    def keep_reader(self, reader: Reader) -> None:
        """Keep a reader; what was kept of them before is replaced."""

    def walk_readers(self, *states: ReaderState) -> Iterator[Reader]:
        """The readers in any of these states, in order of key; without any, all."""

    def count_readers(self) -> Mapping[ReaderState, int]:
        """How many readers are in each state."""

    def add_consent(self, consent: Consent) -> None:
        """Add an entry; nothing is ever taken from the list but by `erase_reader`."""

    def list_consents(self, key: str, kind: ConsentKind | None = None) -> tuple[Consent, ...]:
        """The entries of a reader, the earliest first."""

    def suppress(self, key: str, reason: SuppressionReason, at: datetime) -> None:
        """Mail this address no more; a reason that was there already stays, but for `erased`, which gives way."""

    def find_suppression(self, key: str) -> SuppressionReason | None:
        """Why this address gets no mail; None where nothing is kept against it."""

    def lift_suppression(self, key: str) -> None:
        """Forget that an address gets no mail."""

    def erase_reader(self, key: str, at: datetime) -> None:
        """Forget a reader, their consents and their address in every row; their key stays on the suppression list."""

    def drop_stale(self, before: datetime) -> int:
        """Forget those who asked before an instant and never confirmed, and what was asked and counted; how many."""


class Forms(Protocol):
    """What came in by public forms, and how much of it."""

    def count_up(self, names: Sequence[str], window: datetime) -> Mapping[str, int]:
        """Count each name one up within the window that begins then; the counts with this one."""

    def load_counts(self, name: str, since: datetime) -> int:
        """How often a name was counted in windows that begin at or after an instant."""

    def keep_asking(self, key: str, address: str, domain: str, kind: str, at: datetime, former: str = "") -> None:
        """Keep that somebody asked; one who asks the same again while it waits is kept once."""

    def list_askings(self, most: int) -> tuple[Asking, ...]:
        """What waits, the earliest first."""

    def drop_asking(self, asking_id: int) -> None:
        """It was answered, or will not be."""

    def drop_counts(self, before: datetime) -> None:
        """Forget counts of stretches that began before an instant."""


class Ledger(Protocol):
    """What was mailed to whom."""

    def freeze(self, mailing: Mailing, recipients: Sequence[Recipient], *, rank: int) -> bool:
        """Keep a mailing and its recipients together; False, and nothing kept, where the name was frozen before."""

    def load_mailing(self, name: str) -> Mailing | None:
        """The mailing with this name; None when there is none."""

    def list_mailings(self, *kinds: MailingKind, most: int = 100) -> tuple[Mailing, ...]:
        """The mailings of these kinds, the latest first."""

    def list_open(self) -> tuple[str, ...]:
        """The names of the mailings that are being sent, the earliest first."""

    def set_mailing(self, name: str, state: MailingState, note: str, at: datetime) -> None:
        """Say how a mailing stands. Raises ArchiveError where it is to be called sent and its balance does not sum."""

    def enlist(self, told: str, until: datetime) -> int:
        """Enter a sender, alive until an instant; its number, higher than any before: the fencing token."""

    def beat(self, sender: int, until: datetime) -> bool:
        """Stay alive until an instant; False where others have declared the sender dead."""

    def dismiss(self, sender: int, at: datetime) -> None:
        """A sender leaves of itself: what it had claimed and not begun is queued again."""

    def recover(self, at: datetime) -> tuple[int, int]:
        """Take from senders that are dead at an instant: how many rows were queued again, how many are uncertain."""

    def claim(self, sender: int, at: datetime, most: int, per_domain: int) -> tuple[Delivery, ...]:
        """
        Give a sender rows that are due, and keep them as prepared.

        At most `most`, and of one domain at most `per_domain` in a minute over all senders, answers first.
        """

    def load_standing(self, delivery: Delivery, sender: int) -> Standing:
        """What is known at this instant of a row in hand and of its reader: asked just before MAIL FROM."""

    def commit_dot(
        self, sender: int, delivery: Delivery, done: Sequence[tuple[Delivery, Outcome]], at: datetime
    ) -> bool:
        """Keep that the dot follows, with what came of those before; False where the row is no longer the sender's."""

    def keep_outcomes(self, sender: int, done: Sequence[tuple[Delivery, Outcome]], at: datetime) -> None:
        """Keep what came of tries, where the rows are still those of the sender's own tries."""

    def count_balance(self, name: str) -> Balance:
        """The balance sheet of a mailing."""

    def walk_deliveries(self, name: str, *states: DeliveryState) -> Iterator[Delivery]:
        """The rows of a mailing in any of these states, in order; without any, all."""

    def walk_mailings_of(self, key: str) -> Iterator[tuple[Mailing, DeliveryState]]:
        """Every mailing that was frozen for a reader, with how it stands, the earliest first."""

    def find_deliveries(self, message_ids: Sequence[str]) -> Mapping[str, Delivery]:
        """The rows with these Message-IDs."""

    def settle(self, ids: Sequence[int], state: DeliveryState, by: str, at: datetime, due_at: datetime | None) -> int:
        """Say of uncertain, deferred or refused rows how they stand, by name; how many were in such a state."""


class Instance(Protocol):
    """Which copy of the mail room this is, and when somebody was last at work in it."""

    @property
    def signing(self) -> bytes:
        """The key that signs links, Message-IDs and return paths; the same for ever in one mail room."""

    def load_mark(self, name: str) -> str:
        """What was kept under a name; "" when nothing was."""

    def keep_mark(self, name: str, value: str) -> None:
        """Keep a word under a name."""


class Mailroom(Readers, Forms, Ledger, Instance, Protocol):
    """The whole of it."""

    def writing(self) -> AbstractContextManager[None]:
        """What is done inside is kept together or, when an error leaves it or the process dies, not at all."""
