"""Derived from many articles: stories, ledgers and the brief, each line with its receipts."""

from dataclasses import dataclass
from datetime import date

from readout.codes import Agreement, EventType, Factuality, MeetingStatus, Movement, PositionKind, Quoting
from readout.records.captured import Span
from readout.records.derived import Problem
from readout.records.known import Actor, Outlet


@dataclass(frozen=True, slots=True)
class Citation:
    """The receipt: the passage that bears a line out, and how to know it again."""

    article_id: str
    span: Span
    digest: str  # of the passage's characters
    prefix: str  # text quote selector: up to 32 characters either side
    suffix: str

    def __hash__(self) -> int:
        """By where it stands alone: what stands there is the same, and receipts are looked up by the million."""
        return hash(self.article_id) ^ (self.span.start << 24)


@dataclass(frozen=True, slots=True)
class Slot:
    """
    One filled place of a template: `name` is the hole it fills; several slots of one name are joined.

    kind `span`: the characters of a citation; `actor`: the codebook name of an actor mentioned
    in a cited span; `state`: the codebook name of the state of such an actor, or of the outlet; `value`: the value of
    a cited time or quantity; `count`: how many citations; `outlet`: the name of who published a citation; `meeting`:
    the kind of a meeting told in the cited passage, shown by its noun; `level`: who meets there, leaders, ministers or
    officials.
    """

    name: str
    kind: str
    value: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class SourcedSentence:
    """
    A line of the brief: a source's sentence, or a named template whose slots are filled from
    citations. It cites, or it cannot be made; `verify` fills the template again and compares.
    An editor's own line has `author` "editor", is shown as such, and alone may stand without a citation.
    """

    text: str
    template: str | None  # None: the cited passage itself
    slots: tuple[Slot, ...]
    author: str  # "readout" or "editor"
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles, and the sentences in them, about one happening."""

    id: str
    headline: str
    article_ids: tuple[str, ...]
    happening_ids: tuple[str, ...]  # the `EventLine`s told of
    meeting_uids: tuple[str, ...]  # the `CalendarLine`s told of
    citations: tuple[Citation, ...]  # the sentences that tell it
    origins: int  # independent origins, not outlets: wire copies count once
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Telling:
    """
    One outlet's wording of a point.

    `voice` is who the passage is attributed to, by name or as printed; None: the outlet says it in its own voice.
    `marks` are the words in which the tellings differ, in characters of the article, within the passage.
    """

    outlet_id: str
    citation: Citation
    voice: str | None = None
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """
    What was looked for in an outlet's stored text: `words` of the point, names and numbers among them, none of which
    stands in any of the articles, nor a word of its stem.
    """

    outlet_id: str
    article_ids: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One checkable point of a story, and who tells it how."""

    text: str
    agreement: Agreement
    conflict: str | None  # number, date, place, who_asked, agreed_or_discussed, denied, wording
    tellings: tuple[Telling, ...]
    absent_from: tuple[str, ...]  # outlets whose stored text was searched in vain
    searched: tuple[Search, ...] = ()  # one for each of them


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of one story, point by point."""

    story_id: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the accounts that stand side by side: its id stands for the outlet in the points."""

    id: str
    name: str  # the outlet's, or the article's title where both sides are of one outlet
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two accounts side by side, point by point: what `readout compare` writes."""

    format: str  # "readout-compare/1"
    title: str
    notice: str | None  # what every page must say of this input
    outlets: tuple[Outlet, ...]
    actors: tuple[Actor, ...]
    sides: tuple[Side, ...]
    recipe: str
    points: tuple[Point, ...]  # conflict, update, shared, one-sided; then by where it is first told
    unread: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """
    One position as the ledger keeps it, over all articles.

    `told` is how the brief prints it, with names beside pronouns; None: it leans on what is not printed, or says
    too little, and is kept for who asks. `first_day` and `last_day` are days of saying where the text names them, else
    of print; `said_day` is the last day of saying that it names, None where all are days of print. `standing`: the text
    itself tells it as held before, so that it is "repeated" though nothing earlier is at hand. `reasons` say what a
    movement rests on: "number: 80, then 70".
    """

    id: str
    kind: PositionKind
    holder_ids: tuple[str, ...]
    issue_id: str | None
    wording: str
    attributed_to: tuple[str, ...]
    firmness: str | None
    first_day: str
    last_day: str
    movement: Movement
    previous_wording: str | None
    previous_citations: tuple[Citation, ...]
    citations: tuple[Citation, ...]
    told: SourcedSentence | None = None
    said_day: str | None = None
    standing: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """
    One forecast as the ledger keeps it: open, overdue, or resolved by an editor.

    `horizon` is an ISO day or an interval a/b, both days included. `shown` is False for one that leans on what is
    not printed, or was neither made nor due in the period: it is kept and not printed. `told` is how the brief prints
    it: the sentence that foretells, hedge and condition as they stand there.
    """

    id: str
    forecaster: str
    claim: str
    condition: str | None  # with its marker: "if the ports close"
    hedge: str | None  # as printed
    horizon: str | None
    probability: tuple[float, float] | None
    state: str  # open, overdue, came_true, did_not, void
    proposed_evidence: tuple[Citation, ...]
    citations: tuple[Citation, ...]
    parent_id: str | None  # the line from whose outcome this one follows
    shown: bool = True
    told: SourcedSentence | None = None


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One meeting as the calendar keeps it. `uid` is stable; `sequence` rises with each change."""

    uid: str
    sequence: int
    summary: SourcedSentence
    when: str
    place: str | None
    party_ids: tuple[str, ...]
    status: MeetingStatus
    confirmed_by: tuple[str, ...]  # actors reported to have confirmed it
    citations: tuple[Citation, ...]
    announced_by: tuple[str, ...] = ()  # actors reported to have said that it was or will be; who only proposes it, too
    zone: str | None = None  # of a clock time, as the tz database names it: "America/New_York"
    revised: str = ""  # day of publication that last changed day, place, status or who vouches for it; "" when unknown


@dataclass(frozen=True, slots=True)
class BalanceDay:
    """Talks against escalation on one day, from de-duplicated events, by one weight table for all parties."""

    day: str
    cooperation: float
    cooperation_range: tuple[float, float]  # without and with the uncertain codings
    conflict: float
    conflict_range: tuple[float, float]
    event_ids: tuple[str, ...]
    conflict_ids: tuple[str, ...] = ()  # those of them that are counted as conflict; the others are cooperation


@dataclass(frozen=True, slots=True)
class Wording:
    """What a line's statement reads like in another passage; `differing` are the words that the line's own lack."""

    words: str
    differing: tuple[Span, ...]  # characters of `words`
    citation: Citation


@dataclass(frozen=True, slots=True)
class StatementLine:
    """
    One statement; the same words in two articles are one line with two receipts.

    `told` is how the brief prints it; None: it leans on what is not printed, or nobody sure is named, and it is
    kept for who asks and not printed.
    """

    id: str
    speaker: str
    role: str | None
    via: str | None
    words: str
    quoting: Quoting
    said_day: str | None
    citations: tuple[Citation, ...]
    cue: str | None = None  # the reporting words as printed: "denied"; None: none stands near the words
    speaker_id: str | None = None  # actor; None: a source that is only described
    told: SourcedSentence | None = None
    label: str | None = None  # what the text holds them at arm's length with: "baseless", or the cue of a denial
    differing: tuple[Span, ...] = ()  # characters of `words` that a variant prints otherwise or leaves out
    variants: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One happening after event coreference: many sentences, one line."""

    id: str
    event_type: EventType
    factuality: Factuality
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    day: str | None
    says: tuple[str, ...]  # who asserts it; empty: outlets in their own voice
    confidence: float  # of the surest coding
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """
    One number over all articles, and how its tellings relate.

    `told` is the sentence that the brief prints for it; None: no sentence with it can stand alone.
    """

    of: str
    value: float
    unit: str
    relation: str  # equal, update, conflict, different
    says: tuple[str, ...]
    citations: tuple[Citation, ...]
    told: SourcedSentence | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """Why a story stands where it does: named parts that add up to `score`."""

    story_id: str
    score: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One development as the brief tells it."""

    story_id: str
    headline: SourcedSentence | None  # names the meeting; None: the first sentence leads
    day: str | None  # of the happening; None: no article gives it
    sentences: tuple[SourcedSentence, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """How many of each a reader meets at once; views fold the rest or say how many there are."""

    developments: int
    background: int
    days: int
    speakers: int
    statements: int  # of one speaker
    accounts: int
    holders: int
    positions: int  # of one holder
    forecasts: int
    numbers: int  # of one unit
    receipts: int  # behind one line of brief.md


@dataclass(frozen=True, slots=True)
class Brief:
    """A period of a standoff, both days included; None where no input is dated."""

    format: str  # "readout/1"
    question: str  # "Progress in talks or preparations for war?"
    notice: str | None  # what every page must say of this input: "a demonstration about an invented standoff"
    outlets: tuple[Outlet, ...]  # those of the input, in order of id
    actors: tuple[Actor, ...]  # those that a line names, in order of id
    first_day: date | None
    last_day: date | None
    news_since: date | None  # happenings from this day on are news: a week before `first_day` when no period was asked
    recipe: str
    budget: Budget
    answer: tuple[SourcedSentence, ...]
    developments: tuple[Item, ...]
    background: tuple[Item, ...]  # older happenings that the articles recall, dated by their own day
    takeaways: tuple[SourcedSentence, ...]
    changes: tuple[SourcedSentence, ...]  # against the earlier edition, when one is given
    stories: tuple[Story, ...]
    ranks: tuple[Rank, ...]
    comparisons: tuple[Comparison, ...]
    happenings: tuple[EventLine, ...]
    statements: tuple[StatementLine, ...]
    positions: tuple[PositionLine, ...]
    calendar: tuple[CalendarLine, ...]
    forecasts: tuple[ForecastLine, ...]
    quantities: tuple[QuantityLine, ...]
    timeline: tuple[SourcedSentence, ...]
    balance: tuple[BalanceDay, ...]
    questions: tuple[SourcedSentence, ...]
    unread: tuple[Problem, ...]
    judged: tuple[str, ...] = ()  # the subjects of editors' judgements that this brief follows, in order
