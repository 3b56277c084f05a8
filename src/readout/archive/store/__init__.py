"""The one place where rows become records and records rows: `Store` implements `ports.Archive`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import DatabaseError, connections, transaction
from django.db.models import Count, Exists, OuterRef

from readout.archive import models
from readout.archive.store.captured import CapturedShelf, latest_versions
from readout.archive.store.decided import JudgedShelf
from readout.archive.store.derived import DerivedShelf
from readout.archive.store.drafted import DraftedShelf
from readout.archive.store.work import WorkShelf
from readout.errors import ArchiveError
from readout.ports.archive import Totals, WeekCount

__all__ = ["Store"]

WRITERS = 5201  # of PostgreSQL's advisory locks, ours


class Store(CapturedShelf, DerivedShelf, JudgedShelf, DraftedShelf, WorkShelf):
    """An archive in SQLite or PostgreSQL; the shelves are one class each."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep what is added inside together or not at all; one writer at a time."""
        connection = connections[self.alias]
        outer = not connection.in_atomic_block
        try:
            with transaction.atomic(using=self.alias):
                if outer and connection.vendor == "postgresql":  # SQLite's IMMEDIATE lets one writer in by itself
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
                yield
        except DatabaseError as error:
            raise ArchiveError(f"the archive could not be written: {str(error).strip()}") from error

    def count(self, recipe: str) -> Totals:
        """What the archive holds."""
        latest = latest_versions(self.alias)
        sound = models.Reading.objects.using(self.alias).filter(version=OuterRef("pk"), lent="", is_sound=True)
        own = models.Reading.objects.using(self.alias).filter(version=OuterRef("pk"), lent="", recipe__name=recipe)
        articles = models.Piece.objects.using(self.alias).count()
        read = latest.filter(Exists(own.filter(is_sound=True))).count()
        failed = latest.filter(Exists(own.filter(is_sound=False))).count()
        older = latest.filter(~Exists(own), Exists(sound)).count()
        dated = own.filter(day__isnull=False)
        return Totals(
            articles=articles,
            versions=models.Version.objects.using(self.alias).count(),
            read=read,
            failed=failed,
            older=older,
            unread=articles - read - failed - older,
            undated=latest.filter(~Exists(dated), piece__day__isnull=True).count(),
        )

    def count_weeks(self, first_days: Sequence[date], recipe: str) -> tuple[WeekCount, ...]:
        """The articles of each outlet in each of the weeks."""
        counted: Counter[tuple[str | None, date]] = Counter()
        for first in first_days:
            week = (first, first + timedelta(days=6))
            told = models.Piece.objects.using(self.alias).filter(day__range=week)
            read = models.Reading.objects.using(self.alias).filter(
                version=OuterRef("pk"), lent="", recipe__name=recipe, day__range=week
            )
            undated = latest_versions(self.alias).filter(Exists(read), piece__day__isnull=True)
            for outlet_id, number in told.values_list("outlet_id").annotate(Count("pk")):
                counted[outlet_id, first] += number
            for outlet_id, number in undated.values_list("piece__outlet_id").annotate(Count("pk")):
                counted[outlet_id, first] += number
        ordered = sorted(counted, key=lambda key: (key[0] or "", key[1]))
        return tuple(WeekCount(outlet_id, first, counted[outlet_id, first]) for outlet_id, first in ordered)
