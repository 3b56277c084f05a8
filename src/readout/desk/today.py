"""Today: what came in, what changed, which sources need care, and how the next edition stands."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.actions.approving import list_open
from readout.codes import DraftState, Movement
from readout.desk.access import Right, open_to
from readout.desk.articles import list_edited, list_entries
from readout.desk.jobs import foreman
from readout.desk.opened import now, the_desk, today
from readout.desk.postbox import tell_unsent
from readout.desk.sources import list_sources
from readout.desk.stories import list_cards
from readout.desk.weeks import OpenWeek, name_week, open_week
from readout.editing.scheduling import write_due
from readout.records import Brief, PositionLine

LATEST, STORIES, CHANGES = 6, 5, 8
MOVED = (Movement.HARDENED, Movement.SOFTENED, Movement.CONTRADICTED)


@require_safe
@open_to(Right.READ)
def show_today(request: HttpRequest) -> HttpResponse:
    """The first page."""
    desk = the_desk()
    opened = open_week(request)
    latest = desk.archive.list_latest(LATEST, 0)
    brief, job = opened.brief, foreman.latest()
    standings = list_open(desk.archive, desk.files.schedule, now())
    told = {
        "opened": opened,
        "entries": list_entries(latest),
        "runs": desk.archive.list_runs(3),
        "edited": list_edited(opened.week.first_day, opened.week.last_day)[:CHANGES] if opened.week else [],
        "changes": brief.changes[:CHANGES] if brief else (),
        "moved": _list_moved(brief) if brief else [],
        "stories": list_cards(brief, most=STORIES) if brief else [],
        "care": [row for row in list_sources() if row.needs_care],
        "quiet": [one.message for one in brief.unread if one.step == "coverage"] if brief else [],
        "job": job if job and job.is_running else None,
        "edition": _tell_edition(opened),
        "drafts": [(one, write_due(one.opened.content.due)) for one in standings],
        "unsent": tell_unsent(),
        "missed": [one for one in standings if one.state is DraftState.MISSED],
    }
    return render(request, "desk/today.html", told)


def _list_moved(brief: Brief) -> list[tuple[PositionLine, list[str]]]:
    """The positions that moved, each with the names of its holders."""
    names = {actor.id: actor.name for actor in brief.actors}
    moved = [one for one in brief.positions if one.movement in MOVED][:CHANGES]
    return [(one, [names.get(each, each) for each in one.holder_ids]) for one in moved]


def _tell_edition(opened: OpenWeek) -> dict[str, object]:
    """How the edition of the week that is shown stands, and when the next one is due."""
    desk = the_desk()
    publishing_day = desk.files.schedule.publishing_day
    editions = desk.archive.list_editions()
    published = next((one for one in editions if opened.week and one.last_day == opened.week.last_day), None)
    due = _next_day(today(), publishing_day)
    first, last = due - timedelta(days=7), due - timedelta(days=1)
    return {
        "published": published,
        "due": due,
        "next_week": name_week(first, last),
        "last": editions[-1] if editions else None,
    }


def _next_day(day: date, weekday: int) -> date:
    """The first day from `day` on that is this ISO weekday."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
