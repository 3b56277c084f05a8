"""Records to the bodies of rows and back: JSON in the order of the fields; compressed where rows may be lost."""

import json
import zlib
from typing import TypeVar

import msgspec

Kept = TypeVar("Kept")
LEVEL = 3  # zlib: from here on more work makes little smaller


def write_body(record: object) -> str:
    """A record as JSON, to be read in a hundred years with any tool."""
    try:
        return msgspec.json.encode(record).decode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which a captured title may hold: kept as its escape
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


def read_body(body: str | bytes, kind: type[Kept]) -> Kept:
    """The record of a body."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # an escape that stands for half a character
        return msgspec.convert(json.loads(body), kind)


def pack_body(record: object) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(write_body(record).encode("utf-8"), LEVEL)


def unpack_body(body: bytes, kind: type[Kept]) -> Kept:
    """The record of a compressed body."""
    return read_body(zlib.decompress(body), kind)
