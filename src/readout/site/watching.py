"""Keeps a served site up to date: builds it again, in a process of its own, when the archive has something new."""

import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from readout.errors import ArchiveError
from readout.site.searches import write_index

EVERY = 60  # seconds between two looks


class Watch:
    """
    A thread that starts `readout site build` now and then; only what has changed is written.

    The build runs in a process of its own so that readers meanwhile are answered as fast as ever.
    """

    def __init__(self, desk: Path, folder: Path, index: Path, every: float = EVERY) -> None:
        """`folder` is the site's, `index` the file of its searches; `every` counts seconds."""
        self.desk, self.folder, self.index, self.every = desk, folder, index, every
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="site-watch", daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End; a build that is running ends by itself."""
        self.ended.set()

    def _run(self) -> None:
        while not self.ended.wait(self.every):
            self.build()

    def build(self) -> bool:
        """Build once; whether it came to its end. What failed is told on standard error, and tried again later."""
        command = [
            sys.executable,
            "-m",
            "readout",
            "site",
            "build",
            str(self.folder),
            "--packed",
            "--desk",
            str(self.desk),
        ]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
        if done.returncode:
            return False
        try:
            self.write_index()
        except ArchiveError as error:
            sys.stderr.write(f"{error}\n")
            return False
        return True

    def write_index(self) -> int:
        """Bring the index of searches up to the folder; how many editions were read anew."""
        return write_index(self.folder, self.index)
