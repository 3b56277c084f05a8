"""Pages for what went wrong: what it was, and what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape

from readout.errors import ReadoutError

_PLAIN = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><main><h1>{title}</h1>'
    '<p>{told}</p><p><a href="/">Back to the desk</a></p></main></body></html>'
)
_MEND = "Mend it in the desk’s folder and load the page again. Nothing that was kept is lost."


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


class WordedFaults:
    """Middleware: what the desk's own files or archive do wrong is told in words, on whatever page it is met."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """`answer` gives the answer."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is added where nothing went wrong."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page by itself, since the head of every page may need the very file that cannot be read."""
        del request
        if not isinstance(exception, ReadoutError):
            return None
        told = escape(str(exception))
        return HttpResponse(_PLAIN.format(title="This cannot be read", told=f"{told}. {_MEND}"), status=503)


def show_broken(request: HttpRequest) -> HttpResponse:
    """500: without the desk's context, which may be what broke."""
    del request
    told = "Nothing that was kept is lost. The terminal that runs the desk says what happened."
    return HttpResponse(_PLAIN.format(title="Something broke on our side", told=told), status=500)


def refuse_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: forged, or older than the session."""
    del reason
    words = "The form is older than your session. Go back, load the page again and send it once more."
    return _show(request, 403, "That form could not be trusted", words)
