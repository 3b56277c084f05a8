"""Why the machine said so: for each kind of line, what read it, by rule or by model, and how sure it was."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from readout.corpus.wording import fold
from readout.records import (
    CalendarLine,
    Event,
    EventLine,
    Forecast,
    ForecastLine,
    Meeting,
    Position,
    PositionLine,
    Span,
    Statement,
    StatementLine,
    Story,
)
from readout.spans import passage

Judged: TypeAlias = (
    Statement | Event | Position | Meeting | Forecast | StatementLine | EventLine | PositionLine | CalendarLine
    | ForecastLine | Story
)  # fmt: skip
PATTERNS_MOST = 0.9  # what a coding by patterns can reach (`analysis.events`); the learned one is surer or silent


@dataclass(frozen=True, slots=True)
class Reason:
    """
    How a line came about. `by` is "rule", "model" or "rule and model"; `sure` None: that step gives no figure.

    `fired` are the words of the article that set the step off, as printed; None: no one word did.
    """

    by: str
    words: str
    sure: float | None
    fired: str | None = None


def explain(one: Judged, recipe: str, text: str = "") -> Reason:
    """Why `one` was found, by the recipe that found it; `text` is its article's, for a finding."""
    return replace(_explain(one, recipe), fired=_find_fired(one, text))


def _find_fired(one: Judged, text: str) -> str | None:
    """The reporting word of a statement, the verb or noun of an event, the hedge of a forecast."""
    match one:
        case Statement(cue=Span() as place) | Event(trigger=place):
            return fold(passage(text, place)) or None
        case StatementLine(cue=str() as words) | Forecast(hedge=str() as words) | ForecastLine(hedge=str() as words):
            return words
    return None


def _explain(one: Judged, recipe: str) -> Reason:
    if isinstance(one, Statement | StatementLine):
        return _explain_statement(one, recipe)
    if isinstance(one, Event | EventLine):
        return _explain_event(one, recipe)
    if isinstance(one, Position | PositionLine):
        sure = one.confidence if isinstance(one, Position) else None
        kind = one.kind.value.replace("_", " ")
        return Reason("rule", f"A pattern of the codebook for a {kind} (positions.toml) fits the sentence.", sure)
    if isinstance(one, Meeting | CalendarLine):
        words = "A noun or verb of meeting (meetings.toml) with its parties; the modality of its verb gives the status."
        return Reason("rule", words, None)
    if isinstance(one, Forecast | ForecastLine):
        hedge = f" The hedge “{one.hedge}” stands for its range in the published table." if one.hedge else ""
        return Reason("rule", f"A claim about what is ahead, by an author or a source (forecasts.toml).{hedge}", None)
    words = "Sentences of its articles were joined by the learned merge (docs/models/stories.md): one day, like words."
    return Reason("model", words, None)


def _explain_statement(one: Statement | StatementLine, recipe: str) -> Reason:
    sure = one.confidence if isinstance(one, Statement) else None
    if one.cue is None:
        return Reason(
            "rule", "A quotation whose speaker the sentences around it name; no reporting word stands by.", sure
        )
    if "attribution-" not in recipe:
        return Reason("rule", "The grammar of its reporting word gives speaker and words.", sure)
    words = "Rules and the learned attribution model each read its reporting word; the surer reading was kept."
    return Reason("rule and model", words, sure)


def _explain_event(one: Event | EventLine, recipe: str) -> Reason:
    if one.confidence > PATTERNS_MOST and "events-" in recipe:
        words = "No pattern knows its verb; the learned event model (docs/models/events.md) was sure enough to say."
        return Reason("model", words, one.confidence)
    words = f"A pattern of the codebook (plover.toml) codes its verb or noun as {one.event_type.value}; its modality, "
    return Reason("rule", f"{words}that it is {one.factuality.value}.", one.confidence)
