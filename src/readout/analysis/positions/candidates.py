"""What the readings of one article share, and what a sentence may say of a position before all is known of it."""

from typing import NamedTuple

from readout.analysis.positions.parties import Parties
from readout.codebook.modality import ModalityBook
from readout.codebook.positions import PositionBook
from readout.codes import PositionKind
from readout.records import Span
from readout.tokens import Parse

SURE, LIKELY = 0.8, 0.65  # a verb of speech; a noun, an adjective or a "will"


class Scene(NamedTuple):
    """
    One article as all readings of positions see it. `reports`: it is news or an office's page, whose own voice tells
    what parties hold ("Norland will not sign"); in a commentary that is what its author makes of them.
    """

    parse: Parse
    parties: Parties
    book: PositionBook
    modality: ModalityBook
    reports: bool


class Candidate(NamedTuple):
    """`trigger` and `head` are tokens: the word that takes the position, and the head of what it is about."""

    trigger: int
    head: int
    kind: PositionKind
    holders: tuple[str, ...]
    content: Span
    condition: Span | None
    confidence: float
