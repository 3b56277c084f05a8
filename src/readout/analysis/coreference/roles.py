"""What an article says somebody is: titles before a name, appositions after it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from readout.codebook.actors import ActorBook
from readout.codebook.offices import Role
from readout.records import Mention, Span
from readout.tokens import Parse

_LONGEST = 4  # words of a role
_PREMODIFIERS = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "advmod", "npadvmod", "appos"}
)
_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "outgoing", "past", "previous"})
_MOST_WORDS = 14  # of an apposition that is still a role


class Introduction(NamedTuple):
    """
    One role given to one person: its words as printed, the codebook's role, whose it is, whether it is over.

    `of_id` is a state or organisation, None when none is named.
    """

    printed: str
    role: Role
    of_id: str | None
    former: bool


def find_role(parse: Parse, after: int, first: int, roles: Mapping[str, Role]) -> Role | None:
    """The longest role that ends right before token `after` and does not begin before token `first`."""
    for start in range(max(first, after - 2 * _LONGEST), after):
        words = parse.text[parse.tokens[start].start : parse.tokens[after - 1].end].lower()
        role = roles.get(words)
        if role is not None:
            return role
    return None


def find_introductions(
    parse: Parse, first: int, after: int, nations: Sequence[Mention], book: ActorBook
) -> Iterator[Introduction]:
    """The roles that stand right before and right after a name at tokens ``first`` to ``after``."""
    left = _left_edge(parse, first, after)
    if left < first:
        role = find_role(parse, first, left, book.roles)
        if role is not None:
            yield _introduction(parse, left, first, role, nations)
    yield from _appositions(parse, first, after, nations, book)


def _left_edge(parse: Parse, first: int, after: int) -> int:
    """The first token of what qualifies a name from the left, articles left out."""
    left, sentence = first, parse.sentence_of[first]
    while left > 0 and parse.sentence_of[left - 1] == sentence and first - left < 2 * _LONGEST:
        token = parse.tokens[left - 1]
        inside = left - 1 < token.head < after
        if not inside or token.dep not in _PREMODIFIERS or token.text in (",", "(", ")", "“", '"', ";", ":"):
            break
        left -= 1
    return left


def _appositions(
    parse: Parse, first: int, after: int, nations: Sequence[Mention], book: ActorBook
) -> Iterator[Introduction]:
    head = next((i for i in range(after - 1, first - 1, -1) if not first <= parse.tokens[i].head < after), after - 1)
    if after >= len(parse.tokens) or parse.tokens[after].text not in (",", "(", "–", "—", "--"):
        return
    for noun in parse.children[head]:
        if noun > after and parse.tokens[noun].dep == "appos" and parse.tokens[noun].tag in ("NN", "NNP"):
            words = [i for i in parse.subtree(noun) if i > after]
            end = next(
                (i for i in words if i > noun and parse.tokens[i].text in (",", "(", ")", "–", "—", "--", ";")), None
            )
            words = _shortened(parse, noun, [i for i in words if end is None or i < end])
            role = find_role(parse, noun + 1, words[0], book.roles) if words else None
            if role is not None:
                start = words[1] if parse.tokens[words[0]].pos == "DET" and len(words) > 1 else words[0]
                yield _introduction(parse, start, words[-1] + 1, role, nations)


def _shortened(parse: Parse, noun: int, words: list[int]) -> list[int]:
    """The words of an apposition, up to its first "and" when it is long."""
    if len(words) <= _MOST_WORDS:
        return words
    joined = next((i for i in words if i > noun and parse.tokens[i].lower == "and"), None)
    return [i for i in words[:_MOST_WORDS] if joined is None or i < joined]


def _introduction(parse: Parse, first: int, after: int, role: Role, nations: Sequence[Mention]) -> Introduction:
    span = parse.span(first, after)
    printed = parse.text[span.start : span.end]
    former = any(token.lower in _FORMER for token in parse.tokens[first:after])
    nation = find_nation(span, nations)
    if role.kind != "office" and not (nation is not None and nations_begin(span, nations)):
        nation = None
    return Introduction(printed, role, nation, former)


def nations_begin(span: Span, nations: Sequence[Mention]) -> bool:
    """Whether the first words of `span` name a state or organisation: "Russian analyst", "Kremlin spokesman"."""
    return any(mention.span.start == span.start for mention in nations)


def find_nation(span: Span, nations: Sequence[Mention]) -> str | None:
    """The state or organisation named first inside `span`."""
    for mention in nations:
        if span.start <= mention.span.start and mention.span.end <= span.end:
            return mention.actor_id
    return None


def pick_nations(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that can say whose minister somebody is."""
    return tuple(each for each in mentions if each.actor_id is not None and each.label in ("GPE", "NORP", "ORG"))
