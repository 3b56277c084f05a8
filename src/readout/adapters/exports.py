"""
An archive as a folder of plain files, and back: JSON lines by kind, pages by digest, the desk's own files.

The folder needs no Readout to be read. `export.json` names the format and has every file of records with its number
of lines and its digest; an import checks them before it begins.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from readout.actions.keeping import CHUNK, begin_run, end_run
from readout.errors import ArchiveError, InputError, OutputError
from readout.ports import Archive
from readout.records import (
    Brief,
    Correction,
    Draft,
    DraftStep,
    Edition,
    Failure,
    Judgement,
    KeptReading,
    Revision,
    Run,
    SourceHealth,
    Version,
)

FORMAT, MANIFEST, PAGES, FILES = "readout-export/2", "export.json", "pages", "desk"
ALL = 1_000_000_000  # more runs than there are


@dataclass(frozen=True, slots=True)
class ExportedVersion:
    """A version and the keys it brought."""

    version: Version
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedDecision:
    """One record of the decided shelf, in the order of the audit; all but one of the kinds are None."""

    judgement: Judgement | None = None
    edition: Edition | None = None
    correction: Correction | None = None
    corrects: int | None = None  # the number of the edition
    draft: Draft | None = None
    revision: Revision | None = None
    step: DraftStep | None = None


KINDS: dict[str, type] = {
    "versions": ExportedVersion,
    "readings": KeptReading,
    "briefs": Brief,
    "decisions": ExportedDecision,
    "health": SourceHealth,
    "runs": Run,
    "failures": Failure,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of records: how many lines, and the SHA-256 of its bytes."""

    lines: int
    digest: str


@dataclass(frozen=True, slots=True)
class Export:
    """What `export.json` says."""

    format: str
    files: dict[str, Listed]


def write_export(archive: Archive, desk: Path, folder: Path, tell: Callable[[int], None]) -> Export:
    """
    Write all that an archive holds into a folder that is not there yet.

    `tell` is called with how many records are done. Raises OutputError when the folder is there, or the disk refuses.
    """
    if folder.exists():
        raise OutputError(f"{folder}: is there already; an export goes into a new folder")
    aside = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        (aside / PAGES).mkdir(parents=True)
        (aside / FILES).mkdir()
        done, files = 0, {}
        for kind in KINDS:
            listed = _write_lines(aside / f"{kind}.jsonl", _walk(archive, kind, aside), tell, done)
            files[f"{kind}.jsonl"], done = listed, done + listed.lines
        for file in sorted(desk.iterdir()):
            if file.is_file() and file.suffix in (".toml", ".csv"):
                shutil.copyfile(file, aside / FILES / file.name)
        export = Export(FORMAT, files)
        (aside / MANIFEST).write_text(json.dumps(msgspec.to_builtins(export), indent=1) + "\n", "utf-8")
        aside.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error
    return export


def _walk(archive: Archive, kind: str, folder: Path) -> Iterable[Any]:
    walks: dict[str, Callable[[], Iterable[Any]]] = {
        "versions": lambda: _walk_versions(archive, folder / PAGES),
        "readings": archive.walk_readings,
        "briefs": archive.walk_briefs,
        "decisions": lambda: _walk_decisions(archive),
        "health": archive.list_health,
        "runs": lambda: _list_runs(archive),
        "failures": lambda: (each for run in _list_runs(archive) for each in archive.list_failures(run.id)),
    }
    return walks[kind]()


def _walk_decisions(archive: Archive) -> Iterator[ExportedDecision]:
    """In the order of the audit, so that the same chain comes of it where it is taken in."""
    for entered, record in archive.walk_decided():
        entry = entered.entry
        if record is None or entry is None:
            raise ArchiveError(f"{entered.kind} {entered.subject} does not fit the audit: see `readout verify --desk`")
        corrects = int(entry.subject.split()[0]) if isinstance(record, Correction) else None
        yield ExportedDecision(corrects=corrects, **{entry.kind: record})  # type: ignore[arg-type]


def _add_decision(archive: Archive, one: ExportedDecision) -> None:
    if one.correction is not None and one.corrects is not None:
        archive.add_correction(one.corrects, one.correction)
    adders: tuple[tuple[Any, Callable[[Any], None]], ...] = (
        (one.judgement, archive.add_judgement),
        (one.edition, archive.add_edition),
        (one.draft, archive.add_draft),
        (one.revision, archive.add_revision),
        (one.step, archive.add_step),
    )
    for record, add in adders:
        if record is not None:
            add(record)


def _list_runs(archive: Archive) -> list[Run]:
    """The runs, oldest first, but for imports: how the records came here is not what they say."""
    return [run for run in reversed(archive.list_runs(ALL)) if run.verb != "import"]


def _walk_versions(archive: Archive, pages: Path) -> Iterator[ExportedVersion]:
    for version, keys in archive.walk_versions():
        digest = version.article.page_digest
        if digest is not None and not (pages / digest).exists():
            page = archive.load_page(digest)
            if page is None:
                raise ArchiveError(f"the page {digest} of '{version.article.id}' is missing: restore a backup")
            (pages / digest).write_bytes(page)
        yield ExportedVersion(version, keys)


def _write_lines(path: Path, records: Iterable[Any], tell: Callable[[int], None], done: int) -> Listed:
    digest, lines = hashlib.sha256(), 0
    with path.open("wb") as file:
        for record in records:
            line = json.dumps(msgspec.to_builtins(record), separators=(",", ":")).encode("ascii") + b"\n"
            file.write(line)
            digest.update(line)
            lines += 1
            tell(done + lines)
        file.flush()
        os.fsync(file.fileno())
    return Listed(lines, digest.hexdigest())


def read_manifest(folder: Path) -> Export:
    """What an export holds, after a check of every file of records. Raises InputError when it is none, or damaged."""
    try:
        export = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Export)
    except (OSError, msgspec.DecodeError) as error:
        raise InputError(str(folder), f"is no export of Readout: {MANIFEST} cannot be read ({error})") from error
    if export.format != FORMAT or set(export.files) != {f"{kind}.jsonl" for kind in KINDS}:
        raise InputError(str(folder), f"is an export in the format '{export.format}'; this version reads {FORMAT}")
    for name, listed in export.files.items():
        digest = hashlib.sha256()
        try:
            with (folder / name).open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            raise InputError(str(folder / name), f"cannot be read: {error.strerror}") from error
        if digest.hexdigest() != listed.digest:
            raise InputError(str(folder / name), "is not what was exported: its SHA-256 is another")
    return export


def read_export(
    folder: Path, export: Export, archive: Archive, clock: Callable[[], datetime], tell: Callable[[int, int], None]
) -> Run:
    """
    Take all that an export holds into an empty archive, in chunks; cut off, it goes on where it was.

    The run of the import itself is kept last. Raises ArchiveError when the archive holds something else already,
    InputError where a page is missing or is not what was exported.
    """
    total = sum(listed.lines for listed in export.files.values())
    told = hashlib.sha256(msgspec.json.encode(export)).hexdigest()
    if archive.find_run("import", told) is None and next(archive.walk_versions(), None) is not None:
        raise ArchiveError("the archive holds articles already; an export goes into an empty one (`readout init`)")
    run = begin_run(archive, "import", told, total, clock())
    left = islice(_read_records(folder), run.done, None)
    while chunk := list(islice(left, CHUNK)):
        with archive.writing():
            for kind, records in _gather(chunk):
                _add(kind, records, archive, folder)
            versions = sum(kind == "versions" for kind, _ in chunk)
            run = replace(run, done=run.done + len(chunk), added=run.added + versions)
            archive.keep_run(run)
        tell(run.done, run.total)
    return end_run(archive, run, clock())


def _read_records(folder: Path) -> Iterator[tuple[str, Any]]:
    for kind, form in KINDS.items():
        with (folder / f"{kind}.jsonl").open("rb") as file:
            for line in file:
                yield kind, msgspec.convert(json.loads(line), form)


def _gather(chunk: list[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """The records of a chunk by kind, in order of the kinds."""
    for kind in KINDS:
        if records := [record for one, record in chunk if one == kind]:
            yield kind, records


def _add(kind: str, records: list[Any], archive: Archive, folder: Path) -> None:
    match kind:
        case "versions":
            for one in records:
                _keep_page(one.version.article.page_digest, archive, folder)
            archive.add_versions([(one.version, one.keys) for one in records])
        case "readings":
            archive.add_readings(records)
        case "failures":
            archive.add_failures(records)
        case _:
            adders: dict[str, Callable[[Any], None]] = {
                "briefs": archive.keep_brief,
                "decisions": lambda one: _add_decision(archive, one),
                "health": archive.keep_health,
                "runs": archive.keep_run,
            }
            for record in records:
                adders[kind](record)


def _keep_page(digest: str | None, archive: Archive, folder: Path) -> None:
    if digest is None:
        return
    path = folder / PAGES / digest
    try:
        kept = archive.keep_page(path.read_bytes())
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    if kept != digest:
        raise InputError(str(path), "is not the page that was exported: its SHA-256 is another")


def copy_files(folder: Path, desk: Path) -> None:
    """Put the desk's own files of an export in place of those that `readout init` made there."""
    for file in sorted((folder / FILES).iterdir()):
        shutil.copyfile(file, desk / file.name)
