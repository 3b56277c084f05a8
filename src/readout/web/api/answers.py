"""Pages of a list with a cursor, and answers that say whether anything has changed (ETag, RFC 9110)."""

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeAlias, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import Field, Schema
from ninja.errors import HttpError

from readout.spans import digest_text

One = TypeVar("One")
MOST, USUAL = 200, 50
Answer: TypeAlias = dict[str, object] | HttpResponse


class Fault(Schema):
    """Why there is no answer, in words."""

    detail: str


class Page(Schema, Generic[One]):
    """A page of a list, and the cursor of the next one; None: there is none."""

    items: list[One]
    total: int
    next: str | None


class Turn(Schema):
    """Which page is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most.")
    cursor: str | None = Field(None, max_length=200, description="`next` of the page before; left out, the first.")


def answer(request: HttpRequest, response: HttpResponse, stamp: str, make: Callable[[], Answer]) -> Answer:
    """
    What `make` makes, under an ETag of `stamp` and the question; 304 without making it where the asker has it.

    Weak, since the same records may be written in other bytes. It is to be asked again each time.
    """
    etag = f'W/"{digest_text(f"{stamp} {request.get_full_path()}")[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    made = HttpResponseNotModified() if etag in known or known == ["*"] else make()
    for one in (response, made):
        if isinstance(one, HttpResponse):
            one["ETag"], one["Cache-Control"] = etag, "no-cache"
    return made


def cut_page(
    found: Sequence[One], turn: Turn, stamp: str, *, show: Callable[[Iterable[One]], Sequence[object]] = tuple
) -> Answer:
    """
    The page of a list that `turn` asks for; `show` makes what is shown of a part.

    A cursor is of one state of the list: HttpError 410 where it has changed since, 400 where it is no cursor.
    """
    start = 0 if turn.cursor is None else _read(turn.cursor, stamp)
    end = start + turn.limit
    following = _write(end, stamp) if end < len(found) else None
    return {"items": show(found[start:end]), "total": len(found), "next": following}


def _write(place: int, stamp: str) -> str:
    return base64.urlsafe_b64encode(f"{place}:{stamp[:12]}".encode()).decode().rstrip("=")


def _read(cursor: str, stamp: str) -> int:
    try:
        place, _, of = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(":")
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise HttpError(400, "That is no cursor of this list.") from error
    if not place.isascii() or not place.isdecimal() or len(place) > len(str(10**9)):
        raise HttpError(400, "That is no cursor of this list.")
    if of != stamp[:12]:
        raise HttpError(410, "The list was made anew since that cursor was given: begin without one.")
    return int(place)
