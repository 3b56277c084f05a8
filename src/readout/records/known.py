"""Known beforehand: outlets, actors, offices and issues, which an editor owns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. What is known of it is shown to readers; no score is made of it."""

    id: str
    name: str
    country: str | None
    affiliation: str | None  # "funded by the U.S. Congress", "state-owned"
    side: str | None  # party of the standoff it belongs to, when it plainly does
    weekly_floor: int  # articles a week below which the desk is told


@dataclass(frozen=True, slots=True)
class Office:
    """A role held by an actor, with its dates: resolves "the foreign minister" by the article's day."""

    title: str
    of_id: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks or acts: from the codebook, or first met in an article."""

    id: str
    name: str
    kind: str  # person, country, organisation, alliance, group, place
    country: str | None
    names: tuple[str, ...]  # spellings, capitals, demonyms, seats
    offices: tuple[Office, ...]
    codes: tuple[str, ...]  # PLOVER/CAMEO actor and sector codes


@dataclass(frozen=True, slots=True)
class Issue:
    """What positions are about: "NATO enlargement"."""

    id: str
    name: str
    cues: tuple[str, ...]
