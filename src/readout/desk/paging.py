"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def turn_to(request: HttpRequest, items: Sequence[Any], at_once: int) -> Page:
    """The page that `?page=` names, the first where it names none, the last where it is too far."""
    return Paginator(items, at_once).get_page(request.GET.get("page"))
