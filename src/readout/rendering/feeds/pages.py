"""What a feed holds, whatever its format: the channel, its entries, and one page of them."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

NAMESPACE = bytes.fromhex("5b0d3a6e3c1f5b51a9d04a1f0c6b2e77")  # of our own: ids are the same on every machine


@dataclass(frozen=True, slots=True)
class Channel:
    """Where entries come from. `home` is the page they are of, `folder` where the feed's files lie; both end in /."""

    id: str  # urn:uuid, for ever
    title: str
    about: str
    home: str
    folder: str
    language: str  # BCP 47
    author: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `updated` moves only when what it says has changed; `html` is whole, with absolute addresses."""

    id: str  # urn:uuid, for ever
    title: str
    link: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page of a feed, the newest entry first; the names are files in the channel's folder.

    `current` is None on the page of the newest entries, and names that on pages of the past (RFC 5005, 4).
    """

    channel: Channel
    entries: tuple[Entry, ...]
    updated: datetime
    file: str
    previous: str | None = None
    following: str | None = None
    current: str | None = None

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links between pages as (relation, address)."""
        named = (("prev-archive", self.previous), ("next-archive", self.following), ("current", self.current))
        own = ("self", self.channel.folder + self.file)
        return (own, *((relation, self.channel.folder + file) for relation, file in named if file is not None))


def name_uuid(name: str, namespace: bytes = NAMESPACE) -> str:
    """The UUID of a name in a namespace (version 5, RFC 9562, 5.5)."""
    digest = bytearray(hashlib.sha1(namespace + name.encode()).digest()[:16])  # noqa: S324 -- as the RFC says
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    told = digest.hex()
    return "-".join((told[:8], told[8:12], told[12:16], told[16:20], told[20:]))


def write_instant(instant: datetime) -> str:
    """An instant as RFC 3339 has it, in UTC and whole seconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fit_xml(text: str) -> str:
    """`text` with what XML 1.0 cannot carry as U+FFFD, one for one."""
    return "".join(each if _is_fit(ord(each)) else "\ufffd" for each in text)


def _is_fit(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
