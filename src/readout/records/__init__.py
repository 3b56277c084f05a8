"""
The records that flow through Readout: the contract between its rooms, its files and its users.

All records are frozen. Offsets count Unicode characters of `Article.text` and are
half-open, ``[start, end)``; `Article.text` is the article exactly as captured, so
``article.text[start:end]`` is what the reader is shown. Instants are UTC.
Probabilities and confidences lie in 0 to 1, rounded to three places before any
decision or output. Ids of findings are short digests of what they say, so the same
finding keeps its id whichever recipe found it, and an editor's judgement stays
attached to it; ids of actors, outlets and issues are readable slugs (`joe-biden`).
As JSON: UTF-8, field order as here, enums by value, days ISO, None as null.

Terms are those of the field: PARC/PolNeAR attribution (source, cue, content),
TIMEX3 / ISO 8601 (time), PLOVER manual 2.0 (events, actor, recipient), W3C Web
Annotation (text position and text quote selectors), RFC 5545 (calendar).
"""

from readout.records.assembled import (
    BalanceDay,
    Brief,
    Budget,
    CalendarLine,
    Citation,
    Comparison,
    Contrast,
    EventLine,
    ForecastLine,
    Item,
    Point,
    PositionLine,
    QuantityLine,
    Rank,
    Search,
    Side,
    Slot,
    SourcedSentence,
    StatementLine,
    Story,
    Telling,
    Wording,
)
from readout.records.captured import Article, Span
from readout.records.decided import (
    Approval,
    Block,
    Correction,
    Edition,
    EditionCard,
    EditionLine,
    EditionSource,
    Judgement,
)
from readout.records.derived import (
    Analysis,
    Anaphor,
    ContestedClaim,
    Event,
    Forecast,
    Furniture,
    Meeting,
    Mention,
    OpenQuestion,
    Position,
    Problem,
    Quantity,
    Sentence,
    Statement,
    Timex,
)
from readout.records.kept import Capture, Failure, KeptReading, PageCheck, Run, Source, SourceHealth, Version
from readout.records.known import Actor, Issue, Office, Outlet
from readout.records.mailed import Balance, Consent, Delivery, Mailing, Reader

__all__ = [
    "Actor",
    "Analysis",
    "Anaphor",
    "Approval",
    "Article",
    "Balance",
    "BalanceDay",
    "Block",
    "Brief",
    "Budget",
    "CalendarLine",
    "Capture",
    "Citation",
    "Comparison",
    "Consent",
    "ContestedClaim",
    "Contrast",
    "Correction",
    "Delivery",
    "Edition",
    "EditionCard",
    "EditionLine",
    "EditionSource",
    "Event",
    "EventLine",
    "Failure",
    "Forecast",
    "ForecastLine",
    "Furniture",
    "Issue",
    "Item",
    "Judgement",
    "KeptReading",
    "Mailing",
    "Meeting",
    "Mention",
    "Office",
    "OpenQuestion",
    "Outlet",
    "PageCheck",
    "Point",
    "Position",
    "PositionLine",
    "Problem",
    "Quantity",
    "QuantityLine",
    "Rank",
    "Reader",
    "Run",
    "Search",
    "Sentence",
    "Side",
    "Slot",
    "Source",
    "SourceHealth",
    "SourcedSentence",
    "Span",
    "Statement",
    "StatementLine",
    "Story",
    "Telling",
    "Timex",
    "Version",
    "Wording",
]
