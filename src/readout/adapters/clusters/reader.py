"""The actor that reads shards: it keeps a reading process warm, and writes what it has finished."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from readout.actions.reading import Reading, read_by
from readout.adapters.clusters.shards import ReadShard, Setting, Shard, open_store, read_file, write_file
from readout.adapters.clusters.tables import Kept, read_kept, write_lines, write_readings
from readout.adapters.codebooks import load_codebook
from readout.adapters.event_parquet import write_parquet
from readout.adapters.files import load_articles
from readout.adapters.workers import Workers
from readout.errors import InputError
from readout.records import Problem
from readout.rendering.event_table import list_events

READINGS, EVENTS = "readings", "events"


class ShardReader:
    """
    Reads one shard after another by a child of its own, so that an article that ends a process ends no actor.

    Given a batch of one row, it gives one row back: `told`, a `ReadShard` as JSON.
    """

    def __init__(self, setting: Setting) -> None:
        """Write the standoff's files where the child reads them; it starts with the first article."""
        self.setting = setting
        self.place = tempfile.TemporaryDirectory(prefix="readout-standoff-")
        folder = None
        if setting.standoff is not None:
            folder = Path(self.place.name)
            for name, content in setting.standoff:
                (folder / name).write_bytes(content)
        self.codebook = load_codebook(folder)
        self.crew = Workers(1, folder, setting.recipe)

    def close(self) -> None:
        """End the child and forget the standoff's files; a killed actor's child ends by itself."""
        self.crew.close()
        self.place.cleanup()

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[bytes]]:
        """What came of the shards of a batch."""
        shards = [msgspec.json.decode(bytes(row), type=Shard) for row in batch["shard"]]
        return {"told": [msgspec.json.encode(self.read(shard)) for shard in shards]}

    def read(self, shard: Shard) -> ReadShard:
        """
        Read a shard and keep what was found, unless that was done before from the same bytes by the same recipe.

        What cannot be fetched, read or kept is a problem of the shard; nothing is kept of it then.
        """
        try:
            kept = self._find_kept(shard)
            if kept is not None:
                return ReadShard(shard.uri, kept.articles, kept.problems, was_done=True)
            with tempfile.TemporaryDirectory(prefix="readout-shard-") as place:
                articles, unread = load_articles(
                    [_fetch(shard, Path(place))],
                    outlet=self.setting.outlet,
                    published=self.setting.published,
                    book=self.codebook.furniture,
                )
        except (OSError, ValueError) as error:
            return _give_up(shard, error)
        try:
            reading = read_by(self.crew, articles, self.codebook)
        except InputError as error:
            return ReadShard(shard.uri, 0, (), halt=error.reason)
        problems = (*unread, *reading.problems)
        try:
            self._keep(shard, reading, problems)
        except OSError as error:
            return _give_up(shard, error)
        return ReadShard(shard.uri, len(reading.articles), problems)

    def _find_kept(self, shard: Shard) -> Kept | None:
        store, path, _ = open_store(self.setting.to)
        try:
            with store.open_input_file(f"{path.rstrip('/')}/{READINGS}/{shard.name}") as file:
                kept = read_kept(file)
        except FileNotFoundError:
            return None
        told = (self.setting.mark, shard.size, shard.changed)
        return kept if kept is not None and (kept.mark, kept.size, kept.changed) == told else None

    def _keep(self, shard: Shard, reading: Reading, problems: tuple[Problem, ...]) -> None:
        """The events first: a shard is finished when its readings are there."""
        book = self.codebook
        rows = list_events(reading.articles, reading.analyses, book.actors.by_id, book.plover)
        write_file(self.setting.to, f"{EVENTS}/{shard.name}", write_parquet(rows))
        content = write_readings(reading, problems, shard, self.setting.mark)
        write_file(self.setting.to, f"{READINGS}/{shard.name}", content)


def _fetch(shard: Shard, place: Path) -> Path:
    """The shard as a file of this machine under its own name; Parquet as JSON lines."""
    content, name = read_file(shard.uri), shard.file
    if name.lower().endswith(".parquet"):
        content, name = write_lines(content), f"{name}.jsonl"
    file = place / name
    file.write_bytes(content)
    return file


def _give_up(shard: Shard, error: Exception) -> ReadShard:
    told = f"{shard.file}: could not be read or kept: {type(error).__name__}: {error}"
    return ReadShard(shard.uri, 0, (Problem(None, "intake", told, None),))
