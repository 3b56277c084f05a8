"""A web address as it is typed to the one that is asked, or why it is not asked."""

from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from readout.adapters.fetching.limits import Limits

_SCHEMES = {"http": 80, "https": 443}
_LONGEST = 4096
_KEPT = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes: `host` in ASCII, `target` path and query, `url` the whole, without a fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """The host, with its port where that is not the scheme's own: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as it is asked."""
        return f"{self.scheme}://{self.netloc}{self.target}"


class PlaceRefused(Exception):  # noqa: N818 -- an answer to the caller, told in its own words
    """An address that is not asked; the text says why."""


def read_place(url: str, limits: Limits) -> Place:
    """The place that `url` names. Raises PlaceRefused on other schemes and ports, and on what is no address."""
    if len(url) > _LONGEST or any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise PlaceRefused("it is not a web address: it has spaces or control characters, or is very long")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise PlaceRefused(f"it is not a web address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise PlaceRefused(f"'{parts.scheme}:' is not asked, only http: and https:")
    if not host:
        raise PlaceRefused("it names no host")
    if parts.username is not None or parts.password is not None:
        raise PlaceRefused("it holds a name or a password, and Readout logs in nowhere")
    wanted = _SCHEMES[scheme] if port is None else port
    if wanted not in limits.ports and wanted not in {port for _, port in limits.trusted}:
        raise PlaceRefused(f"port {wanted} is not asked")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Place(scheme, _read_host(host), wanted, target)


def follow(place: Place, location: str, limits: Limits) -> Place:
    """Where a redirect leads (RFC 9110, section 10.2.2). Raises PlaceRefused as `read_place` does."""
    try:
        return read_place(urljoin(place.url, location.strip()), limits)
    except ValueError as error:
        raise PlaceRefused(f"it leads on to what is no web address: {error}") from error


def _read_host(host: str) -> str:
    if ":" in host:
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        if host.isascii():  # names with underscores, and numbers as old systems write them: resolved, then checked
            return host
        raise PlaceRefused(f"'{host[:80]}' is no host name") from error
