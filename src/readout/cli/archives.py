"""A desk's folder opened for a command: its files, its archive, and what reads."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from readout.adapters.codebooks import load_codebook
from readout.adapters.desks import Desk, load_desk
from readout.archive.opening import open_archive

if TYPE_CHECKING:
    from readout.actions.reading import Reader
    from readout.archive.store import Store
    from readout.codebook import Codebook

URL = "DATABASE_URL"
FAILURES = "failures"


@dataclass
class Opened:
    """A desk with its archive. Its codebook and reader are loaded when they are asked for."""

    desk: Desk
    archive: "Store"

    @cached_property
    def codebook(self) -> "Codebook":
        """The package's codebook with the desk's standoff on top."""
        return load_codebook(self.desk.folder)

    @cached_property
    def reader(self) -> "Reader":
        """What reads today: tagger, codebook and models."""
        from readout.actions.reading import Reader  # noqa: PLC0415 -- only commands that read need them
        from readout.adapters.models import load_models  # noqa: PLC0415
        from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

        return Reader(SpacyTagger(), self.codebook, load_models())

    def count_unread(self, period: tuple[date, date]) -> int:
        """How many articles that may be of a period today's recipe has not read."""
        recipe = self.reader.recipe
        keys = [(one.article.id, one.number) for one in self.archive.list_candidates(*period, recipe)]
        return len(keys) - len(self.archive.load_readings(keys, recipe))

    def write_failures(self, run_id: str) -> Path | None:
        """The file that lists what came to nothing in a run, written anew; None when nothing did."""
        failures = self.archive.list_failures(run_id)
        if not failures:
            return None
        path = self.desk.folder / FAILURES / f"{run_id}.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [f"{one.number}\t{one.place}\t{' '.join(one.message.split())}\n" for one in failures]
        path.write_text("item\tplace\twhy\n" + "".join(rows), "utf-8")
        return path


def open_desk(folder: Path) -> Opened:
    """
    The desk in a folder with its archive: PostgreSQL where the environment's DATABASE_URL names one, else SQLite.

    Raises InputError when the folder is no desk, ArchiveError when the archive cannot be opened.
    """
    return Opened(load_desk(folder), open_archive(folder, os.environ.get(URL)))


def now() -> datetime:
    """This instant, UTC."""
    return datetime.now(UTC).replace(microsecond=0)
