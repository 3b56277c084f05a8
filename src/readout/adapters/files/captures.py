"""One input to the texts in it, each with what is told of it: plain text, front matter, JSON lines, pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.actions.capturing import Told
from readout.adapters.files.decoding import check_size, check_text, decode_text
from readout.adapters.files.listing import Input
from readout.adapters.files.metadata import combine, load_sidecar, read_record, split_front_matter
from readout.adapters.files.pages import is_page, read_page
from readout.errors import InputError

PLAIN = (".txt", ".md")
PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Captured:
    """
    A text as it came, with what is told of it; `name` is what people are told when something is wrong.

    `page` has the bytes of the page that the text was extracted from, None where the text came as text.
    """

    name: str
    told: Told
    text: str
    encoding: str
    page: bytes | None = None


def read_input(given: Input) -> Iterator[Captured | InputError]:
    """The texts of an input, and an InputError for each part of it that cannot be read."""
    try:
        if given.ending not in (".jsonl", *PLAIN) and begins_record(given.content):
            text, encoding = decode_text(given.name, given.content)
            lines = [text] if _is_record(text) else text.split("\n")
            if _is_record(next(filter(str.strip, lines), "")):
                yield from _read_lines(given.name, lines, encoding)
                return
        if given.ending != ".jsonl":
            check_size(given.name, given.content)
        if given.ending in PAGES or is_page(given.content):
            yield from _read_page(given)
            return
        text, encoding = decode_text(given.name, given.content)
    except InputError as error:
        yield error
        return
    if given.ending == ".jsonl":
        yield from _read_lines(given.name, text.split("\n"), encoding)
    else:
        yield from _read_plain(given, text, encoding)


def begins_record(content: bytes) -> bool:
    """Whether some bytes may be JSON lines."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _is_record(text: str) -> bool:
    try:
        read_record("", text)
    except InputError:
        return False
    return True


def _read_plain(given: Input, text: str, encoding: str) -> Iterator[Captured | InputError]:
    try:
        check_text(given.name, text)
        told, text = split_front_matter(given.name, text)
        check_text(given.name, text)
    except InputError as error:
        yield error
        return
    yield from _with_sidecar(given, Captured(given.name, told, text, encoding))


def _read_page(given: Input) -> Iterator[Captured | InputError]:
    try:
        told, text = read_page(given.name, given.content)
        check_text(given.name, text)
    except InputError as error:
        yield error
        return
    if given.url is not None:
        told = combine(Told(url=given.url), told)
    yield from _with_sidecar(given, Captured(given.name, told, text, "html", given.content))


def _with_sidecar(given: Input, captured: Captured) -> Iterator[Captured | InputError]:
    """The text with what its sidecar tells; a sidecar that cannot be read is told of, and the text is read without."""
    beside = Told()
    try:
        beside = Told() if given.path is None else load_sidecar(given.path, given.name)
    except InputError as error:
        yield error
    yield replace(captured, told=combine(captured.told, beside))


def _read_lines(name: str, lines: list[str], encoding: str) -> Iterator[Captured | InputError]:
    """The records of JSON lines; one that is wrong is told by its number, and the others are read."""
    read = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        read += 1
        yield _read_record(f"{name}, line {number}", line, encoding)
    if not read:
        yield InputError(name, "is empty: there is no record in it")


def read_line(place: str, content: bytes) -> Captured | InputError:
    """The text of one line of JSON lines; `place` names the file and the line."""
    try:
        line, encoding = decode_text(place, content)
    except InputError as error:
        return error
    return _read_record(place, line, encoding)


def _read_record(place: str, line: str, encoding: str) -> Captured | InputError:
    try:
        check_size(place, line.encode("utf-8", "backslashreplace"))
        told, text = read_record(place, line)
        check_text(place, text)
    except InputError as error:
        return error
    return Captured(place, told, text, encoding)
