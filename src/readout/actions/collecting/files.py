"""A folder as a source: what lies in it is added like any files, and what lay there before is known."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from readout.actions.keeping import Item, begin_run, keep_items
from readout.codebook import Codebook
from readout.codes import SourceState
from readout.ports import Archive
from readout.records import Source, SourceHealth


def collect_files(
    source: Source,
    archive: Archive,
    codebook: Codebook,
    before: SourceHealth | None,
    items: Callable[[int], Iterable[Item]],
    counted: tuple[str, int],
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None],
) -> tuple[SourceHealth, dict[str, int], str]:
    """
    One round with a folder; its health, what came of its items, and the id of the run.

    `items(skip)` are the folder's items without the first `skip`; `counted` is their digest and number, by which a
    round that was cut off is known again.
    """
    digest, total = counted
    run = begin_run(archive, "collect", f"{source.id} {digest}", total, clock())
    run = keep_items(items(run.done), archive, codebook.links, run, clock, tell)
    now = clock()
    good = run.failed < run.total
    state = SourceState.GOOD if good else SourceState.UNREADABLE
    told = f"{run.total:,} items" if good else f"none of {run.total:,} items could be read"
    if not run.total:
        state, told = SourceState.EMPTY, "holds nothing that can be read"
    health = SourceHealth(
        source_id=source.id,
        state=state,
        told=told,
        last_tried_at=now,
        last_good_at=now if good else (before.last_good_at if before else None),
        next_try_at=now + timedelta(hours=source.every_hours),
        failures_in_row=0 if good else 1 + (before.failures_in_row if before else 0),
        brought=run.total - run.failed,
        etag=None,
        last_modified=None,
        moved_to=None,
    )
    archive.keep_health(health)
    counts = {"added": run.added, "edited": run.edited, "known": run.known, "failed": run.failed}
    return health, counts, run.id
