"""One round of the post office: pauses end, forms are answered, what is due is mailed, what is over is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from readout.actions.delivering.bounces import count_refusals
from readout.actions.delivering.sending import Sender
from readout.actions.subscribing.answering import Answered, answer_askings
from readout.actions.subscribing.limits import Limits
from readout.actions.subscribing.pressing import resume_due
from readout.codes import MailingKind, MailingState
from readout.letters.instances import BEAT, find_hindrance
from readout.letters.office import Office
from readout.ports.mailer import Mailer

UNCONFIRMED, COUNTED = timedelta(days=3), timedelta(days=31)
REFUSALS = "refusals"  # the mark of the mailing whose refusals were counted


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to: rows tried, trouble with the line in words, and what forms were answered."""

    tried: int
    trouble: str
    answered: Answered


def do_round(office: Office, sender: Sender, mailer: Mailer, clock: Callable[[], datetime]) -> Round:
    """Do what is due now. A copy of the desk that should not mail does nothing and says why."""
    room, at = office.room, clock()
    if hindrance := find_hindrance(office, at):
        return Round(0, hindrance, Answered(0, 0, is_broken=False))
    resume_due(room, at.date(), at)
    answered = answer_askings(room, at, Limits(), office.write_answer, office.book.domain)
    sent = sender.send_all_due(mailer)
    room.drop_stale(at - UNCONFIRMED)
    room.drop_counts(at - COUNTED)
    _count_refusals(office, clock())
    room.keep_mark(BEAT, clock().isoformat())
    return Round(sent.tried, sent.trouble, answered)


def _count_refusals(office: Office, at: datetime) -> None:
    """Refusals of a finished edition count against addresses, once."""
    room = office.room
    latest = next(iter(room.list_mailings(MailingKind.EDITION, most=1)), None)
    if latest is not None and latest.state is MailingState.SENT and room.load_mark(REFUSALS) != latest.name:
        count_refusals(room, latest.name, at)
        room.keep_mark(REFUSALS, latest.name)
