"""Where the text says that somebody says: reporting verbs, nouns and phrases, found by the codebook alone."""

from collections.abc import Iterator
from typing import NamedTuple

from readout.analysis.statements.surface import Surface
from readout.codebook.cues import Cue, CueBook
from readout.grammar import children

NO_VERBS = frozenset({"amod", "aux", "auxpass", "compound", "nmod"})


class FoundCue(NamedTuple):
    """A cue in the text: its tokens, the one that governs the others, and what the codebook says of it."""

    tokens: tuple[int, ...]
    head: int
    cue: Cue
    form: str


def find_cues(surface: Surface, book: CueBook) -> tuple[FoundCue, ...]:
    """The codebook's cues in the text, in its order; a word inside a quotation is a cue only within a long one."""
    return tuple(_look(surface, book))


def _look(surface: Surface, book: CueBook) -> Iterator[FoundCue]:
    for token in surface.parse.tokens:
        if surface.quoted[token.i]:
            continue
        if token.pos == "VERB" and token.dep not in NO_VERBS:
            form = "verb"
        elif token.pos == "NOUN":
            form = "noun"
        else:
            form = "phrase"
        for cue in book.find(token.lower if form == "phrase" else token.lemma, form) or book.find(
            token.lower, "phrase"
        ):
            kept = "phrase" if cue in book.find(token.lower, "phrase") else form
            tokens = _match(surface, token.i, cue, kept)
            if tokens:
                yield FoundCue(tokens, token.i, cue, kept)
                break


def _match(surface: Surface, head: int, cue: Cue, form: str) -> tuple[int, ...]:
    """The tokens of a cue of several words: its particle or preposition hangs on it or follows it."""
    parse, tokens = surface.parse, [head]
    for number, word in enumerate(cue.words[1:], 1):
        following = head + number
        hanging = [
            child
            for child in children(parse, head, "prt", "prep", "acomp", "ccomp", "advmod", "oprd")
            if parse.tokens[child].lower == word and form == "verb" and 0 < child - head < 5
        ]
        if hanging:
            tokens.append(hanging[0])
        elif following < len(parse.tokens) and parse.tokens[following].lower == word:
            tokens.append(following)
        else:
            return ()
    return tuple(sorted(tokens))
