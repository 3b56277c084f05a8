"""Keeps inputs in the archive, chunk by chunk: cut off at any moment, it goes on where the last chunk was kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from readout.actions.intake import ADDED, EDITED, KNOWN, take_in
from readout.codebook.links import LinkBook
from readout.codes import RunState
from readout.errors import InputError
from readout.ports import Archive
from readout.records import Capture, Failure, Run
from readout.spans import finding_id

CHUNK = 100  # items that are kept together; what a kill repeats at most
Item = Sequence[Capture | InputError]


def begin_run(archive: Archive, verb: str, told: str, total: int, now: datetime) -> Run:
    """The unfinished run over the same input, to go on with; else a new one."""
    run = archive.find_run(verb, told)
    if run is not None:
        return replace(run, total=max(total, run.done))
    run = Run(
        finding_id("run", verb, told, now.isoformat()), verb, told, RunState.RUNNING, total, 0, 0, 0, 0, 0, now, None
    )
    archive.keep_run(run)
    return run


def end_run(archive: Archive, run: Run, now: datetime) -> Run:
    """The run, kept as done."""
    done = replace(run, state=RunState.DONE, ended_at=now)
    archive.keep_run(done)
    return done


def keep_items(
    items: Iterable[Item],
    archive: Archive,
    book: LinkBook,
    run: Run,
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None],
) -> Run:
    """
    Keep what the items of a run give, from the one after `run.done` on; the run as it ended.

    Every chunk is kept together with how far the run has come, so that none is kept twice. `tell` is called
    with how many are done and how many there are. An item that cannot be read is a `Failure` of the run.
    """
    for chunk in _cut(items, CHUNK):
        with archive.writing():
            run = _keep_chunk(chunk, archive, book, run, clock())
            archive.keep_run(run)
        tell(run.done, run.total)
    return end_run(archive, run, clock())


def _keep_chunk(chunk: Sequence[Item], archive: Archive, book: LinkBook, run: Run, now: datetime) -> Run:
    captures = [each for item in chunk for each in item if isinstance(each, Capture)]
    failures = [
        Failure(run.id, number, each.name, each.reason)
        for number, item in enumerate(chunk, run.done + 1)
        for each in item
        if isinstance(each, InputError)
    ]
    came = take_in(captures, archive, book, now)
    archive.add_failures(failures)
    return replace(
        run,
        done=run.done + len(chunk),
        added=run.added + came[ADDED],
        edited=run.edited + came[EDITED],
        known=run.known + came[KNOWN],
        failed=run.failed + len(failures),
    )


def _cut(items: Iterable[Item], length: int) -> Iterator[list[Item]]:
    left = iter(items)
    while chunk := list(islice(left, length)):
        yield chunk
