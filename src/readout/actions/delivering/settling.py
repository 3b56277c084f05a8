"""Settles those of whom nobody can know: from the relay's log, or by an editor's name; never by itself."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from readout.codes import DeliveryState
from readout.ports.mailroom import Ledger
from readout.records import Delivery

_CLEANUP = re.compile(r"postfix[\w/.-]*/cleanup\[\d+\]: (\w+): message-id=(<[^>\s]+>)")
_QUEUED = re.compile(r"postfix[\w/.-]*/qmgr\[\d+\]: (\w+): from=<[^>]*>, size=\d+, nrcpt=\d+ \(queue active\)")
LOG = "the relay's log"


@dataclass(frozen=True, slots=True)
class Settled:
    """How many uncertain rows were found taken over, were sent on their way again, or are left as they were."""

    accepted: int
    queued: int
    left: int


def find_taken_over(lines: Iterable[str]) -> frozenset[str]:
    """
    The Message-IDs that a Postfix took over, from the lines of its log.

    Postfix names the Message-ID when it reads the header and puts the mail into its queue only after the final dot;
    so both lines are asked for, under one queue id.
    """
    named: dict[str, str] = {}
    taken: set[str] = set()
    for line in lines:
        if found := _CLEANUP.search(line):
            named[found[1]] = found[2]
        elif (found := _QUEUED.search(line)) and found[1] in named:
            taken.add(named[found[1]])
    return frozenset(taken)


def settle_by_log(
    room: Ledger, uncertain: Sequence[Delivery], taken: frozenset[str], at: datetime, *, whole: bool
) -> Settled:
    """
    Say of uncertain rows what the relay's log knows. `whole`: a person's word that the log covers all of the time.

    A Message-ID that the log has was taken over. One that a whole log does not have never was, and is queued again.
    """
    accepted = [row.id for row in uncertain if row.message_id in taken]
    missing = [row.id for row in uncertain if row.message_id not in taken]
    known = room.settle(accepted, DeliveryState.ACCEPTED, LOG, at, None)
    again = room.settle(missing, DeliveryState.QUEUED, LOG, at, at) if whole else 0
    return Settled(known, again, len(uncertain) - known - again)


def settle_by_name(room: Ledger, rows: Sequence[Delivery], editor: str, at: datetime, *, again: bool) -> int:
    """An editor's word on rows, by name: mail them again under the same Message-ID, or take them for delivered."""
    state = DeliveryState.QUEUED if again else DeliveryState.ACCEPTED
    return room.settle([row.id for row in rows], state, editor, at, at if again else None)
