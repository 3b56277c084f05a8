"""Drafted: what becomes an edition, revision by revision, and every step on its way; added, never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime

from readout.codes import ChangeKind, DraftState
from readout.records.assembled import Brief, Citation
from readout.records.decided import Block, Correction, Edition, Judgement


@dataclass(frozen=True, slots=True)
class Due:
    """When an edition shall go out, as people say it; the instant is computed late (`editing.scheduling`)."""

    day: date
    time: str  # local, "06:00"
    zone: str  # as the tz database names it: "Europe/Prague"


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of publication of an article as a brief dated it, which other articles may have lent."""

    article_id: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an edition is being made of: a brief, its blocks before anybody touched them, and its name to be."""

    id: str
    slug: str
    brief: Brief
    blocks: tuple[Block, ...]
    dated: tuple[Dated, ...]
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft in a list."""

    id: str
    slug: str
    first_day: date | None
    last_day: date | None
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """
    A draft as one editor left it. Kept small: `order` has the ids of its blocks, `changed` those that are not as the
    draft began (`editing.revising.read_content`).

    `parent` is the revision it was made from, 0 for the brief itself. `name` None: saved by itself, and shown
    together with its neighbours.
    """

    draft_id: str
    number: int  # from 1
    parent: int
    title: str
    language: str
    due: Due | None
    order: tuple[str, ...]
    changed: tuple[Block, ...]
    editor: str
    saved_at: datetime
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an editor does to a draft; fields that its kind does not need are None or empty."""

    kind: ChangeKind
    block_id: str | None = None
    line_id: str | None = None  # REWORD, REMOVE_LINE
    after: str | None = None  # MOVE, ADD_COMMENT: the block it shall stand behind; None: it comes first
    text: str = ""
    citations: tuple[Citation, ...] = ()  # ADD_LINE
    due: Due | None = None  # SET_DUE; None: as soon as it may


@dataclass(frozen=True, slots=True)
class Clash:
    """Two editors changed one thing: as both found it, as the other left it, and as this one wants it. None: gone."""

    where: str  # the id of a line or block, "title" or "due"
    base: str | None
    theirs: str | None
    mine: str | None
    editor: str  # who the other is
    number: int  # the revision in which the other's stands


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A draft came to a state: who brought it there, when, with which revision, and why where that is told."""

    draft_id: str
    number: int  # from 1
    state: DraftState
    editor: str
    at: datetime
    revision: int
    note: str = ""
    edition: int | None = None  # PUBLISHED: its number


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the "Ready?" panel says of a draft. `stops`: it cannot be approved with it."""

    check: str  # receipt, origin, quotation, date, size, grade, alternative, accessibility
    where: str | None  # the id of a line or block; None: the whole
    words: str
    stops: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """
    One line of the audit: what was decided, by whom, when; chained to the line before.

    `told` is the SHA-256 of the record as it was kept, `digest` that of this entry and the digest before it.
    """

    number: int  # from 1
    kind: str  # judgement, edition, correction, draft, revision, step
    subject: str
    editor: str
    at: datetime
    told: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entered:
    """
    One record of the decided shelf beside its entry, as an archive keeps them now.

    `entry` None: no entry names the record. `told` None: the record is gone; else the SHA-256 of it as it is kept.
    `is_whole` False: what is kept beside the record to find it by does not say what the record says.
    """

    entry: AuditEntry | None
    kind: str
    subject: str
    told: str | None
    is_whole: bool = True


Decided = Judgement | Edition | Correction | Draft | Revision | DraftStep
