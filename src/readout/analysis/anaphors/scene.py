"""What the words of a sentence are looked up in: tokens of persons, quotations, nouns of places, verbs before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.codebook.anaphora import AnaphorBook
from readout.records import Mention, Span
from readout.spans import passage
from readout.tokens import Parse, Token

CORE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "csubj"})
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "advcl", "relcl", "acl", "csubjpass"})
DAYS = frozenset({"DATE", "TIME"})
PLACES = frozenset({"LOC", "GPE", "FAC"})


@dataclass(frozen=True, slots=True)
class Scene:
    """
    What an article tells beside the sentence at hand; `named` are tokens of persons, `owners` of states and bodies,
    `places` nouns of places.
    """

    book: AnaphorBook
    named: frozenset[int]
    owners: frozenset[int]
    quoted: Sequence[Span]
    places: frozenset[str]


def find_place_nouns(parse: Parse, mentions: Iterable[Mention], question: str) -> frozenset[str]:
    """The common nouns in the names of places, where only one place of the article has it: "the strait" of Orrin."""
    names: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.label in PLACES and passage(parse.text, mention.span).removeprefix("the ") in question:
            for i in parse.tokens_in(mention.span):
                word = parse.tokens[i]
                if word.lower != "the" and word.text[:1].isupper():
                    names.setdefault(word.lower, set()).add(
                        mention.actor_id or parse.text[mention.span.start : mention.span.end]
                    )
    return frozenset(word for word, places in names.items() if len(places) == 1)


def last_span(tokens: Iterable[Token]) -> Span | None:
    """The characters of the last of some tokens; None when there are none."""
    found = tuple(tokens)
    return Span(found[-1].start, found[-1].end) if found else None


def find_verb_before(parse: Parse, token: Token, first: int) -> Span | None:
    """The nearest verb before a token that does not govern it; `first` is the first token of the sentence."""
    above = find_governors(parse, token)
    return last_span(one for one in parse.tokens[first : token.i] if one.pos == "VERB" and one.i not in above)


def find_governors(parse: Parse, token: Token) -> frozenset[int]:
    """The tokens above up to the clause that another is coordinated with: what governs a word is not what it means."""
    found = set()
    for i in (token.i, *parse.ancestors(token.i)):
        found.add(i)
        if parse.tokens[i].dep == "conj":
            break
    return frozenset(found)


def is_many(parse: Parse, token: Token) -> bool:
    """Whether a token may be what "they" stands for: a plural, several joined by "and", a body or a nation."""
    if token.entity in DAYS:
        return False
    joined = token.pos in ("NOUN", "PROPN") and any(parse.tokens[i].dep == "conj" for i in parse.children[token.i])
    return token.tag in ("NNS", "NNPS") or joined or token.entity in ("ORG", "GPE", "NORP")
