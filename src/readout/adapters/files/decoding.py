"""Bytes to text exactly as they came, and what cannot be text."""

import codecs

from readout.errors import InputError

LARGEST = 5_000_000  # bytes of one article
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_size(name: str, content: bytes) -> None:
    """Raise InputError on more bytes than an article has."""
    if len(content) > LARGEST:
        raise InputError(name, f"is larger than {LARGEST // 1_000_000} MB; an article is not: split it or leave it out")


def check_text(name: str, text: str) -> None:
    """Raise InputError on what is empty, or holds zero bytes, many control characters or half characters."""
    control = sum(mark < " " and not mark.isspace() for mark in text)
    if "\0" in text or control * 100 > len(text):
        raise InputError(name, "is not text: it holds zero bytes or control characters; give plain text or JSONL")
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise InputError(name, "holds half of a surrogate pair (\\ud800 to \\udfff), which is no character")
    if not any(map(str.isalnum, text)):
        raise InputError(name, "is empty: there is no word in it")


def decode_text(name: str, content: bytes) -> tuple[str, str]:
    """
    The text of some bytes and the encoding they were in: UTF-8, UTF-16 with its mark, else Windows-1252.

    The byte order mark goes, line ends stay. Raises InputError when none of these fits.
    """
    encodings = ("utf-16",) if content.startswith(UTF16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise InputError(name, f"is not text: it cannot be decoded as {' or '.join(encodings)}; save it as UTF-8")
