"""Briefs as folders: written aside and renamed, so that nobody ever finds half of one."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from readout.errors import OutputError

MANIFEST = "manifest.json"
FORMAT = "readout-manifest/1"


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Put `files` (POSIX names to bytes) in place of what `folder` holds.

    The files are written into a sibling folder, which is then renamed; a crash leaves the old folder as it was.
    Raises OutputError when `folder` is a file, holds something that is not a brief of ours, or cannot
    be written, and when a name leads out of it.
    """
    _check_names(folder, files)
    _check_ours(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); choose another folder with -o") from error
    try:
        new = aside / "new"
        _write_files(new, files)
        _swap(folder, new, aside / "old")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); the old one is as it was") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check_names(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or "\\" in name or "\0" in name or {"..", "."} & set(name.split("/")):
            raise OutputError(f"{folder}: the file name '{name}' leads out of the folder; nothing was written")


def _check_ours(folder: Path) -> None:
    if folder.is_symlink():
        raise OutputError(f"{folder}: is a link; give the folder that it leads to")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: is a file, not a folder; choose another name with -o")
    try:
        foreign = any(folder.iterdir()) and not _is_brief(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be read ({error.strerror}); choose another folder with -o") from error
    if foreign:
        raise OutputError(
            f"{folder}: holds files that are no Readout brief, and they would be lost; "
            "choose an empty folder, a new name, or an earlier brief with -o"
        )


def _is_brief(folder: Path) -> bool:
    """Whether the folder's manifest bears our mark."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name in sorted(files):
        path = folder.joinpath(*PurePosixPath(name).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(files[name])
            file.flush()
            os.fsync(file.fileno())


def _swap(folder: Path, new: Path, old: Path) -> None:
    """Rename `new` to `folder`; what stood there is moved to `old` first, and back when the rename fails."""
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    finally:
        if not folder.exists():
            old.rename(folder)


def read_folder(folder: Path) -> dict[str, bytes]:
    """
    Every file in a folder, hidden ones too, by its POSIX name in order.

    Raises OutputError when the folder is not there, a file cannot be read, or something in it is a link or
    no file at all: a link would let the folder show what it does not hold.
    """
    if not folder.is_dir():
        raise OutputError(f"{folder}: is not a folder; give the folder that 'readout brief' wrote")
    found: dict[str, bytes] = {}
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            raise OutputError(f"{folder}: '{name}' is a link or no plain file; a brief holds plain files, so remove it")
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise OutputError(f"{folder}: '{name}' cannot be read ({error.strerror})") from error
    return dict(sorted(found.items()))


def _walk(folder: Path) -> list[Path]:
    """All that is not a folder; links to folders are listed, not followed."""
    failed: list[OSError] = []
    found = []
    for root, folders, files in os.walk(folder, onerror=failed.append):
        found += [Path(root, name) for name in files]
        found += [Path(root, name) for name in folders if Path(root, name).is_symlink()]
    if failed:
        raise OutputError(f"{failed[0].filename}: cannot be read ({failed[0].strerror})")
    return sorted(found)
