"""Captured: an article as its outlet published it; added, never changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`, in characters, half-open; never empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one outlet's article; a silent edit makes a new one."""

    id: str
    outlet_id: str | None
    url: str | None
    title: str
    byline: tuple[str, ...]
    published: str | None  # ISO 8601, as precise as known: 2021-12-10, 2022-01, 2021-12-30T20:35Z, an interval a/b
    published_basis: tuple[str, ...]  # why: metadata, dateline, "every Friday", last dated event, ...
    fetched_at: datetime | None  # None for files, so that the same files give the same bytes
    language: str  # BCP 47
    text: str
    outlet_name: str | None = None  # the outlet as told or printed, for one that no standoff knows
    encoding: str = "utf-8"  # how the bytes were decoded; "html": by the extractor
    page_digest: str | None = None  # SHA-256 of the page that the text was extracted from; None: it came as text
    extractor: str | None = None  # name, version and settings of what extracted it: part of the recipe
