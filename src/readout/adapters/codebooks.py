"""Reads codebook files from the package and from a standoff's folder."""

from importlib import resources
from pathlib import Path

from readout.codebook import Codebook, parse_codebook
from readout.codebook.desks import SCHEDULE, SOURCES
from readout.codebook.sites import SITE
from readout.errors import InputError

ENDINGS = (".csv", ".toml")
NO_READING = frozenset({SCHEDULE, SITE, SOURCES})  # a desk's own: they change nothing that is found, so no recipe


def load_codebook(standoff: Path | None = None) -> Codebook:
    """
    The package's own codebook, with the files of a standoff's folder on top.

    Raises InputError when the folder is not there, CodebookError when a file cannot be understood.
    """
    packaged = resources.files("readout") / "codebooks"
    general = {
        file.name: file.read_text(encoding="utf-8") for file in packaged.iterdir() if file.name.endswith(ENDINGS)
    }
    if standoff is None:
        return parse_codebook(general)
    if not standoff.is_dir():
        raise InputError(str(standoff), "is not a folder; --standoff takes a folder with standoff.toml in it")
    own = {file.name: file.read_text(encoding="utf-8") for file in list_own_files(standoff)}
    return parse_codebook(general, own)


def list_own_files(standoff: Path) -> list[Path]:
    """The files of a standoff's folder that change what is found, in order of name."""
    return [file for file in sorted(standoff.iterdir()) if file.suffix in ENDINGS and file.name not in NO_READING]
