"""What a file says of its article beside the text: front matter, a sidecar file, a JSON record."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from readout.actions.capturing import Told
from readout.errors import InputError

KEYS = ("id", "title", "published", "outlet", "byline", "url")
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w -]*?)\s*:(?:\s+(?P<value>.*))?$")


def read_told(name: str, fields: Mapping[str, Any]) -> Told:
    """The known keys of a table; others are left alone. Raises InputError when a value has the wrong type."""
    said = {key: _words(name, key, fields.get(key)) for key in KEYS if key != "byline"}
    return Told(**said, byline=_names(name, fields.get("byline")))


def _words(name: str, key: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):  # TOML's own days and instants
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(name, f"has a {key} that is not a text")
    return " ".join(str(value).split()) or None


def _names(name: str, value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    said = [_words(name, "byline", each) for each in listed]
    return tuple(re.sub(r"^[Bb][Yy]:? ", "", each) for each in said if each)


def combine(first: Told, second: Told) -> Told:
    """What either tells; where both do, what the second tells."""
    given = {key: value for key in KEYS if (value := getattr(second, key))}
    return replace(first, **given)


def split_front_matter(name: str, text: str) -> tuple[Told, str]:
    """
    What stands between two lines of three dashes at the top, one `key: value` a line, and the text after it.

    Lists are written [a, b]. A text that begins otherwise, or whose first lines name no known key, is
    all text. Raises InputError on a line that cannot be read among others that can.
    """
    opening = re.match(r"---[ \t]*\r?\n", text)
    closing = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Told(), text
    lines = text[opening.end() : closing.start()].splitlines()
    found = [(line, _LINE.match(line)) for line in lines if line.strip() and not line.startswith("#")]
    fields = {match["key"].lower(): _value(match["value"] or "") for _, match in found if match}
    if not fields.keys() & set(KEYS):
        return Told(), text
    for line, match in found:
        if match is None:
            raise InputError(name, f"has a line in its front matter that is not 'key: value': {line.strip()[:60]}")
    return read_told(name, fields), text[closing.end() :]


def _value(written: str) -> Any:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [_unquote(part) for part in written[1:-1].split(",") if part.strip()]
    return _unquote(written) or None


def _unquote(written: str) -> str:
    written = written.strip()
    quoted = len(written) > 1 and written[0] == written[-1] and written[0] in "\"'"
    return written[1:-1] if quoted else written


def load_sidecar(path: Path, name: str) -> Told:
    """What the `.toml` file beside an article's file tells of it. Raises InputError when it cannot be read."""
    sidecar = path.with_suffix(".toml")
    beside = f"{name.rpartition('.')[0]}.toml"
    try:
        return read_told(beside, tomllib.loads(sidecar.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        return Told()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(beside, f"cannot be read as TOML: {error}") from error


def read_record(name: str, line: str) -> tuple[Told, str]:
    """One JSON record: what it tells, and its text. Raises InputError when it is not one."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise InputError(name, 'is JSON but not an object: it needs {"text": ...}')
    if not isinstance(record.get("text"), str):
        raise InputError(name, 'has no "text", or one that is not a text')
    return read_told(name, record), record["text"]
