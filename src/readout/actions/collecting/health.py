"""How a source fares, in a state and in words, and when it is asked again."""

from dataclasses import replace
from datetime import datetime, timedelta

from readout.codes import SourceState
from readout.ports import Fetched, NotFetched
from readout.records import Source, SourceHealth
from readout.spans import digest_text

LONGEST_PAUSE = timedelta(hours=24)
AFTER_GONE = timedelta(days=7)
SPREAD = 600  # seconds: sources of one pace are not all asked in the same second
FEWER_FROM = 6  # articles that a source must have brought before "fewer" is said of it
_STATES = {
    "refused": SourceState.UNSAFE,
    "large": SourceState.UNSAFE,
    "robots": SourceState.BLOCKED,
    "blocked": SourceState.BLOCKED,
    "busy": SourceState.BLOCKED,
    "gone": SourceState.GONE,
    "missing": SourceState.GONE,
}


def is_due(health: SourceHealth | None, now: datetime) -> bool:
    """Whether a source is to be asked; one that never was is."""
    return health is None or health.next_try_at <= now


def tell_failure(source: Source, before: SourceHealth | None, answer: NotFetched, now: datetime) -> SourceHealth:
    """The health after nothing came: tried again later and later, at most a day later, or when the server says."""
    state = _STATES.get(answer.kind, SourceState.UNREACHABLE)
    pause = AFTER_GONE if answer.kind == "gone" else _back_off(source, before)
    if answer.retry_after is not None:
        pause = max(pause, timedelta(seconds=answer.retry_after))
    return _fail(source, before, state, answer.reason, now, pause)


def tell_unreadable(source: Source, before: SourceHealth | None, reason: str, now: datetime) -> SourceHealth:
    """The health after bytes came that are not what the source should give."""
    return _fail(source, before, SourceState.UNREADABLE, reason, now, _back_off(source, before))


def _back_off(source: Source, before: SourceHealth | None) -> timedelta:
    """Twice as long after each failure in a row, at most a day."""
    doublings = min(before.failures_in_row if before else 0, 8)
    return min(timedelta(hours=source.every_hours) * (1 << doublings), LONGEST_PAUSE)


def _fail(
    source: Source, before: SourceHealth | None, state: SourceState, told: str, now: datetime, pause: timedelta
) -> SourceHealth:
    return SourceHealth(
        source_id=source.id,
        state=state,
        told=told,
        last_tried_at=now,
        last_good_at=before.last_good_at if before else None,
        next_try_at=now + pause + _spread(source),
        failures_in_row=1 + (before.failures_in_row if before else 0),
        brought=before.brought if before else 0,
        etag=None,  # the next answer must be whole: a 304 would not tell that the source is well again
        last_modified=None,
        moved_to=before.moved_to if before else None,
    )


def tell_unchanged(source: Source, before: SourceHealth, now: datetime) -> SourceHealth:
    """The health after a 304: nothing new is said of the state, good or bad."""
    return replace(before, last_tried_at=now, next_try_at=_next(source, now))


def tell_good(
    source: Source, before: SourceHealth | None, answer: Fetched, brought: int, now: datetime
) -> SourceHealth:
    """The health after a listing was read: good, empty, fewer than before, or moved."""
    usual = before.brought if before else 0
    state, told = SourceState.GOOD, f"{_count(brought)} listed"
    kept = brought
    if not brought:
        state, told, kept = SourceState.EMPTY, "answers well and lists nothing", _decay(usual)
    elif usual >= FEWER_FROM and brought * 2 < usual:
        state, kept = SourceState.FEWER, max(brought, _decay(usual))
        told = f"{_count(brought)} listed, where about {usual} were"
    if answer.moved_to is not None:
        state = SourceState.MOVED
        told = f"has moved for good to {answer.moved_to}: write that into sources.toml. {told[0].upper()}{told[1:]}"
    return SourceHealth(
        source_id=source.id,
        state=state,
        told=told,
        last_tried_at=now,
        last_good_at=now,
        next_try_at=_next(source, now),
        failures_in_row=0,
        brought=kept,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        moved_to=answer.moved_to,
    )


def _next(source: Source, now: datetime) -> datetime:
    return now + timedelta(hours=source.every_hours) + _spread(source)


def _spread(source: Source) -> timedelta:
    return timedelta(seconds=int(digest_text(source.id)[:8], 16) % SPREAD)


def _decay(usual: int) -> int:
    """What is expected after a round that brought less: a source that stays small is not called so for ever."""
    return usual * 7 // 8


def _count(number: int) -> str:
    return f"{number:,} article" if number == 1 else f"{number:,} articles"
