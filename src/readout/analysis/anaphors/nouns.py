"""Nouns and verbs that lean: "the measure", "such threats", "both", and clauses cut short."""

from collections.abc import Iterator

from readout.analysis.anaphors.scene import CLAUSAL, CORE, DAYS, Scene, find_verb_before, is_many, last_span
from readout.codebook.anaphora import AnaphorBook
from readout.codes import AnaphorKind
from readout.grammar import children
from readout.records import Anaphor, Span
from readout.tokens import Parse, Token

TELLING = frozenset({"prep", "relcl", "acl", "appos", "poss"})  # what hangs on a noun and tells which it is
TIMING = frozenset({"on", "at", "by", "after", "before", "until", "since"})  # prepositions that do not
ORDINAL = frozenset({"first", "second", "third", "last", "only", "next", "sole", "main", "own", "whole", "very"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "DATE"})  # OntoNotes
EACH = frozenset({"every", "each", "all", "both", "any"})  # before a part: each one of a text that is not told
OWNERS = frozenset({"GPE", "NORP", "PERSON"})  # OntoNotes labels of those whose an office may be
COMPARING = frozenset({"such", "same", "latter", "former", "likewise", "much"})
DEEDS = frozenset({"move", "step", "thing", "act", "measure", "decision", "intention", "plan"})  # told of by a verb
HELPERS = frozenset({
    "will", "wo", "would", "can", "ca", "could", "may", "might", "must", "shall", "should", "has", "have", "had", "do",
    "does", "did", "is", "are", "was", "were",
})  # fmt: skip


def find_leaning_word(parse: Parse, token: Token, first: int, told: Scene) -> Iterator[Anaphor]:
    """The anaphor that a noun, a quantifier, a comparison or a verb cut short is; nothing where the token is none."""
    own, word, before = Span(token.start, token.end), token.lower, parse.tokens[first : token.i]
    if word in COMPARING and not _is_compared(parse, token, told.book):
        yield Anaphor(own, AnaphorKind.COMPARISON, _compared_with(parse, token, first))
    elif _counts_alone(parse, token):
        counted = (one for one in before if one.tag == "NNS" and (one.head != token.head or one.dep not in CORE))
        yield Anaphor(own, AnaphorKind.QUANTIFIER, last_span(counted))
    elif word in told.book.quantifiers and token.dep in CORE and not parse.children[token.i]:
        yield Anaphor(own, AnaphorKind.QUANTIFIER, last_span(one for one in before if is_many(parse, one)))
    elif token.pos in ("AUX", "VERB") and any(
        one(parse, token, told.book) for one in (_is_cut_short, _wants_more, _is_harm_of_nothing)
    ):
        yield Anaphor(own, AnaphorKind.ELLIPSIS, None)
    elif word == "so" and token.dep == "advmod" and parse.tokens[token.head].lemma == "do":
        yield Anaphor(own, AnaphorKind.ELLIPSIS, find_verb_before(parse, token, first))
    elif token.tag in ("NN", "NNS") and (whole := _leaning_noun(parse, token, first, told)):
        same = last_span(one for one in before if _is_alike(one, token, told.book))
        yield Anaphor(whole, AnaphorKind.DESCRIPTION, same)
    elif token.pos == "PROPN" and (whole := _office_of_nobody(parse, token, told)):
        yield Anaphor(whole, AnaphorKind.OFFICE, None)


def _counts_alone(parse: Parse, token: Token) -> bool:
    """Whether a number stands for what it counts: "6,000 remain"; not "6,000 of them", a sum, a share or a year."""
    hanging = [parse.tokens[i] for i in parse.children[token.i]]
    if token.lower == "more" and token.dep in CORE and any(one.tag == "CD" for one in hanging):
        return True  # "may seize three or four more"
    definite = token.dep == "pobj" and any(one.lower == "the" for one in hanging)  # "half of the first 100"
    if token.tag != "CD" or not (token.dep in CORE or token.dep == "attr" or definite):
        return False
    if token.entity in DAYS | {"MONEY", "PERCENT"}:
        return False
    return not any(one.dep in ("prep", "relcl", "acl", "compound", "nmod", "appos") for one in hanging)


def _office_of_nobody(parse: Parse, token: Token, told: Scene) -> Span | None:
    """The name of an office without its nation or seat ("the Ministry of Defence"); None for any other name."""
    the = next((i for i in children(parse, token.i, "det") if parse.tokens[i].lower == "the"), None)
    if the is None or token.lemma not in told.book.offices:
        return None
    inside = [parse.tokens[i] for i in parse.subtree(token.i)]
    before = [one for one in inside if the < one.i < token.i and one.text[0].isupper()]
    if any(one.lower not in told.book.branches for one in before):
        return None
    behind = [one for one in inside if one.i > token.i and one.pos == "PROPN"]
    if any(one.lower in ("in", "for") or one.entity in OWNERS for one in inside):
        return None
    if any(one.lower not in told.book.branches for one in behind):
        return None  # "the Minister of Northland"
    return parse.span(the, token.i + 1)


def _is_alike(one: Token, token: Token, book: AnaphorBook) -> bool:
    """Whether one noun may take up another: the same, or one of its family."""
    family = book.families.get(token.lemma)
    return one.lemma == token.lemma or (family is not None and family == book.families.get(one.lemma))


def _is_compared(parse: Parse, token: Token, book: AnaphorBook) -> bool:
    """
    Whether a "such" or "same" is itself told: "such as", "the same day as"; "former" before a noun is a plain word,
    and "the same day" is found as a time.
    """
    if token.lower == "same" and parse.tokens[token.head].lemma in book.spells:
        return True
    if token.lower in ("latter", "former") and token.dep in ("amod", "compound"):
        return True
    if token.lower == "much" and parse.tokens[token.i - 1].lower != "as":
        return True
    after = parse.tokens[token.i + 1 : token.i + 4]
    return any(one.lower == "as" for one in after)


def _compared_with(parse: Parse, token: Token, first: int) -> Span | None:
    """The same noun before "such threats", the verb before "the same" and before "such a move"; else None."""
    noun = parse.tokens[token.head]
    plain = noun.pos == "NOUN" and not (token.lower == "such" and noun.lemma in DEEDS)
    if plain:
        return last_span(one for one in parse.tokens[first : token.i] if one.lemma == noun.lemma)
    return None if token.lower == "much" else find_verb_before(parse, token, first)


def _is_cut_short(parse: Parse, token: Token, _book: AnaphorBook) -> bool:
    """Whether a helping verb stands without what it helps: "said that they would", "so far it has not"."""
    if token.lower not in HELPERS:
        return False
    after = [one for one in parse.tokens[token.i + 1 : token.i + 3] if one.lower not in ("not", "n't", "n’t")]
    stops = (".", "!", ";", ",") if token.tag == "MD" or token.lemma == "do" else (".", "!")
    return not after or after[0].lower in stops or parse.sentence_of[after[0].i] != parse.sentence_of[token.i]


def _wants_more(parse: Parse, token: Token, book: AnaphorBook) -> bool:
    """Whether a verb ends its clause without what it is always done to: "it was Dolmira that asked."."""
    particle = next((parse.tokens[i] for i in children(parse, token.i, "prt")), None)
    lemma = token.lemma if particle is None else f"{token.lemma} {particle.lower}"
    after = (particle or token).i + 1
    if lemma not in book.wanting or token.tag in ("VBN", "VBG") or after >= len(parse.tokens):
        return False
    return not children(parse, token.i, *CLAUSAL, "dobj", "prep", "dative") and (
        parse.tokens[after].lower in (".", ",", ";")
    )


def _is_harm_of_nothing(parse: Parse, token: Token, book: AnaphorBook) -> bool:
    """Whether somebody "was injured" and the clause says neither in what nor by whom nor when."""
    passive = token.tag == "VBN" and bool(children(parse, token.i, "auxpass", "nsubjpass"))
    if token.lemma not in book.harming or not passive:
        return False
    told = [i for i in parse.subtree(token.i) if i > token.i and parse.tokens[i].dep in ("prep", "agent", "advcl")]
    return not told


def _leaning_noun(parse: Parse, token: Token, first: int, told: Scene) -> Span | None:
    """A "the" with its noun where nothing tells which it is; None for any other noun."""
    book = told.book
    if token.lemma in book.relational and token.dep in CORE and not children(parse, token.i, "prep", "poss", "det"):
        return Span(token.start, token.end)
    if _is_reply(parse, token, book):
        return Span(token.start, token.end)
    each = next((i for i in children(parse, token.i, "det") if parse.tokens[i].lower in EACH), None)
    if each is not None and token.lemma in book.parts:
        whole = any(parse.tokens[i].lower == "of" for i in children(parse, token.i, "prep"))
        return None if whole else parse.span(each, token.i + 1)
    the = next((i for i in children(parse, token.i, "det") if parse.tokens[i].lower == "the"), None)
    if the is None or token.lemma in book.known | told.places or token.entity:
        return None
    bare = token.dep == "pobj" and len(parse.children[token.i]) == 1  # "against any extension of the decree"
    one_of_many = bare and token.lemma in book.papers | book.sites
    leans = token.lemma in book.pointing or one_of_many or _is_central(parse, token, first)
    return parse.span(the, token.i + 1) if leans and not _is_singled_out(parse, token, told) else None


def _is_reply(parse: Parse, token: Token, book: AnaphorBook) -> bool:
    """Whether it is "an answer" to nothing told."""
    if token.lemma not in book.replies or token.dep not in CORE:
        return False
    return not children(parse, token.i, "prep", "poss", "relcl", "acl")


def _is_singled_out(parse: Parse, token: Token, told: Scene) -> bool:
    """Whether a phrase, a clause, a superlative or a name tells which thing a noun means."""
    for i in parse.children[token.i]:
        child = parse.tokens[i]
        if child.dep in ("relcl", "acl") and parse.tokens[parse.subtree(i)[0] - 1].lower == ",":
            continue  # ", which ..." adds to a noun that is known already
        if child.dep == "appos" and parse.subtree(i)[0] > token.i + 2:
            continue  # what stands far behind a noun was only hung on it
        if child.dep in TELLING and child.lower not in TIMING:
            return True
        if i < token.i and (child.tag in ("JJS", "RBS") or child.lower in ORDINAL):
            return True
        adjective = child.tag == "JJ" and child.text[0].isupper()
        if i < token.i and (child.pos == "PROPN" or child.entity in NAMES or adjective):
            of_nation = child.entity == "NORP" or child.tag == "JJ" or child.i in told.owners
            return (
                not of_nation or token.lemma in told.book.bodies or token.tag == "NNS"
            )  # all that a nation has of a kind
    return False


def _is_central(parse: Parse, token: Token, first: int) -> bool:
    """Whether a noun is subject, object, agent or possessor, or stands in a phrase that opens the sentence."""
    head = token
    while head.dep in ("conj", "appos") and head.head != head.i:
        head = parse.tokens[head.head]
    if head.dep in CORE or head.dep == "poss":
        return True
    if head.dep == "pobj":
        above = parse.tokens[head.head]
        return above.dep == "agent" or above.i == first or parse.tokens[above.head].lower == "according"
    return False
