"""Records with ffmpeg: MP3 at the loudness that podcast programs expect, with tags, chapters and cover in the file."""

import json
import re
import tempfile
import wave
from pathlib import Path

from readout.adapters.speech import find_program, run_program
from readout.errors import SpeechError
from readout.ports.voice import Sound

LOUDNESS = "I=-16:TP=-1.5:LRA=11"  # LUFS, dBTP, LU (EBU R 128; -16 is what Apple asks of podcasts)
EVEN = "acompressor=threshold=-21dB:ratio=4:attack=5:release=120"  # so that peaks leave room for the loudness
RATE, BITS = 44100, "64k"
_EXACT = ("-fflags", "+bitexact", "-flags:a", "+bitexact")  # no version of the encoder in the file
_MEASURED = (
    ("measured_I", "input_i"),
    ("measured_TP", "input_tp"),
    ("measured_LRA", "input_lra"),
    ("measured_thresh", "input_thresh"),
    ("offset", "target_offset"),
)


class FfmpegRecorder:
    """Implements `ports.voice.Recorder`."""

    def __init__(self) -> None:
        """Raises SpeechError where ffmpeg is not installed."""
        self.program = find_program("ffmpeg", "ffmpeg")

    def record(self, sound: Sound, metadata: bytes, cover: bytes | None) -> bytes:
        """Two passes: the loudness is measured, then brought to what is asked for."""
        with tempfile.TemporaryDirectory(prefix="readout-podcast-") as folder:
            place = Path(folder)
            with wave.open(str(place / "said.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(sound.rate)
                file.writeframes(sound.samples)
            (place / "tags.txt").write_bytes(metadata)
            if cover is not None:
                (place / "cover.png").write_bytes(cover)
            self._encode(place, self._measure(place), with_cover=cover is not None)
            return (place / "said.mp3").read_bytes()

    def _measure(self, place: Path) -> str:
        filtering = f"{EVEN},loudnorm={LOUDNESS}:print_format=json"
        command = [self.program, "-hide_banner", "-nostats", "-i", str(place / "said.wav"), "-af", filtering]
        told = run_program([*command, "-f", "null", "-"]).stderr.decode("utf-8", "replace")
        found = re.search(r"\{[^{}]*\"input_i\"[^{}]*\}", told)
        if found is None:
            raise SpeechError("ffmpeg did not tell the loudness: is its loudnorm filter built in?")
        values = json.loads(found[0])
        measured = ":".join(f"{name}={values[key]}" for name, key in _MEASURED)
        return f"{EVEN},loudnorm={LOUDNESS}:{measured}:linear=true"

    def _encode(self, place: Path, filtering: str, *, with_cover: bool) -> None:
        command = [self.program, "-hide_banner", "-loglevel", "error", "-y"]
        command += ["-i", str(place / "said.wav"), "-i", str(place / "tags.txt")]
        command += ["-i", str(place / "cover.png")] if with_cover else []
        command += ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
        command += ["-map", "2:v", "-c:v", "copy", "-disposition:v", "attached_pic"] if with_cover else []
        command += ["-af", filtering, "-ar", str(RATE), "-ac", "1", "-c:a", "libmp3lame", "-b:a", BITS]
        run_program([*command, "-id3v2_version", "3", *_EXACT, str(place / "said.mp3")])


def measure_mp3(path: Path) -> float:
    """How long a recording is, in seconds. Raises SpeechError where it is no MP3, or ffprobe is not installed."""
    wanted = ["-v", "error", "-show_entries", "format=duration,format_name", "-of", "json"]
    told = json.loads(run_program([find_program("ffprobe", "ffmpeg"), *wanted, str(path)]).stdout)["format"]
    if told.get("format_name") != "mp3":
        raise SpeechError(f"{path}: is no MP3 but {told.get('format_name')}; podcast programs play MP3")
    return float(told["duration"])
