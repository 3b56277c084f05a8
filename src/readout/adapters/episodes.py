"""The recordings of a desk: a folder with the sound, the transcript, the chapters and the script of each edition."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from readout.errors import InputError, OutputError
from readout.rendering.site.episodes import Episode

FOLDER = "episodes"


def keep_episode(desk: Path, episode: Episode, files: Mapping[str, bytes]) -> None:
    """
    Keep a recording; `files` are by their ending: "mp3", "vtt", "json", "txt". Its record is written last.

    Raises OutputError.
    """
    folder = desk / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            _write(folder / f"{episode.slug}.{ending}", content)
        _write(folder / f"{episode.slug}.episode", msgspec.json.format(msgspec.json.encode(episode)) + b"\n")
    except OSError as error:
        raise OutputError(f"{folder}: a recording cannot be kept ({error.strerror})") from error


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)


def load_episodes(desk: Path) -> tuple[Episode, ...]:
    """
    The recordings of a desk, in order of edition, each with the size that its file has.

    Raises InputError where a record cannot be read or its recording is gone.
    """
    found = []
    for path in sorted((desk / FOLDER).glob("*.episode")):
        try:
            episode = msgspec.json.decode(path.read_bytes(), type=Episode)
            size = (desk / episode.file).stat().st_size
        except (OSError, msgspec.DecodeError) as error:
            raise InputError(str(path), f"cannot be read: {error}; record the edition again") from error
        found.append(replace(episode, bytes=size))
    return tuple(sorted(found, key=lambda one: one.number))


def walk_recordings(desk: Path, episodes: tuple[Episode, ...]) -> Iterator[tuple[str, bytes]]:
    """The files of recordings by their path in the site."""
    for episode in episodes:
        for name in (episode.file, episode.transcript, episode.chapters):
            if name is not None:
                yield name, (desk / name).read_bytes()
