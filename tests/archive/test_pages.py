"""Pages lie by their digest, whole or not at all, and a page that changed on the disk is told."""

import gzip
import hashlib

import pytest

from readout.archive.pages import PageShelf
from readout.errors import ArchiveError

PAGE = b"<html>\x00\xff a page</html>"
DIGEST = hashlib.sha256(PAGE).hexdigest()


@pytest.fixture
def shelf(tmp_path):
    return PageShelf(tmp_path / "pages")


def test_a_page_is_a_file_by_its_digest_that_any_tool_opens(shelf):
    assert shelf.keep(PAGE) == DIGEST
    (file,) = [path for path in shelf.folder.rglob("*") if path.is_file()]
    assert file.relative_to(shelf.folder).as_posix() == f"{DIGEST[:2]}/{DIGEST}.gz"
    assert gzip.decompress(file.read_bytes()) == PAGE


def test_the_same_page_is_written_once_and_the_same_way(shelf):
    shelf.keep(PAGE)
    file = shelf.folder / DIGEST[:2] / f"{DIGEST}.gz"
    before = file.stat().st_mtime_ns, file.read_bytes()
    shelf.keep(PAGE)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


CHANGED = {
    "another page": (gzip.compress(b"another", mtime=0), "is not what was kept"),
    "no gzip": (b"no gzip", "cannot be read"),
    "empty": (b"", "is not what was kept"),
}


@pytest.mark.parametrize(("content", "told"), CHANGED.values(), ids=CHANGED)
def test_a_page_that_changed_is_told_and_not_given(shelf, content, told):
    shelf.keep(PAGE)
    (shelf.folder / DIGEST[:2] / f"{DIGEST}.gz").write_bytes(content)
    with pytest.raises(ArchiveError, match=told):
        shelf.load(DIGEST)


def test_a_page_that_was_half_written_when_the_power_went_is_not_there(shelf):
    (shelf.folder / DIGEST[:2]).mkdir(parents=True)
    (shelf.folder / DIGEST[:2] / ".tmpx").write_bytes(gzip.compress(PAGE)[:9])
    assert shelf.load(DIGEST) is None
    shelf.keep(PAGE)
    assert shelf.load(DIGEST) == PAGE


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "pages").write_text("a file")
    with pytest.raises(ArchiveError, match="cannot be kept"):
        PageShelf(tmp_path / "pages").keep(PAGE)
