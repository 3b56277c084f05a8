"""Who may ask the API, and how often: a session of the desk or a token; others by the place that they ask from."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import AnonRateThrottle, AuthRateThrottle

from readout.desk.access import Right
from readout.web.tokens import find_person


class BySession(APIKeyCookie):
    """A browser that is signed in at the desk."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """The person, where he may read."""
        del key  # Django has looked it up
        return request.user if request.user.has_perm(Right.READ) else None


class ByToken(HttpBearer):
    """A program with a token."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Whose token it is, where that person may read."""
        del request
        person = find_person(token)
        return person if person is not None and person.has_perm(Right.READ) else None


class ByPlace(AnonRateThrottle):
    """So many questions of those whom nobody knows, counted by the address that they come from."""


class ByPerson(AuthRateThrottle):
    """So many questions of one person, by whatever token or session."""

    def get_cache_key(self, request: HttpRequest) -> Any:
        """None where nobody is known."""
        return super().get_cache_key(request) if getattr(request, "auth", None) else None


session, token = BySession(), ByToken()
