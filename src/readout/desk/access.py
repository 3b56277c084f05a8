"""Who may open a page: one right a page, asked at its door."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


class Right(StrEnum):
    """What a person may do; roles (`web.roles`) are made of rights."""

    READ = "web.read"  # reader
    JUDGE = "web.judge"  # analyst
    EDIT = "web.edit"  # editor
    APPROVE = "web.approve"  # approver


def open_to(right: Right, *, confirmed: bool = False) -> Callable[[View], View]:
    """
    Open a view to those who have a right; who is not signed in is led to the door first.

    With `confirmed`, only to those who gave their second factor: who has none is led to set one up, and comes back.
    """

    def close(view: View) -> View:
        @wraps(view)
        def look(request: HttpRequest, *given: object, **named: object) -> HttpResponse:
            if not request.user.has_perm(right):
                raise PermissionDenied(right)
            if confirmed and not request.user.is_verified():
                return redirect("second-factor")
            return view(request, *given, **named)

        return look

    return close
