"""Sentences: those of the parse, as spans of the article's text, and whether each tells of what is past."""

from readout.grammar import auxiliaries
from readout.records import Sentence
from readout.tokens import Parse

HAVE = frozenset({"have", "has", "'ve", "’ve", "had"})


def find_sentences(parse: Parse) -> tuple[Sentence, ...]:
    """The sentences of the prose, in order; none crosses a paragraph, and furniture has none."""
    return tuple(
        Sentence(parse.sentence_span(number), _is_past(parse, *bounds)) for number, bounds in enumerate(parse.sentences)
    )


def _is_past(parse: Parse, first: int, after: int) -> bool:
    """Whether the main verb stands in the past tense or the present perfect, and under no "would" or "may"."""
    for token in parse.tokens[first:after]:
        if token.dep == "ROOT":
            helpers = auxiliaries(parse, token.i)
            if any(word.tag == "MD" for word in helpers):
                return False
            return token.tag == "VBD" or any(word.lower in HAVE or word.tag == "VBD" for word in helpers)
    return False
