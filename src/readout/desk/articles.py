"""Articles: what was captured, the latest first, and each one with what was found in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk

AT_ONCE = 50


@require_safe
@open_to(Right.READ)
def list_articles(request: HttpRequest) -> HttpResponse:
    """The articles, a page at a time."""
    return render(request, "desk/articles.html", {"versions": the_desk().archive.list_latest(AT_ONCE, 0)})
