"""Whose view a sentence tells, by the phrase that frames it: "in her view", "in their account", "on the other side"."""

from collections.abc import Iterator

from readout.analysis.statements.sources import name_phrase
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import Cue, CueBook, Takes
from readout.grammar import children

FRAMING = frozenset({"in", "on", "from", "by"})
SURE = 0.7
LONGEST = 6  # tokens from the preposition to its noun


def find_framed(surface: Surface, book: CueBook) -> Iterator[Relation]:
    """The relations that a frame with a named owner makes, in the order of the text."""
    for token in surface.parse.tokens:
        cue = next(iter(book.find(token.lemma, "frame")), None)
        if cue is None or surface.quoted[token.i] or token.dep != "pobj":
            continue
        preposition = surface.parse.tokens[token.head]
        if preposition.lower not in FRAMING or not 0 < token.i - preposition.i <= LONGEST:
            continue
        relation = _frame(surface, preposition.i, token.i, cue)
        if relation is not None:
            yield relation


def _frame(surface: Surface, preposition: int, noun: int, cue: Cue) -> Relation | None:
    """A relation whose cue is the frame; None where it has no owner, frames no sentence or no quotation."""
    parse = surface.parse
    owners = children(parse, noun, "poss") or (children(parse, noun, "compound", "amod") if _is_side(cue) else ())
    if not owners or parse.tokens[preposition].dep not in ("prep", "ROOT"):
        return None
    source = tuple(i for i in name_phrase(parse, owners[-1]) if preposition < i < noun)
    source = tuple(i for i in source if parse.tokens[i].dep != "case")
    first, after = surface.sentence(noun)
    frame = set(range(preposition, noun + 1))
    rest = [i for i in range(first, after) if i not in frame]
    if _is_side(cue):
        rest = [i for i in rest if surface.quoted[i] and i > noun]
    elif preposition != first and not (parse.tokens[noun + 1].text in (",", ".") if noun + 1 < after else True):
        return None  # "she saw no danger in his view of the sea"
    if not source or not any(surface.is_word(i) for i in rest):
        return None
    return Relation((preposition, noun), source, tuple(rest), SURE)


def _is_side(cue: Cue) -> bool:
    """Whether the frame tells whose a quotation is and nothing of the words around it."""
    return cue.takes == {Takes.OBJECT}
