"""The desk behind a request: its folder, its archive, and its files as they are now."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

from readout.adapters.codebooks import load_codebook
from readout.adapters.desks import Desk, load_desk
from readout.archive.connection import open_pages
from readout.archive.store import Store
from readout.codebook import Codebook
from readout.desk.decisions import Decisions
from readout.records import Judgement

DATABASE = "default"


@dataclass
class OpenedDesk:
    """A desk with its archive. Its files are read anew when one of them has changed."""

    folder: Path
    archive: Store
    _decisions: Decisions = field(default_factory=Decisions, repr=False)
    _codebook: tuple[object, Codebook] | None = field(default=None, repr=False)

    @property
    def decisions(self) -> Decisions:
        """The judgements in force now."""
        self._decisions.catch_up(self.archive)
        return self._decisions

    def list_in_force(self) -> tuple[Judgement, ...]:
        """All judgements in force now."""
        return self.decisions.in_force()

    @property
    def files(self) -> Desk:
        """Schedule and sources, as the folder says now. Raises CodebookError when a file cannot be understood."""
        return load_desk(self.folder)

    @property
    def codebook(self) -> Codebook:
        """The package's codebook with the desk's standoff on top, as the folder says now."""
        stamp = tuple(
            (path.name, path.stat().st_mtime_ns, path.stat().st_size)
            for path in sorted(self.folder.iterdir())
            if path.suffix in {".csv", ".toml"}
        )
        if self._codebook is None or self._codebook[0] != stamp:
            self._codebook = (stamp, load_codebook(self.folder))
        return self._codebook[1]


_opened: dict[Path, OpenedDesk] = {}


def the_desk() -> OpenedDesk:
    """The desk that this server was started for."""
    folder = Path(settings.READOUT_DESK)
    if folder not in _opened:
        _opened[folder] = OpenedDesk(folder, Store(DATABASE, open_pages(folder)))
    return _opened[folder]


def now() -> datetime:
    """This instant, UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def precise_now() -> datetime:
    """This instant to the microsecond: two decisions within a second keep their order."""
    return datetime.now(UTC)


def today() -> date:
    """This day, UTC."""
    return now().date()
