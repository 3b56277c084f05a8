"""The podcast as it is typed: what is due, a recording of one's own, the script, and what is missing in words."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from archives import SqliteTemplate
from editions import AT, keep_articles, publish_whole
from readout.adapters.episodes import load_episodes
from readout.adapters.speech import piper
from readout.archive.connection import close_database
from readout.cli import main
from readout.cli.archives import open_desk
from readout.cli.podcasting import post_due

MONDAY = datetime(2031, 3, 10, 6, tzinfo=UTC)
ESPEAK = "#!/bin/sh\ncat > /dev/null\ncat '{wave}'\n"
FFMPEG = """#!/bin/sh
case "$*" in
  *print_format*) echo '{"input_i": "-20", "input_tp": "-3", "input_lra": "2", "input_thresh": "-30",
    "target_offset": "0"}' >&2 ;;
  *) for last; do :; done; printf recorded > "$last" ;;
esac
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("template"))


@pytest.fixture
def desk(template, tmp_path, monkeypatch) -> Path:
    """A desk with an edition of a Friday, on a machine with programs that pretend to speak and to record."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "standoff.toml").write_text('name = "The strait"\n')
    archive = template.open(folder)
    keep_articles(archive)
    publish_whole(archive)
    close_database(archive.alias)
    programs = tmp_path / "programs"
    programs.mkdir()
    wave = programs / "said.wav"
    wave.write_bytes(
        b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x22\x56\0\0\x44\xac\0\0\2\0\x10\0data\x08\0\0\0" + bytes(8)
    )
    for name, script in (("espeak-ng", ESPEAK.replace("{wave}", str(wave))), ("ffmpeg", FFMPEG)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


def run(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done.output


def test_a_recording_is_kept_with_its_transcript_chapters_and_script(desk):
    told = run("podcast", "--desk", desk)
    assert "Posted:     2031-03-10 06:00 UTC" in told
    (episode,) = load_episodes(desk)
    assert (episode.number, episode.bytes, episode.posted_at) == (1, len("recorded"), MONDAY)
    assert sorted(path.suffix for path in (desk / "episodes").iterdir()) == [
        ".episode",
        ".json",
        ".mp3",
        ".txt",
        ".vtt",
    ]
    assert "/editions/2031-w10/#l-" in (desk / "episodes" / "2031-w10.vtt").read_text()


def test_the_worker_posts_when_the_day_has_come_and_once(desk):
    opened = open_desk(desk)
    post_due(opened, MONDAY - timedelta(seconds=1))
    assert not load_episodes(desk)
    post_due(opened, MONDAY)
    (episode,) = load_episodes(desk)
    (desk / episode.file).write_bytes(b"kept as it is")
    post_due(opened, MONDAY + timedelta(days=1))
    assert (desk / episode.file).read_bytes() == b"kept as it is"
    assert "Nothing is due" in run("podcast", "--due", "--desk", desk)


def test_a_machine_that_cannot_speak_posts_nothing_and_says_what_to_install_when_asked(desk, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    post_due(open_desk(desk), AT + timedelta(days=30))
    assert not load_episodes(desk)
    assert re.search(
        r"ffmpeg is not installed.*apt-get install\s+ffmpeg", run("podcast", "--desk", desk, code=2), re.DOTALL
    )


def test_the_script_is_printed_for_a_person(desk):
    script = run("podcast", "--script", "--desk", desk)
    assert "In the editor's words:" in script
    assert not load_episodes(desk)


def test_a_desk_without_an_edition_says_what_comes_first(tmp_path):
    (tmp_path / "standoff.toml").write_text("")
    assert "No edition has been published yet" in run("podcast", "--desk", tmp_path, code=3)


def test_a_voice_of_the_desks_own_choice_speaks_with_its_terms_shown(desk, monkeypatch, tmp_path):
    voice = desk / "voices" / "anna.onnx"
    voice.parent.mkdir()
    (desk / "site.toml").write_text(
        '[podcast]\nvoice = "piper"\nvoice_model = "voices/anna.onnx"\nvoice_licence = "CC BY 4.0, by Anna"\n'
    )
    monkeypatch.setattr(piper, "find_spec", lambda _name: None)
    assert "pip install 'readout[speech]'" in " ".join(run("podcast", "--desk", desk, code=2).split())
    monkeypatch.setattr(piper, "find_spec", lambda _name: True)
    assert "anna.onnx: is not there" in " ".join(run("podcast", "--desk", desk, code=2).split())
    voice.touch()
    Path(f"{voice}.json").touch()
    monkeypatch.setattr(piper.sys, "executable", str(tmp_path / "programs" / "espeak-ng"))  # it says the same, whatever
    run("podcast", "--desk", desk)
    (episode,) = load_episodes(desk)
    assert episode.voice == "the synthetic voice anna (CC BY 4.0, by Anna)"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ('voice = "hal"', "voice must be one of espeak-ng, piper, not 'hal'"),
        (
            'voice = "piper"\nvoice_model = "anna.onnx"',
            "needs voice_model, the .onnx file of a voice, and voice_licence",
        ),
    ],
)
def test_a_voice_that_is_not_named_whole_is_told(desk, told, words):
    (desk / "site.toml").write_text(f"[podcast]\n{told}\n")
    assert words in " ".join(run("podcast", "--desk", desk, code=2).split())
