"""`brief.json`: the brief with the articles and analyses it was made from, as canonical JSON, and back."""

import json
from dataclasses import dataclass

import msgspec

from readout.records import Analysis, Article, Brief

BUNDLE = "brief.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that a brief rests on; every view is rendered from this and from nothing else."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    brief: Brief


def encode_bundle(bundle: Bundle) -> bytes:
    """
    Compact JSON in UTF-8 with one newline at the end: fields in the order of the records, enums by value, days ISO.

    A lone surrogate, which UTF-8 refuses, is written as its JSON escape, so that any captured text survives.
    """
    plain = msgspec.to_builtins(bundle)
    return (json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


def read_bundle(encoded: bytes) -> Bundle:
    """The bundle of `brief.json`, with every field of the type its record says. Raises ValueError otherwise."""
    try:
        return msgspec.convert(json.loads(encoded.decode("utf-8")), Bundle)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
