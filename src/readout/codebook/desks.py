"""What a desk's folder says beside the codebook: where its articles come from, and when its brief is published."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from readout.codebook.tables import read_toml
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source

SOURCES, SCHEDULE = "sources.toml", "schedule.toml"
EVERY_HOURS = 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ABOUT = ("contact", "trusted")
_WEB = ("http://", "https://")
_SCHEDULE = ("publishing_day", "time", "zone", "two_persons", "hold_minutes")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MOST_HELD = 1440  # minutes
_KEYS = frozenset({"kind", "address", "outlet", "every_hours"})


@dataclass(frozen=True, slots=True)
class Schedule:
    """
    When an edition comes out, and who may let it. `publishing_day` is an ISO weekday: 1 is Monday, 7 is Sunday.

    `time` and `zone` are local, as the tz database names it; with `two_persons` nobody approves what he edited; an
    approved edition is held for `hold_minutes`, in which it can be stopped.
    """

    publishing_day: int
    time: str = "06:00"
    zone: str = "UTC"
    two_persons: bool = False
    hold_minutes: int = 10


def parse_schedule(text: str) -> Schedule:
    """Read `schedule.toml`; without a day in it a brief is published on Friday. Raises CodebookError."""
    table = read_toml(SCHEDULE, text)
    for key in table:
        if key not in _SCHEDULE:
            raise CodebookError(SCHEDULE, None, f"does not know '{key}'; it knows {', '.join(_SCHEDULE)}")
    day = table.get("publishing_day", "friday")
    if not isinstance(day, str) or day.lower() not in WEEKDAYS:
        raise CodebookError(SCHEDULE, None, f"publishing_day must be one of {', '.join(WEEKDAYS)}")
    time, zone = table.get("time", "06:00"), table.get("zone", "UTC")
    if not isinstance(time, str) or not _TIME.fullmatch(time):
        raise CodebookError(SCHEDULE, None, f'time must be a time of day such as "06:00", not {time!r}')
    if not isinstance(zone, str) or not is_zone(zone):
        raise CodebookError(
            SCHEDULE, None, f'zone must be one of the tz database, such as "Europe/Prague", not {zone!r}'
        )
    two_persons, hold = table.get("two_persons", False), table.get("hold_minutes", 10)
    if not isinstance(two_persons, bool):
        raise CodebookError(SCHEDULE, None, "two_persons must be true or false")
    if not isinstance(hold, int) or isinstance(hold, bool) or not 0 <= hold <= MOST_HELD:
        raise CodebookError(SCHEDULE, None, f"hold_minutes must be a whole number from 0 to {MOST_HELD}")
    return Schedule(WEEKDAYS.index(day.lower()) + 1, time, zone, two_persons, hold)


def is_zone(name: str) -> bool:
    """Whether the tz database knows a zone by this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a path out of the database, or a folder of it
        return False
    return True


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
