"""The ledgers: positions with how they moved, forecasts with how they came out, and the calendar of talks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.codes import Movement, PositionKind
from readout.corpus.wording import write_time
from readout.desk.access import Right, open_to
from readout.desk.deciding import Decided, list_decided
from readout.desk.opened import the_desk
from readout.desk.paging import turn_to
from readout.desk.shelves import load_cited
from readout.desk.weeks import open_week
from readout.records import Brief, CalendarLine, Citation, ForecastLine, PositionLine
from readout.rendering.receipts import Receipt, Shelf, find_citations, show_receipt

AT_ONCE, RECEIPTS = 30, 8  # lines on a page; receipts shown beside one, the page Why has all
RESOLVED = ("came_true", "did_not", "void")
OPEN = ("overdue", "open", *RESOLVED)  # in the order in which they ask for work


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a ledger as it is shown: its record, days in words, the names of its parties, and its receipts."""

    record: Any
    when: str
    names: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    more: int  # receipts that only the page Why shows
    others: tuple[Receipt, ...] = ()  # of what was said before, or what is proposed as evidence
    decided: tuple[Decided, ...] = ()


@require_safe
@open_to(Right.READ)
def show_positions(request: HttpRequest) -> HttpResponse:
    """What each party wants, refuses, offers or threatens, and how that moved."""
    opened = open_week(request)
    brief = opened.brief
    movement, holder = request.GET.get("movement", ""), request.GET.get("holder", "")
    found = [] if brief is None else [
        one for one in brief.positions
        if (not movement or one.movement == movement) and (not holder or holder in one.holder_ids)
    ]  # fmt: skip
    names = {actor.id: actor.name for actor in brief.actors} if brief else {}
    holders = {each for one in (brief.positions if brief else ()) for each in one.holder_ids}
    told = _turn(request, brief, found, _position) | {
        "opened": opened,
        "movements": [(one.value, one.value) for one in Movement],
        "kinds": list(PositionKind),
        "holders": sorted(((each, names.get(each, each)) for each in holders), key=lambda pair: pair[1]),
        "movement": movement,
        "holder": holder,
        "moved": Counter(one.movement.value for one in (brief.positions if brief else ())),
        "names": names,
    }
    return render(request, "desk/positions.html", told)


@require_safe
@open_to(Right.READ)
def show_forecasts(request: HttpRequest) -> HttpResponse:
    """What is foretold, what is due, and how much of what was due nobody could resolve."""
    opened = open_week(request)
    brief = opened.brief
    forecasts = brief.forecasts if brief else ()
    state = request.GET.get("state", "")
    found = sorted((one for one in forecasts if not state or one.state == state), key=_by_need)
    states = Counter(one.state for one in forecasts)
    resolved = sum(states[each] for each in RESOLVED)
    told = _turn(request, brief, found, _forecast)
    told["rows"] = [replace(row, decided=tuple(list_decided(row.record.id, brief))) for row in told["rows"]]
    told |= {
        "opened": opened,
        "states": [(each, each.replace("_", " "), states[each]) for each in OPEN],
        "state": state,
        "overdue": states["overdue"],
        "resolved": resolved,
        "void": states["void"],
        "void_rate": round(100 * states["void"] / resolved) if resolved else None,
    }
    return render(request, "desk/forecasts.html", told)


def _by_need(one: ForecastLine) -> tuple[int, str, str]:
    return OPEN.index(one.state) if one.state in OPEN else len(OPEN), one.horizon or "9999", one.id


@require_safe
@open_to(Right.READ)
def show_calendar(request: HttpRequest) -> HttpResponse:
    """The talks, held and ahead, the latest first."""
    opened = open_week(request)
    brief = opened.brief
    found = sorted(brief.calendar if brief else (), key=lambda one: (one.when, one.uid), reverse=True)
    return render(request, "desk/calendar.html", _turn(request, brief, found, _meeting) | {"opened": opened})


def _position(line: PositionLine, shelf: Shelf) -> Row:
    first, last = write_time(line.first_day), write_time(line.last_day)
    when = "" if not line.first_day else first if first == last else f"{first} to {last}"
    before = _receipts(line.previous_citations, shelf)
    return Row(
        line, when, shelf.names(line.holder_ids), _receipts(line.citations, shelf), _more(line.citations), before
    )


def _forecast(line: ForecastLine, shelf: Shelf) -> Row:
    when = write_time(line.horizon) if line.horizon else ""
    evidence = _receipts(line.proposed_evidence, shelf)
    return Row(line, when, (line.forecaster,), _receipts(line.citations, shelf), _more(line.citations), evidence)


def _meeting(line: CalendarLine, shelf: Shelf) -> Row:
    citations = line.citations or line.summary.citations
    return Row(line, write_time(line.when), shelf.names(line.party_ids), _receipts(citations, shelf), _more(citations))


def _more(citations: Sequence[Citation]) -> int:
    return max(len(citations) - RECEIPTS, 0)


def _receipts(citations: Iterable[Citation], shelf: Shelf) -> tuple[Receipt, ...]:
    return tuple(show_receipt(one, shelf) for one in islice(citations, RECEIPTS))


Ledger = PositionLine | ForecastLine | CalendarLine


def _turn(
    request: HttpRequest, brief: Brief | None, found: Iterable[Ledger], write: Callable[[Any, Shelf], Row]
) -> dict[str, Any]:
    """The page of a ledger that is asked for, each line written with its receipts."""
    page = turn_to(request, list(found), AT_ONCE)
    if brief is None:
        return {"page": page, "rows": [], "changed": frozenset()}
    cited = load_cited(the_desk().archive, brief, find_citations(tuple(page.object_list)))
    rows = [write(record, cited.shelf) for record in page.object_list]
    return {"page": page, "rows": rows, "changed": cited.changed}
