"""Who speaks through what is written: "a statement from the ministry" is the ministry's, "Vale's letter" is Vale's."""

from readout.analysis.statements.circumstances import head_of
from readout.analysis.statements.sources import name_phrase
from readout.codebook.cues import CueBook
from readout.grammar import children
from readout.records import Span
from readout.tokens import Parse

BY = frozenset({"from", "by", "of"})


def split_document(parse: Parse, source: tuple[int, ...], book: CueBook) -> tuple[tuple[int, ...], Span | None]:
    """A source that is a document with an owner as that owner and the document; any other as it is, and None."""
    if not source:
        return source, None
    head = head_of(parse, source)
    if parse.tokens[head].lemma not in book.documents:
        return source, None
    owner = _owner(parse, head, set(source))
    if not owner:
        return source, None
    words = [i for i in source if i not in owner and i <= head] if owner[0] > head else [head]
    return owner, parse.span(words[0], words[-1] + 1) if words else None


def _owner(parse: Parse, head: int, source: set[int]) -> tuple[int, ...]:
    for owner in children(parse, head, "poss"):
        if parse.tokens[owner].pos != "PRON":
            return tuple(i for i in name_phrase(parse, owner) if i in source and parse.tokens[i].dep != "case")
    for preposition in children(parse, head, "prep", "agent"):
        word = parse.tokens[preposition].lower
        for noun in children(parse, preposition, "pobj"):
            known = parse.tokens[noun].entity in ("ORG", "GPE", "PERSON", "NORP") or word != "of"
            if word in BY and noun in source and known and parse.tokens[noun].entity not in ("DATE", "TIME"):
                return tuple(i for i in name_phrase(parse, noun) if i in source)
    return ()
