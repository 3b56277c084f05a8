"""`lines.json`: the published lines of an edition as data, for programs of readers and for the index of searches."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from readout.rendering.site.published import Published
from readout.rendering.site.traces import Trace

FILE = "lines.json"
FORMAT = "readout-lines/1"


@dataclass(frozen=True, slots=True)
class EditionLines:
    """The lines of an edition with what is needed to look them up; names are by id."""

    format: str
    number: int
    slug: str
    title: str
    digest: str
    published_at: datetime
    updated_at: datetime
    notice: str | None  # what every page must say
    actors: Mapping[str, str]
    outlets: Mapping[str, str]
    lines: tuple[Trace, ...]


def write_lines(published: Published, traces: Sequence[Trace]) -> bytes:
    """The file as UTF-8."""
    edition, shelf = published.edition, published.shelf
    named = {actor for trace in traces for actor in trace.actor_ids}
    cited = {outlet for trace in traces for outlet in trace.outlet_ids}
    told = EditionLines(
        FORMAT,
        edition.number,
        edition.slug,
        edition.title,
        edition.digest,
        edition.published_at,
        published.updated,
        edition.brief.notice,
        {key: shelf.actors[key] for key in sorted(named) if key in shelf.actors},
        {key: shelf.outlets[key] for key in sorted(cited) if key in shelf.outlets},
        tuple(traces),
    )
    return (json.dumps(msgspec.to_builtins(told), ensure_ascii=False, indent=0) + "\n").encode("utf-8", "replace")


def read_lines(content: bytes) -> EditionLines:
    """What the file says. Raises ValueError when it is none."""
    return msgspec.json.decode(content, type=EditionLines)
