"""A tagger that reads a mirrored text as its original, so that only our own rules can tell the two sides apart."""

from collections.abc import Sequence

from quality.mirroring import NAMES, mirror
from readout.ports import Tagger
from readout.records import Span
from readout.tokens import Parse, make_parse


class MirroredTagger:
    """Tags the mirror image of what it is given and puts the words it was given back into the tokens."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger
        self.recipe = tagger.recipe

    def tag(self, text: str, blocks: Sequence[Span]) -> Parse:
        image = mirror(text)
        there, back = _shifts(text), _shifts(image)
        parse = self.tagger.tag(image, [Span(_move(block.start, there), _move(block.end, there)) for block in blocks])
        tokens = []
        for token in parse.tokens:
            start, end = _move(token.start, back), _move(token.end, back)
            tokens.append(token._replace(start=start, end=end, text=text[start:end], lemma=mirror(token.lemma)))
        return make_parse(text, tokens, parse.blocks, parse.sentences)


def _shifts(text: str) -> list[tuple[int, int]]:
    """Where each name of a text ends, and by how much its mirror image is longer."""
    return [(found.end(), len(mirror(found.group())) - len(found.group())) for found in NAMES.finditer(text)]


def _move(place: int, shifts: list[tuple[int, int]]) -> int:
    return place + sum(longer for end, longer in shifts if end <= place)
