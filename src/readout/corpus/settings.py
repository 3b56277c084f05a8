"""What a line needs beside its words to be read by itself: of which state an office is, which day, which call."""

import re
from collections.abc import Collection, Iterator, Sequence

from readout.codes import AnaphorKind, TimexType
from readout.corpus.actors import Directory
from readout.corpus.templates import time_slot
from readout.records import Analysis, Anaphor, Article, Citation, Mention, Slot, Span, Timex
from readout.spans import cite, covers, overlaps, passage

Bracket = tuple[Span, tuple[Slot, ...]]  # the words and what stands in brackets behind them

_TOLD = re.compile(  # a day that its own words tell: "6 February", "2021-12-07"
    r"\d\d-\d\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:19|2\d)\d\d\b"
)
_KNOWN = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|W\d\d)(?:T[A-Z]{2})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
STATES = frozenset({"GPE", "NORP"})
POLITIES = frozenset({"country", "alliance", "organisation"})


def find_days(article: Article, analysis: Analysis, span: Span, beside: Collection[str]) -> Iterator[Bracket]:
    """The day behind each "on Tuesday" that says not which, each day once; not what stands `beside` the line."""
    told = {
        *beside,
        *(one.value[:10] for one in analysis.timexes if covers(span, one.span) and _is_told_by(article, one)),
    }
    for timex in sorted(analysis.timexes, key=lambda one: one.span):
        if not covers(span, timex.span) or not _is_bare(article, timex) or timex.value[:10] in told:
            continue
        told.add(timex.value[:10])
        day = timex.value[:10] if "T" in timex.value else timex.value
        slot = time_slot("passage", article, timex)
        yield timex.span, (Slot(slot.name, slot.kind, day, slot.citation),)


def _is_told_by(article: Article, timex: Timex) -> bool:
    return bool(_TOLD.search(passage(article.text, timex.span)))


def _is_bare(article: Article, timex: Timex) -> bool:
    """Whether a time is a known day, week or month that its words do not tell."""
    dated = timex.type in (TimexType.DATE, TimexType.TIME) and timex.mod is None and not timex.vague
    return dated and bool(_KNOWN.fullmatch(timex.value)) and not _is_told_by(article, timex)


def find_states(article: Article, analysis: Analysis, span: Span, directory: Directory) -> Iterator[Bracket | None]:
    """
    The state behind each office that every state has one of; none where the line names it and no other.

    None: nobody knows whose it is.
    """
    named = list(_states_named(analysis, span, directory))
    seen: set[str] = set()
    for anaphor in _of_kind(analysis, span, AnaphorKind.OFFICE):
        holder = next((one for one in analysis.mentions if _is_titled(article, anaphor, one)), None)
        body = next((one for one in analysis.mentions if overlaps(one.span, anaphor.span)), None)
        mention = holder or body
        foreign = holder is not None and (_is_known(holder, directory) or _names_body(analysis, span, directory))
        state = _state_of(mention, article, directory, own=not foreign)
        if state is None:
            if holder is None:
                yield None
            continue
        plain = state in named if holder is not None else named == [state]
        if plain or (state in seen and holder is not None):
            continue
        seen.add(state)
        where = mention.span if mention is not None else anaphor.span
        if covers(span, where):
            where = with_ending(article, where)
            yield where, (Slot("passage", "state", directory.name(state), cite(article, where)),)


def with_ending(article: Article, span: Span) -> Span:
    """A mention with the ending of its possessive: the bracket stands behind "the president's"."""
    return Span(span.start, span.end + 2) if article.text[span.end : span.end + 2] in ("'s", "’s") else span


def _is_titled(article: Article, anaphor: Anaphor, mention: Mention) -> bool:
    return mention.label == "PERSON" and article.text[anaphor.span.end : mention.span.start] == " "


def _state_of(mention: Mention | None, article: Article, directory: Directory, *, own: bool) -> str | None:
    """The state that an actor is of; for a body of no known state that of an outlet which is one side's (`own`)."""
    known = directory.by_id.get((mention.actor_id if mention else None) or "")
    if known is not None and known.country in directory.by_id:
        return known.country
    side = directory.sides.get(article.outlet_id or "")
    return side if own and side in directory.by_id else None


def _is_known(mention: Mention, directory: Directory) -> bool:
    """Whether the codebook knows a person: of one first met in an article, a bare title is of the outlet's state."""
    known = directory.by_id.get(mention.actor_id or "")
    return known is not None and bool(known.codes)


def _names_body(analysis: Analysis, span: Span, directory: Directory) -> bool:
    """Whether a passage names a state or a body of states, whose a bare title may be."""
    kinds = {
        known.kind
        for one in analysis.mentions
        if covers(span, one.span) and (known := directory.by_id.get(one.actor_id or "")) is not None
    }
    return not kinds.isdisjoint(POLITIES)


def _states_named(analysis: Analysis, span: Span, directory: Directory) -> Sequence[str]:
    """The states that a passage names, each once: by name, adjective, capital or seat, not by a person."""
    found = dict.fromkeys(
        directory.party(one.actor_id)
        for one in analysis.mentions
        if one.actor_id and covers(span, one.span) and (one.label in STATES or _is_state(one.actor_id, directory))
    )
    return list(found)


def _is_state(actor_id: str, directory: Directory) -> bool:
    known = directory.by_id.get(actor_id)
    return known is not None and known.kind == "country"


def find_occasions(
    article: Article, analysis: Analysis, span: Span, directory: Directory, beside: Collection[str]
) -> Iterator[Bracket | None]:
    """The day behind "the call" where the article tells of only one; None where it tells of several."""
    for anaphor in _of_kind(analysis, span, AnaphorKind.OCCASION):
        if anaphor.within is not None and covers(span, anaphor.within):
            continue
        between = {
            directory.party(one.actor_id)
            for one in analysis.mentions
            if one.actor_id and covers(anaphor.span, one.span)
        }
        days: dict[str, Timex] = {}
        for meeting in analysis.meetings:
            when = meeting.when
            if when is not None and _DAY.match(when.value) and between <= directory.parties(meeting.party_ids):
                days.setdefault(when.value[:10], when)
        if not days.keys().isdisjoint(beside) or (between and not days):
            continue
        if len(days) != 1 or not between:
            yield None
            continue
        ((day, when),) = days.items()
        yield anaphor.span, (Slot("passage", "value", day, cite(article, when.span)),)


def _of_kind(analysis: Analysis, span: Span, kind: AnaphorKind) -> Iterator[Anaphor]:
    return (one for one in analysis.anaphors if one.kind is kind and covers(span, one.span))


def find_cuts(analysis: Analysis, span: Span) -> tuple[Span, ...]:
    """The words within a passage that only tie it to what stood before it."""
    return tuple(one.span for one in _of_kind(analysis, span, AnaphorKind.CONNECTIVE) if one.span.start > span.start)


def cited_days(brackets: Sequence[Bracket], span: Span) -> tuple[Citation, ...]:
    """The passages of brackets that stand outside of a passage: a line cites them, too."""
    slots = (slot for _, bracket in brackets for slot in bracket)
    return tuple(slot.citation for slot in slots if slot.citation is not None and not covers(span, slot.citation.span))
