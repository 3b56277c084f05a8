"""When and where an event took place, by what hangs on its word and on nothing between."""

import re
from collections.abc import Sequence

from readout.analysis.events.coding import Coding
from readout.codes import TimexType
from readout.grammar import children
from readout.records import Mention, Span, Timex
from readout.spans import overlaps
from readout.tokens import Parse

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_AT = frozenset({"in", "at", "near", "outside", "off"})
_MOMENTS = (TimexType.DATE, TimexType.TIME)


def find_when(parse: Parse, trigger: int, timexes: Sequence[Timex]) -> Timex | None:
    """The nearest date or time in the event's own clause; None when the clause gives none."""
    homes = (trigger, _clause_of(parse, trigger))
    sentence = parse.sentence_span(parse.sentence_of[trigger])
    timexes = [timex for timex in timexes if overlaps(sentence, timex.span)]
    for home in homes:
        near = [
            (abs(parse.tokens_in(timex.span)[0] - trigger), timex.span, timex)
            for timex in timexes
            if timex.type in _MOMENTS
            and timex.value[:1] in "0123456789X"
            and parse.tokens_in(timex.span)
            and _hangs_on(parse, timex.span, home)
        ]
        if near:
            return min(near, key=lambda found: found[:2])[2]
    return None


def day_of(when: Timex | None) -> str | None:
    """The day of a time expression, YYYY-MM-DD; None when it is not known to the day."""
    found = _DAY.match(when.value) if when is not None and not when.vague else None
    return found.group() if found else None


def find_place(parse: Parse, coding: Coding, mentions: Sequence[Mention]) -> Span | None:
    """The place named after "in", "at" or "near"; None when none is, or it is itself a party."""
    parties = {*coding.actors, *coding.recipients}
    for word in (coding.trigger, *children(parse, coding.trigger, "dobj")):
        for preposition in children(parse, word, "prep"):
            if parse.tokens[preposition].lower in _AT:
                for noun in children(parse, preposition, "pobj"):
                    for mention in mentions:
                        is_here = noun in parse.tokens_in(mention.span)
                        if is_here and mention.label in _PLACES and mention.actor_id not in parties:
                            return mention.span
    return None


def _clause_of(parse: Parse, trigger: int) -> int:
    """The verb whose clause the word stands in: itself, or the nearest above a noun."""
    if parse.tokens[trigger].pos == "VERB":
        return trigger
    return next((above for above in parse.ancestors(trigger) if parse.tokens[above].pos in ("VERB", "AUX")), trigger)


def _hangs_on(parse: Parse, span: Span, home: int) -> bool:
    """Whether a time expression reaches `home` with no other verb between, and no noun but what is done."""
    own = parse.tokens_in(span)
    between = {home, *children(parse, home, "dobj", "nsubjpass", "attr"), *own}
    for above in parse.ancestors(own[-1]):
        if above == home:
            return True
        if parse.tokens[above].pos in ("VERB", "AUX", "NOUN", "PROPN") and above not in between:
            return False
    return False
