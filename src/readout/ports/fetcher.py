"""What Readout asks of the network: one address at a time, and an answer that is a record."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again by (RFC 9110, section 8.8): opaque, sent back to the letter; None: none given."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """
    An answer with a body, or the word that nothing changed.

    `body` is decompressed; None where the server said 304. `moved_to` is the address that every hop so far calls
    permanent, None where none did. `media_type` is lower case and without parameters, "" when none was told.
    """

    url: str
    final_url: str
    status: int
    media_type: str
    body: bytes | None
    validators: Validators
    moved_to: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class NotFetched:
    """
    Why nothing came, in words an editor reads; `kind` groups them.

    Kinds: `refused` (the address, scheme or port is not one that is asked), `robots` (the site asks not to), `gone`
    (410), `blocked` (401, 403, 451), `missing` (404), `busy` (429, 503), `failed` (other answers), `unreachable`
    (no connection or no valid certificate), `slow` (no end within the time), `large` (over a cap). `retry_after` is in
    seconds, None where the server named none.
    """

    url: str
    kind: str
    reason: str
    status: int | None = None
    retry_after: int | None = None


class Fetcher(Protocol):
    """Asks the network for one address, politely and safely; never raises for what a server does."""

    def fetch(self, url: str, validators: Validators = Validators(), *, is_page: bool = False) -> Fetched | NotFetched:
        """
        The bytes at `url`. `validators` make the request conditional; `is_page` asks robots.txt first (RFC 9309).

        Waits its turn with the host. Follows redirects, each checked as the first address was.
        """
