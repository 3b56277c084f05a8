import os
import stat

import pytest

from readout.adapters.folders import read_folder, write_folder
from readout.errors import OutputError

MANIFEST = b'{"format": "readout-manifest/1", "files": {}}'
FILES = {"manifest.json": MANIFEST, "index.html": b"<p>", "sources/a1.html": b"a", ".hidden": b"h"}


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def test_what_is_written_is_read(tmp_path):
    write_folder(tmp_path / "out" / "brief", FILES)
    assert read_folder(tmp_path / "out" / "brief") == FILES
    assert list(read_folder(tmp_path / "out" / "brief")) == sorted(FILES)
    assert names_in(tmp_path / "out") == ["brief"]


def test_an_earlier_brief_is_replaced_whole(tmp_path):
    write_folder(tmp_path / "brief", FILES)
    write_folder(tmp_path / "brief", {"manifest.json": MANIFEST})
    assert read_folder(tmp_path / "brief") == {"manifest.json": MANIFEST}
    assert names_in(tmp_path) == ["brief"]


def test_an_empty_folder_is_taken(tmp_path):
    write_folder(tmp_path, FILES)
    assert read_folder(tmp_path) == FILES


@pytest.mark.parametrize("manifest", [None, b"{}", b"[]", b"\xff", b'{"format": "other/1"}'])
def test_a_folder_that_is_no_brief_is_left_alone(tmp_path, manifest):
    (tmp_path / "letter.txt").write_bytes(b"mine")
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    before = read_folder(tmp_path)
    with pytest.raises(OutputError, match="no Readout brief"):
        write_folder(tmp_path, FILES)
    assert read_folder(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path):
    (tmp_path / "brief").write_bytes(b"mine")
    with pytest.raises(OutputError, match="is a file"):
        write_folder(tmp_path / "brief", FILES)
    assert (tmp_path / "brief").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../b", "", "a\\b", "./a"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(OutputError, match="leads out"):
        write_folder(tmp_path / "brief", {name: b""})
    assert names_in(tmp_path) == []


def test_a_brief_that_cannot_be_written_leaves_the_old_one(tmp_path):
    write_folder(tmp_path / "brief", FILES)
    with pytest.raises(OutputError, match="cannot be written"):
        write_folder(tmp_path / "brief", {"a": b"", "a/b": b""})
    assert read_folder(tmp_path / "brief") == FILES
    assert names_in(tmp_path) == ["brief"]


@pytest.mark.parametrize("target", ["index.html", "sources", "nowhere"])
def test_a_link_is_told_and_not_followed(tmp_path, target):
    write_folder(tmp_path / "brief", FILES)
    (tmp_path / "brief" / "link").symlink_to(tmp_path / "brief" / target)
    with pytest.raises(OutputError, match="'link' is a link"):
        read_folder(tmp_path / "brief")


def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="no plain file"):
        read_folder(tmp_path)


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(OutputError, match="is not a folder"):
        read_folder(tmp_path / "gone")


def test_the_folder_is_as_open_as_any_other(tmp_path):
    write_folder(tmp_path / "brief", FILES)
    (tmp_path / "plain").mkdir()
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("brief", "plain")}
    assert len(modes) == 1
