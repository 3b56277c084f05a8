"""
Hands out a built site over HTTP: files as they lie in the folder, searches from the index. A WSGI application.

Only GET and HEAD are answered; nothing is set in a browser, and no request changes anything. Files have ETag and
Last-Modified, answer 304 and byte ranges (RFC 9110), and go out packed where a packed twin lies beside them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from whitenoise import WhiteNoise

from readout.codebook.sites import Site
from readout.errors import ArchiveError
from readout.rendering.site.results import (
    PATH,
    Asked,
    render_results,
    render_results_calendar,
    render_results_feed,
)
from readout.site.searches import LONGEST, list_choices, search_lines

THREADS = 8
FRESH = 300  # seconds that a page may be shown without asking again
IN_FEED = 200  # lines of a search's feed and calendar
TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".vtt": "text/vtt; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "podcast.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json",
}
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)
Start = Callable[..., Any]
Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies: its settings, the folder of its files, and the index of its lines."""

    site: Site
    folder: Path
    index: Path


class ReadersSide:
    """The application."""

    def __init__(self, place: Place) -> None:
        """`place` may be built anew while it is served."""
        self.place = place
        self.prefix = urlsplit(place.site.address).path  # "/" or "/strait/"
        self.files = WhiteNoise(
            self._answer,
            root=str(place.folder),
            prefix=self.prefix,
            autorefresh=True,
            max_age=FRESH,
            index_file=True,
            allow_all_origins=False,
            mimetypes=TYPES,
            add_headers_function=_add_headers,
        )

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._say(environ, start, HTTPStatus.METHOD_NOT_ALLOWED, b"Only GET and HEAD.\n", "text/plain")
        if "/." in environ.get("PATH_INFO", ""):  # what is being written, and what is the server's own
            return self._miss(environ, start)
        answer: Iterable[bytes] = self.files(environ, start)
        return answer

    def _answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """What is no file: a search, or nothing."""
        path = environ.get("PATH_INFO", "").removeprefix(self.prefix.rstrip("/")).lstrip("/")
        if self.place.site.search and path in (PATH, f"{PATH}.xml", f"{PATH}.ics"):
            return self._search(path, environ, start)
        return self._miss(environ, start)

    def _search(self, path: str, environ: Environ, start: Start) -> Iterable[bytes]:
        asked = read_asked(environ.get("QUERY_STRING", ""))
        site, index = self.place.site, self.place.index
        try:
            if path == PATH:
                answer, choices = search_lines(index, asked), list_choices(index)
                return self._say(environ, start, HTTPStatus.OK, render_results(asked, answer, choices, site))
            answer = search_lines(index, asked, IN_FEED)
            if path.endswith(".xml"):
                feed = render_results_feed(asked, answer, site)
                return self._say(environ, start, HTTPStatus.OK, feed, TYPES["atom.xml"])
            calendar = (self.place.folder / "calendar.ics").read_bytes()
            found = render_results_calendar(answer, calendar)
            return self._say(environ, start, HTTPStatus.OK, found, TYPES[".ics"])
        except (ArchiveError, OSError):
            words = b"The search cannot be answered now. Try fewer words, or again in a minute.\n"
            return self._say(environ, start, HTTPStatus.SERVICE_UNAVAILABLE, words, "text/plain")

    def _miss(self, environ: Environ, start: Start) -> Iterable[bytes]:
        page = self.place.folder / "404.html"
        content = page.read_bytes() if page.is_file() else b"Nothing stands at this address.\n"
        return self._say(environ, start, HTTPStatus.NOT_FOUND, content)

    @staticmethod
    def _say(
        environ: Environ, start: Start, status: HTTPStatus, content: bytes, kind: str = "text/html; charset=utf-8"
    ) -> Iterable[bytes]:
        fresh = f"max-age={FRESH}, public" if status is HTTPStatus.OK else "no-store"
        told = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", fresh), *HEADERS]
        start(f"{status.value} {status.phrase}", told)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    for name, value in HEADERS:
        headers[name] = value


def read_asked(query: str) -> Asked:
    """The search that an address asks for; what it says wrongly is left out."""
    told = {name: value for name, value in parse_qsl(query[:2000]) if name in _FIELDS}
    page = told.get("page", "1")
    return Asked(
        " ".join(told.get("q", "")[:LONGEST].split()),
        told.get("kind", ""),
        told.get("actor", ""),
        told.get("outlet", ""),
        _read_day(told.get("since", "")),
        _read_day(told.get("until", "")),
        min(int(page), 1000) if re.fullmatch(r"[1-9]\d{0,3}", page) else 1,
    )


_FIELDS = frozenset({"q", "kind", "actor", "outlet", "since", "until", "page"})


def _read_day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return ""


def listen(application: Any, host: str, port: int) -> Any:
    """A waitress server that holds its port and answers once `run()` is called. Raises OSError where it cannot."""
    from waitress.server import create_server  # noqa: PLC0415 -- only who serves needs it

    return create_server(
        application, host=host, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=True
    )
