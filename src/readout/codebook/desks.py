"""What a desk's folder says beside the codebook: where its articles come from, and when its brief is published."""

from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source

SOURCES, SCHEDULE = "sources.toml", "schedule.toml"
EVERY_HOURS = 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ABOUT = ("contact", "trusted")
_WEB = ("http://", "https://")
_KEYS = frozenset({"kind", "address", "outlet", "every_hours"})


@dataclass(frozen=True, slots=True)
class Schedule:
    """`publishing_day` is an ISO weekday: 1 is Monday, 7 is Sunday."""

    publishing_day: int


def parse_schedule(text: str) -> Schedule:
    """Read `schedule.toml`; without a day in it a brief is published on Friday. Raises CodebookError."""
    table = read_toml(SCHEDULE, text)
    for key in table:
        if key != "publishing_day":
            raise CodebookError(SCHEDULE, None, f"does not know '{key}'; it knows publishing_day")
    day = table.get("publishing_day", "friday")
    if not isinstance(day, str) or day.lower() not in WEEKDAYS:
        raise CodebookError(SCHEDULE, None, f"publishing_day must be one of {', '.join(WEEKDAYS)}")
    return Schedule(WEEKDAYS.index(day.lower()) + 1)


@dataclass(frozen=True, slots=True)
class SourceList:
    """
    What `sources.toml` says: the sources in order of id, and how the desk shows itself to those it asks.

    `contact` is a mail address or page by which a site can reach the desk, None where none is given. `trusted` has
    addresses of the desk's own network that may be asked, as `10.0.0.5:8080` or `[::1]:80` with spaces between.
    """

    sources: tuple[Source, ...]
    contact: str | None
    trusted: str


def parse_sources(text: str) -> SourceList:
    """Read `sources.toml`, a table a source. Raises CodebookError on what it does not know."""
    tables = read_toml(SOURCES, text)
    about = {key: tables.pop(key) for key in _ABOUT if isinstance(tables.get(key), str)}
    sources = tuple(_source(key, tables[key]) for key in sorted(tables))
    return SourceList(sources, about.get("contact", "").strip() or None, about.get("trusted", "").strip())


def _source(key: str, table: object) -> Source:
    if not isinstance(table, dict):
        raise CodebookError(SOURCES, None, f"'{key}' must be a table: [{key}]")
    if unknown := sorted(set(table) - _KEYS):
        raise CodebookError(SOURCES, None, f"[{key}] does not know '{unknown[0]}'; it knows {', '.join(sorted(_KEYS))}")
    kind, address, outlet = table.get("kind"), table.get("address"), table.get("outlet")
    if kind not in list(SourceKind):
        raise CodebookError(SOURCES, None, f"[{key}] kind must be one of {', '.join(SourceKind)}")
    if not isinstance(address, str) or not address:
        raise CodebookError(SOURCES, None, f"[{key}] needs an address in quotation marks")
    if (kind == SourceKind.FILES) == address.lower().startswith(_WEB):
        wanted = "a path in the desk's folder" if kind == SourceKind.FILES else "an address that begins with https://"
        raise CodebookError(SOURCES, None, f"[{key}] is of kind {kind} and needs {wanted}, not '{address[:60]}'")
    if not isinstance(outlet, str | None):
        raise CodebookError(SOURCES, None, f"[{key}] outlet must be a text in quotation marks")
    hours = table.get("every_hours", EVERY_HOURS)
    if not isinstance(hours, int) or isinstance(hours, bool) or hours < 1:
        raise CodebookError(SOURCES, None, f"[{key}] every_hours must be a whole number of hours, 1 or more")
    return Source(key, SourceKind(kind), address, outlet, hours)
