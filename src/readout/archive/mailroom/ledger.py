"""The ledger: what was frozen for whom, who has it in hand, and what came of it; it is the outbox at the same time."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.db.models import Count, F, Q, QuerySet

from readout.archive import models
from readout.archive.mailroom.steps import find_standing, write_dot, write_outcome
from readout.archive.sealing import Sealer
from readout.codes import DeliveryState, MailingKind, MailingState
from readout.errors import ArchiveError
from readout.ports.mailroom import Outcome, Recipient, Standing
from readout.records import Balance, Delivery, Mailing

AT_ONCE = 500
CLAIMS = 5202  # of PostgreSQL's advisory locks: claims are made one after the other
QUEUED, PREPARED, DOT, UNCERTAIN = (
    DeliveryState.QUEUED.value, DeliveryState.PREPARED.value, DeliveryState.DOT.value, DeliveryState.UNCERTAIN.value,
)  # fmt: skip
DEFERRED, REFUSED = DeliveryState.DEFERRED.value, DeliveryState.REFUSED.value
_FACTS = ("name", "kind", "subject", "template", "digest", "edition", "state", "frozen", "frozen_at", "frozen_by",
          "opens_at", "note")  # fmt: skip


class LedgerShelf:
    """Implements `ports.mailroom.Ledger`."""

    alias: str
    sealer: Sealer
    reached: Callable[[str], None]

    def freeze(self, mailing: Mailing, recipients: Sequence[Recipient], *, rank: int) -> bool:
        """Keep a mailing and its recipients together."""
        with transaction.atomic(using=self.alias):
            if models.Mailing.objects.using(self.alias).filter(name=mailing.name).exists():
                return False
            row = models.Mailing(**{field: getattr(mailing, field) for field in _FACTS})
            row.save(using=self.alias, force_insert=True)
            self.reached("freeze: the mailing is written")
            models.Delivery.objects.using(self.alias).bulk_create(
                (self._new_row(row, one, mailing.opens_at, rank, mailing.frozen_at) for one in recipients),
                batch_size=AT_ONCE,
            )
            self.reached("freeze: its recipients are written")
        self.reached("freeze: kept")
        return True

    def _new_row(
        self, mailing: models.Mailing, one: Recipient, due_at: datetime, rank: int, at: datetime
    ) -> models.Delivery:
        return models.Delivery(
            mailing=mailing,
            key=one.key,
            sealed=self.sealer.seal(one.address),
            domain=one.domain,
            message_id=one.message_id,
            due_at=due_at,
            rank=rank,
            changed_at=at,
        )

    def load_mailing(self, name: str) -> Mailing | None:
        """The mailing with this name."""
        row = models.Mailing.objects.using(self.alias).filter(name=name).first()
        return None if row is None else _mailing(row)

    def list_mailings(self, *kinds: MailingKind, most: int = 100) -> tuple[Mailing, ...]:
        """The mailings of these kinds, the latest first."""
        rows = models.Mailing.objects.using(self.alias).filter(kind__in=[kind.value for kind in kinds])
        return tuple(_mailing(row) for row in rows.order_by("-frozen_at", "-pk")[:most])

    def list_open(self) -> tuple[str, ...]:
        """The names of the mailings that are being sent, the earliest first."""
        rows = models.Mailing.objects.using(self.alias).filter(state=MailingState.SENDING.value)
        return tuple(rows.order_by("pk").values_list("name", flat=True))

    def set_mailing(self, name: str, state: MailingState, note: str, at: datetime) -> None:
        """Say how a mailing stands; sent is only what balances, which the database checks once more."""
        with transaction.atomic(using=self.alias):
            row = models.Mailing.objects.using(self.alias).select_for_update().get(name=name)
            row.state, row.note = state.value, note
            if state is MailingState.SENT:
                balance = self.count_balance(name)
                if not balance.is_done:
                    raise ArchiveError(f"{name} cannot be called sent: its balance does not sum yet ({balance})")
                row.finished_at = at
                for field in ("accepted", "deferred", "refused", "uncertain", "skipped"):
                    setattr(row, field, getattr(balance, field))
            row.save(using=self.alias)
            self.reached("finish: written")

    def claim(self, sender: int, at: datetime, most: int, per_domain: int) -> tuple[Delivery, ...]:
        """Give a sender rows that are due, and keep them as prepared."""
        minute = at.replace(second=0, microsecond=0)
        with transaction.atomic(using=self.alias):
            self._one_at_a_time()
            if not self._senders().filter(pk=sender, is_open=True).exists():
                return ()
            used = dict(models.Counted.objects.using(self.alias)
                        .filter(window=minute, name__startswith="mail ").values_list("name", "used"))  # fmt: skip
            full = [name.removeprefix("mail ") for name, number in used.items() if number >= per_domain]
            rows = models.Delivery.objects.using(self.alias).filter(
                state__in=(QUEUED, DEFERRED), due_at__lte=at, mailing__state=MailingState.SENDING.value
            )
            found = rows.exclude(domain__in=full).select_related("mailing").order_by("rank", "due_at", "pk")
            chosen: list[models.Delivery] = []
            taken = Counter[str]()
            for row in found.defer("mailing__template")[: most * 3]:
                if len(chosen) < most and used.get(f"mail {row.domain}", 0) + taken[row.domain] < per_domain:
                    chosen.append(row)
                    taken[row.domain] += 1
            self._rows([row.pk for row in chosen]).update(
                state=PREPARED, sender=sender, tries=F("tries") + 1, due_at=None, changed_at=at
            )
            for domain, number in taken.items():
                name = f"mail {domain}"
                models.Counted.objects.using(self.alias).update_or_create(
                    name=name, window=minute, defaults={"used": used.get(name, 0) + number}
                )
            self.reached("claim: rows are marked")
        self.reached("claim: kept")
        return tuple(self._delivery(row, state=DeliveryState.PREPARED, tries=row.tries + 1) for row in chosen)

    def load_standing(self, delivery: Delivery, sender: int) -> Standing:
        """What is known at this instant of a row in hand and of its reader."""
        return find_standing(self.alias, delivery, sender)

    def commit_dot(
        self, sender: int, delivery: Delivery, done: Sequence[tuple[Delivery, Outcome]], at: datetime
    ) -> bool:
        """Keep that the dot follows, with what came of those before."""
        with transaction.atomic(using=self.alias):
            self._write_outcomes(sender, done, at)
            kept = write_dot(self.alias, sender, delivery, at)
            self.reached("dot: written")
        self.reached("dot: kept")
        return kept

    def keep_outcomes(self, sender: int, done: Sequence[tuple[Delivery, Outcome]], at: datetime) -> None:
        """Keep what came of tries."""
        if done:
            with transaction.atomic(using=self.alias):
                self._write_outcomes(sender, done, at)
                self.reached("outcome: written")
            self.reached("outcome: kept")

    def _write_outcomes(self, sender: int, done: Sequence[tuple[Delivery, Outcome]], at: datetime) -> None:
        for delivery, outcome in done:
            write_outcome(self.alias, sender, delivery, outcome, at)

    def count_balance(self, name: str) -> Balance:
        """The balance sheet of a mailing, counted from its rows."""
        frozen = models.Mailing.objects.using(self.alias).values_list("frozen", flat=True).get(name=name)
        rows = models.Delivery.objects.using(self.alias).filter(mailing__name=name)
        counts = dict(rows.values_list("state").annotate(Count("pk")).order_by())
        waiting = rows.filter(state=DEFERRED, due_at__isnull=False).count() if DEFERRED in counts else 0
        return Balance(frozen=frozen, waiting=waiting, **counts)

    def walk_deliveries(self, name: str, *states: DeliveryState) -> Iterator[Delivery]:
        """The rows of a mailing."""
        rows = models.Delivery.objects.using(self.alias).filter(mailing__name=name).select_related("mailing")
        if states:
            rows = rows.filter(state__in=[state.value for state in states])
        for row in rows.defer("mailing__template").order_by("pk").iterator(AT_ONCE):
            yield self._delivery(row)

    def walk_mailings_of(self, key: str) -> Iterator[tuple[Mailing, DeliveryState]]:
        """Every mailing that was frozen for a reader."""
        rows = models.Delivery.objects.using(self.alias).filter(key=key).select_related("mailing").order_by("pk")
        for row in rows.iterator(AT_ONCE):
            yield _mailing(row.mailing), DeliveryState(row.state)

    def find_deliveries(self, message_ids: Sequence[str]) -> Mapping[str, Delivery]:
        """The rows with these Message-IDs."""
        found: dict[str, Delivery] = {}
        for start in range(0, len(message_ids), AT_ONCE):
            rows = models.Delivery.objects.using(self.alias).filter(message_id__in=message_ids[start : start + AT_ONCE])
            for row in rows.select_related("mailing").defer("mailing__template"):
                found[row.message_id] = self._delivery(row)
        return found

    def settle(self, ids: Sequence[int], state: DeliveryState, by: str, at: datetime, due_at: datetime | None) -> int:
        """Say how uncertain, deferred or refused rows stand, by name."""
        number = 0
        with transaction.atomic(using=self.alias):
            for start in range(0, len(ids), AT_ONCE):
                rows = self._rows(ids[start : start + AT_ONCE]).filter(state__in=(UNCERTAIN, DEFERRED, REFUSED))
                mailings = tuple(rows.values_list("mailing_id", flat=True).distinct())
                number += rows.update(state=state.value, settled_by=by, due_at=due_at, changed_at=at, sender=None)
                self.reached("settle: rows are written")
                if due_at is not None:
                    models.Mailing.objects.using(self.alias).filter(
                        pk__in=mailings, state=MailingState.SENT.value
                    ).update(state=MailingState.SENDING.value)
        self.reached("settle: kept")
        return number

    def enlist(self, told: str, until: datetime) -> int:
        """Enter a sender; its number is its fencing token."""
        return int(models.Sender.objects.using(self.alias).create(told=told, until=until).pk)

    def beat(self, sender: int, until: datetime) -> bool:
        """Stay alive until an instant."""
        return bool(self._senders().filter(pk=sender, is_open=True).update(until=until) == 1)

    def dismiss(self, sender: int, at: datetime) -> None:
        """A sender leaves of itself; a row whose dot it kept is uncertain as after a death."""
        with transaction.atomic(using=self.alias):
            self._release([sender], at)

    def recover(self, at: datetime) -> tuple[int, int]:
        """Take from senders that are dead."""
        with transaction.atomic(using=self.alias):
            self._one_at_a_time()
            dead = tuple(self._senders().filter(is_open=True, until__lt=at).values_list("pk", flat=True))
            released = self._release(dead, at) if dead else (0, 0)
        if dead:
            self.reached("recover: kept")
        return released

    def _release(self, senders: Sequence[int], at: datetime) -> tuple[int, int]:
        rows = models.Delivery.objects.using(self.alias).filter(sender__in=senders)
        uncertain = rows.filter(state=DOT).update(
            state=UNCERTAIN, due_at=None, changed_at=at, code=None, reply="the sender ended before an answer was kept"
        )
        self.reached("recover: uncertain rows are written")
        queued = rows.filter(state=PREPARED).update(state=QUEUED, sender=None, changed_at=at, due_at=at)
        self.reached("recover: queued rows are written")
        self._senders().filter(pk__in=senders).update(is_open=False)
        return queued, uncertain

    def _one_at_a_time(self) -> None:
        connection = connections[self.alias]
        if connection.vendor == "postgresql":  # SQLite's IMMEDIATE lets one writer in by itself
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIMS])

    def _senders(self) -> QuerySet[models.Sender]:
        return models.Sender.objects.using(self.alias)

    def _rows(self, ids: Sequence[int]) -> QuerySet[models.Delivery]:
        return models.Delivery.objects.using(self.alias).filter(Q(pk__in=ids))

    def _delivery(self, row: models.Delivery, **told: Any) -> Delivery:
        facts = {
            "id": row.pk,
            "mailing": row.mailing.name,
            "key": row.key,
            "address": self.sealer.open(row.sealed),
            "domain": row.domain,
            "message_id": row.message_id,
            "state": DeliveryState(row.state),
            "tries": row.tries,
            "due_at": row.due_at,
            "code": row.code,
            "reply": row.reply,
            "changed_at": row.changed_at,
            "settled_by": row.settled_by,
        }
        return Delivery(**(facts | told))


def _mailing(row: models.Mailing) -> Mailing:
    facts = {field: getattr(row, field) for field in _FACTS}
    return Mailing(**facts | {"kind": MailingKind(row.kind), "state": MailingState(row.state),
                              "template": bytes(row.template)})  # fmt: skip
