"""
The audit: every record of the decided shelf has an entry, and every entry is chained to the one before.

Whoever changes, takes out, adds or swaps a row leaves a chain that does not fit (RFC 9162 calls the idea an
append-only log; here it is a plain hash chain). Whoever rewrites the whole chain from a row on leaves another digest
at its end: kept elsewhere, that digest tells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from readout.records import (
    AuditEntry,
    Correction,
    Draft,
    DraftStep,
    Edition,
    Entered,
    Judgement,
    Revision,
)
from readout.records.drafted import Decided
from readout.spans import digest_text

START = "0" * 64  # the digest before the first entry


def describe_record(record: Decided) -> tuple[str, str, str, datetime]:
    """What an entry says of a record: its kind, its subject, who decided it, and when."""
    match record:
        case Judgement():
            return "judgement", " ".join(record.subject_ids), record.editor, record.decided_at
        case Edition():
            return "edition", str(record.number), record.editor, record.published_at
        case Correction():
            return "correction", record.line_id or "", record.editor, record.corrected_at
        case Draft():
            return "draft", record.id, record.opened_by, record.opened_at
        case Revision():
            return "revision", f"{record.draft_id} {record.number}", record.editor, record.saved_at
        case DraftStep():
            return "step", f"{record.draft_id} {record.number}", record.editor, record.at


def make_entry(number: int, record: Decided, told: str, before: str, subject: str | None = None) -> AuditEntry:
    """The entry of a record whose body has the SHA-256 `told`; `before` is the digest of the entry before."""
    kind, own, editor, at = describe_record(record)
    entry = AuditEntry(number, kind, own if subject is None else subject, editor, at, told, "")
    return replace(entry, digest=digest_entry(entry, before))


def digest_entry(entry: AuditEntry, before: str) -> str:
    """SHA-256 over the digest before and all that the entry says."""
    at = entry.at.astimezone(UTC).isoformat()
    says = (before, str(entry.number), entry.kind, entry.subject, entry.editor, at, entry.told)
    return digest_text("\x1f".join(f"{len(each)}:{each}" for each in says))


def check_chain(entered: Iterable[Entered]) -> Iterator[str]:
    """
    Every fault of a chain, in words, given its entries in order and then the records that no entry names.

    Never raises, whatever the rows hold.
    """
    before, number = START, 0
    for one in entered:
        entry = one.entry
        if entry is None:
            yield f"{one.kind} {one.subject}: is there and was never entered"
            continue
        if entry.number != number + 1:
            yield f"entry {entry.number}: follows entry {number}, so that entries are missing or twice"
        if entry.digest != digest_entry(entry, before):
            yield f"entry {entry.number} ({entry.kind} {entry.subject}): is not what was entered, or not in its place"
        if one.told is None:
            yield f"entry {entry.number}: its {entry.kind} {entry.subject} is gone"
        elif one.told != entry.told:
            yield f"entry {entry.number}: its {entry.kind} {entry.subject} was changed after it was decided"
        elif not one.is_whole:
            yield f"entry {entry.number}: what {entry.kind} {entry.subject} is found by was changed"
        before, number = entry.digest, entry.number


def last_digest(entries: Iterable[AuditEntry]) -> str:
    """The digest at the end of a chain: kept elsewhere, it proves that nobody rewrote what is before it."""
    digest = START
    for entry in entries:
        digest = entry.digest
    return digest
