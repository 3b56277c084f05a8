"""Where shards lie and results go: folders of this machine and URIs of object stores, by Arrow's file systems."""

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from readout.errors import InputError, OutputError
from readout.records import Problem
from readout.spans import digest_text

ENDINGS = (".jsonl", ".parquet", ".warc.gz", ".warc", ".txt", ".md", ".html", ".htm")
WHOLE = frozenset({"s3", "gcs", "abfs"})  # stores in which a file is there when it is whole, or not at all
_URI = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shard:
    """One file to be read: where it lies, how many bytes it has, when it was changed (nanoseconds since 1970)."""

    uri: str
    size: int
    changed: int

    @property
    def file(self) -> str:
        """Its file name."""
        return self.uri.partition("?")[0].rpartition("/")[2]

    @property
    def name(self) -> str:
        """The name of what is kept of it: its file's, and a few characters of where that lies."""
        place = self.uri.partition("?")[0]
        return f"{self.file}-{digest_text(place)[:8]}.parquet"


@dataclass(frozen=True, slots=True)
class Setting:
    """
    What every reader of a run is given.

    `standoff` has the files of the standoff's folder, None for the package's codebook alone; `to` is the folder or URI
    of the results; `outlet` and `published` replace what articles tell, as `readout analyse` takes them.
    """

    recipe: str
    to: str
    standoff: tuple[tuple[str, bytes], ...] | None = None
    outlet: str | None = None
    published: str | None = None

    @property
    def mark(self) -> str:
        """What the readings of a shard depend on beside its bytes."""
        return digest_text("\x1f".join((self.recipe, self.outlet or "", self.published or "")))


@dataclass(frozen=True, slots=True)
class ReadShard:
    """
    What came of a shard: how many articles were read, what went wrong, and whether it had been finished before.

    `halt` is why nothing can be read there at all, None otherwise.
    """

    uri: str
    articles: int
    problems: tuple[Problem, ...]
    was_done: bool = False
    halt: str | None = None


def open_store(place: str) -> tuple[Any, str, str]:
    """
    The file system of a folder, file or URI, its path there, and what a URI said behind its question mark.

    Raises InputError where no file system is known, OutputError where Arrow is not installed.
    """
    try:
        fs = import_module("pyarrow.fs")
    except ModuleNotFoundError as error:
        raise OutputError("--on needs pyarrow, which is not installed: pip install 'readout[scale]'") from error
    if not _URI.match(place) or place.startswith("file://"):
        return fs.LocalFileSystem(), str(Path(place.removeprefix("file://")).absolute()), ""
    path, mark, query = place.partition("?")
    scheme, _, rest = path.partition("://")
    root, slash, inner = rest.partition("/")
    try:
        store, bucket = fs.FileSystem.from_uri(f"{scheme}://{root}{mark}{query}")
    except (OSError, ValueError) as error:
        raise InputError(place, f"is in no store that can be opened: {error}") from error
    return store, f"{bucket}{slash}{inner}", f"{mark}{query}"


def list_shards(given: Sequence[str]) -> tuple[Shard, ...]:
    """
    The files that folders, patterns and names stand for, each once, in order of where they lie.

    A pattern has * and {one,other} in its last part. Raises InputError for what is not there or stands for nothing.
    """
    found = {shard.uri: shard for place in given for shard in _find(place)}
    return tuple(found[uri] for uri in sorted(found))


def _find(place: str) -> Iterator[Shard]:
    store, path, query = open_store(place)
    folder, _, last = path.rpartition("/")
    is_pattern = bool(set(last) & set("*{["))
    scheme = place.partition("://")[0] if _URI.match(place) else ""
    try:
        listed = _list(store, folder if is_pattern else path, deep=not is_pattern)
    except OSError as error:
        raise InputError(place, f"cannot be read: {error}") from error
    patterns = list(_spread(last)) if is_pattern else ["*"]
    chosen = [one for one in listed if any(fnmatch.fnmatchcase(one.base_name, each) for each in patterns)]
    if not chosen:
        raise InputError(place, f"stands for no file; files end in {', '.join(ENDINGS)}")
    for one in chosen:
        uri = one.path if not scheme or scheme == "file" else f"{scheme}://{one.path}{query}"
        yield Shard(uri, one.size, one.mtime_ns or 0)


def _list(store: Any, path: str, *, deep: bool) -> list[Any]:
    """The files at a path: itself, or those below it that can be read."""
    fs = import_module("pyarrow.fs")
    here = store.get_file_info(path)
    if here.type == fs.FileType.File:
        return [here]
    below = store.get_file_info(fs.FileSelector(path, recursive=deep))
    hidden = [one for one in below if any(part.startswith(".") for part in one.path[len(path) :].split("/"))]
    return [one for one in below if one.type == fs.FileType.File and one.base_name.lower().endswith(ENDINGS)
            and one not in hidden]  # fmt: skip


def _spread(pattern: str) -> Iterator[str]:
    """The patterns that one with {one,other} stands for."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if found is None:
        yield pattern
        return
    for each in found[1].split(","):
        yield from _spread(pattern[: found.start()] + each + pattern[found.end() :])


def read_file(place: str) -> bytes:
    """The bytes of a file. Raises OSError."""
    store, path, _ = open_store(place)
    with store.open_input_file(path) as file:
        return bytes(file.read())


def write_file(to: str, name: str, content: bytes) -> None:
    """Put a file below a folder or URI, whole or not at all. Raises OSError."""
    store, path, _ = open_store(to)
    target = f"{path.rstrip('/')}/{name}"
    if store.type_name in WHOLE:
        with store.open_output_stream(target) as file:
            file.write(content)
        return
    aside = f"{target}.{os.uname().nodename}-{os.getpid()}.part"
    store.create_dir(target.rpartition("/")[0], recursive=True)
    with store.open_output_stream(aside) as file:
        file.write(content)
    store.move(aside, target)
