"""What the steps of this room look at together: one article, what was found in it, and the words to judge by."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.codebook import ActorBook
from readout.codebook.forecasts import ForecastBook
from readout.codes import Genre
from readout.quotations import Quotation
from readout.records import Article, Mention, Statement, Timex
from readout.tokens import Parse


@dataclass(frozen=True, slots=True)
class Scene:
    """One article on the bench."""

    article: Article
    parse: Parse
    mentions: Sequence[Mention]
    timexes: Sequence[Timex]
    statements: Sequence[Statement]
    genre: Genre
    book: ForecastBook
    actors: ActorBook
    quotations: Sequence[Quotation]
