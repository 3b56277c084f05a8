"""What Readout asks of a learned encoder of sentences."""

from collections.abc import Sequence
from typing import Protocol


class SentenceEncoder(Protocol):
    """Puts sentences into one space, those of like meaning near each other."""

    @property
    def digest(self) -> str:
        """Of the encoder's file: part of the recipe."""

    def encode(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """A vector of length 1 for each text; none depends on its neighbours."""
