"""Freezes an edition for mailing: bytes and recipients in one transaction, and who gets none with the reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from readout.actions.delivering.replies import SAID, STANDS
from readout.actions.subscribing.answering import name_message
from readout.codes import MailingKind, MailingState, ReaderState
from readout.ports.mailroom import Mailroom, Recipient
from readout.records import Mailing
from readout.spans import digest_bytes


@dataclass(frozen=True, slots=True)
class Audience:
    """Who will get it, and of the others how many for which reason, in words."""

    recipients: tuple[tuple[str, str, str], ...]  # key, address, domain
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Content:
    """What is mailed: `edition` is its number, `template` its frozen bytes."""

    edition: int | None
    subject: str
    template: bytes


def name_mailing(edition: int, kind: MailingKind = MailingKind.EDITION, which: str = "1") -> str:
    """The unique name of an edition's mailing; of trials one each, `which` telling them apart."""
    return f"{kind.value}:{edition}:{which}"


def find_audience(room: Mailroom) -> Audience:
    """Everybody on the list who is to get an edition now, and the others counted by reason."""
    recipients, left_out = [], Counter[str]()
    for reader in room.walk_readers():
        reason = room.find_suppression(reader.key) if reader.state is ReaderState.ACTIVE else None
        if reason is not None:
            left_out[SAID[reason]] += 1
        elif reader.state is ReaderState.ACTIVE:
            recipients.append((reader.key, reader.address, reader.domain))
        else:
            left_out[STANDS[reader.state]] += 1
    return Audience(tuple(recipients), dict(sorted(left_out.items())))


def freeze_edition(
    room: Mailroom, content: Content, editor: str, at: datetime, opens: datetime, domain: str
) -> Mailing | None:
    """Freeze an edition for its readers; None where that was done before: it is not done twice."""
    assert content.edition is not None
    name = name_mailing(content.edition)
    with room.writing():
        found = find_audience(room).recipients
        recipients = [Recipient(key, address, within, name_message(room.signing, name, key, domain))
                      for key, address, within in found]  # fmt: skip
        mailing = _make(name, MailingKind.EDITION, content, editor, at, opens, len(recipients))
        return mailing if room.freeze(mailing, recipients, rank=2) else None


def freeze_trial(
    room: Mailroom, content: Content, address: str, editor: str, at: datetime, domain: str
) -> Mailing | None:
    """Freeze an edition for one editor, before its readers get it."""
    assert content.edition is not None
    key, within = room.name_address(address)
    name = name_mailing(content.edition, MailingKind.TRIAL, f"{key}:{at:%Y%m%dT%H%M%S}")
    mailing = _make(name, MailingKind.TRIAL, content, editor, at, at, 1)
    recipient = Recipient(key, address, within, name_message(room.signing, name, key, domain))
    return mailing if room.freeze(mailing, [recipient], rank=1) else None


def _make(
    name: str, kind: MailingKind, content: Content, editor: str, at: datetime, opens: datetime, frozen: int
) -> Mailing:
    return Mailing(
        name=name,
        kind=kind,
        subject=content.subject,
        template=content.template,
        digest=digest_bytes(content.template),
        edition=content.edition,
        state=MailingState.SENDING,
        frozen=frozen,
        frozen_at=at,
        frozen_by=editor,
        opens_at=opens,
    )
