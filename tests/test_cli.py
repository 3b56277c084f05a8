"""The commands as a newcomer types them: what they print, what they write, how they leave."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from readout.cli import main

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait"
TALKS = "Ministers of Kestria and Dolmira met in Lusande on 3 March 2031. “We will meet again,” the minister said.\n"


def run(*words: object, stdin: bytes | None = None):
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The brief of the shipped example, written once for the module."""
    folder = tmp_path_factory.mktemp("brief") / "strait"
    done = run("brief", EXAMPLE / "articles", "--standoff", EXAMPLE / "standoff", "-o", folder)
    assert done.exit_code == 0, done.output
    return folder, done.output


def test_help_teaches_the_commands_and_the_exit_codes():
    shown = run("--help").output
    assert "brief" in shown
    assert "verify" in shown
    assert "Exit codes: 0 fine" in shown
    assert "calendar.ics" in run("brief", "--help").output


def test_a_brief_is_written_verified_and_told_of(written):
    folder, told = written
    assert {"index.html", "brief.md", "brief.json", "calendar.ics", "manifest.json", "sources"} == {
        file.name for file in folder.iterdir()
    }
    assert str(folder / "index.html") in told
    checked = run("verify", folder)
    assert checked.exit_code == 0, checked.output
    digest = checked.output.split()[-1]
    assert digest in told
    assert run("verify", folder, "--digest", digest).exit_code == 0
    assert run("verify", folder, "--digest", "0" * 64).exit_code == 1


def test_every_fault_of_a_folder_is_told(written, tmp_path):
    folder = tmp_path / "touched"
    shutil.copytree(written[0], folder)
    (folder / "brief.md").write_text("another brief", "utf-8")
    (folder / "extra.txt").write_text("x", "utf-8")
    done = run("verify", folder)
    assert done.exit_code == 1
    assert "brief.md" in done.output
    assert "extra.txt" in done.output


def test_an_earlier_brief_is_taken_up(written, tmp_path):
    done = run(
        "brief", EXAMPLE / "articles", "--standoff", EXAMPLE / "standoff", "--earlier", written[0], "-o", tmp_path / "b"
    )
    assert done.exit_code == 0, done.output
    refused = run("brief", EXAMPLE / "articles", "--earlier", EXAMPLE, "-o", tmp_path / "c")
    assert refused.exit_code == 2
    assert "brief.json" in refused.output


def test_readings_come_as_records_a_line_and_as_text(tmp_path):
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    (line,) = run("analyse", tmp_path, "--format", "jsonl").stdout.splitlines()
    record = json.loads(line)
    assert record["article"]["text"] == TALKS
    assert record["analysis"]["article_id"] == record["article"]["id"]
    (quoted,) = record["analysis"]["statements"][0]["quotes"]
    assert "We will meet again" in TALKS[quoted["start"] : quoted["end"]]
    assert "We will meet again" in run("analyse", tmp_path, "--format", "text").stdout


def test_standard_input_is_an_article():
    done = run("analyse", "-", "--format", "jsonl", stdin=TALKS.encode())
    assert json.loads(done.stdout.splitlines()[-1])["article"]["text"] == TALKS


def test_one_unreadable_input_is_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01\x02" * 400)
    done = run("analyse", tmp_path, "--format", "jsonl")
    assert done.exit_code == 4
    assert "noise.txt" in done.output
    assert TALKS.split(".", maxsplit=1)[0] in done.stdout


def test_nothing_readable_and_wrong_usage_leave_with_their_own_codes(tmp_path):
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01\x02" * 400)
    assert run("analyse", tmp_path).exit_code == 3
    assert run("brief").exit_code == 2
    late = run("brief", tmp_path, "--since", "2031-03-05", "--until", "2031-03-01")
    assert late.exit_code == 2
    assert "is after" in late.output
    assert "takes a day such as" in run("brief", tmp_path, "--since", "tomorrow").output
    assert "is not a folder" in run("analyse", tmp_path, "--standoff", tmp_path / "none").output


def test_a_folder_that_is_no_brief_is_not_written_over(tmp_path):
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    done = run("brief", tmp_path / "talks.txt", "-o", tmp_path)
    assert done.exit_code == 2
    assert (tmp_path / "talks.txt").read_text("utf-8") == TALKS


def test_the_network_is_never_asked(tmp_path):
    (tmp_path / "talks.txt").write_text(TALKS, "utf-8")
    refuse = (
        "import socket, sys\n"
        "def refuse(*_a, **_k): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse\n"
        "from readout.cli import main\n"
        f"main(['brief', {str(tmp_path / 'talks.txt')!r}, '-o', {str(tmp_path / 'out')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", refuse], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("analyse", "none.txt"), 3, "none.txt: is not there"),
        (("analyse", "empty"), 3, "empty: holds no file that ends in"),
        (("analyse", "pictures"), 3, "pictures: holds no file that ends in"),
        (("brief", "empty", "-o", "out"), 3, "Nothing could be read"),
        (("brief", "empty", "--earlier", "none"), 2, "none: is not a folder"),
        (("verify", "none"), 2, "none: is not a folder"),
        (("verify", "empty"), 1, "manifest.json: is missing"),
    ],
)
def test_a_wrong_path_is_named_with_what_is_wrong(words, code, told, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert (done.exit_code, told in done.output) == (code, True), done.output
    assert not (tmp_path / "out").exists()


LOADING = """
import signal
from readout.cli.ending import ended_by_signal

with ended_by_signal("Ended."):
    exec("signal.raise_signal(signal.SIGTERM)")
"""


def test_a_signal_in_the_midst_of_loading_a_module_ends_a_command_well():
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Ended.\n")
