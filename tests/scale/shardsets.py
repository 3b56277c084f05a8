"""Shards of invented articles: JSON lines, Parquet, WARC."""

import gzip
import io
import json
import zlib
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

STANDOFF = Path(__file__).parents[2] / "examples" / "strait" / "standoff"
BODY = (
    "President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March {day}, 2031. “We will meet in "
    "Lusande,” Vosk said on Monday. Kestria moved {day} hundred soldiers to the Corran Peninsula, Foreign Minister "
    "Tobin Arle said."
)


def make_rows(shard: int, number: int) -> list[dict[str, str]]:
    return [
        {"id": f"s{shard}-{each}", "outlet": "longitude", "published": "2031-03-20", "title": f"Talks {each}",
         "text": BODY.format(day=1 + (shard + each) % 18)}
        for each in range(number)
    ]  # fmt: skip


def write_lines(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def write_table(rows: list[dict[str, str]]) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def write_warc(rows: list[dict[str, str]]) -> bytes:
    """A WARC file with a page a record, each packed by itself."""
    out = b""
    for row in rows:
        page = f"<html><head><title>{row['title']}</title></head><body><article><p>{row['text']}</p></article></body>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page.encode())}\r\n\r\n{page}"
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{zlib.crc32(row['id'].encode()):012d}>\r\n"
            f"WARC-Date: 2031-03-20T00:00:00Z\r\nWARC-Target-URI: https://longitude.example/{row['id']}\r\n"
            f"Content-Length: {len(answer.encode())}\r\n\r\n"
        )
        out += gzip.compress(f"{head}{answer}\r\n\r\n".encode())
    return out
