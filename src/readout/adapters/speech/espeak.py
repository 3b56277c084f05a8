"""Speaks with espeak-ng, a small formant synthesiser that every Debian has in a package."""

import io
import wave

from readout.adapters.speech import find_program, run_program
from readout.errors import SpeechError
from readout.ports.voice import Sound

ENGLISH, WORDS_A_MINUTE = "en-gb", 155


class EspeakVoice:
    """Implements `ports.voice.Voice`."""

    def __init__(self) -> None:
        """Raises SpeechError where espeak-ng is not installed."""
        self.program = find_program("espeak-ng", "espeak-ng")

    @property
    def name(self) -> str:
        """What readers are told."""
        return "the synthetic voice espeak-ng (GPL 3; what it speaks is free)"

    def speak(self, text: str) -> Sound:
        """The text spoken; nothing of it is taken for an option or for mark-up."""
        command = [self.program, "-v", ENGLISH, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout"]
        return read_wave(run_program(command, text.encode("utf-8", "replace")).stdout)


def read_wave(content: bytes) -> Sound:
    """The samples of a WAV stream, whose header may leave the length open."""
    try:
        with wave.open(io.BytesIO(content)) as told:
            if told.getsampwidth() != 2 or told.getnchannels() != 1:
                raise SpeechError("the voice gave something else than 16 bits on one channel")
            rate = told.getframerate()
    except (wave.Error, EOFError) as error:
        raise SpeechError(f"the voice gave no sound: {error}") from error
    at = content.find(b"data") + 8
    samples = content[at:]
    return Sound(samples[: len(samples) // 2 * 2], rate)
