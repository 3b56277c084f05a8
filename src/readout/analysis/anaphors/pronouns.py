"""Pronouns: who or what "she", "it", "they", "this" and "there" stand for, as far as their own sentence tells."""

from collections.abc import Iterator

from readout.analysis.anaphors.scene import CLAUSAL, CORE, DAYS, Scene, find_governors, is_many, last_span
from readout.codebook.anaphora import AnaphorBook
from readout.codes import AnaphorKind
from readout.grammar import children
from readout.records import Anaphor, Span
from readout.spans import overlaps
from readout.tokens import Parse, Token

HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
AUTHOR = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "you", "your", "yours"})
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
EXPLETIVE = frozenset({
    "be", "seem", "appear", "remain", "matter", "take", "become", "follow", "happen", "look", "make",
})  # fmt: skip


def find_pronoun(parse: Parse, token: Token, first: int, told: Scene) -> Iterator[Anaphor]:
    """The anaphor that a pronoun is, with what may explain it; nothing where the token is none."""
    own, word, before = Span(token.start, token.end), token.lower, parse.tokens[first : token.i]
    spoken = token.pos in ("PRON", "DET")
    if word in HE and spoken:
        yield Anaphor(own, AnaphorKind.PRONOUN, last_span(one for one in before if _is_person(one, told)))
    elif word in IT and not _announces(parse, token):
        above = _subjects_above(parse, token, told.named)
        governors = find_governors(parse, token)  # "the right to close it": it is not the right
        own_clause = frozenset() if token.dep in ("poss", "nsubj", "nsubjpass") else _verb_of(parse, token)
        things = (
            one
            for one in before
            if _is_thing(one, told.named) and one.i not in above | governors and not own_clause & _verb_of(parse, one)
        )
        if token.dep == "poss" and parse.tokens[token.head].lemma in told.book.agents | told.book.offices:
            things = (one for one in before if one.i in told.owners)  # "its coast guard" is no statement's
        yield Anaphor(own, AnaphorKind.PRONOUN, None if _has_rival(parse, token) else last_span(things))
    elif word in THEY:
        own_subjects = (
            frozenset(children(parse, token.head, "nsubj")) if token.dep in ("dobj", "dative", "pobj") else ()
        )
        many = (one for one in before if is_many(parse, one) and one.i not in own_subjects)
        yield Anaphor(own, AnaphorKind.PRONOUN, last_span(many))
    elif word in AUTHOR and spoken and not any(overlaps(own, one) for one in told.quoted):
        yield Anaphor(own, AnaphorKind.AUTHOR, None)
    elif word == "there" and token.tag == "RB" and token.dep == "advmod":
        yield Anaphor(own, AnaphorKind.DEMONSTRATIVE, last_span(one for one in before if _is_place(parse, one)))
    elif _is_demonstrative(parse, token) and not _is_told_apart(parse, token, told.book):
        yield Anaphor(own, AnaphorKind.DEMONSTRATIVE, _pointed_at(parse, token, first))


def _is_demonstrative(parse: Parse, token: Token) -> bool:
    clause = parse.tokens[token.head].dep  # "that meant ...", which taggers mistake for a relative clause
    alone = token.dep in ("nsubj", "nsubjpass") and token.tag in ("IN", "WDT") and clause not in ("relcl", "acl")
    return token.lower in DEMONSTRATIVES and (token.tag == "DT" or token.dep == "det" or alone)


def _is_person(token: Token, told: Scene) -> bool:
    return token.i in told.named or token.entity == "PERSON"


def _is_thing(token: Token, named: frozenset[int]) -> bool:
    if token.tag not in ("NN", "NNP") or token.i in named or token.entity in DAYS | {"PERSON"}:
        return False
    return token.dep not in ("compound", "npadvmod")


def _has_rival(parse: Parse, token: Token) -> bool:
    """Whether the "it" of "Northland says that it ..." may mean a thing that the sentence before told of."""
    number = parse.sentence_of[token.i]
    says = parse.tokens[parse.tokens[token.head].head]
    if token.dep != "nsubj" or parse.tokens[token.head].dep != "ccomp" or not number:
        return False
    first, after = parse.sentences[number - 1]
    if parse.block_of[first] != parse.block_of[token.i] or not children(parse, says.i, "nsubj"):
        return False
    return any(
        one.tag == "NN" and one.dep in CORE and not one.entity
        and any(parse.tokens[i].lower in ("the", "this", "that") for i in children(parse, one.i, "det"))
        for one in parse.tokens[first:after]
    )  # fmt: skip


def _verb_of(parse: Parse, token: Token) -> frozenset[int]:
    """The verb of the clause that a token stands in: nothing in it is what its own "it" means."""
    return frozenset([i for i in parse.ancestors(token.i) if parse.tokens[i].pos in ("VERB", "AUX")][:1])


def _subjects_above(parse: Parse, token: Token, named: frozenset[int]) -> frozenset[int]:
    """
    What an "it" cannot mean of the subjects above it: whoever "asked for it", where it is no subject itself; the words
    of a person's name and title, where it is.
    """
    above = [child for i in parse.ancestors(token.i) for child in children(parse, i, "nsubj", "nsubjpass")]
    if token.dep not in ("nsubj", "nsubjpass", "poss"):
        return frozenset(above)
    return frozenset(i for child in above if child in named for i in parse.subtree(child))


def _is_place(parse: Parse, token: Token) -> bool:
    located = token.dep == "pobj" and parse.tokens[token.head].lower in ("in", "on", "at", "near", "from")
    return token.entity in ("GPE", "LOC", "FAC") or (located and token.entity not in DAYS)


def _announces(parse: Parse, token: Token) -> bool:
    """Whether an "it" stands for a clause that comes: "it is likely that ...", "it remains unclear why ..."."""
    verb = parse.tokens[token.head]
    if token.dep not in ("nsubj", "nsubjpass", "expl") or (verb.lemma not in EXPLETIVE and verb.pos != "AUX"):
        return False
    near = (verb.i, *(i for i in parse.children[verb.i] if parse.tokens[i].dep in ("acomp", "attr", "oprd", "prep")))
    return any(parse.tokens[child].dep in CLAUSAL and child > verb.i for i in near for child in parse.children[i])


def _is_told_apart(parse: Parse, token: Token, book: AnaphorBook) -> bool:
    """Whether a "this" or "those" points at nothing before it: "this week", "those who"; a relative "that" too."""
    noun = parse.tokens[token.head] if token.dep == "det" else token
    if noun.lemma in book.spells or noun.entity in DAYS:
        return token.lower == "this" or (noun.entity not in DAYS and noun.lemma not in book.spells)
    after = [parse.tokens[i] for i in parse.children[token.i] if i > token.i]
    return token.dep != "det" and (token.dep == "mark" or any(one.dep in ("prep", "relcl", "acl") for one in after))


def _pointed_at(parse: Parse, token: Token, first: int) -> Span | None:
    """The same noun before "those talks", the clause before a "that" which stands for it; else None."""
    before = parse.tokens[first : token.i]
    if token.dep == "det":
        return last_span(one for one in before if one.lemma == parse.tokens[token.head].lemma)
    above = find_governors(parse, token)
    return last_span(
        one for one in before if one.pos in ("VERB", "AUX") and one.dep not in ("aux", "auxpass") and one.i not in above
    )
