"""Answers by mail what was asked with a form: whoever owns the address learns how it stands, and nobody else."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from readout.actions.subscribing.limits import Limits, count_letter, is_broken, is_domain_full, may_write
from readout.codes import MailingKind, MailingState, ReaderState, SuppressionReason
from readout.ports.mailroom import Asking, Mailroom, Recipient
from readout.records import Mailing, Reader
from readout.spans import digest_bytes

BREAKER = "breaker"  # the mark under which it stands since when the breaker is open
CONFIRM_HOURS, OWN_HOURS = 48, 1
AT_ONCE = 100
FINAL = (SuppressionReason.NOT_ME, SuppressionReason.DESK)
ON_LIST = (ReaderState.ACTIVE, ReaderState.PAUSED)


class Answer(StrEnum):
    """Which letter is written."""

    CONFIRM = "confirm"  # press to become a reader
    ALREADY = "already"  # is one
    OWN = "own"  # the link to one's own data
    MOVE = "move"  # press to be mailed here instead


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it is frozen: subject and template, with marks where its links will stand."""

    subject: str
    template: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """How many askings got a letter, got none, and wait; `is_broken`: the breaker is open."""

    letters: int
    silent: int
    is_broken: bool


def answer_askings(
    room: Mailroom, at: datetime, limits: Limits, write: Callable[[Answer, datetime], Written], domain: str
) -> Answered:
    """Write the letters that are due, each in one transaction with its count; `domain` is that of Message-IDs."""
    letters = silent = 0
    for asking in room.list_askings(AT_ONCE):
        if is_broken(room, at, limits):
            if not room.load_mark(BREAKER):
                room.keep_mark(BREAKER, at.isoformat())
            return Answered(letters, silent, is_broken=True)
        if is_domain_full(room, asking.domain, at, limits):
            continue
        with room.writing():
            answer = choose_answer(room, asking) if may_write(room, asking.key, at, limits) else None
            if answer is not None:
                _freeze(room, asking, answer, write(answer, at), at, domain)
                count_letter(room, asking.key, asking.domain, at)
            room.drop_asking(asking.id)
        letters, silent = letters + (answer is not None), silent + (answer is None)
    room.keep_mark(BREAKER, "")
    return Answered(letters, silent, is_broken=False)


def choose_answer(room: Mailroom, asking: Asking) -> Answer | None:
    """The letter that an asking deserves; None where silence is the answer."""
    reader = room.load_reader(asking.key)
    if room.find_suppression(asking.key) in FINAL:
        return None
    on_list = reader is not None and reader.state in ON_LIST
    if asking.kind == "own":
        return Answer.OWN if reader is not None and reader.state is not ReaderState.PENDING else None
    if asking.kind == "move":
        former = room.load_reader(asking.former)
        return Answer.MOVE if former is not None and not on_list else None
    return Answer.ALREADY if on_list else Answer.CONFIRM


def _freeze(room: Mailroom, asking: Asking, answer: Answer, written: Written, at: datetime, domain: str) -> None:
    number = 0
    if answer in (Answer.CONFIRM, Answer.MOVE):
        reader = room.load_reader(asking.key)
        number = 1 if reader is None else reader.round + 1
        pending = Reader(asking.key, asking.address, asking.domain, ReaderState.PENDING, number, at, at)
        room.keep_reader(pending if reader is None else replace(
            reader, state=ReaderState.PENDING, round=number, changed_at=at, address=asking.address))  # fmt: skip
    name = f"{answer.value}:{asking.key}:{asking.id}:{number}:{asking.former}".rstrip(":")
    mailing = Mailing(
        name=name,
        kind=MailingKind.ANSWER,
        subject=written.subject,
        template=written.template,
        digest=digest_bytes(written.template),
        edition=None,
        state=MailingState.SENDING,
        frozen=1,
        frozen_at=at,
        frozen_by="a form",
        opens_at=at,
    )
    message_id = name_message(room.signing, name, asking.key, domain)
    room.freeze(mailing, [Recipient(asking.key, asking.address, asking.domain, message_id)], rank=0)


def name_message(signing: bytes, mailing: str, key: str, domain: str) -> str:
    """The Message-ID of one recipient's copy: the same on every try, and telling nobody whose it is."""
    mac = hmac.digest(signing, f"message\x00{mailing}\x00{key}".encode(), "sha256")
    return f"<{mac.hex()[:32]}@{domain}>"


def read_answer(mailing: str) -> tuple[Answer, int, str]:
    """Of the name of an answer's mailing: which letter, the round of its link, and whose place is taken ("")."""
    kind, _key, _asking, number, *former = mailing.split(":")
    return Answer(kind), int(number), former[0] if former else ""


def link_lives(answer: Answer) -> timedelta:
    """How long the link in a letter is good."""
    return timedelta(hours=OWN_HOURS if answer is Answer.OWN else CONFIRM_HOURS)
