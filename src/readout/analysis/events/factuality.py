"""Whether an event took place, as its own words, its governors and its statement tell it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from readout.analysis.events.coding import Coding
from readout.codebook.modality import Effect, ModalityBook
from readout.codes import EventType, Factuality
from readout.grammar import auxiliaries, is_finite
from readout.modality import judge_modality
from readout.records import Actor, Mention, Span, Statement, Timex
from readout.spans import covers
from readout.tokens import Parse

_NO_REPORT = (Effect.FACTIVE, Effect.IMPLIED)
_DONE = (Factuality.HAPPENED, Factuality.ONGOING)
# Forces and violence: of these a party is no witness in its own cause. Of its words and its diplomacy it is.
_FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.PROTEST})
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT})
_SAID = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.AGREE}
)


def find_statement(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement that asserts what stands at `span`: the shortest whose content covers it; None: the outlet does."""
    around = [
        (content.end - content.start, statement.id, statement)
        for statement in statements
        for content in statement.content
        if covers(content, span)
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def is_aside(parse: Parse, trigger: int, statement: Statement) -> bool:
    """Whether the outlet tells it in passing inside somebody's words: ", which Norland seized in 2014, "."""
    span = parse.span(trigger, trigger + 1)
    if any(covers(quote, span) for quote in statement.quotes) or parse.tokens[trigger].tag not in ("VBD", "VBN"):
        return False
    for above in (trigger, *parse.ancestors(trigger)):
        if not any(covers(content, parse.span(above, above + 1)) for content in statement.content):
            return False
        if parse.tokens[above].dep == "relcl":
            first = min(parse.subtree(above))
            return first > 0 and parse.tokens[first - 1].text == ","
    return False


def is_own_act(coding: Coding, statement: Statement, mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> bool:
    """Whether a party tells of its own speech or diplomacy: "Norland said that its envoy had met ..."."""
    if coding.event_type in _FORCE or "military" in coding.contexts:
        return False
    tellers = {statement.source_id} if statement.source_id else set()
    if statement.source is not None:
        tellers |= {each.actor_id for each in mentions if each.actor_id and covers(statement.source, each.span)}
    told = {*coding.actors, *(coding.recipients if coding.event_type in _MUTUAL else ())}
    if statement.source_id is None and not tellers:
        return False
    return bool({_state_of(each, actors) for each in tellers} & {_state_of(each, actors) for each in told})


def is_without_stake(
    parse: Parse, statement: Statement, mentions: Sequence[Mention], witnesses: AbstractSet[str]
) -> bool:
    """Whether those who tell it have no cause of their own: "both sides said", "the ship's owners", "residents"."""
    if statement.source is None or statement.source_id is not None:
        return False
    words = [parse.tokens[i] for i in parse.tokens_in(statement.source)]
    if any(word.lower == "both" for word in words):
        return True
    is_party = any(each.actor_id and covers(statement.source, each.span) for each in mentions)
    return not is_party and any(word.lemma in witnesses for word in words)


def is_told_by_office(
    parse: Parse,
    coding: Coding,
    statement: Statement,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    offices: AbstractSet[str],
) -> bool:
    """Whether an office that needs no name tells of diplomacy: "Hale met Brandt on Monday, the ministry said"."""
    if coding.event_type in _FORCE or "military" in coding.contexts or statement.source is None:
        return False
    named = {statement.source_id, *(each.actor_id for each in mentions if covers(statement.source, each.span))}
    if named & actors.keys():
        return False
    return any(parse.tokens[i].lemma in offices for i in parse.tokens_in(statement.source))


def _state_of(actor_id: str, actors: Mapping[str, Actor]) -> str:
    actor = actors.get(actor_id)
    return actor_id if actor is None else actor.country or actor_id


def judge_truth(
    parse: Parse,
    coding: Coding,
    statement: Statement | None,
    when: Timex | None,
    book: ModalityBook,
    *,
    is_vouched: bool = False,
) -> Factuality | None:
    """
    HAPPENED or ONGOING in the outlet's own voice, or of what `is_vouched` for (a party's own speech, told by itself;
    anything told by those who have no stake in it); inside another statement that is ALLEGED.

    None where nothing is asserted of one event: a question, a habit ("exports timber", "meets twice a year").
    """
    if parse.tokens[parse.sentences[parse.sentence_of[coding.trigger]][1] - 1].text == "?":
        return None
    state = judge_modality(parse, coding.trigger, book)
    if coding.is_refusal and state is not Factuality.HYPOTHETICAL:
        state = Factuality.HAPPENED
    if state in _DONE and when is None and _is_habit(parse, coding):
        return None
    if state is Factuality.ONGOING and coding.event_type in _SAID:
        state = Factuality.HAPPENED  # "continued to insist": each time it was said
    if statement is not None and not statement.factual and state is not Factuality.DENIED:
        return Factuality.HYPOTHETICAL
    if is_vouched:
        return state
    if state in _DONE and (statement is not None or _is_reported(parse, coding.trigger, book)):
        return Factuality.ALLEGED
    return state


def _is_habit(parse: Parse, coding: Coding) -> bool:
    token = parse.tokens[coding.trigger]
    return coding.event_type not in _SAID and token.tag in ("VBZ", "VBP") and not auxiliaries(parse, coding.trigger)


def _is_reported(parse: Parse, trigger: int, book: ModalityBook) -> bool:
    """Whether the word stands in a clause that somebody says, also where no statement was found for it."""
    words = (trigger, *parse.ancestors(trigger))
    if any(parse.tokens[child].lower == "according" for word in words for child in parse.children[word]):
        return True
    below = trigger
    for above in parse.ancestors(trigger):
        if parse.tokens[below].dep == "ccomp" and is_finite(parse, below) and parse.tokens[above].pos == "VERB":
            effect = book.effect("verb", parse.tokens[above].lemma)
            return effect not in _NO_REPORT and not (below < above and effect is Effect.DENIED)
        if parse.tokens[below].dep in ("relcl", "advcl"):
            return False
        below = above
    return False
