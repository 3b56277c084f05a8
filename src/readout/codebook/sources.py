"""Sources: where a standoff's articles come from, one table each in `sources.toml`."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from readout.codebook.tables import read_toml
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source

FILE = "sources.toml"
EVERY_HOURS = 3
_KEYS = ("kind", "address", "outlet", "every_hours")
_KINDS = ", ".join(f'"{kind.value}"' for kind in SourceKind)


def parse_sources(files: Mapping[str, str], outlet_ids: frozenset[str]) -> tuple[Source, ...]:
    """
    Read `sources.toml`, which may be absent; sources in order of id.

    Raises CodebookError on a key, kind, address or outlet that is not known, with what would be.
    """
    tables = read_toml(FILE, files.get(FILE, ""))
    return tuple(_read_source(key, tables[key], outlet_ids) for key in sorted(tables))


def _read_source(key: str, table: Any, outlet_ids: frozenset[str]) -> Source:
    if not isinstance(table, dict):
        raise CodebookError(FILE, None, f"'{key}' must be a table: [{key}]")
    for name in table:
        if name not in _KEYS:
            raise CodebookError(FILE, None, f"[{key}] does not know '{name}'; it knows {', '.join(_KEYS)}")
    kind = _read_kind(key, table.get("kind"))
    outlet = table.get("outlet")
    if outlet is not None and outlet not in outlet_ids:
        raise CodebookError(FILE, None, f"[{key}] names the outlet '{outlet}', which outlets.toml does not have")
    hours = table.get("every_hours", EVERY_HOURS)
    if not isinstance(hours, int) or isinstance(hours, bool) or not 1 <= hours <= 168:
        raise CodebookError(FILE, None, f"[{key}] every_hours must be a whole number from 1 to 168")
    return Source(key, kind, _read_address(key, kind, table.get("address")), outlet, hours)


def _read_kind(key: str, kind: Any) -> SourceKind:
    try:
        return SourceKind(kind)
    except ValueError as error:
        raise CodebookError(FILE, None, f"[{key}] kind must be one of {_KINDS}") from error


def _read_address(key: str, kind: SourceKind, address: Any) -> str:
    if not isinstance(address, str) or not address.strip():
        raise CodebookError(FILE, None, f'[{key}] needs an address: address = "https://…", or a path for files')
    words = address.strip()
    scheme = urlsplit(words).scheme.lower()
    if kind is SourceKind.FILES:
        if scheme in ("http", "https"):
            raise CodebookError(FILE, None, f'[{key}] is of kind "files" and has a web address; say "feed" or "page"')
    elif scheme not in ("http", "https"):
        raise CodebookError(FILE, None, f"[{key}] address must begin with https:// or http://, not '{words[:60]}'")
    return words
