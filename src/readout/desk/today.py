"""Today: what came in, what changed, which sources need care, and how the next edition stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk


@require_safe
@open_to(Right.READ)
def show_today(request: HttpRequest) -> HttpResponse:
    """The first page."""
    desk = the_desk()
    return render(request, "desk/today.html", {"latest": desk.archive.list_latest(10, 0)})
