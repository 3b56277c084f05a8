"""
Names in the text: people, states, organisations, places, each with its actor when the codebook is sure of it.

Labels say what a mention can do. GPE: a state, or a capital used for its government ("Moscow said"). ORG: an
organisation, or a seat of power used for a government ("the Kremlin said"). NORP: an adjective or a people
("Ukrainian border guards"). PERSON: a person. LOC: a place, also a capital used as one ("talks in Moscow").
FAC: a building, also a seat of power used as one ("at the White House"). What is in a place is not done by it:
LOC and FAC never act, even where `actor_id` names the state they belong to.
"""

from readout.analysis.entities.known import is_apart, known_matches, name_match, place_of
from readout.analysis.entities.names import LABELS
from readout.analysis.entities.tagged import settle_names
from readout.analysis.entities.wholes import find_repeated, find_titled, join_full_names, join_institutions
from readout.codebook.actors import ActorBook
from readout.records import Mention, Span
from readout.tokens import Parse

__all__ = ["LABELS", "find_mentions"]


def find_mentions(parse: Parse, actors: ActorBook) -> tuple[Mention, ...]:
    """
    The names of the prose, in the order of the text, none overlapping another.

    The codebook's names are looked for first and correct the tagger's; `actor_id` is None for a name that the
    codebook does not have, or that may mean two things.
    """
    matches = tuple(known_matches(parse, actors))
    apart = frozenset(i for match in matches if is_apart(parse, match) for i in parse.tokens_in(place_of(match)))
    known = tuple((match, name_match(parse, actors, match)) for match in matches if not is_apart(parse, match))
    found = [*settle_names(parse, actors, known, apart)]
    found = join_institutions(parse, actors, join_full_names(parse, actors, found))
    found = [*found, *find_titled(parse, actors, found)]
    found = find_repeated(parse, actors, found)
    mentions = sorted({Mention(Span(name.start, name.end), name.label, name.actor_id) for name in found}, key=_by_place)
    return tuple(mentions)


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end
