"""What a desk and its confined reader say to each other: one length and one MessagePack record at a time."""

from dataclasses import dataclass
from typing import Literal

from readout.ports import Feed, Sitemap, WebPage

Kind = Literal["feed", "sitemap", "page"]
LENGTH = 4  # bytes of the length before each record, the highest first


@dataclass(frozen=True, slots=True)
class Task:
    """Bytes to be read, and as what."""

    kind: Kind
    name: str
    content: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read, one of the three; or why nothing was, as `InputError.reason`."""

    feed: Feed | None = None
    sitemap: Sitemap | None = None
    page: WebPage | None = None
    reason: str | None = None
