"""What speaks is a program of its own: it is asked plainly, and its absence is told with what to install."""

import io
import wave
from pathlib import Path

import pytest

from readout.adapters.speech.espeak import EspeakVoice, read_wave
from readout.adapters.speech.ffmpeg import FfmpegRecorder, measure_mp3
from readout.errors import SpeechError


def write_program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def make_wave(samples: bytes, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(samples)
    return out.getvalue()


@pytest.mark.parametrize(("make", "named"), [(EspeakVoice, "espeak-ng"), (FfmpegRecorder, "ffmpeg")])
def test_a_program_that_is_not_there_is_named_with_its_package(make, named, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeechError, match=f"{named} is not installed.*apt-get install {named}"):
        make()


def test_what_is_spoken_goes_in_as_text_and_never_as_an_option(programs):
    sound = make_wave(b"\1\0\2\0")
    (programs / "sound.wav").write_bytes(sound)
    write_program(
        programs, "espeak-ng", f'cat > "{programs}/given"; echo "$@" > "{programs}/asked"; cat "{programs}/sound.wav"'
    )
    said = EspeakVoice().speak("--help & “quote”")
    assert said.samples == b"\1\0\2\0"
    assert said.rate == 22050
    assert (programs / "given").read_text() == "--help & “quote”"
    assert "--help" not in (programs / "asked").read_text()


def test_a_program_that_fails_is_told_of_with_its_last_words(programs):
    write_program(programs, "espeak-ng", 'echo "no such voice" >&2; exit 3')
    with pytest.raises(SpeechError, match="failed: no such voice"):
        EspeakVoice().speak("x")


def test_a_stream_of_open_length_is_read_to_its_end_and_what_is_no_speech_refused():
    sound = bytearray(make_wave(b"\1\0\2\0\3\0"))
    at = sound.find(b"data") + 4
    sound[at : at + 4] = b"\xff\xff\xff\x7f"
    assert read_wave(bytes(sound)).samples == b"\1\0\2\0\3\0"
    with pytest.raises(SpeechError, match="gave no sound"):
        read_wave(b"RIFF")
    with pytest.raises(SpeechError, match="one channel"):
        read_wave(make_wave(b"\1\0\2\0", channels=2))


def test_a_recording_that_is_no_mp3_is_refused(programs, tmp_path):
    write_program(programs, "ffprobe", """echo '{"format": {"format_name": "wav", "duration": "3.0"}}'""")
    with pytest.raises(SpeechError, match="is no MP3 but wav"):
        measure_mp3(tmp_path / "a.wav")
    write_program(programs, "ffprobe", """echo '{"format": {"format_name": "mp3", "duration": "3.5"}}'""")
    assert measure_mp3(tmp_path / "a.mp3") == 3.5
