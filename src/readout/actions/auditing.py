"""Checks what was decided: the chain of the audit, every record beside its entry, every edition under its digest."""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.editing.auditing import START, check_chain
from readout.editing.freezing import digest_edition
from readout.ports import Archive
from readout.records import Edition, Entered


@dataclass(frozen=True, slots=True)
class Audited:
    """What a check found: faults in words, how many entries there are, and the digest at the end of the chain."""

    faults: tuple[str, ...]
    entries: int
    digest: str


def verify_decided(archive: Archive) -> Audited:
    """Read the whole decided shelf and check it. Never raises on what rows hold."""
    faults: list[str] = []
    ends: list[tuple[int, str]] = [(0, START)]

    def walk() -> Iterator[Entered]:
        for entered, record in archive.walk_decided():
            if isinstance(record, Edition) and record.digest != digest_edition(record):
                faults.append(f"edition {record.number}: its digest is not that of what it holds")
            if entered.entry is not None:
                ends.append((ends[-1][0] + 1, entered.entry.digest))
            yield entered

    faults.extend(check_chain(walk()))
    return Audited(tuple(faults), *ends[-1])
