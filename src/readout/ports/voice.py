"""Asked of what speaks and of what makes a recording of it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sound:
    """Speech as samples: 16 bits, little-endian, one channel; `rate` of them a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / 2 / self.rate


class Voice(Protocol):
    """Speaks."""

    @property
    def name(self) -> str:
        """Who or what speaks, in words that readers are shown, its licence with it."""

    def speak(self, text: str) -> Sound:
        """The text spoken; the same text sounds the same. Raises SpeechError."""


class Recorder(Protocol):
    """Makes a recording that podcast programs play."""

    def record(self, sound: Sound, metadata: bytes, cover: bytes | None) -> bytes:
        """The sound as MP3 at an even loudness, with tags and chapters (ffmetadata 1) in it. Raises SpeechError."""
