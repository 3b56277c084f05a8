"""Links: which parts of an address say how a reader came to a page, and not which page it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

FILE = "links.toml"


@dataclass(frozen=True, slots=True)
class LinkBook:
    """`tracking` are whole names of parameters, `prefixes` beginnings of them; both in small letters."""

    tracking: frozenset[str]
    prefixes: tuple[str, ...]


def parse_links(files: Mapping[str, str]) -> LinkBook:
    """Read `links.toml`. Raises CodebookError when its `tracking` is no list of texts."""
    listed = read_toml(FILE, files[FILE]).get("tracking")
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise CodebookError(FILE, None, "tracking must be a list of names of parameters")
    names = [each.lower() for each in listed]
    return LinkBook(
        frozenset(name for name in names if not name.endswith("*")),
        tuple(sorted(name.removesuffix("*") for name in names if name.endswith("*"))),
    )
