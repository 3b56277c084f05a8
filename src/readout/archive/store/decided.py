"""The decided shelf: judgements, editions and their corrections."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import F, Max

from readout.archive import models
from readout.archive.bodies import read_body, write_body
from readout.archive.store.audited import AuditedShelf, join_subjects
from readout.archive.store.captured import AT_ONCE
from readout.corpus.judgements import list_in_force
from readout.editing.freezing import card_of
from readout.errors import ArchiveError
from readout.records import Correction, Edition, EditionCard, Judgement
from readout.spans import digest_text


class JudgedShelf(AuditedShelf):
    """Implements judgements and editions of `ports.archive.DecidedShelf` on one of Django's databases."""

    def add_judgement(self, judgement: Judgement) -> None:
        """Add a judgement."""
        body = write_body(judgement)
        with self.writing():
            if models.Judgement.objects.using(self.alias).filter(digest=digest_text(body)).exists():
                return
            row = models.Judgement.objects.using(self.alias).create(
                digest=digest_text(body), subjects=join_subjects(judgement), decided_at=judgement.decided_at, body=body
            )
            self.enter(row, judgement)

    def list_judgements(self, *, superseded: bool = False) -> tuple[Judgement, ...]:
        """The judgements in force, or all."""
        rows = models.Judgement.objects.using(self.alias).order_by("decided_at", "pk")
        judgements = tuple(read_body(body, Judgement) for body in rows.values_list("body", flat=True))
        return judgements if superseded else list_in_force(judgements)

    def walk_judgements(self, after: int = 0) -> Iterator[tuple[int, Judgement]]:
        """Those that were added after a place; one writer goes at a time, so that keys are given out in order."""
        rows = models.Judgement.objects.using(self.alias).filter(pk__gt=after).order_by("pk")
        for place, body in rows.values_list("pk", "body").iterator(AT_ONCE):
            yield place, read_body(body, Judgement)

    def add_edition(self, edition: Edition) -> None:
        """Add an edition."""
        rows = models.Edition.objects.using(self.alias)
        plain = replace(edition, corrections=())
        with self.writing():
            if rows.filter(number=edition.number).exists():
                told = f"edition {edition.number} was published already; what is wrong in it is a correction"
                raise ArchiveError(told)
            if rows.filter(slug=edition.slug).exists():
                raise ArchiveError(f"an edition was published as '{edition.slug}' already: another needs another name")
            row = rows.create(
                number=edition.number,
                slug=edition.slug,
                last_day=edition.brief.last_day,
                card=write_body(card_of(plain)),
                body=write_body(plain),
            )
            self.enter(row, plain)
            for correction in edition.corrections:
                self.add_correction(edition.number, correction)

    def add_correction(self, number: int, correction: Correction) -> None:
        """Add a correction to an edition."""
        body = write_body(correction)
        rows = models.Correction.objects.using(self.alias)
        with self.writing():
            edition = models.Edition.objects.using(self.alias).filter(number=number).first()
            if edition is None:
                raise ArchiveError(f"there is no edition {number} to correct")
            if rows.filter(edition=edition, digest=digest_text(body)).exists():
                return
            row = rows.create(
                edition=edition, digest=digest_text(body), corrected_at=correction.corrected_at, body=body
            )
            self.enter(row, correction, f"{number} {correction.line_id or ''}".strip())

    def load_edition(
        self, *, number: int | None = None, slug: str | None = None, before: date | None = None
    ) -> Edition | None:
        """The edition with a number or a slug, or the last before a day."""
        rows = models.Edition.objects.using(self.alias).order_by(F("last_day").desc(nulls_last=True), "-number")
        if number is not None:
            rows = rows.filter(number=number)
        if slug is not None:
            rows = rows.filter(slug=slug)
        if before is not None:
            rows = rows.filter(last_day__lt=before)
        row = rows.first()
        return None if row is None else self._with_corrections(row)

    def list_editions(self) -> tuple[EditionCard, ...]:
        """Every edition by what names and dates it."""
        rows = models.Edition.objects.using(self.alias).order_by("number")
        told = rows.annotate(corrected_at=Max("correction__corrected_at")).values_list("card", "corrected_at")
        return tuple(replace(read_body(card, EditionCard), corrected_at=at) for card, at in told)

    def walk_editions(self) -> Iterator[Edition]:
        """Every edition with its corrections."""
        for row in models.Edition.objects.using(self.alias).order_by("number").iterator(AT_ONCE):
            yield self._with_corrections(row)

    def _with_corrections(self, row: models.Edition) -> Edition:
        rows = models.Correction.objects.using(self.alias).filter(edition=row).order_by("corrected_at", "pk")
        corrections = tuple(read_body(body, Correction) for body in rows.values_list("body", flat=True))
        return replace(read_body(row.body, Edition), corrections=corrections)
