"""
Who did what to whom, by PLOVER's sixteen types, and whether it happened.

    codings (patterns, parties) ─ statement ─ when ─ factuality ─ place ─ confidence

Dictionary coding over a dependency parse, in the line of PETRARCH-2 and UniversalPetrarch, with two
differences: a party that is not known gives no event, and every event says whether it took place.
Most sentences have none.
"""

from collections.abc import Mapping, Sequence

from readout.analysis.events.circumstances import day_of, find_place, find_when
from readout.analysis.events.coding import SPOKEN, Coding
from readout.analysis.events.codings import read_codings
from readout.analysis.events.factuality import (
    find_statement,
    is_aside,
    is_own_act,
    is_told_by_office,
    is_without_stake,
    judge_truth,
)
from readout.analysis.events.judging import code_open_verbs
from readout.analysis.events.own_voice import find_own
from readout.codebook import Codebook
from readout.codes import EventType, Factuality
from readout.grammar import children, is_definite
from readout.ports import EventModel
from readout.records import Actor, Article, Event, Mention, Statement, Timex
from readout.spans import finding_id, passage
from readout.tokens import Parse

__all__ = ["code_events"]

_OCCURRING = frozenset(
    {"begin", "start", "open", "resume", "end", "conclude", "take", "hold", "continue", "last", "close"}
    | {"plan", "schedule", "set", "fix", "arrange", "agree", "cancel", "postpone", "produce", "fail", "collapse"}
)
_FELT = frozenset({EventType.SUPPORT, EventType.ACCUSE})  # words that are news only once they are said
_DONE = frozenset({Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED})


def code_events(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    codebook: Codebook,
    model: EventModel | None = None,
) -> tuple[Event, ...]:
    """
    The events of an article in the order of the text; at least one party of each is a known actor.

    `actor_ids` of two with no recipients: they do it with each other. `day` only where the event's own
    clause gives one, never the day of publication. `model` is asked about verbs that the codebook has no pattern
    for; None: patterns alone. Nothing is found in an empty parse.
    """
    own = find_own(article, parse, mentions, statements, codebook)
    parties = tuple(each for each in (*mentions, *own) if not _is_place(each.actor_id, codebook.actors.by_id))
    codings, open_verbs = read_codings(parse, parties, codebook.plover, codebook.actors.states)
    if model is not None:
        more = code_open_verbs(article.text, parse, open_verbs, model, codebook.modality)
        codings = tuple(sorted((*codings, *more), key=lambda coding: coding.trigger))
    events = (_make_event(article, parse, coding, mentions, timexes, statements, codebook) for coding in codings)
    return tuple(event for event in events if event is not None)


def _make_event(
    article: Article,
    parse: Parse,
    coding: Coding,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    codebook: Codebook,
) -> Event | None:
    trigger = parse.span(coding.trigger, coding.trigger + 1)
    evidence = parse.sentence_span(parse.sentence_of[coding.trigger])
    statement = find_statement(trigger, statements)
    if statement is not None and is_aside(parse, coding.trigger, statement):
        statement = None
    when = find_when(parse, coding.trigger, timexes)
    is_vouched = statement is not None and (
        is_own_act(coding, statement, mentions, codebook.actors.by_id)
        or is_without_stake(parse, statement, mentions, codebook.plover.witnesses)
        or is_told_by_office(parse, coding, statement, mentions, codebook.actors.by_id, codebook.plover.offices)
    )
    factuality = judge_truth(parse, coding, statement, when, codebook.modality, is_vouched=is_vouched)
    if factuality in _DONE and _is_ahead(day_of(when), article.published):
        factuality = Factuality.SCHEDULED
    if factuality is None or not _is_told(parse, coding, factuality, day_of(when) is not None):
        return None
    says = (coding.event_type, *coding.actors, ">", *coding.recipients, passage(article.text, trigger))
    return Event(
        id=finding_id("event", article.id, *says, passage(article.text, evidence), str(trigger.start - evidence.start)),
        event_type=coding.event_type,
        mode=coding.mode,
        contexts=coding.contexts,
        factuality=factuality,
        actor_ids=coding.actors,
        recipient_ids=coding.recipients,
        trigger=trigger,
        evidence=evidence,
        when=when,
        day=day_of(when),
        place=find_place(parse, coding, mentions),
        statement_id=None if statement is None else statement.id,
        confidence=_weigh(coding, statement),
    )


def _is_place(actor_id: str | None, actors: Mapping[str, Actor]) -> bool:
    """Whether an id is that of a mere place: an island neither acts nor is acted on."""
    actor = None if actor_id is None else actors.get(actor_id)
    return actor is not None and actor.kind == "place"


def _is_ahead(day: str | None, published: str | None) -> bool:
    """Whether the event's day comes after the article's: then it cannot have happened yet."""
    return day is not None and published is not None and day > published.rpartition("/")[2][: len(day)]


def _is_told(parse: Parse, coding: Coding, factuality: Factuality, has_day: bool) -> bool:
    """Whether one event is told: a supposed deed that is only named needs both parties."""
    if len({*coding.actors, *coding.recipients}) < 2 and _is_only_thought(coding, factuality):
        return False
    if not coding.is_noun:
        return not (factuality is Factuality.DENIED and coding.event_type in SPOKEN and not coding.recipients)
    is_asked = parse.tokens[parse.tokens[coding.trigger].head].lower == "at"  # "at the request of"
    if coding.event_type in SPOKEN:
        is_one = parse.tokens[coding.trigger].tag in ("NN", "NNP")
        is_own = is_one and bool(coding.actors) and bool(children(parse, coding.trigger, "poss"))
        return bool(coding.recipients) or ((is_asked or is_own) and factuality is Factuality.HAPPENED)
    if factuality is Factuality.DENIED:
        return True
    if coding.event_type is EventType.CONSULT:
        is_told = is_definite(parse, coding.trigger) or _takes_place(parse, coding.trigger) or bool(coding.recipients)
        is_named = is_told and len({*coding.actors, *coding.recipients}) > 1
        return (has_day or coding.is_known or is_named) and factuality is not Factuality.HYPOTHETICAL
    is_plural = parse.tokens[coding.trigger].tag in ("NNS", "NNPS")
    return is_definite(parse, coding.trigger) or not is_plural


def _is_only_thought(coding: Coding, factuality: Factuality) -> bool:
    """Whether a deed that is not done yet is only named ("a withdrawal") or only felt ("would welcome it")."""
    if factuality is Factuality.HYPOTHETICAL and coding.is_noun:
        return True
    return coding.event_type in _FELT and factuality in (Factuality.HYPOTHETICAL, Factuality.SCHEDULED)


def _takes_place(parse: Parse, noun: int) -> bool:
    """Whether a talk begins, ends or is set, or dates something else: "returned after talks with"."""
    above = parse.tokens[parse.tokens[noun].head]
    if above.dep == "prep":
        return above.lower in ("after", "during", "following")
    below = [each for quality in children(parse, above.i, "acomp") for each in children(parse, quality, "xcomp")]
    verbs = {above.lemma, *(parse.tokens[each].lemma for each in (*below, *children(parse, above.i, "xcomp")))}
    return parse.tokens[noun].dep in ("nsubj", "nsubjpass") and bool(verbs & _OCCURRING)


def _weigh(coding: Coding, statement: Statement | None) -> float:
    """How sure the coding is: more for both parties and for a pattern that asks much, less for a bare noun."""
    if coding.likelihood is not None:
        return coding.likelihood
    parties = 0.2 if len({*coding.actors, *coding.recipients}) > 1 else 0.0
    asked = min(coding.weight, 3) * 0.05
    noun = 0.15 if coding.is_noun else 0.0
    alone = 0.1 if not coding.recipients and len(coding.actors) < 2 and coding.event_type in SPOKEN else 0.0
    relayed = 0.05 if statement is not None else 0.0
    return round(0.55 + parties + asked - noun - alone - relayed, 3)
