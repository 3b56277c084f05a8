"""Stories: one happening as each outlet tells it, claim by claim."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk


@require_safe
@open_to(Right.READ)
def list_stories(request: HttpRequest) -> HttpResponse:
    """The stories of the latest kept brief."""
    periods = the_desk().archive.list_periods()
    brief = the_desk().archive.find_brief(*periods[0]) if periods else None
    return render(request, "desk/stories.html", {"brief": brief})
