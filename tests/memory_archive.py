"""An archive in memory: the fake of `ports.Archive` for tests, held by the same contract suite as the real ones."""

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from readout.archive.bodies import write_body
from readout.codes import RunState
from readout.corpus.identity import list_findings, list_lines
from readout.corpus.judgements import list_in_force
from readout.corpus.period import earliest_day
from readout.editing.auditing import START, make_entry
from readout.editing.freezing import card_of, card_of_draft
from readout.errors import ArchiveError
from readout.ports.archive import Card, Totals, WeekCount
from readout.records import (
    AuditEntry,
    Brief,
    Correction,
    Draft,
    DraftStep,
    Edition,
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
from readout.spans import digest_bytes, digest_text


@dataclass
class Shelves:
    keys: dict[str, str] = field(default_factory=dict)
    versions: list[tuple[Version, tuple[str, ...]]] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    readings: dict[tuple[str, int, str, str | None], KeptReading] = field(default_factory=dict)
    briefs: dict[tuple[date, date], Brief] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    editions: dict[int, Edition] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    audit: list[tuple[AuditEntry, object]] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=dict)
    failures: dict[tuple[str, int], Failure] = field(default_factory=dict)
    health: dict[str, SourceHealth] = field(default_factory=dict)
    checks: dict[str, PageCheck] = field(default_factory=dict)


def day_of(published: str | None) -> date | None:
    return earliest_day(published) if published else None


class MemoryArchive:
    def __init__(self) -> None:
        self.kept = Shelves()
        self.depth = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        before = copy.deepcopy(self.kept) if not self.depth else None
        self.depth += 1
        try:
            yield
        except BaseException:
            if before is not None:
                self.kept = before
            raise
        finally:
            self.depth -= 1

    # -- captured

    def find_articles(self, keys):
        return {key: self.kept.keys[key] for key in keys if key in self.kept.keys}

    def load_cards(self, article_ids):
        cards = {}
        for article_id in article_ids:
            versions = self.load_versions(article_id)
            if versions:
                last = versions[-1]
                cards[article_id] = Card(
                    article_id, last.guid is not None, last.article.url is not None,
                    tuple(one.digest for one in versions), tuple(one.article.published for one in versions),
                )  # fmt: skip
        return cards

    def add_versions(self, versions):
        for version, keys in versions:
            before = len(self.load_versions(version.article.id))
            if version.number != before + 1:
                raise ArchiveError(f"{version.article.id}: version {version.number} cannot follow version {before}")
            self.kept.versions.append((version, tuple(keys)))
            for key in keys:
                self.kept.keys.setdefault(key, version.article.id)

    def load_versions(self, article_id):
        return tuple(version for version, _ in self.kept.versions if version.article.id == article_id)

    def load_latest(self, article_ids):
        return {one.article.id: one for one in self._latest() if one.article.id in article_ids}

    def find_versions(self, words, most):
        def says(version):
            told = "\n".join((version.article.title, version.article.text, *version.article.byline)).casefold()
            return all(word.casefold() in told for word in words)

        return tuple(one for one in self.list_latest(len(self.kept.versions), 0) if says(one))[:most]

    def list_latest(self, most, skip):
        order = [(one.article.id, one.number) for one, _ in self.kept.versions]
        latest = sorted(self._latest(), key=lambda one: order.index((one.article.id, one.number)), reverse=True)
        return tuple(latest[skip : skip + most])

    def walk_versions(self):
        yield from self.kept.versions

    def list_edited(self, since, until):
        latest = [one for one in self._latest() if one.number > 1]
        days = {one.article.id: day_of(one.article.published) for one in latest}
        return tuple(sorted(key for key, day in days.items() if day and since <= day <= until))

    def keep_page(self, page):
        digest = digest_bytes(page)
        self.kept.pages[digest] = page
        return digest

    def load_page(self, digest):
        return self.kept.pages.get(digest)

    def _latest(self) -> list[Version]:
        return list({version.article.id: version for version, _ in self.kept.versions}.values())

    # -- derived

    def list_candidates(self, since, until, recipe):
        for version in sorted(self._latest(), key=lambda one: one.article.id):
            day = day_of(version.article.published)
            if day is None:
                reading = self.kept.readings.get((version.article.id, version.number, recipe, None))
                day = day_of(reading.published) if reading else None
                if day is None:
                    yield version
                    continue
            if since <= day <= until:
                yield version

    def list_unread(self, recipe, most):
        order = [(one.article.id, one.number) for one, _ in self.kept.versions]
        unread = [one for one in self._latest() if (one.article.id, one.number, recipe, None) not in self.kept.readings]
        unread.sort(key=lambda one: order.index((one.article.id, one.number)), reverse=True)
        return tuple(unread[:most])

    def add_readings(self, readings):
        known = {(one.article.id, one.number) for one, _ in self.kept.versions}
        for one in readings:
            if (one.article_id, one.number) not in known:
                raise ArchiveError(f"{one.article_id}: there is no version {one.number} that a reading could be of")
            self.kept.readings[one.article_id, one.number, one.recipe, one.lent] = one

    def load_readings(self, versions, recipe, lent=None):
        found = {}
        for key, reading in self.kept.readings.items():
            fits = reading.analysis is not None if recipe is None else key[2] == recipe
            if key[:2] in versions and key[3] == lent and fits:
                found[key[:2]] = reading
        return found

    def walk_readings(self):
        order = {(one.article.id, one.number): place for place, (one, _) in enumerate(self.kept.versions)}
        keys = sorted(self.kept.readings, key=lambda key: (order[key[:2]], key[2], key[3] or ""))
        yield from (self.kept.readings[key] for key in keys)

    def find_unseen(self, finding_ids):
        seen = {each for brief in self.kept.briefs.values() for each in list_lines(brief)}
        latest = {(one.article.id, one.number) for one in self._latest()}
        newest = {key[:2] + key[3:]: one for key, one in self.kept.readings.items() if one.analysis is not None}
        for key, reading in newest.items():
            if key[:2] in latest:
                seen.update(list_findings(reading.analysis))
        return frozenset(finding_ids) - seen

    def drop_readings(self, but):
        own = {key: one for key, one in self.kept.readings.items() if key[2] == but and key[3] is None}
        again = {key[:2] for key, one in own.items() if one.analysis is not None}
        dropped = [key for key in self.kept.readings if key[2] != but and key[:2] in again]
        for key in dropped:
            del self.kept.readings[key]
        return len(dropped)

    def keep_brief(self, brief):
        if brief.first_day is None or brief.last_day is None:
            raise ArchiveError("a brief without a period cannot be kept: none of its articles is dated")
        self.kept.briefs[brief.first_day, brief.last_day] = brief

    def load_brief(self, before):
        keys = [key for key in self.kept.briefs if key[1] < before]
        return self.kept.briefs[max(keys, key=lambda key: (key[1], key[0]))] if keys else None

    def list_periods(self):
        return tuple(sorted(self.kept.briefs, key=lambda key: (key[1], key[0]), reverse=True))

    def find_brief(self, first_day, last_day):
        return self.kept.briefs.get((first_day, last_day))

    def walk_briefs(self):
        yield from (self.kept.briefs[key] for key in sorted(self.kept.briefs))

    # -- decided

    def add_judgement(self, judgement):
        if judgement not in self.kept.judgements:
            self.kept.judgements.append(judgement)
            self._enter(judgement)

    def list_judgements(self, *, superseded=False):
        ordered = sorted(self.kept.judgements, key=lambda one: one.decided_at)
        return tuple(ordered) if superseded else list_in_force(ordered)

    def walk_judgements(self, after=0):
        yield from list(enumerate(self.kept.judgements, 1))[after:]

    def add_edition(self, edition):
        if edition.number in self.kept.editions:
            raise ArchiveError(f"edition {edition.number} was published already; what is wrong in it is a correction")
        if any(one.slug == edition.slug for one in self.kept.editions.values()):
            raise ArchiveError(f"an edition was published as '{edition.slug}' already: another needs another name")
        plain = replace(edition, corrections=())
        self.kept.editions[edition.number] = plain
        self._enter(plain)
        for correction in edition.corrections:
            self.add_correction(edition.number, correction)

    def add_correction(self, number, correction: Correction):
        edition = self.kept.editions.get(number)
        if edition is None:
            raise ArchiveError(f"there is no edition {number} to correct")
        if correction not in edition.corrections:
            corrections = sorted([*edition.corrections, correction], key=lambda one: one.corrected_at)
            self.kept.editions[number] = replace(edition, corrections=tuple(corrections))
            self._enter(correction, f"{number} {correction.line_id or ''}".strip())

    def list_editions(self):
        return tuple(card_of(one) for one in self.walk_editions())

    def load_edition(self, *, number=None, slug=None, before=None):
        fits = [
            one
            for one in self.kept.editions.values()
            if (number is None or one.number == number)
            and (slug is None or one.slug == slug)
            and (before is None or (one.brief.last_day is not None and one.brief.last_day < before))
        ]
        return max(fits, key=lambda one: (one.brief.last_day or date.min, one.number), default=None)

    def walk_editions(self):
        yield from (self.kept.editions[number] for number in sorted(self.kept.editions))

    def add_draft(self, draft):
        if draft.id in self.kept.drafts:
            raise ArchiveError(f"there is a draft '{draft.id}' already")
        self.kept.drafts[draft.id] = draft
        self._enter(draft)

    def load_draft(self, draft_id):
        return self.kept.drafts.get(draft_id)

    def list_drafts(self):
        return tuple(card_of_draft(one) for one in self.kept.drafts.values())

    def add_revision(self, revision):
        self._add_numbered(self.kept.revisions, revision, "revision")

    def load_revision(self, draft_id, number=None):
        fits = [one for one in self.list_revisions(draft_id) if number is None or one.number == number]
        return fits[-1] if fits else None

    def list_revisions(self, draft_id):
        return tuple(one for one in self.kept.revisions if one.draft_id == draft_id)

    def add_step(self, step):
        self._add_numbered(self.kept.steps, step, "step")

    def list_steps(self, draft_id):
        return tuple(one for one in self.kept.steps if one.draft_id == draft_id)

    def _add_numbered(self, shelf, record, what):
        if record.draft_id not in self.kept.drafts:
            raise ArchiveError(f"there is no draft '{record.draft_id}'")
        last = max((one.number for one in shelf if one.draft_id == record.draft_id), default=0)
        if record.number != last + 1:
            raise ArchiveError(f"{record.draft_id}: {what} {record.number} cannot follow {what} {last}")
        shelf.append(record)
        self._enter(record)

    def _enter(self, record, subject=None):
        number, before = len(self.kept.audit) + 1, self.kept.audit[-1][0].digest if self.kept.audit else START
        entry = make_entry(number, record, digest_text(write_body(record)), before, subject)
        self.kept.audit.append((entry, record))

    def list_audit(self, most, before=None):
        entries = [one for one, _ in reversed(self.kept.audit) if before is None or one.number < before]
        return tuple(entries[:most])

    def walk_decided(self):
        for entry, record in self.kept.audit:
            yield Entered(entry, entry.kind, entry.subject, digest_text(write_body(record))), record

    # -- work

    def keep_run(self, run):
        self.kept.runs[run.id] = run

    def find_run(self, verb, told):
        fits = [
            one for one in self.kept.runs.values() if (one.verb, one.input, one.state) == (verb, told, RunState.RUNNING)
        ]
        return max(fits, key=lambda one: one.started_at, default=None)

    def list_runs(self, most):
        return tuple(sorted(self.kept.runs.values(), key=lambda one: (one.started_at, one.id), reverse=True)[:most])

    def add_failures(self, failures):
        self.kept.failures.update({(one.run_id, one.number): one for one in failures})

    def list_failures(self, run_id):
        return tuple(self.kept.failures[key] for key in sorted(self.kept.failures) if key[0] == run_id)

    def keep_health(self, health):
        self.kept.health[health.source_id] = health

    def list_health(self):
        return tuple(self.kept.health[key] for key in sorted(self.kept.health))

    # -- all of it

    def count(self, recipe):
        latest = self._latest()
        own = {key[:2]: one for key, one in self.kept.readings.items() if key[2] == recipe and key[3] is None}
        sound = {key[:2] for key, one in self.kept.readings.items() if one.analysis is not None and key[3] is None}
        keys = [(one.article.id, one.number) for one in latest]
        read = sum(key in own and own[key].analysis is not None for key in keys)
        failed = sum(key in own and own[key].analysis is None for key in keys)
        older = sum(key not in own and key in sound for key in keys)
        undated = sum(
            day_of(one.article.published) is None and (key not in own or day_of(own[key].published) is None)
            for one, key in zip(latest, keys, strict=True)
        )
        return Totals(
            len(latest), len(self.kept.versions), read, failed, older, len(latest) - read - failed - older, undated
        )

    def count_weeks(self, first_days: Sequence[date], recipe):
        counted: Counter = Counter()
        for version in self._latest():
            reading = self.kept.readings.get((version.article.id, version.number, recipe, None))
            day = day_of(version.article.published) or day_of(reading.published if reading else None)
            for first in first_days:
                if day and first <= day <= first + timedelta(days=6):
                    counted[version.article.outlet_id, first] += 1
        ordered = sorted(counted, key=lambda key: (key[0] or "", key[1]))
        return tuple(WeekCount(outlet_id, first, counted[outlet_id, first]) for outlet_id, first in ordered)

    def load_checks(self, links):
        return {link: self.kept.checks[link] for link in links if link in self.kept.checks}

    def keep_checks(self, checks):
        self.kept.checks.update({check.link: check for check in checks})
