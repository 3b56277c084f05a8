"""The network opened for a command: the fetcher with the desk's contact, and the confined reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readout.cli.archives import Opened, now
from readout.errors import InputError

if TYPE_CHECKING:
    from readout.actions.collecting import Wire


@contextmanager
def open_wire(opened: Opened) -> "Iterator[Wire]":
    """What asks the network. Raises InputError where the desk names no contact or its libraries are not there."""
    intake = opened.desk.intake
    if intake.contact is None:
        told = 'a site must be able to reach you: write contact = "desk@your-house.example" at the top of the file'
        raise InputError(str(opened.desk.folder / "sources.toml"), told)
    try:
        from readout.adapters.fetching import Limits, SafeFetcher, read_trusted  # noqa: PLC0415 -- few commands fetch
    except ImportError as error:
        raise InputError("collecting", "needs the desk's libraries: pip install 'readout[desk]'") from error
    from readout.actions.collecting import Wire  # noqa: PLC0415
    from readout.adapters.confined import ConfinedReader  # noqa: PLC0415

    fetcher = SafeFetcher(intake.contact, Limits(trusted=read_trusted(intake.trusted)))
    try:
        with ConfinedReader() as reader:
            yield Wire(fetcher, reader, now)
    finally:
        fetcher.close()
