"""Decided: what people said of a record or an edition; superseded, never overwritten."""

from dataclasses import dataclass
from datetime import datetime

from readout.codes import Verdict
from readout.records.assembled import Brief


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editor's decision on one record, or on a pair. A later one supersedes it."""

    subject_ids: tuple[str, ...]
    verdict: Verdict
    editor: str
    decided_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a published edition, in public words."""

    text: str
    editor: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """A brief as published: frozen but for its corrections."""

    number: int
    brief: Brief
    published_at: datetime
    editor: str
    corrections: tuple[Correction, ...]
