"""A served site is built again in a process of its own, and a build that fails is tried again later."""

import sys
from pathlib import Path

from readout.site import watching
from readout.site.watching import Watch


def stand_in(folder: Path, monkeypatch, script: str) -> None:
    """Have a script take the place of the command that builds."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(watching.sys, "executable", str(program))


def test_a_build_is_asked_for_with_the_desk_and_the_folder_and_then_searches_are_new(tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/asked')
    watch = Watch(tmp_path / "desk", tmp_path / "public", tmp_path / "search.sqlite3")
    assert watch.build()
    asked = (tmp_path / "asked").read_text().split()
    assert asked == [
        "-m",
        "readout",
        "site",
        "build",
        str(tmp_path / "public"),
        "--packed",
        "--desk",
        str(tmp_path / "desk"),
    ]
    assert (tmp_path / "search.sqlite3").exists()


def test_a_build_that_fails_leaves_the_index_as_it_is(tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, "exit 2")
    watch = Watch(tmp_path / "desk", tmp_path / "public", tmp_path / "search.sqlite3", every=0.01)
    assert not watch.build()
    assert not (tmp_path / "search.sqlite3").exists()


def test_it_looks_for_as_long_as_the_site_is_served(tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, f"echo x >> {tmp_path}/times")
    with Watch(tmp_path / "desk", tmp_path / "public", tmp_path / "search.sqlite3", every=0.01) as watch:
        while not (tmp_path / "times").exists() or (tmp_path / "times").read_text().count("x") < 2:
            watch.ended.wait(0.01)
    watch.thread.join(timeout=30)
    assert not watch.thread.is_alive()
    assert sys.executable == str(tmp_path / "python")
