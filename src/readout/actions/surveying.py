"""Tells in words how an archive stands: what it holds, what is unread, who has gone quiet, what was cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.actions.weeks import DAYS, list_orphans
from readout.codes import RunState
from readout.corpus.coverage import write_gap
from readout.ports import Archive
from readout.records import Outlet, Run, Source, SourceHealth

WEEKS, RUNS = 4, 5  # that are shown
MOST = 10  # of a list, before "and more"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a survey is asked with: today's recipe and day, the publishing day, and what the desk's files name."""

    recipe: str
    today: date
    publishing_day: int  # ISO weekday
    outlets: tuple[Outlet, ...]
    sources: tuple[Source, ...]


def survey(archive: Archive, asked: Asked) -> Iterator[str]:
    """The lines of a survey, in order; a section without content is left out, an empty archive says what to do."""
    counted = archive.count(asked.recipe)
    if not counted.articles:
        yield "Articles:   none yet. Add some: readout add FILES"
        return
    edits = counted.versions - counted.articles
    yield f"Articles:   {counted.articles:,}, {edits:,} edit{'' if edits == 1 else 's'} of them kept as versions"
    yield f"Read:       {counted.read:,} by today's recipe{_others(counted.older, counted.unread, counted.failed)}"
    if counted.undated:
        yield f"Undated:    {counted.undated:,}: a week takes them in where another article dates the same happening"
    yield from _tell_edits(archive, asked)
    yield from _tell_judgements(archive)
    yield from _tell_runs(archive.list_runs(RUNS))
    yield from _tell_outlets(archive, asked)
    yield from _tell_sources(asked.sources, archive.list_health())


def _others(older: int, unread: int, failed: int) -> str:
    parts = [
        f", {older:,} by an older one that serves until `readout read` is done" if older else "",
        f", {unread:,} not yet (`readout read`)" if unread else "",
        f", {failed:,} that could not be read" if failed else "",
    ]
    return "".join(parts)


def find_weeks(today: date, publishing_day: int, number: int = WEEKS) -> list[date]:
    """The first days of the last so many whole weeks that end before a publishing day, and of the one that runs."""
    since = today - timedelta(days=(today.isoweekday() - publishing_day) % DAYS)
    return [since - timedelta(days=DAYS * back) for back in range(number, -1, -1)]


def _tell_edits(archive: Archive, asked: Asked) -> Iterator[str]:
    first = find_weeks(asked.today, asked.publishing_day)[0]
    edited = archive.list_edited(first, asked.today)
    if edited:
        more = "" if len(edited) <= MOST else f" and {len(edited) - MOST:,} more"
        yield f"Edited:     since {first}: {', '.join(edited[:MOST])}{more} (`readout diff ID` shows the words)"


def _tell_judgements(archive: Archive) -> Iterator[str]:
    judgements = archive.list_judgements()
    if not judgements:
        return
    orphans = list_orphans(archive)
    yield f"Judgements: {len(judgements):,} in force"
    if orphans:
        more = "" if len(orphans) <= MOST else f" and {len(orphans) - MOST:,} more"
        yield f"Orphans:    {', '.join(orphans[:MOST])}{more}: judged, and no longer found; they are kept"


def _tell_runs(runs: Sequence[Run]) -> Iterator[str]:
    for number, run in enumerate(runs):
        told = f"{run.started_at:%Y-%m-%d %H:%M} {run.verb}: {run.done:,} of {run.total:,}"
        failed = f", {run.failed:,} failed (failures/{run.id}.tsv)" if run.failed else ""
        cut = "" if run.state is not RunState.RUNNING else "; goes on, or was cut off: the same command takes it up"
        yield f"{'Runs:' if not number else '':<12}{told}{failed}{cut}"


def _tell_outlets(archive: Archive, asked: Asked) -> Iterator[str]:
    """The articles of each outlet in the last weeks, and in words which of them went quiet in the last whole one."""
    weeks = find_weeks(asked.today, asked.publishing_day)
    counted = {(one.outlet_id, one.first_day): one.articles for one in archive.count_weeks(weeks, asked.recipe)}
    names = {outlet.id: outlet.name for outlet in asked.outlets}
    ids = sorted({each for each, _ in counted if each} | set(names))
    if not ids and not counted:
        return
    yield f"Outlets:    articles in the week from {', '.join(str(week) for week in weeks)}"
    rows = [(names.get(each, each), [counted.get((each, week), 0) for week in weeks]) for each in ids]
    if any(each is None for each, _ in counted):
        rows.append(("no outlet named", [counted.get((None, week), 0) for week in weeks]))
    width = max(len(name) for name, _ in rows)
    yield from (f"  {name:<{width}}  {'  '.join(f'{number:>5,}' for number in numbers)}" for name, numbers in rows)
    for outlet in asked.outlets:
        came = counted.get((outlet.id, weeks[-2]), 0)
        if came < outlet.weekly_floor:
            yield f"Quiet:      week from {weeks[-2]}: {write_gap(outlet.name, came, outlet.weekly_floor)}"


def _tell_sources(sources: Sequence[Source], health: Sequence[SourceHealth]) -> Iterator[str]:
    known = {one.source_id: one for one in health}
    for number, source in enumerate(sources):
        fares = known.get(source.id)
        told = "never asked yet" if fares is None else _tell_health(fares)
        yield f"{'Sources:' if not number else '':<12}{source.id}: {told}"


def _tell_health(health: SourceHealth) -> str:
    good = "never yet" if health.last_good_at is None else f"{health.last_good_at:%Y-%m-%d %H:%M}"
    tried = f"{health.last_tried_at:%Y-%m-%d %H:%M}"
    return f"{health.told}; last good {good}, last tried {tried}, next try {health.next_try_at:%Y-%m-%d %H:%M} UTC"
