"""Whose "we" and "our" is by who speaks, and whose "the ministry" in the press of a side."""

from collections.abc import Iterator, Mapping, Sequence

from readout.codebook import Codebook
from readout.grammar import children
from readout.records import Actor, Article, Mention, Span, Statement
from readout.spans import covers
from readout.tokens import Parse, Token

_SPEAKING = frozenset({"we", "us", "our", "ours"})
_OWNING = frozenset({"our"})  # "we apologise" may be the newsroom, "our soldiers" are nobody's else
_BESIDE = ("poss", "amod", "compound", "nmod", "prep")
_NAMING = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def find_own(
    article: Article, parse: Parse, mentions: Sequence[Mention], statements: Sequence[Statement], codebook: Codebook
) -> tuple[Mention, ...]:
    """
    A mention of a state for each "we" and "our" whose state is known, and for each office that an outlet on a side
    names without a state, and before the sentence names anybody of another.
    """
    outlet = next((one for one in codebook.standoff.outlets if one.id == article.outlet_id), None)
    home = None if outlet is None or outlet.side is None else outlet.country
    found = list(_find_first_persons(parse, statements, codebook.actors.by_id, home))
    if home is not None:
        found.extend(_find_offices(parse, mentions, codebook, home))
    return tuple(found)


def _find_first_persons(
    parse: Parse, statements: Sequence[Statement], actors: Mapping[str, Actor], home: str | None
) -> Iterator[Mention]:
    words = [token for token in parse.tokens if token.lower in _SPEAKING]
    quotes = [(quote, one.source_id) for one in statements for quote in one.quotes] if words else []
    for token in words:
        span = Span(token.start, token.end)
        speakers = [source for quote, source in quotes if covers(quote, span)]
        speaker = actors.get(speakers[0] or "") if speakers else None
        state = None if speaker is None else speaker.country or (None if speaker.kind == "person" else speaker.id)
        if not speakers and token.lower in _OWNING:
            state = home
        if state is not None:
            yield Mention(span, "GPE", state)


def _find_offices(parse: Parse, mentions: Sequence[Mention], codebook: Codebook, home: str) -> Iterator[Mention]:
    actors = codebook.actors.by_id
    others: dict[int, int] = {}  # sentence → where it first names somebody of another state
    taken: set[int] = set()
    for mention in mentions:
        actor = actors.get(mention.actor_id or "")
        if actor is None:
            continue
        tokens = parse.tokens_in(mention.span)
        taken.update(tokens)
        if tokens and mention.label in _NAMING and (actor.country or actor.id) != home:
            others.setdefault(parse.sentence_of[tokens[0]], tokens[0])
    for token in parse.tokens:
        is_office = token.lemma in codebook.plover.offices or token.lower in codebook.plover.offices
        is_first = token.i < others.get(parse.sentence_of[token.i], len(parse.tokens))
        if is_office and is_first and token.i not in taken and _is_bare(parse, token):
            yield Mention(Span(token.start, token.end), "ORG", home)


def _is_bare(parse: Parse, token: Token) -> bool:
    """Whether a noun has "the" and no owner: "the Ministry of Defence", not "its ministry" or "a government"."""
    if token.pos not in ("NOUN", "PROPN") or children(parse, token.i, "poss"):
        return False
    if not any(parse.tokens[each].lower == "the" for each in children(parse, token.i, "det")):
        return False
    beside = children(parse, token.i, *_BESIDE)
    return not any(parse.tokens[each].entity in ("GPE", "NORP") for each in beside)
