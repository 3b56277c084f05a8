"""A coding, the draft of an event, and when a pattern with its parties makes one."""

from dataclasses import dataclass

from readout.codebook.plover import Pattern
from readout.codes import EventType

SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE}
)
_PAIRED = frozenset({EventType.CONSULT, EventType.COOPERATE})  # an act of two: one party alone is none
_BARE = frozenset({"obj", "who", "thing", "comp"})
# A deed on whomever it is done: "barred two companies", "freed nine people".
_ON_ANYBODY = frozenset(
    {EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.RETREAT, EventType.CONCEDE, EventType.AID}
)
# News also when nobody says by whom.
_SUFFERED = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST} | {EventType.RETREAT, EventType.REJECT}
)
_FORMAL = frozenset({"diplomatic", "legal"})  # a summons is news by itself, a scolding by nobody is none


@dataclass(frozen=True, slots=True)
class Coding:
    """One reading of a word as an event; `recipients` empty with two `actors`: they do it with each other."""

    trigger: int
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    weight: int  # how much the pattern asked for
    is_noun: bool
    is_refusal: bool = False  # "will not accept": its "not" denies no deed, it is one
    likelihood: float | None = None  # the learned model's, where it and no pattern gave the type
    is_known: bool = False  # a talk that was told before and is told on: "the call lasted an hour"


@dataclass(frozen=True, slots=True)
class OpenVerb:
    """A verb between two known parties that no pattern knows; `doer` and `done_to` are the heads of their phrases."""

    verb: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    doer: int
    done_to: int


def make_coding(
    trigger: int,
    pattern: Pattern,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    *,
    is_noun: bool,
    is_many: bool = False,
) -> Coding | None:
    """A coding of the pattern; None where a party that it cannot do without is not known."""
    if not actors and not recipients:
        return None
    is_mutual = "pair" in pattern.recipient and (len(actors) > 1 or is_many)
    is_two = len({*actors, *recipients}) > 1 or is_mutual
    if pattern.event_type in _PAIRED and not is_two and "alone" not in pattern.recipient:
        return None
    is_formal = pattern.event_type is EventType.ACCUSE and bool(_FORMAL & {*pattern.contexts})
    if not actors and not (is_formal or pattern.event_type in _SUFFERED):
        return None
    if not recipients and not is_mutual and _is_aimed(pattern):
        return None
    return Coding(
        trigger=trigger,
        event_type=pattern.event_type,
        mode=pattern.mode,
        contexts=pattern.contexts,
        actors=actors,
        recipients=recipients,
        weight=pattern.weight,
        is_noun=is_noun,
    )


def _is_aimed(pattern: Pattern) -> bool:
    """Whether a deed is one only against or for somebody: "released a letter" and "fought a cold" are none."""
    if any(need.part == "noobj" for need in pattern.needs):
        return False
    if {"territory", "legal"} & {*pattern.contexts}:
        return False  # a taken island and a broken truce are objects, if no actors
    is_bare = bool(pattern.needs) and all(need.part in _BARE and not need.words for need in pattern.needs)
    return is_bare and pattern.event_type not in SPOKEN | _ON_ANYBODY
