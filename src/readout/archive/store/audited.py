"""The decided shelf is audited: every record that is added gets an entry, chained to the one before."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

import msgspec

from readout.archive import models
from readout.archive.bodies import read_body, write_body
from readout.archive.store.captured import AT_ONCE
from readout.editing.auditing import START, make_entry
from readout.editing.freezing import card_of, card_of_draft
from readout.records import AuditEntry, Correction, Draft, DraftStep, Edition, Entered, Judgement, Revision
from readout.records.drafted import Decided
from readout.spans import digest_text

Kept = TypeVar("Kept")
Row = Any  # of one of the tables below
TABLES: dict[str, tuple[Any, type]] = {
    "judgement": (models.Judgement, Judgement),
    "edition": (models.Edition, Edition),
    "correction": (models.Correction, Correction),
    "draft": (models.Draft, Draft),
    "revision": (models.Revision, Revision),
    "step": (models.DraftStep, DraftStep),
}
_OF_DRAFTS = frozenset({"revision", "step"})


class AuditedShelf:
    """What the decided shelf enters, and the audit as it is asked for."""

    alias: str

    def writing(self) -> AbstractContextManager[None]:
        """See `Store`: an entry is kept together with its record, and one writer goes at a time."""
        raise NotImplementedError

    def enter(self, row: Row, record: Decided, subject: str | None = None) -> None:
        """Enter a record that was added; inside `writing`."""
        last = models.AuditEntry.objects.using(self.alias).order_by("-number").values_list("body", flat=True).first()
        before = None if last is None else read_body(last, AuditEntry)
        number, digest = (1, START) if before is None else (before.number + 1, before.digest)
        entry = make_entry(number, record, digest_text(row.body), digest, subject)
        models.AuditEntry.objects.using(self.alias).create(
            number=number, kind=entry.kind, row=row.pk, body=write_body(entry)
        )

    def list_audit(self, most: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """The latest entries."""
        rows = models.AuditEntry.objects.using(self.alias).order_by("-number")
        if before is not None:
            rows = rows.filter(number__lt=before)
        return tuple(read_body(body, AuditEntry) for body in rows.values_list("body", flat=True)[:most])

    def walk_decided(self) -> Iterator[tuple[Entered, Decided | None]]:
        """Every entry with its record, then the records without one."""
        rows = models.AuditEntry.objects.using(self.alias).order_by("number").iterator(AT_ONCE)
        while chunk := list(islice(rows, AT_ONCE)):
            wanted: dict[str, set[int]] = {}
            for entry in chunk:
                wanted.setdefault(entry.kind, set()).add(entry.row)
            found = {kind: self._load(kind, keys) for kind, keys in wanted.items() if kind in TABLES}
            for entry in chunk:
                yield self._show(entry, found.get(entry.kind, {}).get(entry.row))
        for kind, (table, _) in TABLES.items():
            known = models.AuditEntry.objects.using(self.alias).filter(kind=kind).values("row")
            for key in table.objects.using(self.alias).exclude(pk__in=known).values_list("pk", flat=True):
                yield Entered(None, kind, f"row {key}", ""), None

    def _load(self, kind: str, keys: set[int]) -> dict[int, Row]:
        rows = TABLES[kind][0].objects.using(self.alias).filter(pk__in=keys)
        return {row.pk: row for row in (rows.select_related("draft") if kind in _OF_DRAFTS else rows)}

    def _show(self, row: models.AuditEntry, kept: Row | None) -> tuple[Entered, Decided | None]:
        entry = _read(row.body, AuditEntry)
        if entry is None:  # the entry itself was damaged: its place and kind stand for it
            entry = AuditEntry(row.number, row.kind, "", "", datetime.min.replace(tzinfo=UTC), "", "")
        if kept is None:
            return Entered(entry, row.kind, entry.subject, None), None
        record = _read(kept.body, TABLES[row.kind][1])
        whole = record is not None and (row.number, row.kind) == (entry.number, entry.kind) and _is_whole(kept, record)
        return Entered(entry, row.kind, entry.subject, digest_text(kept.body), whole), record


def _read(body: str, kind: type[Kept]) -> Kept | None:
    """The record of a body; None where it is none any more."""
    try:
        return read_body(body, kind)
    except (msgspec.MsgspecError, ValueError):
        return None


def _is_whole(row: Row, record: Decided) -> bool:
    """Whether the columns that a row is found by say what its record says."""
    match record:
        case Judgement():
            told = (digest_text(row.body), join_subjects(record), record.decided_at)
            return (row.digest, row.subjects, row.decided_at) == told
        case Edition():
            told_of = (record.number, record.slug, record.brief.last_day, write_body(card_of(record)))
            return (row.number, row.slug, row.last_day, row.card) == told_of
        case Correction():
            return (row.digest, row.corrected_at) == (digest_text(row.body), record.corrected_at)
        case Draft():
            return (row.draft_id, row.card) == (record.id, write_body(card_of_draft(record)))
        case Revision() | DraftStep():
            return (row.number, row.draft.draft_id) == (record.number, record.draft_id)


def join_subjects(judgement: Judgement) -> str:
    """The subjects of a judgement as a column has them."""
    return " ".join(sorted(judgement.subject_ids))
