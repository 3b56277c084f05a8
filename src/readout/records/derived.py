"""Derived from one article: what one recipe found in it; may be thrown away and found again."""

from dataclasses import dataclass

from readout.codes import AnaphorKind, EventType, Factuality, Genre, MeetingStatus, PositionKind, Quoting, TimexType
from readout.records.captured import Span
from readout.records.known import Actor


@dataclass(frozen=True, slots=True)
class Furniture:
    """
    What is not the article's own prose.

    `kind` is navigation, caption, credit, byline, date, title, heading, bio, signup, related or disclaimer.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose; no sentence crosses a paragraph. `past`: its main verb tells of what is past."""

    span: Span
    past: bool = False


@dataclass(frozen=True, slots=True)
class Anaphor:
    """
    Words that lean on what was told before them.

    `within` is the place earlier in the same sentence that may explain them; None: only other sentences do.
    """

    span: Span
    kind: AnaphorKind
    within: Span | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, description or pronoun, and the actor it stands for when known."""

    span: Span
    label: str  # PERSON, ORG, GPE, LOC, FAC, NORP
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. `value` is ISO 8601 / TIMEX3, resolved against the article's date or its own context."""

    span: Span
    type: TimexType
    value: str  # XXXX-12-07 while the year is unknown
    mod: str | None = None
    zone: str | None = None  # IANA name or offset, when the text gives one
    earliest: str | None = None  # the window that a vague or relative expression stands for
    latest: str | None = None
    vague: bool = False
    derived: bool = False  # counted by us from two clock times that `span` runs over; no words say it


@dataclass(frozen=True, slots=True)
class Statement:
    """
    What a source is reported to have said.

    `source` None: nobody is named. `via_id` names the statement through which this
    one is relayed (a spokesman for a president, a newspaper for an official).
    """

    id: str
    source: Span | None
    source_id: str | None  # actor
    role: str | None  # as printed: "Kremlin spokesman"
    cue: Span | None
    content: tuple[Span, ...]
    quotes: tuple[Span, ...]  # the verbatim parts, without the marks
    quoting: Quoting
    addressee_ids: tuple[str, ...]
    medium: Span | None  # "in an article in ...", "at a press briefing"
    said: Timex | None
    via_id: str | None
    factual: bool  # False for what could, would or must not be said
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """
    Who did what to whom, coded in PLOVER.

    `statement_id` names the statement that asserts the event; None means the
    outlet asserts it in its own voice.
    """

    id: str
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    factuality: Factuality
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    trigger: Span
    evidence: Span
    when: Timex | None
    day: str | None  # the event's own day: a flashback keeps its own
    place: Span | None
    statement_id: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Position:
    """
    What a party wants, refuses, offers or threatens.

    `said` is the day that stands beside its saying; None: the text names none. `standing`: the text tells it as one
    that was held before ("still", "repeated", "insists").
    """

    id: str
    kind: PositionKind
    holder_ids: tuple[str, ...]
    issue_id: str | None  # codebook issue, when one fits
    content: Span
    condition: Span | None
    firmness: str | None  # firm, starting_position, open, as the text treats it
    statement_id: str | None
    evidence: Span
    confidence: float
    said: Timex | None = None
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, call or round of talks, held or ahead."""

    id: str
    kind: str  # call, talks, summit, visit, session
    level: str | None  # leaders, ministers, officials
    status: MeetingStatus
    announced_by: tuple[str, ...]
    when: Timex | None
    place: Span | None
    party_ids: tuple[str, ...]
    confirmed_by: tuple[str, ...]  # actors reported to have confirmed it
    evidence: Span
    statement_id: str | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A claim about what will happen, by whom, by when, on what condition."""

    id: str
    forecaster_id: str | None  # None: the article's author; with a statement: a source that no codebook knows
    claim: Span
    condition: Span | None  # the "if" of an if-then, with its marker
    horizon: Timex | None
    hedge: str | None  # the hedging words as printed
    probability: tuple[float, float] | None  # range that the hedge stands for, by the codebook's published table
    evidence: Span
    statement_id: str | None
    parent_id: str | None  # the forecast whose outcome this one follows from


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A number that matters: troops, casualties, sums.

    `source_id` is the actor who says it: the source of its statement, or one whom the sentence names as counting
    ("the army counts 53"); None: the outlet in its own voice, or, with a statement, one whom no codebook knows.
    """

    span: Span
    value: float
    unit: str
    modifier: str | None  # about, more than, at least
    of: Span | None  # what is counted
    place: Span | None
    when: Timex | None
    evidence: Span
    statement_id: str | None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContestedClaim:
    """
    A claim that the text labels ("baseless", "so-called") or somebody denies.

    The label goes wherever the claim goes.
    """

    id: str
    claim: Span
    label: Span
    by_id: str | None  # None: the outlet's own voice
    statement_id: str | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question an author poses; never a claim."""

    id: str
    question: Span
    asked_by: str | None  # actor; None: the author, or a source that is not sure
    statement_id: str | None  # None: the author's own voice


@dataclass(frozen=True, slots=True)
class Problem:
    """What a step could not make sense of, kept beside what it could."""

    article_id: str | None
    step: str
    message: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one recipe found in one article. `recipe` digests code version, codebook and models."""

    article_id: str
    recipe: str
    genre: Genre
    furniture: tuple[Furniture, ...]
    actors: tuple[Actor, ...]  # those first met here, beside the codebook's
    sentences: tuple[Sentence, ...]
    anaphors: tuple[Anaphor, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    meetings: tuple[Meeting, ...]
    forecasts: tuple[Forecast, ...]
    quantities: tuple[Quantity, ...]
    contested: tuple[ContestedClaim, ...]
    questions: tuple[OpenQuestion, ...]
    problems: tuple[Problem, ...]
