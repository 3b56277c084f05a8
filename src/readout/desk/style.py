"""The style of marked text: that of the page of readings, from the one file that has it."""

from importlib import resources

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def show_style(request: HttpRequest) -> HttpResponse:
    """The style; it changes with the version, which its address carries."""
    del request
    style = (resources.files("readout.rendering") / "pages" / "readings.css").read_text("utf-8")
    return HttpResponse(style, content_type="text/css", headers={"Cache-Control": "max-age=86400"})
