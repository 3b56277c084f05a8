"""Search: what the archive keeps, by words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to


@require_safe
@open_to(Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """What is found for the words that were typed."""
    return render(request, "desk/search.html", {"asked": request.GET.get("q", "")})
