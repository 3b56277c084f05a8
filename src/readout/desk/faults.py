"""Pages for what went wrong: what it was, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _show(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "desk/fault.html", {"title": title, "words": words}, status=status)


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception
    return _show(request, 400, "That request makes no sense here", "Go back, load the page again and try once more.")


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    del exception
    words = "Your role does not open this page. An approver can change roles on the page People."
    return _show(request, 403, "Not open to your role", words)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    del exception
    words = "It may have moved, or never was here. What the archive keeps can be found by searching."
    return _show(request, 404, "There is no such page", words)


def show_broken(request: HttpRequest) -> HttpResponse:
    """500: without the desk's context, which may be what broke."""
    del request
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>Something broke</title></head><body>'
        "<main><h1>Something broke on our side</h1><p>Nothing that was kept is lost. The terminal that runs the desk "
        'says what happened.</p><p><a href="/">Back to the desk</a></p></main></body></html>'
    )
    return HttpResponse(page, status=500)


def refuse_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: forged, or older than the session."""
    del reason
    words = "The form is older than your session. Go back, load the page again and send it once more."
    return _show(request, 403, "That form could not be trusted", words)
