"""Everybody a batch speaks of: the codebook's actors and those first met in its articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from readout.codebook import ActorBook
from readout.records import Actor, Analysis


@dataclass(frozen=True, slots=True)
class Directory:
    """Actors by id; an id that nobody knows stands for itself. `sides` are the states that outlets belong to, by id."""

    by_id: Mapping[str, Actor]
    sides: Mapping[str, str] = field(default_factory=dict)

    def name(self, actor_id: str) -> str:
        """How readers know the actor."""
        known = self.by_id.get(actor_id)
        return known.name if known else actor_id

    def party(self, actor_id: str) -> str:
        """The side an actor belongs to: the state of a person or an office, else the actor itself."""
        known = self.by_id.get(actor_id)
        return known.country if known and known.country else actor_id

    def parties(self, actor_ids: Iterable[str]) -> frozenset[str]:
        """The sides of several actors."""
        return frozenset(self.party(actor_id) for actor_id in actor_ids)


def gather_actors(book: ActorBook, analyses: Iterable[Analysis]) -> Directory:
    """The codebook's actors, then those first met, an earlier article's entry before a later one's."""
    found: dict[str, Actor] = {}
    for analysis in analyses:
        for actor in analysis.actors:
            found.setdefault(actor.id, actor)
    return Directory(found | dict(book.by_id))
