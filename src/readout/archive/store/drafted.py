"""The decided shelf, on its way: drafts, their revisions and their steps."""

from functools import lru_cache
from typing import Any

from readout.archive import models
from readout.archive.bodies import read_body, write_body
from readout.archive.store.audited import AuditedShelf
from readout.editing.freezing import card_of_draft
from readout.errors import ArchiveError
from readout.records import Draft, DraftCard, DraftStep, Revision

AT_HAND = 8  # drafts that are kept read


class DraftedShelf(AuditedShelf):
    """Implements drafts of `ports.archive.DecidedShelf` on one of Django's databases."""

    def add_draft(self, draft: Draft) -> None:
        """Add a draft."""
        rows = models.Draft.objects.using(self.alias)
        with self.writing():
            if rows.filter(draft_id=draft.id).exists():
                raise ArchiveError(f"there is a draft '{draft.id}' already")
            row = rows.create(draft_id=draft.id, card=write_body(card_of_draft(draft)), body=write_body(draft))
            self.enter(row, draft)

    def load_draft(self, draft_id: str) -> Draft | None:
        """The draft with an id."""
        rows = models.Draft.objects.using(self.alias).filter(draft_id=draft_id)
        body = rows.values_list("body", flat=True).first()
        return None if body is None else _read_draft(body)

    def list_drafts(self) -> tuple[DraftCard, ...]:
        """Every draft by what names and dates it."""
        rows = models.Draft.objects.using(self.alias).order_by("pk").values_list("card", flat=True)
        return tuple(read_body(card, DraftCard) for card in rows)

    def add_revision(self, revision: Revision) -> None:
        """Add a revision."""
        self._add(models.Revision, revision, "revision")

    def load_revision(self, draft_id: str, number: int | None = None) -> Revision | None:
        """The revision with a number, or the latest."""
        rows = models.Revision.objects.using(self.alias).filter(draft__draft_id=draft_id).order_by("-number")
        if number is not None:
            rows = rows.filter(number=number)
        body = rows.values_list("body", flat=True).first()
        return None if body is None else read_body(body, Revision)

    def list_revisions(self, draft_id: str) -> tuple[Revision, ...]:
        """Every revision."""
        rows = models.Revision.objects.using(self.alias).filter(draft__draft_id=draft_id).order_by("number")
        return tuple(read_body(body, Revision) for body in rows.values_list("body", flat=True))

    def add_step(self, step: DraftStep) -> None:
        """Add a step."""
        self._add(models.DraftStep, step, "step")

    def list_steps(self, draft_id: str) -> tuple[DraftStep, ...]:
        """Every step."""
        rows = models.DraftStep.objects.using(self.alias).filter(draft__draft_id=draft_id).order_by("number")
        return tuple(read_body(body, DraftStep) for body in rows.values_list("body", flat=True))

    def _add(self, table: Any, record: Revision | DraftStep, what: str) -> None:
        """Add what is numbered from 1 in its draft."""
        with self.writing():
            draft = models.Draft.objects.using(self.alias).filter(draft_id=record.draft_id).first()
            if draft is None:
                raise ArchiveError(f"there is no draft '{record.draft_id}'")
            rows = table.objects.using(self.alias)
            last = rows.filter(draft=draft).order_by("-number").values_list("number", flat=True).first() or 0
            if record.number != last + 1:
                raise ArchiveError(f"{record.draft_id}: {what} {record.number} cannot follow {what} {last}")
            self.enter(rows.create(draft=draft, number=record.number, body=write_body(record)), record)


@lru_cache(maxsize=AT_HAND)
def _read_draft(body: str) -> Draft:
    """A draft never changes: read once, it serves every request."""
    return read_body(body, Draft)
