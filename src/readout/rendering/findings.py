"""
What was found in one article, ready to be shown: each finding with its number, its marks in the text and its facts.

A finding's number is a letter for its kind and its place in the text: "S3" is the third statement.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from readout.codes import Quoting
from readout.corpus.wording import fold, time_value, write_number, write_time
from readout.records import (
    Analysis,
    Article,
    ContestedClaim,
    Event,
    Forecast,
    Meeting,
    Mention,
    OpenQuestion,
    Position,
    Problem,
    Quantity,
    Span,
    Statement,
    Timex,
)
from readout.spans import hull, passage


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: the letter of its numbers, its name in the plural, the headings of its facts."""

    id: str
    letter: str
    title: str
    columns: tuple[str, ...]


KINDS = (
    Kind("statement", "S", "Statements", ("Source", "Cue", "Content", "How", "Said", "Sure")),
    Kind("event", "E", "Events", ("Type", "Whether", "Who to whom", "Words", "Day and place", "Told by", "Sure")),
    Kind("position", "P", "Positions", ("Kind", "Holder", "Content", "Condition", "Told by", "Sure")),
    Kind("meeting", "M", "Meetings", ("Kind", "Status", "Parties", "When and where", "Vouched for by", "Told by")),
    Kind("forecast", "F", "Forecasts", ("Forecaster", "Claim", "Condition", "Hedge", "By when", "Follows from")),
    Kind("quantity", "Q", "Quantities", ("Words", "Value", "Counted", "When and where", "Told by")),
    Kind("contested", "C", "Contested claims", ("Claim", "Label", "Contested by", "Told by")),
    Kind("question", "O", "Open questions", ("Question", "Asked by")),
    Kind("timex", "T", "Times", ("Words", "Value", "Type", "In words", "Window")),
    Kind("mention", "N", "Names and what stands for them", ("Words", "Stands for", "Label")),
    Kind("problem", "L", "Left open", ("Step", "What", "Words")),
)
_LETTERS = {kind.id: kind.letter for kind in KINDS}
OWN_VOICE = "the outlet’s own voice"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a finding marks; `role` says as what: "source", "cue", "content", "quote", or the kind."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One finding. `facts` stand under the columns of its kind, "" where there is none.

    `place` is where it is told of in the text, None for what concerns the whole; `tag` is what its mark
    carries beside the words: its number, or the value of a time, or the name that a pronoun stands for.
    """

    number: str
    kind: str
    place: Span | None
    marks: tuple[Mark, ...]
    facts: tuple[str, ...]
    tag: str


Names = Mapping[str, str]
Shown = tuple[tuple[Mark, ...], tuple[str, ...], str]  # the marks, the facts, the tag ("" for the number)
Found = TypeVar("Found")


def find_findings(article: Article, analysis: Analysis, names: Names) -> tuple[Finding, ...]:
    """Every finding of an article, by kind in the order of `KINDS` and then by place; `names` has actors by id."""
    statements = _numbers("statement", analysis.statements, _statement_place)
    forecasts = _numbers("forecast", analysis.forecasts, lambda one: one.claim)
    desk = _Desk(article, names, statements, forecasts)
    found = (
        *_number("statement", analysis.statements, _statement_place, desk.statement),
        *_number("event", analysis.events, lambda one: one.trigger, desk.event),
        *_number("position", analysis.positions, lambda one: one.content, desk.position),
        *_number("meeting", analysis.meetings, lambda one: one.evidence, desk.meeting),
        *_number("forecast", analysis.forecasts, lambda one: one.claim, desk.forecast),
        *_number("quantity", analysis.quantities, lambda one: one.span, desk.quantity),
        *_number("contested", analysis.contested, lambda one: one.claim, desk.contested),
        *_number("question", analysis.questions, lambda one: one.question, desk.question),
        *_number("timex", analysis.timexes, lambda one: one.span, desk.timex),
        *_number("mention", analysis.mentions, lambda one: one.span, desk.mention),
    )
    return (*found, *desk.problems(analysis.problems))


def _in_order(found: Iterable[Found], place: Callable[[Found], Span]) -> list[Found]:
    return sorted(found, key=lambda one: (place(one), getattr(one, "id", "")))


def _numbers(kind: str, found: Iterable[Found], place: Callable[[Found], Span]) -> dict[str, str]:
    """The number of each finding by its id."""
    ordered = _in_order(found, place)
    return {getattr(one, "id", ""): f"{_LETTERS[kind]}{number}" for number, one in enumerate(ordered, 1)}


def _statement_place(statement: Statement) -> Span:
    return hull((*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)))


def _number(
    kind: str, found: Iterable[Found], place: Callable[[Found], Span], show: Callable[[Found], Shown]
) -> Iterator[Finding]:
    for number, one in enumerate(_in_order(found, place), 1):
        marks, facts, tag = show(one)
        name = f"{_LETTERS[kind]}{number}"
        yield Finding(name, kind, place(one), marks, facts, tag or name)


_HOW = {Quoting.DIRECT: "verbatim", Quoting.MIXED: "partly verbatim", Quoting.INDIRECT: "reported speech"}
_NOT_SAID = "not said, or not yet"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What facts are written with: the text, the actors' names, the numbers of statements and forecasts by id."""

    article: Article
    names: Names
    statements: Mapping[str, str]
    forecasts: Mapping[str, str]

    def statement(self, one: Statement) -> Shown:
        marks = [Mark(span, "content") for span in one.content] + [Mark(span, "quote") for span in one.quotes]
        marks += [Mark(one.source, "source")] if one.source else []
        marks += [Mark(one.cue, "cue")] if one.cue else []
        how = [_HOW[one.quoting], "" if one.factual else _NOT_SAID]
        through = self.statements.get(one.via_id or "")
        how += [f"relayed by {through}" if through else ""]
        to = self.actors(one.addressee_ids)
        said = [_time(one.said), f"to {to}" if to else "", self.words(one.medium)]
        facts = (
            self.who(one.source_id, one.source, one.role),
            self.words(one.cue),
            " … ".join(self.words(span) for span in one.content),
            _join(how),
            _join(said),
            f"{one.confidence:.2f}",
        )
        return tuple(marks), facts, ""

    def event(self, one: Event) -> Shown:
        code = _join([one.event_type.value, one.mode or "", *one.contexts])
        whom = write_whom(self.actors(one.actor_ids), self.actors(one.recipient_ids), len(one.actor_ids))
        where = _join([write_time(one.day) if one.day else "day not known", self.words(one.place)])
        told = self.told(one.statement_id)
        facts = (code, one.factuality.value, whom, self.words(one.trigger), where, told, f"{one.confidence:.2f}")
        return (Mark(one.trigger, "event"),), facts, ""

    def position(self, one: Position) -> Shown:
        kind = _join([_plain(one.kind.value), _plain(one.firmness or ""), f"on {one.issue_id}" if one.issue_id else ""])
        holder = self.actors(one.holder_ids) or "holder not named"
        condition = self.words(one.condition)
        told = self.told(one.statement_id)
        facts = (kind, holder, self.words(one.content), condition, told, f"{one.confidence:.2f}")
        return (Mark(one.content, "position"), *_condition(one.condition)), facts, ""

    def meeting(self, one: Meeting) -> Shown:
        marks = [Mark(one.evidence, "meeting")]
        facts = (
            _join([one.kind, f"of {one.level}" if one.level else ""]),
            one.status.value,
            self.actors(one.party_ids) or "nobody named",
            _join([_time(one.when) or "day not known", self.words(one.place)]),
            self.actors(tuple(dict.fromkeys((*one.announced_by, *one.confirmed_by)))),
            self.told(one.statement_id),
        )
        return tuple(marks), facts, ""

    def forecast(self, one: Forecast) -> Shown:
        chance = one.probability
        hedge = _join([one.hedge or "", f"{chance[0] * 100:.0f} to {chance[1] * 100:.0f} %" if chance else ""])
        facts = (
            self.forecaster(one),
            self.words(one.claim),
            self.words(one.condition),
            hedge,
            _time(one.horizon),
            self.forecasts.get(one.parent_id or "", ""),
        )
        return (Mark(one.claim, "forecast"), *_condition(one.condition)), facts, ""

    def quantity(self, one: Quantity) -> Shown:
        value = " ".join(filter(None, (one.modifier, write_number(one.value), one.unit)))
        where = _join([_time(one.when), self.words(one.place)])
        facts = (self.words(one.span), value, self.words(one.of), where, self.told(one.statement_id))
        return (Mark(one.span, "quantity"),), facts, ""

    def contested(self, one: ContestedClaim) -> Shown:
        by = OWN_VOICE if one.by_id is None else self.actors((one.by_id,))
        facts = (self.words(one.claim), self.words(one.label), by, self.told(one.statement_id))
        return (Mark(one.claim, "contested"), Mark(one.label, "label")), facts, ""

    def question(self, one: OpenQuestion) -> Shown:
        asked = self.actors((one.asked_by,)) if one.asked_by else self.told(one.statement_id)
        return (Mark(one.question, "question"),), (self.words(one.question), asked), ""

    def timex(self, one: Timex) -> Shown:
        value = time_value(one)
        window = f"{one.earliest or '…'} to {one.latest or '…'}" if one.earliest or one.latest else ""
        kind = _join([one.type.value, one.zone or "", "vague" if one.vague else ""])
        return (Mark(one.span, "timex"),), (self.words(one.span), value, kind, write_time(value), window), value

    def mention(self, one: Mention) -> Shown:
        name = self.actors((one.actor_id,)) if one.actor_id else ""
        words = self.words(one.span)
        tag = "" if words in name or (name and name in words) else name
        mark = Mark(one.span, "mention" if one.actor_id else "unknown")
        return (mark,), (words, name or "not known", one.label), tag or " "

    def problems(self, found: Iterable[Problem]) -> Iterator[Finding]:
        ordered = sorted(found, key=lambda one: (one.span is None, one.span or Span(0, 1), one.step, one.message))
        for number, one in enumerate(ordered, 1):
            marks = () if one.span is None else (Mark(one.span, "problem"),)
            name = f"{_LETTERS['problem']}{number}"
            yield Finding(name, "problem", one.span, marks, (one.step, one.message, self.words(one.span)), name)

    def words(self, span: Span | None) -> str:
        return "" if span is None else fold(passage(self.article.text, span)).strip()

    def actors(self, ids: Iterable[str]) -> str:
        return ", ".join(self.names.get(each, each) for each in ids)

    def who(self, actor_id: str | None, span: Span | None, role: str | None) -> str:
        printed = self.words(span)
        known = self.actors((actor_id,)) if actor_id else ""
        source = f"{printed} = {known}" if known and printed and printed != known else known or printed
        return _join([source or "nobody named", role if role and role not in printed else ""])

    def forecaster(self, one: Forecast) -> str:
        if one.forecaster_id:
            return self.actors((one.forecaster_id,))
        return "the article’s author" if one.statement_id is None else f"the source of {self.told(one.statement_id)}"

    def told(self, statement_id: str | None) -> str:
        return OWN_VOICE if statement_id is None else self.statements.get(statement_id, statement_id)


def _condition(span: Span | None) -> tuple[Mark, ...]:
    return () if span is None else (Mark(span, "condition"),)


def write_whom(actors: str, recipients: str, acting: int) -> str:
    """Who did it to whom; two or more who act on nobody do it with each other."""
    if not recipients and acting > 1:
        return f"{actors}, with each other"
    return f"{actors or 'nobody named'} → {recipients or 'nobody named'}"


def _time(timex: Timex | None) -> str:
    return "" if timex is None else write_time(time_value(timex))


def _join(words: Iterable[str | None]) -> str:
    return ", ".join(word for word in words if word)


def _plain(code: str) -> str:
    return code.replace("_", " ")
