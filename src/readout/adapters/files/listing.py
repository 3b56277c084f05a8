"""Which files some paths stand for, and their bytes."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from readout.adapters.files.decoding import LARGEST
from readout.adapters.files.warcs import is_warc, read_warc
from readout.errors import InputError

ENDINGS = frozenset({".txt", ".md", ".jsonl", ".html", ".htm", ".warc", ".warc.gz"})
STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Input:
    """
    One file, or standard input. `name` is what people are told of it: its path inside the folder that
    was given, else its file name, so that no output depends on where the folder lies. `path` is None
    for standard input and for a record of a WARC file, whose address is `url`.
    """

    name: str
    path: Path | None
    ending: str
    content: bytes
    url: str | None = None


def load_inputs(paths: Iterable[str | Path], stdin: bytes | None) -> Iterator[Input | InputError]:
    """The inputs that `paths` stand for, folders in order of name; an InputError for each unreadable one."""
    for path in paths:
        if str(path) == "-":
            yield read_stdin(stdin)
            continue
        for found in find_files(path):
            yield from [found] if isinstance(found, InputError) else load_any(*found)


def read_stdin(stdin: bytes | None) -> Input | InputError:
    """Standard input as an input; an InputError when it holds nothing."""
    return Input(STDIN, None, "", stdin) if stdin else InputError(STDIN, "was asked for with - and holds nothing")


def find_files(path: str | Path) -> Iterator[tuple[Path, str] | InputError]:
    """The files that a path stands for, each with the name that people are told; a folder's in order of name."""
    if not Path(path).is_dir():
        yield Path(path), Path(path).name
        return
    folder = Path(path)
    unreadable: list[OSError] = []
    found = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in files if name[0] != "." and _ending(name) in ENDINGS]
    for error in unreadable:
        yield InputError(Path(error.filename or folder).name, f"cannot be read: {error.strerror}")
    if not found and not unreadable:
        yield InputError(folder.name or str(folder), f"holds no file that ends in {', '.join(sorted(ENDINGS))}")
    for name, each in sorted((each.relative_to(folder).as_posix(), each) for each in found):
        yield each, name


def _ending(name: str) -> str:
    return ".warc.gz" if name.lower().endswith(".warc.gz") else Path(name).suffix.lower()


def load_any(path: Path, name: str) -> Iterator[Input | InputError]:
    """The file, or each page of a WARC file, one at a time."""
    if not is_warc(name) or not path.is_file():
        yield load_file(path, name)
        return
    for page in read_warc(path, name):
        if isinstance(page, InputError):
            yield page
        else:
            yield Input(f"{name}, record {page.number}", None, ".html", page.content, page.url)


def load_file(path: Path, name: str) -> Input | InputError:
    """A file's bytes, of an article no more than an article has; an InputError when it cannot be read."""
    ending = path.suffix.lower()
    try:
        with path.open("rb") as file:
            content = file.read() if ending == ".jsonl" else file.read(LARGEST + 1)
    except FileNotFoundError:
        return InputError(name, "is not there")
    except OSError as error:
        return InputError(name, f"cannot be read: {error.strerror}")
    return Input(name, path, ending, content)
