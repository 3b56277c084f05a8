"""Which week a page shows: the one that is asked for, else the last of which a brief is kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest

from readout.desk.opened import the_desk
from readout.records import Brief

A_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """A period of which a brief is kept; `name` is the ISO week of its publishing day, or its days."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """What a page over a week is given: the week and its brief, None where no brief is kept at all; and the others."""

    week: KeptWeek | None
    brief: Brief | None
    weeks: tuple[KeptWeek, ...]


def name_week(first: date, last: date) -> str:
    """`2031-W10` for the seven days before a publishing day in that week, else both days."""
    if last - first != A_WEEK:
        return f"{first}/{last}"
    year, week, _ = (last + timedelta(days=1)).isocalendar()
    return f"{year}-W{week:02d}"


def list_weeks() -> tuple[KeptWeek, ...]:
    """The periods of which a brief is kept, the latest first."""
    return tuple(KeptWeek(name_week(*days), *days) for days in the_desk().archive.list_periods())


def open_week(request: HttpRequest) -> OpenWeek:
    """The week that `?week=` names, else the latest. Raises Http404 where no brief of that week is kept."""
    weeks = list_weeks()
    asked = request.GET.get("week", "")
    week = next((one for one in weeks if one.name == asked), None) if asked else next(iter(weeks), None)
    if asked and week is None:
        raise Http404(asked)
    brief = the_desk().archive.find_brief(week.first_day, week.last_day) if week else None
    return OpenWeek(week, brief, weeks)
