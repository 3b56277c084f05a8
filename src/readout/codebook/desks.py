"""What a desk's folder says beside the codebook: where its articles come from, and when its brief is published."""

from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source

SOURCES, SCHEDULE = "sources.toml", "schedule.toml"
EVERY_HOURS = 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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


def parse_sources(text: str) -> tuple[Source, ...]:
    """Read `sources.toml`, a table a source, in order of id. Raises CodebookError on what it does not know."""
    tables = read_toml(SOURCES, text)
    return tuple(_source(key, tables[key]) for key in sorted(tables))


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
    if not isinstance(outlet, str | None):
        raise CodebookError(SOURCES, None, f"[{key}] outlet must be a text in quotation marks")
    hours = table.get("every_hours", EVERY_HOURS)
    if not isinstance(hours, int) or isinstance(hours, bool) or hours < 1:
        raise CodebookError(SOURCES, None, f"[{key}] every_hours must be a whole number of hours, 1 or more")
    return Source(key, SourceKind(kind), address, outlet, hours)
