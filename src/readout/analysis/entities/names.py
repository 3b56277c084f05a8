"""A name found in the text, and what the words around one say of it."""

from typing import NamedTuple

from readout.codebook.actors import ActorBook
from readout.tokens import Parse

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
COMPANIES = frozenset(
    [
        *("inc", "corp", "co", "ltd", "group", "institute", "university", "college", "school", "center", "centre"),
        *("foundation", "bank", "press", "times", "post", "news", "agency", "committee", "party", "association", "law"),
        *("airport", "street", "square", "bridge", "house", "hall", "act", "treaty", "council"),
    ]
)


class Name(NamedTuple):
    """A name found: token range, half-open, characters, label, actor."""

    first: int
    after: int
    start: int
    end: int
    label: str
    actor_id: str | None


def has_article(parse: Parse, first: int) -> bool:
    """Whether "the" stands right before the token."""
    return first > 0 and parse.tokens[first - 1].lower == "the"


def follows_title(parse: Parse, actors: ActorBook, first: int) -> bool:
    """Whether a title of one person stands right before the token: "President", "Mrs."."""
    if not first or parse.sentence_of[first - 1] != parse.sentence_of[first]:
        return False
    before = parse.tokens[first - 1]
    role = actors.roles.get(before.lower)
    return role is not None and (before.text[0].isupper() or role.kind != "work") and before.tag not in ("NNS", "NNPS")


def is_vessel(parse: Parse, actors: ActorBook, first: int) -> bool:
    """Whether a word before the name says that a ship bears it: "the freighter Anna Maria"."""
    return first > 0 and actors.place_words.get(parse.tokens[first - 1].lower) == "vessel"


def continues_name(parse: Parse, i: int) -> bool:
    """Whether a token goes on with the capitalised name that the token before it belongs to."""
    token = parse.tokens[i]
    same = parse.sentence_of[i] == parse.sentence_of[i - 1]
    return same and token.pos == "PROPN" and token.text[0].isupper() and token.text.replace("-", "").isalpha()


def is_at(parse: Parse, actors: ActorBook, i: int) -> bool:
    """Whether a preposition of place governs the token: "in", "at", "near"."""
    token = parse.tokens[i]
    above = parse.tokens[token.head]
    return token.dep == "pobj" and actors.place_words.get(above.lower) == "at"
