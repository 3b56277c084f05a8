"""A site's folder holds exactly its files: what is gone is taken away, what is not ours never touched."""

import pytest

from readout.adapters.sites import MARK, Built, write_site
from readout.errors import OutputError

FILES = {"index.html": b"one", "editions/a/index.html": b"two", "editions/b/index.html": b"three"}


def test_only_what_has_changed_is_written_and_what_is_gone_is_removed(tmp_path):
    folder = tmp_path / "site"
    assert write_site(folder, FILES.items()) == Built(3, 0, 0)
    assert write_site(folder, FILES.items()) == Built(0, 3, 0)
    (folder / "notes.txt").write_text("mine")
    rest = {"index.html": b"new", "editions/a/index.html": b"two"}
    assert write_site(folder, rest.items()) == Built(1, 1, 1)
    assert not (folder / "editions" / "b").exists()
    assert (folder / "index.html").read_bytes() == b"new"
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_that_was_lost_or_whose_path_comes_twice_is_the_last_one_meant(tmp_path):
    folder = tmp_path / "site"
    write_site(folder, FILES.items())
    (folder / "index.html").unlink()
    write_site(folder, [*FILES.items(), ("index.html", b"later"), ("index.html", b"one")])
    assert (folder / "index.html").read_bytes() == b"one"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\x", "", "a\0"])
def test_no_file_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(OutputError, match="leads out"):
        write_site(tmp_path / "site", [(name, b"x")])


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="no site of ours"):
        write_site(tmp_path, FILES.items())
    (tmp_path / MARK).write_text("{}")
    with pytest.raises(OutputError, match="cannot be read"):
        write_site(tmp_path, FILES.items())
    with pytest.raises(OutputError, match="is a file"):
        write_site(tmp_path / "thesis.txt", FILES.items())
