"""The one way to the network: conditional, polite, and to no address that was not checked."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpcore

from readout.adapters.fetching.addresses import AddressRefused, Resolver, read_trusted, resolve_host
from readout.adapters.fetching.answers import Redirect, read_answer
from readout.adapters.fetching.connecting import CheckedBackend, Dial, dial_address
from readout.adapters.fetching.limits import LIMITS, Limits
from readout.adapters.fetching.places import Place, PlaceRefused, follow, read_place
from readout.adapters.fetching.robots import RobotsBook
from readout.adapters.fetching.turns import HostTurns
from readout.adapters.fetching.unpacking import ACCEPTED, TooLarge, UnknownPacking
from readout.errors import InputError
from readout.ports import Fetched, NotFetched, Validators
from readout.version import VERSION

__all__ = ["LIMITS", "HostTurns", "Limits", "SafeFetcher", "read_trusted"]

PRODUCT = "Readout"
NO_VALIDATORS = Validators()
_EXPECTED = (
    AddressRefused,
    TooLarge,
    UnknownPacking,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
)


class SafeFetcher:
    """
    `Fetcher` over HTTP/1.1 and TLS: a name is resolved once, every address checked, every hop checked again.

    Nothing is sent but the address, one honest User-Agent with a contact, and the validators that the caller gives:
    no cookie, no login, no referrer. Not for use by several threads at once.
    """

    def __init__(
        self,
        contact: str,
        limits: Limits = LIMITS,
        turns: HostTurns | None = None,
        resolve: Resolver = resolve_host,
        dial: Dial = dial_address,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`contact` is a mail address or page by which a site can reach the desk. Raises InputError on an empty one."""
        words = contact.strip()
        if not words or not words.isascii() or not words.isprintable():
            raise InputError("contact", "a site must be able to reach you: give a mail address or a page, in ASCII")
        self._headers = [
            ("User-Agent", f"{PRODUCT}/{VERSION} (+{words})"),
            ("Accept-Encoding", ACCEPTED),
            ("Accept", "*/*"),
        ]
        self._limits = limits
        self._turns = turns or HostTurns()
        self._now = now
        self._backend = CheckedBackend(limits, resolve, dial)
        self._pool = httpcore.ConnectionPool(
            network_backend=self._backend, max_connections=8, max_keepalive_connections=0
        )
        self._robots = RobotsBook(PRODUCT, self.fetch)

    def close(self) -> None:
        """Close what is still open."""
        self._pool.close()

    def fetch(self, url: str, validators: Validators = NO_VALIDATORS, *, is_page: bool = False) -> Fetched | NotFetched:
        """As `Fetcher.fetch` says."""
        moved_to: str | None = None
        is_for_good = True
        try:
            place = read_place(url, self._limits)
            for _ in range(self._limits.max_redirects + 1):
                answer = self._ask_politely(place, validators, is_page=is_page)
                if isinstance(answer, NotFetched):
                    return replace(answer, url=url)
                if isinstance(answer, Fetched):
                    return replace(answer, url=url, moved_to=moved_to)
                place = follow(place, answer.location, self._limits)
                is_for_good = is_for_good and answer.is_for_good
                moved_to = place.url if is_for_good else moved_to
        except PlaceRefused as error:
            return NotFetched(url, "refused", str(error))
        return NotFetched(url, "failed", f"it leads on more than {self._limits.max_redirects} times")

    def _ask_politely(self, place: Place, validators: Validators, *, is_page: bool) -> Fetched | NotFetched | Redirect:
        pause = None
        if is_page:
            wish = self._robots.read_wish(place.url)
            if not wish.allows:
                return NotFetched(
                    place.url, "robots", f"{place.host} asks robots not to read this page, or is not heard"
                )
            pause = wish.pause
        with self._turns.take(place.host, pause):
            return self._ask(place, validators)

    def _ask(self, place: Place, validators: Validators) -> Fetched | NotFetched | Redirect:
        headers = [("Host", place.netloc), *self._headers]
        if validators.etag:
            headers.append(("If-None-Match", validators.etag))
        if validators.last_modified:
            headers.append(("If-Modified-Since", validators.last_modified))
        self._backend.ends_at = time.monotonic() + self._limits.deadline
        try:
            with self._pool.stream("GET", place.url, headers=headers) as response:
                return read_answer(place.url, response, self._limits, self._now())
        except _EXPECTED as error:
            return self._word(place, error)

    def _word(self, place: Place, error: Exception) -> NotFetched:
        """What went wrong, in words; the order matters, since a time-out to connect is an unreachable host."""
        if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
            return NotFetched(place.url, "unreachable", f"{place.host} cannot be reached: {error or 'no answer'}")
        if isinstance(error, httpcore.TimeoutException):
            return NotFetched(place.url, "slow", f"it was not read to its end within {self._limits.deadline:g} seconds")
        if isinstance(error, httpcore.NetworkError | httpcore.ProtocolError):
            return NotFetched(place.url, "failed", f"the connection broke off: {error or type(error).__name__}")
        kind = {AddressRefused: "refused", TooLarge: "large"}.get(type(error), "failed")
        return NotFetched(place.url, kind, str(error))
