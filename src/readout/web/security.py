"""What every answer of the desk carries beside its policy: nothing is cached, nothing else is allowed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class DeskHeaders:
    """Middleware: pages are kept by no cache; a browser's other powers are off."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """`answer` gives the answer that the headers are added to."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what the answer does not say itself."""
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", _POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
