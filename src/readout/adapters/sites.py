"""The readers' side as a folder: only what has changed is written, each file whole or not at all."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from readout.errors import OutputError

MARK = "readout-site.json"
FORMAT = "readout-site/1"
WORTH = 1200  # bytes; less goes out in one packet as it is
TEXTS = frozenset({"html", "xml", "json", "jsonld", "ics", "csv", "txt", "vtt"})


@dataclass(frozen=True, slots=True)
class Built:
    """What came of writing a site: files written anew, files that were as they are, files taken away."""

    written: int
    same: int
    removed: int


def write_site(folder: Path, files: Iterable[tuple[str, bytes]]) -> Built:
    """
    Bring a folder to hold exactly `files` (a later one of a path is meant) and a list of them with their SHA-256.

    Files of an earlier site that are no longer in it are removed; files that are not ours are never touched, and a
    folder that holds other things and no site is refused. A reader meanwhile finds each file old or new, never half.
    Raises OutputError.
    """
    before = _read_list(folder)
    now: dict[str, str] = {}
    written: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            digest = hashlib.sha256(content).hexdigest()
            now[name] = digest
            path = _place(folder, name)
            if before.get(name) == digest and name not in written and path.is_file():
                continue
            written.add(name)
            _write(path, content)
        gone = [name for name in before if name not in now]
        for name in gone:
            _place(folder, name).unlink(missing_ok=True)
        _clear(folder, gone)
        _write(folder / MARK, _write_list(now))
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror}); run it again once that is mended"
        ) from error
    return Built(len(written), len(now) - len(written), len(gone))


def pack_files(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, each text that is worth it with a packed twin (RFC 1952), for servers that hand those out."""
    for name, content in files:
        yield name, content
        if len(content) > WORTH and name.rpartition(".")[2] in TEXTS:
            yield f"{name}.gz", gzip.compress(content, 6, mtime=0)


def _read_list(folder: Path) -> dict[str, str]:
    """The files of the site that the folder holds, by name, with their digests."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise OutputError(f"{folder}: is a file, not a folder; give another")
    mark = folder / MARK
    if not mark.exists():
        if any(folder.iterdir()):
            raise OutputError(f"{folder}: holds files that are no site of ours; give an empty folder or a new name")
        return {}
    try:
        told = json.loads(mark.read_bytes())
        known = told["format"] == FORMAT and {str(name): str(digest) for name, digest in told["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(f"{mark}: cannot be read; remove the folder and build it anew") from error
    if known is False:
        raise OutputError(f"{mark}: is of another version; remove the folder and build it anew")
    return known


def _place(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\\" in name or "\0" in name or ".." in parts:
        raise OutputError(f"{folder}: the file name '{name}' leads out of the folder")
    return folder.joinpath(*parts)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)


def _write_list(now: dict[str, str]) -> bytes:
    return (json.dumps({"format": FORMAT, "files": dict(sorted(now.items()))}, indent=0) + "\n").encode()


def _clear(folder: Path, gone: Iterable[str]) -> None:
    """Remove the folders that are empty now."""
    for parent in sorted({parent for name in gone for parent in PurePosixPath(name).parents}, key=str, reverse=True):
        path = folder / parent
        if path != folder and path.is_dir() and not any(path.iterdir()):
            path.rmdir()
