"""One article's tokens with its quotations laid over them: what every part of this step reads."""

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from readout.quotations import Quotation, find_quotations, outermost
from readout.tokens import Parse

MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "‟"})


class Quoted(NamedTuple):
    """An outermost quotation as a range of tokens, marks included; `words` counts what stands between them."""

    first: int
    after: int
    words: int
    quotation: Quotation


class Relation(NamedTuple):
    """
    Who said what, in token indices in the order of the text.

    `cue` is empty for what is quoted without one, `source` where nobody is sure to be named.
    """

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Surface:
    """
    `quoted` has for each token 0, or one more than the index in `quotations` of the quotation it stands in;
    `is_mark` says which tokens are quotation marks.
    """

    parse: Parse
    quotations: tuple[Quoted, ...]
    quoted: tuple[int, ...]
    is_mark: tuple[bool, ...]

    def sentence(self, i: int) -> tuple[int, int]:
        """The token range of the sentence that token `i` stands in."""
        return self.parse.sentences[self.parse.sentence_of[i]]

    def block(self, i: int) -> tuple[int, int]:
        """The token range of the paragraph that token `i` stands in."""
        return self.parse.blocks[self.parse.block_of[i]]

    def quotation_at(self, i: int) -> Quoted | None:
        """The quotation that token `i` stands in, its marks included; None outside of any."""
        place = bisect_right(self.quotations, i, key=attrgetter("first")) - 1
        return self.quotations[place] if place >= 0 and i < self.quotations[place].after else None

    def is_word(self, i: int) -> bool:
        """Whether a token has a letter or digit in it."""
        text = self.parse.tokens[i].text
        return text[0].isalnum() or any(character.isalnum() for character in text)


def lay_quotations(parse: Parse) -> Surface:
    """Find the outermost quotations of a parse's paragraphs and number the tokens in them."""
    blocks = [parse.span(first, after) for first, after in parse.blocks]
    quoted = [0] * len(parse.tokens)
    is_mark = [token.text in MARKS for token in parse.tokens]
    found: list[Quoted] = []
    for quotation in outermost(find_quotations(parse.text, blocks)):
        within = parse.tokens_in(quotation.outer)
        inner = [i for i in parse.tokens_in(quotation.inner) if parse.tokens[i].end <= quotation.inner.end]
        words = [i for i in inner if any(character.isalnum() for character in parse.tokens[i].text)]
        if not words:
            continue
        found.append(Quoted(within[0], within[-1] + 1, len(words), quotation))
        for i in within:
            quoted[i] = 0 if is_mark[i] and i in (within[0], within[-1]) else len(found)
    return Surface(parse, tuple(found), tuple(quoted), tuple(is_mark))
