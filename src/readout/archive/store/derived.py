"""The derived shelf: readings of versions, and the briefs that were written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from readout.archive import models
from readout.archive.bodies import pack_body, read_body, unpack_body
from readout.archive.store.captured import AT_ONCE, latest_versions
from readout.corpus.identity import list_findings, list_lines
from readout.corpus.period import earliest_day
from readout.errors import ArchiveError
from readout.records import Brief, KeptReading, Version

BRIEFS = 4  # that are kept unpacked


class DerivedShelf:
    """Implements `ports.archive.Derived` on one of Django's databases."""

    alias: str

    def list_candidates(self, since: date, until: date, recipe: str) -> Iterator[Version]:
        """The latest versions that may have been published in the period, in order of article id."""
        rows = latest_versions(self.alias)
        outside = models.Reading.objects.using(self.alias).filter(
            Q(day__lt=since) | Q(day__gt=until), version=OuterRef("pk"), recipe__name=recipe, lent=""
        )
        dated = rows.filter(piece__day__range=(since, until))
        undated = rows.filter(~Exists(outside), piece__day__isnull=True)
        found = {*dated.values_list("piece__article_id", "pk"), *undated.values_list("piece__article_id", "pk")}
        keys = [key for _, key in sorted(found)]
        for start in range(0, len(keys), AT_ONCE):
            chunk = keys[start : start + AT_ONCE]
            bodies = models.Version.objects.using(self.alias).filter(pk__in=chunk).values_list("pk", "body")
            read = {key: read_body(body, Version) for key, body in bodies}
            yield from (read[key] for key in chunk)

    def list_unread(self, recipe: str, most: int) -> tuple[Version, ...]:
        """At most so many latest versions that this recipe has not read, those captured last first."""
        rows = latest_versions(self.alias).filter(~Exists(_readings_of_row(self.alias, recipe)))
        return tuple(read_body(body, Version) for body in rows.order_by("-pk").values_list("body", flat=True)[:most])

    def add_readings(self, readings: Sequence[KeptReading]) -> None:
        """Keep readings."""
        versions = self._find_rows([(one.article_id, one.number) for one in readings])
        recipes = {one.recipe for one in readings}
        rows = [self._settle_recipe(name) for name in sorted(recipes)]
        known = dict(zip(sorted(recipes), rows, strict=True))
        made = []
        for one in readings:
            if (one.article_id, one.number) not in versions:
                raise ArchiveError(f"{one.article_id}: there is no version {one.number} that a reading could be of")
            made.append(_reading_row(one, versions[one.article_id, one.number], known[one.recipe]))
        models.Reading.objects.using(self.alias).bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["version", "recipe", "lent"],
            update_fields=["day", "is_sound", "finding_ids", "body"],
        )

    def _settle_recipe(self, name: str) -> models.Recipe:
        recipe: models.Recipe = models.Recipe.objects.using(self.alias).get_or_create(name=name)[0]
        return recipe

    def _find_rows(self, versions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
        """The keys of the rows of these versions."""
        wanted = set(versions)
        rows = models.Version.objects.using(self.alias).filter(piece__article_id__in={one for one, _ in wanted})
        found = rows.values_list("piece__article_id", "number", "pk")
        return {(article_id, number): key for article_id, number, key in found if (article_id, number) in wanted}

    def load_readings(
        self, versions: Sequence[tuple[str, int]], recipe: str | None, lent: str | None = None
    ) -> Mapping[tuple[str, int], KeptReading]:
        """The readings of these versions."""
        found: dict[tuple[str, int], KeptReading] = {}
        keys = sorted(self._find_rows(versions).values())
        for start in range(0, len(keys), AT_ONCE):
            rows = models.Reading.objects.using(self.alias).filter(
                version__in=keys[start : start + AT_ONCE], lent=lent or ""
            )
            rows = rows.filter(is_sound=True) if recipe is None else rows.filter(recipe__name=recipe)
            for body in rows.order_by("version_id", "pk").values_list("body", flat=True):
                reading = unpack_body(bytes(body), KeptReading)
                found[reading.article_id, reading.number] = reading
        return found

    def walk_readings(self) -> Iterator[KeptReading]:
        """Every reading."""
        rows = models.Reading.objects.using(self.alias).order_by("version_id", "recipe__name", "lent")
        for body in rows.values_list("body", flat=True).iterator(AT_ONCE):
            yield unpack_body(bytes(body), KeptReading)

    def find_unseen(self, finding_ids: Sequence[str]) -> frozenset[str]:
        """Those of these ids that nothing has which stands today."""
        left = set(finding_ids)
        if not left:
            return frozenset()
        for told in models.Brief.objects.using(self.alias).order_by("-last_day").values_list("line_ids", flat=True):
            left.difference_update(told.split())
        newer = models.Reading.objects.using(self.alias).filter(
            version=OuterRef("version"), is_sound=True, lent=OuterRef("lent"), pk__gt=OuterRef("pk")
        )
        rows = models.Reading.objects.using(self.alias).filter(
            ~Exists(newer), is_sound=True, version__in=latest_versions(self.alias)
        )
        for told in rows.order_by("-version_id").values_list("finding_ids", flat=True).iterator(AT_ONCE):
            if not left:
                break
            left.difference_update(told.split())
        return frozenset(left)

    def drop_readings(self, but: str) -> int:
        """Throw away what other recipes read where this one could read the version, too."""
        again = models.Reading.objects.using(self.alias).filter(
            version=OuterRef("version"), recipe__name=but, lent="", is_sound=True
        )
        rows = models.Reading.objects.using(self.alias).filter(Exists(again)).exclude(recipe__name=but)
        return int(rows.delete()[0])

    def keep_brief(self, brief: Brief) -> None:
        """Keep the brief of a period."""
        if brief.first_day is None or brief.last_day is None:
            raise ArchiveError("a brief without a period cannot be kept: none of its articles is dated")
        models.Brief.objects.using(self.alias).update_or_create(
            first_day=brief.first_day,
            last_day=brief.last_day,
            defaults={"line_ids": " ".join(list_lines(brief)), "body": pack_body(brief)},
        )

    def load_brief(self, before: date) -> Brief | None:
        """The kept brief whose period ended last before a day."""
        rows = models.Brief.objects.using(self.alias).filter(last_day__lt=before).order_by("-last_day", "-first_day")
        body = rows.values_list("body", flat=True).first()
        return None if body is None else _unpack_brief(bytes(body))

    def list_periods(self) -> tuple[tuple[date, date], ...]:
        """The periods of the kept briefs, the latest first."""
        rows = models.Brief.objects.using(self.alias).order_by("-last_day", "-first_day")
        return tuple(rows.values_list("first_day", "last_day"))

    def find_brief(self, first_day: date, last_day: date) -> Brief | None:
        """The kept brief of a period."""
        rows = models.Brief.objects.using(self.alias).filter(first_day=first_day, last_day=last_day)
        body = rows.values_list("body", flat=True).first()
        return None if body is None else _unpack_brief(bytes(body))

    def walk_briefs(self) -> Iterator[Brief]:
        """Every kept brief."""
        rows = models.Brief.objects.using(self.alias).order_by("first_day", "last_day")
        for body in rows.values_list("body", flat=True).iterator(AT_ONCE):
            yield unpack_body(bytes(body), Brief)


@lru_cache(maxsize=BRIEFS)
def _unpack_brief(body: bytes) -> Brief:
    """Records are frozen, so that pages that ask for the same brief again and again may share it."""
    return unpack_body(body, Brief)


def _readings_of_row(alias: str, recipe: str) -> QuerySet[models.Reading]:
    return models.Reading.objects.using(alias).filter(version=OuterRef("pk"), recipe__name=recipe, lent="")


def _reading_row(reading: KeptReading, version: int, recipe: models.Recipe) -> models.Reading:
    return models.Reading(
        version_id=version,
        recipe=recipe,
        lent=reading.lent or "",
        day=earliest_day(reading.published) if reading.published else None,
        is_sound=reading.analysis is not None,
        finding_ids="" if reading.analysis is None else " ".join(list_findings(reading.analysis)),
        body=pack_body(reading),
    )
