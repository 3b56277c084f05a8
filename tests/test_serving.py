"""`readout desk` as it is typed: a folder that is made, one link, and a server that answers and ends."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from click.testing import CliRunner

from readout.adapters.desks import copy_example, find_example
from readout.cli import main


def test_a_new_desk_answers_on_loopback_and_prints_a_link_that_works(tmp_path):
    """Begun with SIGINT ignored, as a shell does with what it starts in the background."""
    asked = ["desk", "--desk", "new", "--empty", "--no-browser", "--port", "0"]
    words = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-m", "readout", *asked]
    environment = os.environ | {"DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            told = ""
            for line in server.stdout:
                told += line
                if "End it:" in line:
                    break
            (first,) = re.findall(r"(http://127\.0\.0\.1:\d+/first/\S+)", told)
            with urllib.request.urlopen(first) as answer:
                assert "Make the first account" in answer.read().decode()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=60) == 0
    assert (tmp_path / "new" / "standoff.toml").is_file()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear editor")
    done = CliRunner().invoke(main, ["desk", "--desk", str(tmp_path), "--no-browser"])
    assert done.exit_code == 2
    assert "has files in it and is no desk" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_example_is_copied_whole_and_nothing_is_overwritten(tmp_path):
    (tmp_path / "standoff.toml").write_text('question = "Ours?"')
    copy_example(tmp_path)
    assert (tmp_path / "standoff.toml").read_text() == 'question = "Ours?"'
    names = {path.name for path in (find_example() / "articles").iterdir()}
    assert {path.name for path in (tmp_path / "articles").iterdir()} == names


def test_the_wheel_carries_the_example():
    told = (Path(__file__).parent.parent / "pyproject.toml").read_text()
    assert '"examples/strait/articles" = "readout/adapters/desks/example/articles"' in told
    assert '"examples/strait/standoff" = "readout/adapters/desks/example/standoff"' in told
