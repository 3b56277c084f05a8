"""One text cut into tokens, with lemmas, tags and heads: what a tagger gives and every step reads."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from readout.records import Span


class Token(NamedTuple):
    """
    A word or mark of `Article.text`.

    `i` is the token's own index and `head` that of the token that governs it (a root governs itself);
    `tag` is a Penn Treebank tag, `pos` a Universal POS tag, `dep` a ClearNLP label as spaCy's English
    models give it, `entity` an OntoNotes label or "", `starts_entity` true on the first token of one.
    White-space tokens are left out.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str  # lower case
    tag: str
    pos: str
    dep: str
    head: int
    entity: str
    starts_entity: bool
    lower: str  # the token in lower case: asked for more often than anything else


_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Parse:
    """
    The tokens of the prose of one article.

    `blocks` and `sentences` are ranges of token indices, half-open, in order: a block is a paragraph
    (what stands between blank lines), and no sentence crosses one. `children` and `sentence_of` and
    `block_of` have one entry a token. What is furniture has no tokens.
    """

    text: str
    tokens: tuple[Token, ...]
    blocks: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    children: tuple[tuple[int, ...], ...]
    sentence_of: tuple[int, ...]
    block_of: tuple[int, ...]

    def span(self, first: int, after: int) -> Span:
        """The characters from token `first` up to, not including, token `after`."""
        return Span(self.tokens[first].start, self.tokens[after - 1].end)

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and all that hangs on it, in the order of the text."""
        found = [index]
        for each in found:
            found.extend(self.children[each])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """The tokens above, nearest first, up to the root of the sentence."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index

    def sentence_span(self, number: int) -> Span:
        """The characters of the sentence with that number."""
        return self.span(*self.sentences[number])

    def tokens_in(self, span: Span) -> tuple[int, ...]:
        """Indices of the tokens that share at least one character with `span`."""
        first = bisect_right(self.tokens, span.start, key=_END)
        return tuple(range(first, bisect_left(self.tokens, span.end, lo=first, key=_START)))


def make_parse(
    text: str,
    tokens: Iterable[Token],
    blocks: Sequence[tuple[int, int]],
    sentences: Sequence[tuple[int, int]],
) -> Parse:
    """Build a `Parse` from tokens in text order; the derived columns are worked out here."""
    kept = tuple(tokens)
    children: list[list[int]] = [[] for _ in kept]
    for token in kept:
        if token.head != token.i:
            children[token.head].append(token.i)
    return Parse(
        text=text,
        tokens=kept,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        children=tuple(map(tuple, children)),
        sentence_of=_number(sentences, len(kept)),
        block_of=_number(blocks, len(kept)),
    )


def _number(ranges: Sequence[tuple[int, int]], size: int) -> tuple[int, ...]:
    numbers = [0] * size
    for number, (first, after) in enumerate(ranges):
        numbers[first:after] = [number] * (after - first)
    return tuple(numbers)
