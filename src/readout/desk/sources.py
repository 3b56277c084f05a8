"""Sources: where articles come from, how each fares, and which outlet has gone quiet."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.actions.surveying import find_weeks
from readout.codes import SourceState
from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk, today
from readout.desk.weeks import list_weeks, open_week
from readout.records import Outlet, Source, SourceHealth

GOOD = (SourceState.GOOD, SourceState.EMPTY)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how it fares; `source` None: it is named in sources.toml no more."""

    id: str
    source: Source | None
    health: SourceHealth | None

    @property
    def needs_care(self) -> bool:
        """Whether somebody should look at it."""
        return self.health is not None and (self.health.state not in GOOD or self.health.failures_in_row > 0)


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with how many articles came in each of some weeks, the earliest first."""

    id: str
    outlet: Outlet | None  # None: no standoff knows it
    counts: list[int]

    @property
    def name(self) -> str:
        """Its name; its id where nobody knows it."""
        return self.outlet.name if self.outlet else self.id


def list_sources() -> list[SourceRow]:
    """The sources that the desk's file names, and those that it once asked; those that need care first."""
    desk = the_desk()
    health = {one.source_id: one for one in desk.archive.list_health()}
    named = {one.id: one for one in desk.files.intake.sources}
    rows = [SourceRow(key, named.get(key), health.get(key)) for key in sorted({*named, *health})]
    return sorted(rows, key=lambda row: (not row.needs_care, row.id))


@require_safe
@open_to(Right.READ)
def show_sources(request: HttpRequest) -> HttpResponse:
    """Every source and every outlet."""
    desk = the_desk()
    opened = open_week(request)
    publishing_day = desk.files.schedule.publishing_day
    weeks = list_weeks()
    until = weeks[0].last_day if weeks else today()
    days = find_weeks(until, publishing_day)
    recipe = opened.brief.recipe.split(" | ")[0] if opened.brief else ""
    counted = {(one.outlet_id, one.first_day): one.articles for one in desk.archive.count_weeks(days, recipe)}
    outlets = {one.id: one for one in desk.codebook.standoff.outlets}
    ids = sorted({key for key, _ in counted if key} | set(outlets))
    rows = [
        OutletRow(key, outlets.get(key), [counted.get((key, day), 0) for day in days])
        for key in ids
    ]  # fmt: skip
    return render(request, "desk/sources.html", {"sources": list_sources(), "outlets": rows, "days": days})
