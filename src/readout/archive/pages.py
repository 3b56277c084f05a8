"""Pages by the digest of their bytes, a compressed file each: `zcat FILE | sha256sum` gives the file's name."""

import gzip
import os
import tempfile
from pathlib import Path

from readout.errors import ArchiveError
from readout.spans import digest_bytes

LEVEL = 6


class PageShelf:
    """A folder of pages: `ab/abcdef….gz`. A page is written aside and renamed, so that none is ever found half."""

    def __init__(self, folder: Path) -> None:
        """Nothing is written before a page comes."""
        self.folder = folder

    def keep(self, page: bytes) -> str:
        """Keep a page; its digest. Once it returns, the page outlives a power cut."""
        digest = digest_bytes(page)
        path = self._path(digest)
        if path.exists():
            return digest
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(gzip.compress(page, LEVEL, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(path)
            _flush_folder(path.parent)
        except OSError as error:
            raise ArchiveError(f"{path}: a page cannot be kept ({error.strerror}); is the disk full?") from error
        return digest

    def load(self, digest: str) -> bytes | None:
        """The bytes with this digest; None when they are not kept. Raises ArchiveError where they have changed."""
        path = self._path(digest)
        try:
            page = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, EOFError) as error:
            raise ArchiveError(f"{path}: the page cannot be read ({error}); restore it from a backup") from error
        if digest_bytes(page) != digest:
            raise ArchiveError(f"{path}: the page is not what was kept; restore it from a backup")
        return page

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.gz"


def _flush_folder(folder: Path) -> None:
    """A new name is only safe once its folder is on the disk, too; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
