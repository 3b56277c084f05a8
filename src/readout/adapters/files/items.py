"""Inputs as a counted row of items, so that long work can be killed and go on: files, lines of JSON, WARC records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readout.adapters.files.captures import Captured, begins_record, read_input, read_line
from readout.adapters.files.listing import Input, find_files, load_any, load_file, read_stdin
from readout.adapters.files.warcs import is_warc
from readout.errors import InputError
from readout.spans import digest_text

LINES = ".jsonl"
File = tuple[Path, str]  # with the name that people are told


@dataclass(frozen=True, slots=True)
class Line:
    """One line of JSON lines, and where it stands."""

    place: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """What some paths stand for: how many items, and a digest of what tells the same row again."""

    total: int
    digest: str


def count_items(paths: Sequence[str | Path], stdin: bytes | None, told: str = "") -> Row:
    """
    Count the items, without reading an article; `told` is what else makes it another piece of work, such as options.

    A file is known by its name, size and last change, standard input by its bytes.
    """
    total, marks = 0, [told]
    for found in _find(paths, stdin):
        if isinstance(found, InputError):
            total, mark = total + 1, str(found)
        elif isinstance(found, Input):
            lines = _lines_of(found)
            total, mark = total + (1 if lines is None else len(lines)), digest_text(repr(found.content))
        else:
            number, mark = _count_file(*found)
            total += number
        marks.append(mark)
    return Row(total, digest_text("\x1f".join(marks)))


def load_items(
    paths: Sequence[str | Path], stdin: bytes | None, skip: int = 0
) -> Iterator[tuple[Captured | InputError, ...]]:
    """What each item gives, in order, without the first `skip`, of which nothing but lines is read."""
    number = 0
    for found in _find(paths, stdin):
        for item in _items_of(found):
            number += 1
            if number > skip:
                yield tuple(_read(item))


def _find(paths: Sequence[str | Path], stdin: bytes | None) -> Iterator[Input | File | InputError]:
    for path in paths:
        if str(path) == "-":
            yield read_stdin(stdin)
        else:
            yield from find_files(path)


def _count_file(path: Path, name: str) -> tuple[int, str]:
    try:
        told = path.stat()
        number = sum(1 for _ in load_any(path, name)) if is_warc(name) else 1
        if path.suffix.lower() == LINES:
            with path.open("rb") as file:
                number = sum(1 for line in file if line.strip()) or 1
    except OSError as error:
        return 1, f"{name}: {error.strerror}"
    return number, f"{name} {told.st_size} {told.st_mtime_ns}"


def _lines_of(given: Input) -> list[Line] | None:
    """The lines of standard input that holds JSON lines; None where it is one text."""
    if not begins_record(given.content):
        return None
    lines = enumerate(given.content.split(b"\n"), 1)
    return [Line(f"{given.name}, line {number}", line) for number, line in lines if line.strip()]


def _items_of(found: Input | File | InputError) -> Iterator[InputError | Input | File | Line]:
    if isinstance(found, tuple) and found[0].suffix.lower() == LINES:
        yield from _read_file_lines(*found)
    elif isinstance(found, tuple) and is_warc(found[1]):
        yield from load_any(*found)
    elif isinstance(found, Input) and (lines := _lines_of(found)) is not None:
        yield from lines
    else:
        yield found


def _read_file_lines(path: Path, name: str) -> Iterator[InputError | Line]:
    """The lines of a file one by one: it may be larger than the memory."""
    empty = True
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    empty = False
                    yield Line(f"{name}, line {number}", line)
    except OSError as error:
        yield InputError(name, f"cannot be read: {error.strerror}")
        return
    if empty:
        yield InputError(name, "is empty: there is no record in it")


def _read(item: InputError | Input | File | Line) -> Iterator[Captured | InputError]:
    match item:
        case InputError():
            yield item
        case Input():
            yield from read_input(item)
        case Line():
            yield read_line(item.place, item.content)
        case (path, name):
            loaded = load_file(path, name)
            yield from [loaded] if isinstance(loaded, InputError) else read_input(loaded)
