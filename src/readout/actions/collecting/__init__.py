"""Asks the sources that are due, and takes what they list into the archive; one that fails keeps none from the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from readout.actions.collecting.files import collect_files
from readout.actions.collecting.health import is_due, tell_failure, tell_good, tell_unchanged, tell_unreadable
from readout.actions.collecting.listing import Listed, list_articles
from readout.actions.collecting.pages import Got, get_article
from readout.actions.intake import take_in
from readout.actions.keeping import end_run
from readout.codebook import Codebook
from readout.codes import RunState, SourceKind
from readout.corpus.identity import fold_link
from readout.errors import InputError
from readout.ports import Archive, Fetcher, NotFetched, Validators, WireReader
from readout.records import Failure, Outlet, PageCheck, Run, Source, SourceHealth
from readout.spans import finding_id, slug

__all__ = ["Collected", "Wire", "collect_files", "collect_pages", "collect_source", "is_due"]

WATCHED = timedelta(days=3)  # how long a listed page is asked for again, since outlets edit what they published
LISTED_ANEW = timedelta(hours=12)
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wire:
    """What collecting asks of the outside: the network, a reader of strangers' bytes, and a clock (UTC)."""

    fetcher: Fetcher
    reader: WireReader
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Collected:
    """What a round with one source came to: `counts` of added, edited, known, unasked and failed articles."""

    source_id: str
    health: SourceHealth
    counts: Mapping[str, int]
    failures: tuple[Failure, ...]


def collect_source(
    source: Source,
    archive: Archive,
    codebook: Codebook,
    wire: Wire,
    before: SourceHealth | None,
    tell: Tell = lambda _done, _total: None,
) -> Collected:
    """
    One round with one source. `before` is its health so far, None where it was never asked.

    Each article is kept as soon as it is read, with the word that its page was asked for; so a round that is cut
    off loses nothing and the next one asks for no page again. `tell` is called with done and total.
    """
    now = wire.clock()
    answer = wire.fetcher.fetch(source.address, _validators(before, now), is_page=source.kind is SourceKind.PAGE)
    if isinstance(answer, NotFetched):
        return _leave(source, archive, tell_failure(source, before, answer, now))
    if answer.body is None:
        if before is None:  # nobody asked conditionally: a server that says so is not heard
            return _leave(source, archive, tell_unreadable(source, None, "answers 304 without having been asked", now))
        return _leave(source, archive, tell_unchanged(source, before, now))
    try:
        listed = list_articles(source, answer, wire.fetcher, wire.reader, now)
    except InputError as error:
        return _leave(source, archive, tell_unreadable(source, before, error.reason, now))
    health = tell_good(source, before, answer, len(listed), now)
    round_ = _Round(source, archive, codebook, wire, _start_run(source, archive, len(listed), now))
    failures = tuple(round_.go_through(listed, tell))
    return _leave(source, archive, health, round_.counts, failures)


def collect_pages(
    links: Sequence[str], outlet_id: str | None, archive: Archive, codebook: Codebook, wire: Wire, tell: Tell
) -> tuple[Mapping[str, int], tuple[Failure, ...]]:
    """Fetch pages that somebody named, each an article, as a source of that one page would; no health is kept."""
    source = Source("pages", SourceKind.PAGE, "", outlet_id, 1)
    run = _start_run(source, archive, len(links), wire.clock())
    round_ = _Round(source, archive, codebook, wire, run)
    failures = tuple(round_.go_through([Listed(link) for link in links], tell, asked_by_name=True))
    return round_.counts, failures


def _validators(before: SourceHealth | None, now: datetime) -> Validators:
    """None after half a day without a listing: a feed that did not change still lists pages that may have."""
    if before is None or before.last_good_at is None or now - before.last_good_at >= LISTED_ANEW:
        return Validators()
    return Validators(before.etag, before.last_modified)


def _start_run(source: Source, archive: Archive, total: int, now: datetime) -> Run:
    """A run of its own; one that was cut off before is closed, since this round asks for what it left."""
    with archive.writing():
        cut_off = archive.find_run("collect", source.id)
        if cut_off is not None:
            archive.keep_run(replace(cut_off, state=RunState.STOPPED, ended_at=now))
        run_id = finding_id("run", "collect", source.id, now.isoformat())
        run = Run(run_id, "collect", source.id, RunState.RUNNING, total, 0, 0, 0, 0, 0, now, None)
        archive.keep_run(run)
    return run


def _leave(
    source: Source,
    archive: Archive,
    health: SourceHealth,
    counts: Mapping[str, int] | None = None,
    failures: tuple[Failure, ...] = (),
) -> Collected:
    archive.keep_health(health)
    return Collected(source.id, health, counts or {}, failures)


class _Round:
    """One listing, gone through article by article."""

    def __init__(self, source: Source, archive: Archive, codebook: Codebook, wire: Wire, run: Run) -> None:
        self._source = source
        self._archive = archive
        self._book = codebook
        self._wire = wire
        self._run = run
        outlets: dict[str, Outlet] = {outlet.id: outlet for outlet in codebook.standoff.outlets}
        self._outlet = _choose_outlet(source.outlet_id, outlets)
        self.counts: Counter[str] = Counter()

    def go_through(self, listed: Iterable[Listed], tell: Tell, *, asked_by_name: bool = False) -> Iterator[Failure]:
        """Keep each article in a commit of its own; what came to nothing is given back."""
        entries = tuple(listed)
        names = [_name(entry, self._book) for entry in entries]
        checks = dict(self._archive.load_checks([name for name in names if name]))
        for number, (entry, name) in enumerate(zip(entries, names, strict=True), 1):
            check = checks.get(name) if name else None
            if check and not (asked_by_name or entry.page or self._is_wanted(check)):
                self.counts["unasked"] += 1
            else:
                yield from self._take(entry, name, check, number)
            tell(number, len(entries))
        counted = replace(
            self._run,
            done=len(entries),
            added=self.counts["added"],
            edited=self.counts["edited"],
            known=self.counts["known"] + self.counts["unasked"],
            failed=self.counts["failed"],
        )
        end_run(self._archive, counted, self._wire.clock())

    def _is_wanted(self, check: PageCheck) -> bool:
        """Whether a page that was asked for is asked for again: it is young, and the source's pace has passed."""
        now = self._wire.clock()
        paced = now - check.checked_at >= timedelta(hours=self._source.every_hours)
        return paced and now - check.first_at <= WATCHED

    def _take(self, entry: Listed, name: str | None, check: PageCheck | None, number: int) -> Iterator[Failure]:
        validators = Validators(check.etag, check.last_modified) if check else Validators()
        got = get_article(
            entry,
            self._outlet,
            validators,
            self._wire.fetcher,
            self._wire.reader,
            self._book.furniture,
            self._wire.clock(),
        )
        failure = None
        if got.failed is not None:
            place = entry.link or entry.guid or entry.title or f"entry {number}"
            failure = Failure(self._run.id, number, place, got.failed)
        with self._archive.writing():
            self._keep(got)
            if failure is not None:
                self.counts["failed"] += 1
                self._archive.add_failures([failure])
            if name is not None:
                self._archive.keep_checks([self._check(name, check, got)])
        if failure is not None:
            yield failure

    def _keep(self, got: Got) -> None:
        if got.capture is not None:
            self.counts.update(take_in([got.capture], self._archive, self._book.links, self._wire.clock()))
        elif got.failed is None:
            self.counts["known"] += 1

    def _check(self, name: str, before: PageCheck | None, got: Got) -> PageCheck:
        now = self._wire.clock()
        validators = got.validators if got.failed is None else Validators()
        return PageCheck(
            name, before.first_at if before else now, now, validators.etag, validators.last_modified, got.failed
        )


def _choose_outlet(told: str | None, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """The outlet of a source: one of the standoff's, or one that only the source names; None where it names none."""
    if not told:
        return None
    outlet_id = slug(told)
    return outlets.get(told) or outlets.get(outlet_id) or Outlet(outlet_id, told, None, None, None, weekly_floor=0)


def _name(entry: Listed, book: Codebook) -> str | None:
    """What an entry is known by between rounds: its link, folded; None where it has none."""
    return fold_link(entry.link, book.links) if entry.link else None
