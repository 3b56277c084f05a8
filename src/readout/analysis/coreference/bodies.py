"""Organisations first met in an article: one id for a name, its abbreviation and its short form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from readout.analysis.coreference.figures import People
from readout.analysis.coreference.slugs import make_slug
from readout.codebook.actors import ActorBook
from readout.records import Actor, Mention, Span
from readout.tokens import Parse

_ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{0,3}[A-Z]\.?$")


@dataclass(slots=True)
class Bodies:
    """New organisations by id, and the id of each mention of one."""

    actors: dict[str, Actor] = field(default_factory=dict)
    by_span: dict[Span, str] = field(default_factory=dict)

    def new_actors(self) -> Iterator[Actor]:
        """Those whom the codebook does not have."""
        yield from self.actors.values()


def name_bodies(parse: Parse, mentions: Sequence[Mention], book: ActorBook, people: People) -> Bodies:
    """Every organisation without an actor, under one id for all its mentions with the same words or letters."""
    bodies, by_words = Bodies(), dict[str, str]()
    before: Mention | None = None
    for mention in mentions:
        if mention.label == "ORG":
            words = _words(parse, mention)
            actor_id = mention.actor_id or by_words.get(words.lower())
            if before is not None and _abbreviates(parse, before, mention):
                actor_id = by_words.get(_words(parse, before).lower()) or before.actor_id or actor_id
            if actor_id is None:
                actor_id = _add(bodies, words, book, people)
            by_words.setdefault(words.lower(), actor_id)
            if mention.actor_id is None:
                bodies.by_span[mention.span] = actor_id
            before = mention
        else:
            before = None
    return bodies


def link_bodies(mentions: Sequence[Mention], bodies: Bodies) -> tuple[Mention, ...]:
    """The mentions with the ids of organisations filled in."""
    return tuple(
        Mention(each.span, each.label, bodies.by_span.get(each.span, each.actor_id)) if each.label == "ORG" else each
        for each in mentions
    )


def _words(parse: Parse, mention: Mention) -> str:
    return " ".join(parse.text[mention.span.start : mention.span.end].split())


def _abbreviates(parse: Parse, name: Mention, letters: Mention) -> bool:
    """Whether `letters` stands in brackets right after `name`."""
    between = parse.text[name.span.end : letters.span.start]
    short = parse.text[letters.span.start : letters.span.end]
    return between.strip() == "(" and _ACRONYM.fullmatch(short) is not None


def _add(bodies: Bodies, words: str, book: ActorBook, people: People) -> str:
    slug = make_slug(words, {*book.by_id, *bodies.actors, *people.figures})
    nation = _nation(words, book)
    codes = book.by_id[nation].codes[:1] if nation else ()
    bodies.actors[slug] = Actor(slug, words, "organisation", nation, (), (), codes)
    return slug


def _nation(words: str, book: ActorBook) -> str | None:
    """The state an organisation's name begins with: "Russian Foreign Ministry", or belongs to: "Bank of Japan"."""
    for match in book.index.find(words, 0, len(words)):
        if match.name.sense == "shadow":
            continue
        actor = book.by_id[match.name.actor_id]
        is_state = actor.kind == "country" and match.name.sense in ("name", "demonym")
        if is_state and (match.start == 0 or words[: match.start].endswith(" of ")):
            return actor.id
    return None
