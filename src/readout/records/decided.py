"""Decided: what people said of a record or an edition; superseded, never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime

from readout.codes import BlockKind, Genre, Verdict
from readout.records.assembled import Brief, SourcedSentence


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    An editor's decision on one record, or on a pair. A later one on the same subjects and aspect supersedes it.

    An aspect is what is decided: whether it is so, whether two are one, a name, an outcome, a movement, one field
    (`corpus.judgements.aspect_of`), so that a story may be renamed and confirmed.
    """

    subject_ids: tuple[str, ...]
    verdict: Verdict
    editor: str
    decided_at: datetime
    note: str
    field: str | None = None  # EDITED: the field of the finding; EVIDENCE: where; WITHDRAWN: the aspect
    value: str | None = None  # RENAMED, EDITED, MOVED: what it is now, "" for None; EVIDENCE: the passage's words


@dataclass(frozen=True, slots=True)
class EditionLine:
    """
    One line of an edition, and the machine's line it was made from where an editor reworded it.

    `sentence` is what readers see; its author is "editor" where an editor wrote the words. `machine` None: the
    sentence is the machine's own, or an editor's own from the start. `id` is the same through every rewording.
    """

    id: str
    sentence: SourcedSentence
    machine: SourcedSentence | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """
    What an edition is made of, in order: an item of its brief with its receipts, or an editor's own lines.

    `subject_id` names the record of the brief that it tells (a story, a line of a ledger, the uid of a meeting);
    None: lines of no one record, or an editor's comment. `by` is who speaks, holds or foretells, as the ledger names
    them: it goes wherever the lines go, since their words may not say. Only a comment's lines may stand without a
    receipt. `id` is an anchor: stable through revisions, and the same in page, mail, feed and script.
    """

    id: str
    kind: BlockKind
    subject_id: str | None
    by: str | None
    heading: EditionLine | None
    day: str | None  # of the happening, as `Item.day`
    lines: tuple[EditionLine, ...]


@dataclass(frozen=True, slots=True)
class EditionSource:
    """
    The version of an article that an edition cites: its receipts are characters of that version's text.

    `published` is the day as the brief dated it, which may have been lent by other articles. `genre` None: not read.
    """

    article_id: str
    number: int  # of the version
    digest: str  # `Version.digest`
    outlet_id: str | None
    outlet_name: str | None
    title: str
    url: str | None
    published: str | None
    genre: Genre | None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who let an edition go out, and when."""

    editor: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """
    What was wrong in a published edition, in public words.

    `line_id` names the line that it puts right, with the words as they were and as they are now; all three None
    where it is about the edition as a whole.
    """

    text: str
    editor: str
    corrected_at: datetime
    line_id: str | None = None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """
    What was published: the blocks that page, mail, feeds, calendar and script all carry, frozen but for corrections.

    `slug` is its permanent name in addresses ("2031-w10"); number and slug are never used again. `brief` is the
    machine's brief it was made from, whole, for ledgers, comparisons and the calendar. `digest` is the SHA-256 of the
    edition as JSON without its digest and corrections.
    """

    format: str  # "readout-edition/1"
    number: int  # from 1
    slug: str
    title: str
    language: str  # BCP 47
    blocks: tuple[Block, ...]
    sources: tuple[EditionSource, ...]  # of every receipt of blocks and brief, in order of article id
    brief: Brief
    editor: str  # who made it ready
    approvals: tuple[Approval, ...]
    published_at: datetime
    digest: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class EditionCard:
    """An edition in a list: what names and dates it, without its content."""

    number: int
    slug: str
    title: str
    language: str
    first_day: date | None
    last_day: date | None
    published_at: datetime
    corrected_at: datetime | None  # of the latest correction; None: there is none
    digest: str
