"""
Speaks with piper, by a neural voice that a desk chooses and answers for: piper is GPL 3, each voice has its own terms.

It is started as a program and never imported. Its two sources of chance are switched off, so that the same text sounds
the same: VITS draws noise for the tone and for the length of sounds (Kim et al. 2021), and both are given as 0.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from readout.adapters.speech import run_program
from readout.adapters.speech.espeak import read_wave
from readout.errors import SpeechError
from readout.ports.voice import Sound

STILL = ("--noise-scale", "0", "--noise-w-scale", "0", "--sentence-silence", "0.3")


class PiperVoice:
    """Implements `ports.voice.Voice`."""

    def __init__(self, model: Path, licence: str) -> None:
        """
        Speak by the voice in the file `model` (.onnx, its .onnx.json beside it); `licence` is what readers are told.

        Raises SpeechError where piper or the voice is not there.
        """
        if find_spec("piper") is None:
            raise SpeechError("piper is not installed, and site.toml names it: pip install 'readout[speech]'")
        for file in (model, model.with_name(f"{model.name}.json")):
            if not file.is_file():
                raise SpeechError(f"{file}: is not there; voice_model in site.toml names the .onnx file of a voice")
        self.model, self.licence = model, licence

    @property
    def name(self) -> str:
        """What readers are told."""
        return f"the synthetic voice {self.model.stem} ({self.licence})"

    def speak(self, text: str) -> Sound:
        """The text spoken, as one line; nothing of it is taken for an option."""
        command = [sys.executable, "-I", "-m", "piper", "-m", str(self.model), *STILL, "-f", "-"]
        given = " ".join(text.split()) + "\n"
        return read_wave(run_program(command, given.encode("utf-8", "replace")).stdout)
