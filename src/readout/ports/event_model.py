"""What Readout asks of a learned model of events."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class EventModel(Protocol):
    """Says how likely each PLOVER type is of what one party does to another in a sentence."""

    @property
    def digest(self) -> str:
        """Of the model's file: part of the recipe."""

    @property
    def labels(self) -> Sequence[str]:
        """Names of the types in the order of the probabilities; the last is NONE, no event."""

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Pieces of words and their numbers."""

    def weigh(self, pieces: Sequence[Sequence[int]], guesses: Sequence[int]) -> Sequence[Sequence[float]]:
        """
        For each question the probability of every label, calibrated, summing to 1.

        `pieces` are the numbers of its pieces; `guesses` the number of the label that the patterns gave, and
        `len(labels)` where they gave none.
        """
