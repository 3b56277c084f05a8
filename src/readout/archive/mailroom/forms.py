"""What came in by public forms, and the counts that limit it: in the database, so that every process sees the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connections, transaction
from django.db.models import Sum

from readout.archive import models
from readout.archive.sealing import Sealer
from readout.ports.mailroom import Asking

_COUNT_UP = (
    'INSERT INTO archive_counted (name, "window", used) VALUES (%s, %s, 1) '
    'ON CONFLICT (name, "window") DO UPDATE SET used = archive_counted.used + 1 RETURNING used'
)


class FormShelf:
    """Implements `ports.mailroom.Forms`."""

    alias: str
    sealer: Sealer

    def count_up(self, names: Sequence[str], window: datetime) -> Mapping[str, int]:
        """Count each name one up; the counts with this one."""
        connection = connections[self.alias]
        at = connection.ops.adapt_datetimefield_value(window)
        counts = {}
        with transaction.atomic(using=self.alias), connection.cursor() as cursor:
            for name in sorted(set(names)):  # in one order: two who count the same names never wait for each other
                cursor.execute(_COUNT_UP, [name, at])
                counts[name] = int(cursor.fetchone()[0])
        return counts

    def load_counts(self, name: str, since: datetime) -> int:
        """How often a name was counted since an instant."""
        rows = models.Counted.objects.using(self.alias).filter(name=name, window__gte=since)
        return int(rows.aggregate(Sum("used"))["used__sum"] or 0)

    def keep_asking(self, key: str, address: str, domain: str, kind: str, at: datetime, former: str = "") -> None:
        """Keep that somebody asked."""
        row = models.Asking(
            key=key, sealed=self.sealer.seal(address), domain=domain, kind=kind, asked_at=at, former=former
        )
        models.Asking.objects.using(self.alias).bulk_create([row], ignore_conflicts=True)

    def list_askings(self, most: int) -> tuple[Asking, ...]:
        """What waits, the earliest first."""
        rows = models.Asking.objects.using(self.alias).order_by("asked_at", "pk")[:most]
        return tuple(
            Asking(row.pk, row.key, self.sealer.open(row.sealed), row.domain, row.kind, row.asked_at, row.former)
            for row in rows
        )

    def drop_asking(self, asking_id: int) -> None:
        """It was answered, or will not be."""
        models.Asking.objects.using(self.alias).filter(pk=asking_id).delete()

    def drop_counts(self, before: datetime) -> None:
        """Forget counts of stretches that began before an instant."""
        models.Counted.objects.using(self.alias).filter(window__lt=before).delete()
