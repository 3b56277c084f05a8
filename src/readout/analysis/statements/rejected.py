"""Views told only to be rejected: "it would be wrong to say that", "contrary to the claim that", "few argue"."""

from collections.abc import Iterator, Sequence

from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import CueBook
from readout.grammar import auxiliaries, children, is_negated
from readout.tokens import Parse

BE = frozenset({"be", "seem", "sound", "appear", "become"})


def is_rejected(parse: Parse, head: int, source: tuple[int, ...], book: CueBook) -> bool:
    """Whether the words around the cue `head`, or a source such as "few", show that its content is rejected."""
    if any(("nobody", parse.tokens[i].lower) in book.rejections and not _has_noun(parse, i) for i in source[:1]):
        return True
    return _is_judged(parse, head, book) or _is_set_aside(parse, head, book)


def find_rejected(
    surface: Surface, relations: Sequence[Relation], others: Sequence[Relation], book: CueBook
) -> Iterator[Relation]:
    """Those of `others` that are told to be rejected and share no word with any of `relations`."""
    taken = {i for relation in relations for i in (*relation.content, *relation.cue)}
    for other in others:
        apart = bool(other.cue) and taken.isdisjoint((*other.content, *other.cue))
        if apart and is_rejected(surface.parse, other.cue[0], other.source, book):
            yield other


def is_counterfactual(parse: Parse, head: int) -> bool:
    """Whether "had" before its subject makes a condition: "Had she said that ..., ships would have turned"."""
    subjects = children(parse, head, "nsubj", "nsubjpass")
    had = [word.i for word in auxiliaries(parse, head) if word.lower in ("had", "should", "were")]
    return bool(subjects and had) and had[0] < subjects[0] and parse.sentences[parse.sentence_of[head]][0] == had[0]


def _has_noun(parse: Parse, i: int) -> bool:
    """Whether "few" counts something that then speaks after all: "a few ministers"."""
    return i > 0 and parse.tokens[i - 1].lower in ("a", "the", "these", "those", "quite")


def _is_judged(parse: Parse, head: int, book: CueBook) -> bool:
    """Whether an infinitive of speech hangs on a judgement: "wrong to say", "a mistake to claim"."""
    if not any(word.tag == "TO" for word in auxiliaries(parse, head)):
        return False
    for above in _governors(parse, head):
        words = [above, *children(parse, above, "acomp", "attr")] if parse.tokens[above].lemma in BE else [above]
        for word in words:
            lemma = parse.tokens[word].lemma
            if ("judgement", lemma) in book.rejections:
                return not _is_not(parse, word)
            if ("approval", lemma) in book.rejections:
                return _is_not(parse, word)
    return False


def _governors(parse: Parse, head: int) -> list[int]:
    token = parse.tokens[head]
    if token.dep not in ("xcomp", "ccomp", "acl", "advcl", "csubj", "relcl"):
        return []
    return [token.head]


def _is_not(parse: Parse, i: int) -> bool:
    return is_negated(parse, i) or is_negated(parse, parse.tokens[i].head)


def _is_set_aside(parse: Parse, head: int, book: CueBook) -> bool:
    """Whether a noun of speech hangs on "despite" or "contrary to"."""
    token = parse.tokens[head]
    if token.pos != "NOUN" or token.dep != "pobj":
        return False
    word = parse.tokens[token.head]
    before = parse.tokens[word.i - 1].lower if word.i else ""
    long_before = parse.tokens[word.i - 2].lower if word.i > 1 else ""
    phrases = (word.lower, f"{before} {word.lower}", f"{long_before} {before} {word.lower}")
    return any(("preposition", phrase) in book.rejections for phrase in phrases)
