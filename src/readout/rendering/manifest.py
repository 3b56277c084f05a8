"""`manifest.json`: every other file of a brief by name, size and SHA-256, in one canonical form."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

VERSION = "0.1.0"  # of Readout; a test holds it to the package's own
FORMAT = "readout-manifest/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a brief: its name with `/` between folders, its size, its SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; `files` in order of name, the manifest itself not among them."""

    format: str
    version: str
    recipe: str
    files: tuple[Listed, ...]


def make_manifest(files: Mapping[str, bytes], version: str, recipe: str) -> bytes:
    """
    The manifest of `files` (a manifest among them is left out), as indented ASCII JSON.

    The same files give the same bytes, so that comparing bytes finds any file changed, missing or extra.
    """
    listed = tuple(
        Listed(name, len(files[name]), hashlib.sha256(files[name]).hexdigest())
        for name in sorted(files)
        if name != MANIFEST
    )
    told = msgspec.to_builtins(Manifest(FORMAT, version, recipe, listed))
    return (json.dumps(told, indent=1) + "\n").encode("ascii")


def read_manifest(encoded: bytes) -> Manifest:
    """What `manifest.json` says. Raises ValueError when it is none."""
    try:
        return msgspec.convert(json.loads(encoded.decode("utf-8")), Manifest)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def manifest_digest(files: Mapping[str, bytes]) -> str:
    """
    SHA-256 of the manifest, in hexadecimal: one line that stands for the whole folder.

    Kept apart from the folder, it is the proof against somebody who rewrites every file. A folder
    without a manifest has the digest of nothing.
    """
    return hashlib.sha256(files.get(MANIFEST, b"")).hexdigest()
