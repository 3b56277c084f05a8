"""WARC files (ISO 28500), plain or packed by gzip: the web pages in them, one record at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.adapters.files.decoding import LARGEST
from readout.errors import InputError

ENDINGS = (".warc", ".warc.gz")
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class WarcPage:
    """A page as a crawler kept it; `number` counts the records of the file from 1, `url` is None where none is told."""

    number: int
    url: str | None
    content: bytes


def is_warc(name: str) -> bool:
    """Whether a file's name ends as a WARC's does."""
    return name.lower().endswith(ENDINGS)


def read_warc(path: Path, name: str) -> Iterator[WarcPage | InputError]:
    """
    The pages that servers answered with 200, in order; at most one record is in memory.

    Requests, pictures, redirects and errors are passed over. A page over the size of an article's is an InputError,
    as is a file in which no record can be read. What is broken further on ends the reading with an InputError.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 -- few read WARC; it is an extra
    except ImportError:
        yield InputError(name, "is a WARC; to read it, install the desk: pip install 'readout[desk]'")
        return
    number = 0
    try:
        with path.open("rb") as file:
            kinds = WarcRecordType.response | WarcRecordType.resource
            for number, record in enumerate(ArchiveIterator(file, auto_decode="all"), 1):
                if record.record_type & kinds and _is_page(record):
                    yield _read_record(record, number, f"{name}, record {number}")
    except (OSError, ValueError) as error:
        yield InputError(name, f"cannot be read on after record {number}: {error}")
        return
    if not number:
        yield InputError(name, "holds no WARC record")


def _is_page(record: Any) -> bool:
    if record.is_http:
        told = record.http_headers
        return told is not None and told.status_code == 200 and record.http_content_type in _PAGES
    return str(record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _read_record(record: Any, number: int, place: str) -> WarcPage | InputError:
    content = record.reader.read(LARGEST + 1)
    if len(content) > LARGEST:
        return InputError(place, f"is larger than {LARGEST // 1_000_000} MB; an article is not")
    return WarcPage(number, record.headers.get("WARC-Target-URI") or None, bytes(content))
