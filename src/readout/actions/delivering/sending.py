"""
Works the ledger: claims rows, mails them one by one over an open line, and keeps what came of each.

A row is kept as prepared before MAIL FROM and as `dot` before the final dot. A server must not deliver what had no
final dot, so a prepared row may be sent again and one at `dot` may not. Every write asks whether the row is still the
sender's (`sender` is a fencing token), so that one who was taken for dead drops the line before the dot.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from readout.actions.delivering.replies import FENCED, STOPPED, Patience, is_our_trouble, judge_reply, say_why_not
from readout.codes import DeliveryState, MailingState
from readout.ports.mailer import Letter, Line, Mailer
from readout.ports.mailroom import Ledger, Outcome
from readout.records import Delivery

Compose = Callable[[Delivery], Letter]
Reached = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pace:
    """How much at once: rows a claim, mails a minute to one domain, and how long a sender lives without a beat."""

    claim: int = 20
    per_domain: int = 600
    alive: timedelta = timedelta(seconds=60)
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one claim came to: rows in hand, and why the line gave trouble ("" where it did not)."""

    tried: int
    trouble: str = ""


class Sender:
    """One sender of the ledger, alive as long as it beats."""

    def __init__(
        self, room: Ledger, compose: Compose, clock: Callable[[], datetime], pace: Pace, told: str, reached: Reached
    ) -> None:
        """Enlist; `told` says who this is in words, `reached` is told each step."""
        self.room, self.compose, self.clock, self.pace, self.told = room, compose, clock, pace, told
        self.reached = reached
        self.done: list[tuple[Delivery, Outcome]] = []
        self._enlist()

    def _enlist(self) -> None:
        self.lives_until = self.clock() + self.pace.alive
        self.number = self.room.enlist(self.told, self.lives_until)

    def stay_alive(self) -> None:
        """Beat when a third of the time has gone; enlist anew where others have declared this sender dead."""
        if self.clock() > self.lives_until - self.pace.alive * 2 / 3:
            self.lives_until = self.clock() + self.pace.alive
            if not self.room.beat(self.number, self.lives_until):
                self._enlist()

    def send_all_due(self, mailer: Mailer) -> Sent:
        """Take over from the dead, mail all that is due over one line, and call sent what is done."""
        self.room.recover(self.clock())
        tried, sent = 0, Sent(0)
        with mailer.line() as line:
            while (sent := self.send_due(line)).tried and not sent.trouble:
                tried += sent.tried
        finish_mailings(self.room, self.clock)
        return Sent(tried + sent.tried, sent.trouble)

    def leave(self) -> None:
        """End well: what was not begun is queued again at once."""
        self.room.dismiss(self.number, self.clock())

    def send_due(self, line: Line) -> Sent:
        """Claim what is due and mail it; trouble with the line gives the rest of the claim back."""
        self.stay_alive()
        claimed = self.room.claim(self.number, self.clock(), self.pace.claim, self.pace.per_domain)
        trouble = ""
        for delivery in claimed:
            if trouble:
                self.done.append((delivery, Outcome(DeliveryState.QUEUED, self.clock(), None, trouble)))
            else:
                trouble = self._mail(line, delivery)
            self.stay_alive()
        self.keep_done()
        return Sent(len(claimed), trouble)

    def keep_done(self) -> None:
        """Keep what came of the last tries."""
        self.room.keep_outcomes(self.number, tuple(self.done), self.clock())
        self.done.clear()

    def _mail(self, line: Line, delivery: Delivery) -> str:
        """Mail one row; why the line gives trouble, else ""."""
        why_not = say_why_not(self.room.load_standing(delivery, self.number))
        if not why_not and not delivery.address:
            why_not = "erased"
        if why_not == FENCED:
            return ""
        if why_not:
            state = DeliveryState.QUEUED if why_not == STOPPED else DeliveryState.SKIPPED
            due_at = self.clock() if why_not == STOPPED else None
            self.done.append((delivery, Outcome(state, due_at, None, why_not)))
            return ""
        self.reached("mail: checked")
        reply = line.send(self.compose(delivery), lambda: self._may_end(delivery), self.reached)
        self.reached("mail: answered")
        outcome = judge_reply(reply, delivery.tries, self.clock(), self.pace.patience)
        self.done.append((delivery, outcome))
        return f"{reply.code or ''} {outcome.reply}".strip() if is_our_trouble(reply) else ""

    def _may_end(self, delivery: Delivery) -> bool:
        kept = self.room.commit_dot(self.number, delivery, tuple(self.done), self.clock())
        self.done.clear()
        return kept


def finish_mailings(room: Ledger, clock: Callable[[], datetime]) -> tuple[str, ...]:
    """Call sent what has nothing left to try and balances; the names."""
    finished = []
    for name in room.list_open():
        if room.count_balance(name).is_done:
            room.set_mailing(name, MailingState.SENT, "", clock())
            finished.append(name)
    return tuple(finished)
