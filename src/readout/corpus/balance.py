"""Talks against escalation, day by day: two lines counted from de-duplicated deeds, never one score."""

from collections.abc import Iterable
from datetime import date

from readout.codebook.plover import PloverBook
from readout.codes import Factuality
from readout.records import BalanceDay, EventLine

SURE, LIKELY = 0.8, 0.6  # confidence of a coding: counted in the low end, counted at all
FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
COUNTED = FACTUAL | {Factuality.ALLEGED}


def settle_balance(
    happenings: Iterable[EventLine], book: PloverBook, first: date | None, last: date | None
) -> tuple[BalanceDay, ...]:
    """
    One `BalanceDay` for each day of the period, both included, on which something was coded.

    Every de-duplicated factual happening counts 1 by its PLOVER quad, for every party alike. The range runs
    from what is coded with confidence of at least 0.8 to all that is coded, what is only alleged included.
    Threats, demands and denials are verbal deeds of their own; what they threaten or deny counts nothing.
    """
    if first is None or last is None:
        return ()
    days: dict[str, list[EventLine]] = {}
    for line in happenings:
        whole_day = line.day is not None and len(line.day) >= len("2021-12-10")
        if whole_day and first.isoformat() <= str(line.day)[:10] <= last.isoformat() and line.factuality in COUNTED:
            days.setdefault(str(line.day)[:10], []).append(line)
    return tuple(_count_day(day, days[day], book) for day in sorted(days))


def _count_day(day: str, lines: list[EventLine], book: PloverBook) -> BalanceDay:
    conflict = [line for line in lines if book.is_conflict(line.event_type)]
    cooperation = [line for line in lines if not book.is_conflict(line.event_type)]
    return BalanceDay(
        day=day,
        cooperation=_count(cooperation, LIKELY),
        cooperation_range=(_count(cooperation, SURE), float(len(cooperation))),
        conflict=_count(conflict, LIKELY),
        conflict_range=(_count(conflict, SURE), float(len(conflict))),
        event_ids=tuple(line.id for line in lines),
        conflict_ids=tuple(line.id for line in conflict),
    )


def _count(lines: Iterable[EventLine], least: float) -> float:
    return float(sum(1 for line in lines if line.factuality in FACTUAL and line.confidence >= least))
