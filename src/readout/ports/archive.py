"""
Asked of an archive: three shelves of records, and the state of the work on them.

*Captured* is added and never changed. *Derived* may be thrown away and found again. *Decided* is added and
superseded, never overwritten. A version is known by its article's id and its number. Days are those of
publication, instants UTC. Whatever is listed comes in the order that a method names, the same for every archive.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from readout.records import (
    AuditEntry,
    Brief,
    Correction,
    Draft,
    DraftCard,
    DraftStep,
    Edition,
    EditionCard,
    Entered,
    Failure,
    Judgement,
    KeptReading,
    PageCheck,
    Revision,
    Run,
    SourceHealth,
    Version,
)
from readout.records.drafted import Decided


@dataclass(frozen=True, slots=True)
class Card:
    """What is asked of a known article when one like it comes: the digests and days of its versions, in order."""

    article_id: str
    has_guid: bool  # of the latest version
    has_link: bool
    digests: tuple[str, ...]
    published: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many articles of an outlet were published in the seven days from `first_day` on."""

    outlet_id: str | None
    first_day: date
    articles: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What an archive holds, counted; `unread` and `failed` under the recipe that was asked for."""

    articles: int
    versions: int
    read: int  # latest versions that were read
    failed: int  # latest versions that could not be read
    older: int  # latest versions that only an older recipe has read
    unread: int  # latest versions that no recipe has read
    undated: int  # articles of no day that capture or the recipe's reading tells


class Captured(Protocol):
    """The shelf of what outlets published."""

    def find_articles(self, keys: Sequence[str]) -> Mapping[str, str]:
        """
        The ids of the articles that go by these keys, by key; keys that no article has are left out.

        Keys are those of `corpus.identity.name_keys`: sixteen hexadecimal characters.
        """

    def load_cards(self, article_ids: Sequence[str]) -> Mapping[str, Card]:
        """What is known of these articles, by id; ids that no article has are left out."""

    def add_versions(self, versions: Sequence[tuple[Version, Sequence[str]]]) -> None:
        """
        Add versions, each with the keys it goes by; a key that some article has already stays with that.

        The first version of an article is number 1, the next one higher. Raises ArchiveError on another number.
        """

    def load_versions(self, article_id: str) -> tuple[Version, ...]:
        """Every version of an article, the first one first; none where the id is not known."""

    def load_latest(self, article_ids: Sequence[str]) -> Mapping[str, Version]:
        """The latest versions of these articles, by id; ids that no article has are left out."""

    def find_versions(self, words: Sequence[str], most: int) -> tuple[Version, ...]:
        """
        At most so many latest versions with all of these words, letter case aside, those captured last first.

        Where there is an index of words, a word is found by its beginning; else wherever it stands.
        """

    def list_latest(self, most: int, skip: int) -> tuple[Version, ...]:
        """At most so many latest versions, those captured last first, behind the first `skip` of them."""

    def walk_versions(self) -> Iterator[tuple[Version, tuple[str, ...]]]:
        """Every version with the keys it brought, in order of capture."""

    def list_edited(self, since: date, until: date) -> tuple[str, ...]:
        """The ids of the articles filed in the period of which there is more than one version, in order of id."""

    def keep_page(self, page: bytes) -> str:
        """Keep a page under its SHA-256, which is given back. Once it returns, the page outlives a power cut."""

    def load_page(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256; None when they are not kept. Raises ArchiveError where they have changed."""


class Derived(Protocol):
    """The shelf of what was found: readings of versions, and briefs."""

    def list_candidates(self, since: date, until: date, recipe: str) -> Iterator[Version]:
        """
        The latest versions that may have been published in a period, both days included, in order of id.

        Those captured with a day in it; and those captured without one, but for those that `recipe` has read as
        published on a day outside of it. A day that is only known as a span of days counts as its first one.
        """

    def list_unread(self, recipe: str, most: int) -> tuple[Version, ...]:
        """At most so many latest versions of which there is no reading by `recipe`, those captured last first."""

    def add_readings(self, readings: Sequence[KeptReading]) -> None:
        """Keep readings; one that is there already, for the same version, recipe and lent day, is replaced."""

    def load_readings(
        self, versions: Sequence[tuple[str, int]], recipe: str | None, lent: str | None = None
    ) -> Mapping[tuple[str, int], KeptReading]:
        """
        The readings of these versions (article id, number) by `recipe`; without one, the latest kept that succeeded.

        With `lent`, those that were made with that lent day in mind. Versions that were not read so are left out.
        """

    def walk_readings(self) -> Iterator[KeptReading]:
        """Every reading, in order of version, recipe and lent day."""

    def find_unseen(self, finding_ids: Sequence[str]) -> frozenset[str]:
        """Those of these ids that no latest reading of a latest version has, nor any line of a kept brief."""

    def drop_readings(self, but: str) -> int:
        """Throw away what other recipes read where `but` could read the version, too; how many readings went."""

    def keep_brief(self, brief: Brief) -> None:
        """Keep the brief of a period; an earlier one of the same period is replaced. Raises ArchiveError undated."""

    def load_brief(self, before: date) -> Brief | None:
        """The kept brief whose period ended last before a day; None when there is none."""

    def list_periods(self) -> tuple[tuple[date, date], ...]:
        """The first and last days of the kept briefs, the latest first."""

    def find_brief(self, first_day: date, last_day: date) -> Brief | None:
        """The kept brief of a period; None when there is none. Asked again, it costs no reading of its records."""

    def walk_briefs(self) -> Iterator[Brief]:
        """Every kept brief, in order of its first and last day."""


class DecidedShelf(Protocol):
    """The shelf of what people decided."""

    def add_judgement(self, judgement: Judgement) -> None:
        """Add a judgement; the very same one again changes nothing."""

    def list_judgements(self, *, superseded: bool = False) -> tuple[Judgement, ...]:
        """
        The judgements in force, in order of their instant; with `superseded`, all that were ever made.

        In force is the latest on the same subjects, in any order, and aspect, unless it withdraws: see
        `corpus.judgements`.
        """

    def walk_judgements(self, after: int = 0) -> Iterator[tuple[int, Judgement]]:
        """
        All that were added after a place, in the order in which they were added, each with its place (from 1).

        A place never gets a judgement later than a higher one: whoever remembers the last need ask for no other again.
        """

    def add_edition(self, edition: Edition) -> None:
        """Add an edition, its corrections with it. Raises ArchiveError when its number or its slug is taken."""

    def add_correction(self, number: int, correction: Correction) -> None:
        """Add a correction to an edition; the very same one again changes nothing. Raises ArchiveError."""

    def load_edition(
        self, *, number: int | None = None, slug: str | None = None, before: date | None = None
    ) -> Edition | None:
        """
        The edition with a number or a slug, or the one whose period ended last before a day; None when there is none.

        Without any of these, the one whose period ended last.
        """

    def list_editions(self) -> tuple[EditionCard, ...]:
        """Every edition by what names and dates it, in order of number; no edition is read whole for it."""

    def walk_editions(self) -> Iterator[Edition]:
        """Every edition with all its corrections, in order of number."""

    def add_draft(self, draft: Draft) -> None:
        """Add a draft. Raises ArchiveError when its id is taken."""

    def load_draft(self, draft_id: str) -> Draft | None:
        """The draft with an id; None when there is none. Asked again, it costs no reading of its records."""

    def list_drafts(self) -> tuple[DraftCard, ...]:
        """Every draft by what names and dates it, in order of when it was opened; no draft is read whole for it."""

    def add_revision(self, revision: Revision) -> None:
        """Add a revision. Raises ArchiveError unless its number is the next one of its draft."""

    def load_revision(self, draft_id: str, number: int | None = None) -> Revision | None:
        """The revision of a draft with a number, the latest without; None when there is none."""

    def list_revisions(self, draft_id: str) -> tuple[Revision, ...]:
        """Every revision of a draft, in order of number."""

    def add_step(self, step: DraftStep) -> None:
        """Add a step of a draft. Raises ArchiveError unless its number is the next one of its draft."""

    def list_steps(self, draft_id: str) -> tuple[DraftStep, ...]:
        """Every step of a draft, in order of number."""

    def list_audit(self, most: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """At most so many entries of the audit, the latest first; with `before`, those under that number."""

    def walk_decided(self) -> Iterator[tuple[Entered, Decided | None]]:
        """
        Every entry of the audit in order with the record as it is kept now, then the records that no entry names.

        A record that is gone, or cannot be read as one any more, is None.
        """


class Work(Protocol):
    """The state of long work and of the sources."""

    def keep_run(self, run: Run) -> None:
        """Keep how far a run has come; what was kept of it before is replaced."""

    def find_run(self, verb: str, told: str) -> Run | None:
        """The unfinished run of a verb over an input; None when there is none."""

    def list_runs(self, most: int) -> tuple[Run, ...]:
        """At most so many runs, the latest first."""

    def add_failures(self, failures: Sequence[Failure]) -> None:
        """Add what came to nothing; the same run and number again is replaced."""

    def list_failures(self, run_id: str) -> tuple[Failure, ...]:
        """What came to nothing in a run, in order of number."""

    def keep_health(self, health: SourceHealth) -> None:
        """Keep how a source fares; what was kept of it before is replaced."""

    def list_health(self) -> tuple[SourceHealth, ...]:
        """How every source fared that was ever asked, in order of id."""

    def load_checks(self, links: Sequence[str]) -> Mapping[str, PageCheck]:
        """When these pages were asked for, by link; links that never were are left out."""

    def keep_checks(self, checks: Sequence[PageCheck]) -> None:
        """Keep when pages were asked for; what was kept of them before is replaced."""


class Archive(Captured, Derived, DecidedShelf, Work, Protocol):
    """The memory of a desk."""

    def writing(self) -> AbstractContextManager[None]:
        """
        What is added inside is kept together or, when an error leaves it or the process dies, not at all.

        One writer at a time: another waits. Inside another `writing` it is part of that one.
        """

    def count(self, recipe: str) -> Totals:
        """What the archive holds."""

    def count_weeks(self, first_days: Sequence[date], recipe: str) -> tuple[WeekCount, ...]:
        """The articles of each outlet in the seven days from each of `first_days` on, in order of outlet and day."""
