"""Sentences: those of the parse, as spans of the article's text."""

from readout.records import Sentence
from readout.tokens import Parse


def find_sentences(parse: Parse) -> tuple[Sentence, ...]:
    """The sentences of the prose, in order; none crosses a paragraph, and furniture has none."""
    return tuple(Sentence(parse.sentence_span(number)) for number in range(len(parse.sentences)))
