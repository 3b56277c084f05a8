"""What the deed of a position does: hurts, lifts a burden, or says nothing of its own."""

from readout.codebook.positions import PositionBook
from readout.grammar import children
from readout.tokens import Parse

ANSWERS = frozenset({"answer", "respond", "react"})
_ENDING = frozenset({"suspend", "halt", "end", "stop", "cancel", "cut", "close", "freeze", "block"})


def is_deed(parse: Parse, verb: int, book: PositionBook, name: str) -> bool:
    """Whether a verb is of a list, by itself or with its particle or object: "take part", "call off"."""
    lemma = parse.tokens[verb].lemma
    beside = (parse.tokens[each].lemma for each in children(parse, verb, "prt", "dobj", "advmod"))
    return book.has(name, lemma, *(f"{lemma} {word}" for word in beside))


def lifts_burden(parse: Parse, verb: int, book: PositionBook) -> bool:
    """Whether a deed ends what weighs on the other side: "suspend its sanctions", "cancel the exercise"."""
    objects = children(parse, verb, "dobj", "nsubjpass")
    named = any(book.has("burden", parse.tokens[each].lemma) for each in objects)
    return parse.tokens[verb].lemma in _ENDING and named


def answers_harm(parse: Parse, verb: int, book: PositionBook) -> bool:
    """Whether "answer" or "respond" is to an attack, or is told as harsh; not "answer the letter in writing"."""
    nouns = [*children(parse, verb, "dobj", "nsubjpass")]
    for preposition in children(parse, verb, "prep"):
        nouns.extend(children(parse, preposition, "pobj"))
    harsh = book.has("harsh", *(parse.tokens[each].lower for each in children(parse, verb, "advmod")))
    return harsh or any(book.has("provocation", parse.tokens[each].lemma) for each in nouns)


def is_vague(parse: Parse, head: int, book: PositionBook) -> bool:
    """Whether the content says nothing by itself: "do so", "two things", "say whether"."""
    token = parse.tokens[head]
    if token.pos in ("VERB", "AUX"):
        if token.lemma == "do":
            objects = children(parse, head, "dobj")
            return not objects or any(
                parse.tokens[each].lower in ("so", "same", "likewise", "that", "it") for each in objects
            )
        objects = children(parse, head, "dobj")
        return any(book.has("vague", parse.tokens[each].lemma) for each in objects)
    return book.has("vague", token.lemma)


def is_silence(parse: Parse, verb: int, book: PositionBook) -> bool:
    """Whether to refuse the deed is only to be silent: "declined to comment", "would not give details"."""
    objects = children(parse, verb, "dobj")
    courteous = any(book.has("courtesy", parse.tokens[each].lemma) for each in objects)
    return parse.tokens[verb].pos in ("VERB", "AUX") and (courteous or book.has("comment", parse.tokens[verb].lemma))
