"""What a line needs beside its words to be read by itself: of which state an office is, which day, which call."""

import re
from collections.abc import Collection, Iterator, Sequence

from readout.codes import AnaphorKind, TimexType
from readout.corpus.actors import Directory
from readout.corpus.templates import time_slot
from readout.records import Analysis, Anaphor, Article, Citation, Mention, Slot, Span, Statement, Timex
from readout.spans import cite, covers, overlaps, passage

Bracket = tuple[Span, tuple[Slot, ...]]  # the words and what stands in brackets behind them

_TOLD = re.compile(  # a day that its own words tell: "6 February", "2021-12-07"
    r"\d\d-\d\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:19|2\d)\d\d\b"
)
_KNOWN = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|W\d\d)(?:T[A-Z]{2})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight)\b", re.IGNORECASE
)
_IN = re.compile(r" (?:in|at) [A-Z]\w+$")
STATES = frozenset({"GPE", "NORP"})
POLITIES = frozenset({"country", "alliance", "organisation"})


def find_days(article: Article, analysis: Analysis, span: Span, beside: Collection[str]) -> Iterator[Bracket | None]:
    """
    The day behind each "on Tuesday" that says not which, each day once; not what stands `beside` the line. None: nobody
    knows which Tuesday.
    """
    inside = sorted((one for one in analysis.timexes if covers(span, one.span)), key=lambda one: one.span)
    told = {*beside, *(one.value[:10] for one in inside if _is_told_by(article, one))}
    for timex in inside:
        if _is_unknown(article, timex):
            yield None
        if not _is_bare(article, timex) or timex.value[:10] in told:
            continue
        told.add(timex.value[:10])
        day = timex.value[:10] if "T" in timex.value else timex.value
        slot = time_slot("passage", article, timex)
        yield timex.span, (Slot(slot.name, slot.kind, day, slot.citation),)


def _is_told_by(article: Article, timex: Timex) -> bool:
    return bool(_TOLD.search(passage(article.text, timex.span)))


def _is_unknown(article: Article, timex: Timex) -> bool:
    """Whether a time is a day of the week, or "today", of no known date."""
    return bool(_WEEKDAY.search(passage(article.text, timex.span))) and not (
        _DAY.match(timex.value) or _is_told_by(article, timex)
    )


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


def is_of_unknown_occasion(analysis: Analysis, statement: Statement, directory: Directory) -> bool:
    """Whether it was said to somebody known on a day that nobody tells: in which of their calls, the text knows."""
    known = [directory.by_id.get(one) for one in statement.addressee_ids]
    if statement.cue is None or not any(one is not None and one.kind == "person" for one in known):
        return False
    span = next((one.span for one in analysis.sentences if covers(one.span, statement.cue)), statement.cue)
    return not any(covers(span, one.span) and _DAY.match(one.value) for one in analysis.timexes)


def is_office_of_nobody(analysis: Analysis, actor_id: str) -> bool:
    """Whether an article names a body by an office alone, as every state has one: "the Foreign Ministry"."""
    offices = [one.span for one in analysis.anaphors if one.kind is AnaphorKind.OFFICE]
    named = (one for one in analysis.mentions if one.actor_id == actor_id and one.label == "ORG")
    return any(overlaps(one.span, office) for one in named for office in offices)


def name_state(article: Article, mention: Mention, directory: Directory) -> Slot | None:
    """The state of an office that is one of many, cited by a mention of it; None where nobody knows it."""
    state = _state_of(mention, article, directory, own=True)
    return None if state is None else Slot("passage", "state", directory.name(state), cite(article, mention.span))


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
        placed = _IN.search(passage(article.text, anaphor.span)) is not None
        named = placed or bool(between)
        days: dict[str, Timex] = {}
        for meeting in analysis.meetings:
            when, place = meeting.when, "" if meeting.place is None else passage(article.text, meeting.place)
            there = bool(place) and place in passage(article.text, anaphor.span)
            fits = there if placed else between <= directory.parties(meeting.party_ids)
            if when is not None and _DAY.match(when.value) and fits:
                days.setdefault(when.value[:10], when)
        if not days.keys().isdisjoint(beside) or (named and not days and not placed):
            continue
        if len(days) != 1 or not named:
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
