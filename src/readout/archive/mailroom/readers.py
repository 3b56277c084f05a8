"""The readers' shelf: who is on the list, what they agreed to, and who gets no mail."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from readout.archive import models
from readout.archive.sealing import Sealer
from readout.codes import ConsentKind, DeliveryState, ReaderState, SuppressionReason
from readout.records import Consent, Reader

AT_ONCE = 500
_UNSENT = (DeliveryState.QUEUED.value, DeliveryState.DEFERRED.value)


class ReaderShelf:
    """Implements `ports.mailroom.Readers`."""

    alias: str
    sealer: Sealer

    def name_address(self, address: str) -> tuple[str, str]:
        """The key of an address and that of its domain."""
        folded = address.casefold()
        return self.sealer.name(f"address {folded}"), self.sealer.name(f"domain {folded.rpartition('@')[2]}")

    def load_reader(self, key: str) -> Reader | None:
        """The reader with a key."""
        row = models.Reader.objects.using(self.alias).filter(pk=key).first()
        return None if row is None else self._reader(row)

    def keep_reader(self, reader: Reader) -> None:
        """Keep a reader."""
        models.Reader.objects.using(self.alias).update_or_create(
            key=reader.key,
            defaults={
                "sealed": self.sealer.seal(reader.address),
                "domain": reader.domain,
                "state": reader.state.value,
                "round": reader.round,
                "asked_at": reader.asked_at,
                "changed_at": reader.changed_at,
                "paused_until": reader.paused_until,
                "bounces": reader.bounces,
                "bounced_on": reader.bounced_on,
            },
        )

    def walk_readers(self, *states: ReaderState) -> Iterator[Reader]:
        """The readers in any of these states."""
        rows = models.Reader.objects.using(self.alias).order_by("key")
        if states:
            rows = rows.filter(state__in=[state.value for state in states])
        for row in rows.iterator(AT_ONCE):
            yield self._reader(row)

    def count_readers(self) -> Mapping[ReaderState, int]:
        """How many readers are in each state."""
        rows = models.Reader.objects.using(self.alias).values_list("state").annotate(Count("pk")).order_by()
        return {ReaderState(state): number for state, number in rows}

    def add_consent(self, consent: Consent) -> None:
        """Add an entry."""
        models.Consent.objects.using(self.alias).create(
            key=consent.key, kind=consent.kind.value, at=consent.at, words=consent.words
        )

    def list_consents(self, key: str, kind: ConsentKind | None = None) -> tuple[Consent, ...]:
        """The entries of a reader."""
        rows = models.Consent.objects.using(self.alias).filter(key=key).order_by("pk")
        if kind is not None:
            rows = rows.filter(kind=kind.value)
        return tuple(Consent(row.key, ConsentKind(row.kind), row.at, row.words) for row in rows)

    def suppress(self, key: str, reason: SuppressionReason, at: datetime) -> None:
        """Mail this address no more."""
        with transaction.atomic(using=self.alias):
            rows = models.Suppression.objects.using(self.alias)
            _, made = rows.get_or_create(key=key, defaults={"reason": reason.value, "at": at})
            if not made:
                rows.filter(key=key, reason=SuppressionReason.ERASED.value).update(reason=reason.value, at=at)

    def find_suppression(self, key: str) -> SuppressionReason | None:
        """Why this address gets no mail."""
        rows = models.Suppression.objects.using(self.alias).filter(pk=key).values_list("reason", flat=True)
        reason = rows.first()
        return None if reason is None else SuppressionReason(reason)

    def lift_suppression(self, key: str) -> None:
        """Forget that an address gets no mail."""
        models.Suppression.objects.using(self.alias).filter(pk=key).delete()

    def erase_reader(self, key: str, at: datetime) -> None:
        """Forget a reader but for the key; what was not sent yet is skipped."""
        with transaction.atomic(using=self.alias):
            models.Reader.objects.using(self.alias).filter(pk=key).delete()
            models.Consent.objects.using(self.alias).filter(key=key).delete()
            models.Asking.objects.using(self.alias).filter(key=key).delete()
            models.Asking.objects.using(self.alias).filter(former=key).delete()
            rows = models.Delivery.objects.using(self.alias).filter(key=key)
            rows.filter(state__in=_UNSENT).exclude(due_at=None).update(
                state=DeliveryState.SKIPPED.value, due_at=None, reply="erased", changed_at=at, sender=None
            )
            rows.update(sealed=b"")
            self.suppress(key, SuppressionReason.ERASED, at)

    def drop_stale(self, before: datetime) -> int:
        """Forget those who never confirmed, and old counts and askings."""
        with transaction.atomic(using=self.alias):
            pending = models.Reader.objects.using(self.alias).filter(
                state=ReaderState.PENDING.value, changed_at__lt=before
            )
            keys = tuple(pending.values_list("key", flat=True)[:AT_ONCE])
            models.Delivery.objects.using(self.alias).filter(key__in=keys).update(sealed=b"")
            models.Reader.objects.using(self.alias).filter(key__in=keys).delete()
            models.Asking.objects.using(self.alias).filter(asked_at__lt=before).delete()
        return len(keys)

    def _reader(self, row: models.Reader) -> Reader:
        return Reader(
            key=row.key,
            address=self.sealer.open(row.sealed),
            domain=row.domain,
            state=ReaderState(row.state),
            round=row.round,
            asked_at=row.asked_at,
            changed_at=row.changed_at,
            paused_until=row.paused_until,
            bounces=row.bounces,
            bounced_on=row.bounced_on,
        )
