"""A desk's folder: the files an editor reads and changes, made with words on what goes into them."""

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.codebook.desks import SCHEDULE, SOURCES, Schedule, SourceList, parse_schedule, parse_sources
from readout.codebook.sites import SITE, Site, parse_site
from readout.errors import CodebookError, InputError, OutputError

MARK = "standoff.toml"  # a folder with it is a desk
ARTICLES = "articles"  # of the example, beside its standoff


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's folder, when it publishes, and where its articles come from."""

    folder: Path
    schedule: Schedule
    intake: SourceList


def make_desk(folder: Path) -> tuple[str, ...]:
    """
    Put the files of a new desk into a folder; the names of those that were not there before.

    A file that is there stays as it is, so that the folder of a standoff becomes a desk. Raises OutputError.
    """
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted((resources.files(__package__) / "new").iterdir(), key=lambda one: one.name):
            path = folder / file.name
            if not path.exists():
                path.write_text(file.read_text("utf-8"), "utf-8")
                made.append(file.name)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return tuple(made)


def find_example() -> Path:
    """
    The folder of the example standoff: inside an installed package, else in the repository beside the source.

    Raises InputError where neither is there.
    """
    packaged, beside = Path(__file__).parent / "example", Path(__file__).parents[4] / "examples" / "strait"
    for folder in (packaged, beside):
        if (folder / "standoff" / MARK).is_file():
            return folder
    raise InputError(str(packaged), "the example is not part of this installation; --empty makes a desk without it")


def copy_example(folder: Path) -> None:
    """Put the example's standoff and its articles into a folder; files that are there stay. Raises OutputError."""
    _copy(find_example() / "standoff", folder)
    copy_articles(folder)


def copy_articles(folder: Path) -> Path:
    """Put the example's articles into a desk's folder; where they are now. What is there stays. Raises OutputError."""
    return _copy(find_example() / ARTICLES, folder / ARTICLES)


def _copy(whence: Path, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(whence.iterdir()):
            if not (folder / file.name).exists():
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return folder


def add_row(file: Path, columns: Sequence[str], row: Mapping[str, str]) -> None:
    """
    Add a row to a table of a desk's codebook; the table is made where it is not there.

    The codebook is read with it first. Raises CodebookError, and leaves the file as it was, where that cannot be
    done; OutputError where it cannot be written.
    """
    before = file.read_text("utf-8") if file.exists() else ",".join(columns) + "\n"
    added = io.StringIO()
    csv.DictWriter(added, columns, lineterminator="\n").writerow(row)
    after = before + ("" if before.endswith("\n") else "\n") + added.getvalue()
    try:
        file.write_text(after, "utf-8")
        try:
            load_codebook(file.parent)
        except CodebookError:
            file.write_text(before, "utf-8")
            raise
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from error


def load_desk(folder: Path) -> Desk:
    """The desk of a folder. Raises InputError when it is none, CodebookError when a file cannot be understood."""
    if not (folder / MARK).is_file():
        raise InputError(
            str(folder), f"is no desk: no {MARK} is in it; `readout init {folder}` makes one, --desk names it"
        )
    return Desk(folder, parse_schedule(_read(folder / SCHEDULE)), parse_sources(_read(folder / SOURCES)))


def load_site(folder: Path, name: str) -> Site:
    """The readers' side of a desk; `name` is its standoff's. Raises CodebookError, InputError."""
    return parse_site(_read(folder / SITE), name)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(file), f"cannot be read: {error}") from error
