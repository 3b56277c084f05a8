"""
Who is meant: names, descriptions and pronouns of one article brought together into actors.

Names are merged by full name, surname and title; "the foreign minister" is resolved by what the article says of
people, then by offices held on the day of publication; "he" and "she" by grammar and discourse (subjects before
objects, the nearer before the farther, the one who spoke last, the same place in the clause), in the tradition
of Lappin and Leass (1994). Where two readings are close the mention stays, with `actor_id` None.
"""

from collections.abc import Sequence

from readout.analysis.coreference.bodies import link_bodies, name_bodies
from readout.analysis.coreference.descriptions import link_descriptions, link_owned
from readout.analysis.coreference.figures import introduce, link_names
from readout.analysis.coreference.pronouns import link_neuters, link_pronouns
from readout.codebook import Codebook
from readout.records import Actor, Mention
from readout.tokens import Parse


def link_mentions(
    parse: Parse, mentions: Sequence[Mention], codebook: Codebook, published: str | None
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """
    The mentions with their actors, descriptions and pronouns added, in the order of the text; and the actors
    that the codebook does not have, in order of id.

    `published` is the article's day as `Article.published` has it; None: offices are resolved only by what the
    article itself says. A description ("the Russian leader") covers the name inside it ("Russian").
    """
    book = codebook.actors
    people = introduce(parse, mentions, book)
    bodies = name_bodies(parse, mentions, book, people)
    named = link_bodies(link_names(mentions, people), bodies)
    described = link_descriptions(parse, named, people, bodies, book, published)
    known = sorted((*named, *described), key=_by_place)
    pronouns = link_pronouns(parse, known, people, codebook)
    known = sorted((*known, *pronouns), key=_by_place)
    owned = link_owned(parse, known, people, book, published)
    neuters = link_neuters(parse, known, codebook)
    by_span = {mention.span: mention for mention in (*known, *owned, *neuters)}
    new = {actor.id: actor for actor in (*people.new_actors(book), *bodies.new_actors())}
    return tuple(by_span[span] for span in sorted(by_span)), tuple(new[key] for key in sorted(new))


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end
