"""
The three statements that every letter takes, as SQL: written by the ORM they cost five times the processor's time.

They know the tables of `mail_tables` by name; the tests of the ledger run them on SQLite and on PostgreSQL.
"""

from datetime import datetime
from typing import Any

from django.db import connections

from readout.codes import DeliveryState, MailingKind, MailingState, ReaderState, SuppressionReason
from readout.errors import ArchiveError
from readout.ports.mailroom import Outcome, Standing
from readout.records import Delivery

_STANDING = """
SELECT d.state, d.sender, d.tries, m.state, m.kind, r.state, s.reason
FROM archive_delivery d JOIN archive_mailing m ON m.id = d.mailing_id
LEFT JOIN archive_reader r ON r.key = d.key LEFT JOIN archive_suppression s ON s.key = d.key
WHERE d.id = %s
"""
_OUTCOME = """
UPDATE archive_delivery SET state = %s, due_at = %s, code = %s, reply = %s, changed_at = %s
WHERE id = %s AND sender = %s AND tries = %s AND state IN ('prepared', 'dot', 'uncertain')
"""
_DOT = """
UPDATE archive_delivery SET state = 'dot', changed_at = %s
WHERE id = %s AND sender = %s AND tries = %s AND state = 'prepared'
"""


def find_standing(alias: str, delivery: Delivery, sender: int) -> Standing:
    """What is known at this instant of a row in hand and of its reader."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_STANDING, [delivery.id])
        found = cursor.fetchone()
    if found is None:
        raise ArchiveError(f"delivery {delivery.id} is gone from the ledger")
    state, owner, tries, mailing, kind, reader, reason = found
    return Standing(
        is_ours=state == DeliveryState.PREPARED and owner == sender and tries == delivery.tries,
        kind=MailingKind(kind),
        mailing=MailingState(mailing),
        reader=None if reader is None else ReaderState(reader),
        suppression=None if reason is None else SuppressionReason(reason),
    )


def write_outcome(alias: str, sender: int, delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    """Keep what came of a try, where the row is still that of the sender's own try."""
    told = [outcome.state.value, _instant(alias, outcome.due_at), outcome.code, outcome.reply, _instant(alias, at)]
    with connections[alias].cursor() as cursor:
        cursor.execute(_OUTCOME, [*told, delivery.id, sender, delivery.tries])


def write_dot(alias: str, sender: int, delivery: Delivery, at: datetime) -> bool:
    """Keep that the dot follows; False where the row is no longer the sender's."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_DOT, [_instant(alias, at), delivery.id, sender, delivery.tries])
        return bool(cursor.rowcount == 1)


def _instant(alias: str, at: datetime | None) -> Any:
    return None if at is None else connections[alias].ops.adapt_datetimefield_value(at)
