"""`brief.json` and `compare.json`: what was made, with the articles and analyses it was made from, and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from readout.records import Analysis, Article, Brief, Contrast

BUNDLE = "brief.json"
CONTRAST = "compare.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that a brief rests on; every view is rendered from this and from nothing else."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    brief: Brief

    @property
    def file(self) -> str:
        """The name of its file."""
        return BUNDLE

    @property
    def made(self) -> Brief:
        """What was made."""
        return self.brief


@dataclass(frozen=True, slots=True)
class ContrastBundle:
    """All that two accounts side by side rest on; likewise."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    contrast: Contrast

    @property
    def file(self) -> str:
        """The name of its file."""
        return CONTRAST

    @property
    def made(self) -> Contrast:
        """What was made."""
        return self.contrast


def encode_bundle(bundle: Bundle | ContrastBundle) -> bytes:
    """
    Compact JSON in UTF-8 with one newline at the end: fields in the order of the records, enums by value, days ISO.

    A lone surrogate, which UTF-8 refuses, is written as its JSON escape, so that any captured text survives.
    """
    try:
        return msgspec.json.encode(bundle) + b"\n"
    except UnicodeEncodeError:  # a tenth of the speed, for the one text in a million that holds one
        plain = msgspec.to_builtins(bundle)
        return (json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


def read_bundle(encoded: bytes) -> Bundle:
    """The bundle of `brief.json`, with every field of the type its record says. Raises ValueError otherwise."""
    return msgspec.convert(_read(encoded), Bundle)


def read_any_bundle(files: Mapping[str, bytes]) -> Bundle | ContrastBundle:
    """The bundle of a folder: of a comparison where it holds `compare.json` alone. Raises ValueError, KeyError."""
    if CONTRAST in files and BUNDLE not in files:
        return msgspec.convert(_read(files[CONTRAST]), ContrastBundle)
    return read_bundle(files[BUNDLE])


def _read(encoded: bytes) -> object:
    try:
        return json.loads(encoded.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
