"""What a reader's press of a button does. Each may be pressed twice: the second time nothing more happens."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from readout.actions.subscribing.answering import FINAL, ON_LIST
from readout.actions.subscribing.tokens import Token, is_over
from readout.codes import ConsentKind, DeliveryState, MailingKind, ReaderState, SuppressionReason
from readout.ports.mailroom import Mailroom
from readout.records import Consent, Reader

WORDS = "2026-11"  # the edition of the words beside the buttons: what was agreed to
LONGEST_PAUSE = 26  # weeks


class Pressed(StrEnum):
    """What came of it."""

    DONE = "done"
    ALREADY = "already"
    OVER = "over"  # the link is too old, or was replaced by a later one


def confirm(room: Mailroom, token: Token, at: datetime) -> Pressed:
    """Become a reader, by a link of the purpose `confirm`."""
    with room.writing():
        reader = room.load_reader(token.key)
        if reader is not None and reader.state in ON_LIST and reader.round == token.round:
            return Pressed.ALREADY
        if not _is_pending(room, reader, token, at):
            return Pressed.OVER
        assert reader is not None
        _become_reader(room, reader, at, ConsentKind.CONFIRMED)
    return Pressed.DONE


def move(room: Mailroom, token: Token, at: datetime) -> Pressed:
    """Be mailed at another address; the former one is forgotten, but for its digest."""
    with room.writing():
        reader, former = room.load_reader(token.key), room.load_reader(token.former)
        if reader is not None and reader.state in ON_LIST and reader.round == token.round:
            return Pressed.ALREADY
        if former is None or not _is_pending(room, reader, token, at):
            return Pressed.OVER
        assert reader is not None
        _become_reader(room, reader, at, ConsentKind.MOVED)
        room.erase_reader(former.key, at)
    return Pressed.DONE


def _is_pending(room: Mailroom, reader: Reader | None, token: Token, at: datetime) -> bool:
    waits = reader is not None and reader.state is ReaderState.PENDING and reader.round == token.round
    return waits and not is_over(token, at) and room.find_suppression(token.key) not in FINAL


def _become_reader(room: Mailroom, reader: Reader, at: datetime, kind: ConsentKind) -> None:
    room.keep_reader(replace(reader, state=ReaderState.ACTIVE, changed_at=at, paused_until=None, bounces=0.0,
                             bounced_on=None))  # fmt: skip
    room.lift_suppression(reader.key)  # asked anew, by the owner of the address
    room.add_consent(Consent(reader.key, kind, at, WORDS))


def leave(room: Mailroom, key: str, at: datetime) -> None:
    """Get no more mail, at once; also what was frozen and not yet mailed is skipped."""
    with room.writing():
        reader = room.load_reader(key)
        if reader is not None and reader.state is not ReaderState.LEFT:
            room.keep_reader(replace(reader, state=ReaderState.LEFT, round=reader.round + 1, changed_at=at,
                                     paused_until=None))  # fmt: skip
            room.add_consent(Consent(key, ConsentKind.LEFT, at, WORDS))


def pause(room: Mailroom, key: str, weeks: int, at: datetime) -> bool:
    """Get no mail for so many weeks; False where nobody on the list has the key."""
    if not 1 <= weeks <= LONGEST_PAUSE:
        return False
    with room.writing():
        reader = room.load_reader(key)
        if reader is None or reader.state not in ON_LIST:
            return False
        until = at.date() + timedelta(weeks=weeks)
        room.keep_reader(replace(reader, state=ReaderState.PAUSED, paused_until=until, changed_at=at))
        room.add_consent(Consent(key, ConsentKind.PAUSED, at, WORDS))
    return True


def resume(room: Mailroom, key: str, at: datetime) -> bool:
    """Get mail again; False where the reader is not paused."""
    with room.writing():
        reader = room.load_reader(key)
        if reader is None or reader.state is not ReaderState.PAUSED:
            return False
        room.keep_reader(replace(reader, state=ReaderState.ACTIVE, paused_until=None, changed_at=at))
        room.add_consent(Consent(key, ConsentKind.RESUMED, at, WORDS))
    return True


def resume_due(room: Mailroom, today: date, at: datetime) -> int:
    """End the pauses whose day has come; how many."""
    due = [one for one in room.walk_readers(ReaderState.PAUSED) if one.paused_until and one.paused_until <= today]
    return sum(resume(room, reader.key, at) for reader in due)


def deny(room: Mailroom, key: str, at: datetime) -> None:
    """This was not me: forget the address, and write to it no more."""
    with room.writing():
        reader = room.load_reader(key)
        if reader is not None and reader.state in ON_LIST:
            return  # the link is of an older letter; who is a reader leaves
        room.erase_reader(key, at)
        room.suppress(key, SuppressionReason.NOT_ME, at)


def erase(room: Mailroom, key: str, at: datetime) -> None:
    """Forget everything but the keyed digest, which keeps the address from being mailed by mistake."""
    room.erase_reader(key, at)


@dataclass(frozen=True, slots=True)
class Received:
    """One mailing that was frozen for a reader."""

    subject: str
    frozen_at: datetime
    state: DeliveryState


@dataclass(frozen=True, slots=True)
class Export:
    """All that is kept of a reader, as they are given it."""

    address: str
    state: ReaderState
    asked_at: datetime
    changed_at: datetime
    paused_until: date | None
    bounces: float
    consents: tuple[Consent, ...]
    mailings: tuple[Received, ...]


def export(room: Mailroom, key: str) -> Export | None:
    """All that is kept of a reader; None where nobody has the key."""
    reader = room.load_reader(key)
    if reader is None:
        return None
    mailings = tuple(
        Received(mailing.subject, mailing.frozen_at, state)
        for mailing, state in room.walk_mailings_of(key)
        if mailing.kind is not MailingKind.TRIAL
    )
    return Export(reader.address, reader.state, reader.asked_at, reader.changed_at, reader.paused_until,
                  reader.bounces, room.list_consents(key), mailings)  # fmt: skip


def admit(room: Mailroom, address: str, words: str, at: datetime) -> bool:
    """
    Take in somebody who agreed elsewhere; `words` say where. False where they are known, or left.

    Who left, was erased or complained can only come back by themselves.
    """
    key, domain = room.name_address(address)
    with room.writing():
        if room.load_reader(key) is not None or room.find_suppression(key) is not None:
            return False
        room.keep_reader(Reader(key, address, domain, ReaderState.ACTIVE, 0, at, at))
        room.add_consent(Consent(key, ConsentKind.CONFIRMED, at, words))
    return True
