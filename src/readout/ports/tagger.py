"""What Readout asks of a tagger: tokens and sentences of prose, with tags, heads and names."""

from collections.abc import Sequence
from typing import Protocol

from readout.records import Span
from readout.tokens import Parse


class Tagger(Protocol):
    """Cuts prose into tokens and sentences, with tags, heads and names."""

    @property
    def recipe(self) -> str:
        """Name and version of the tagger and of its model: part of every `Analysis.recipe`."""

    def tag(self, text: str, blocks: Sequence[Span]) -> Parse:
        """
        The tokens of `blocks` (paragraphs of `text`, in order, apart from each other).

        Offsets are characters of `text`. Never raises on odd text; an empty `blocks` gives an empty parse.
        """
