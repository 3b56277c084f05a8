"""What a site asks of robots (RFC 9309), kept for the run of a fetcher."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from readout.ports import Fetched, NotFetched

MAX_BYTES = 512_000  # RFC 9309, section 2.5: at least 500 KiB are parsed
MAX_PAUSE = 30.0  # seconds; a longer crawl-delay would keep a desk's whole run waiting
_UNASKED = frozenset({"unreachable", "slow", "busy", "failed"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Whether a page may be asked for, and the pause in seconds that the site wishes (None: it names none)."""

    allows: bool
    pause: float | None = None


class RobotsBook:
    """The robots.txt of each site, asked for once; `ask` fetches it."""

    def __init__(self, agent: str, ask: Callable[[str], Fetched | NotFetched]) -> None:
        """`agent` is the product word of the User-Agent: what robots.txt may name."""
        self._agent = agent
        self._ask = ask
        self._known: dict[str, Protego | None] = {}

    def read_wish(self, url: str) -> Wish:
        """What the site wishes for `url`: no file means yes, a file that cannot be had means no (section 2.3.1)."""
        parts = urlsplit(url)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if place not in self._known:
            self._known[place] = self._load(place)
        book = self._known[place]
        if book is None:
            return Wish(allows=False)
        delay = book.crawl_delay(self._agent)
        return Wish(book.can_fetch(url, self._agent), None if delay is None else min(float(delay), MAX_PAUSE))

    def _load(self, place: str) -> Protego | None:
        answer = self._ask(place)
        if isinstance(answer, NotFetched):
            return None if answer.kind in _UNASKED else Protego.parse("")
        return Protego.parse((answer.body or b"")[:MAX_BYTES].decode("utf-8", "replace"))
