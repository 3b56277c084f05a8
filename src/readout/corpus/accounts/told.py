"""What a batch tells, as the comparison of accounts reads it, and how a point is written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from readout.codes import Agreement
from readout.corpus.actors import Directory
from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day
from readout.corpus.wording import fold
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    EventLine,
    Point,
    Search,
    Span,
    Statement,
    Telling,
)
from readout.spans import overlaps, passage

_JOINT = re.compile(
    r"\b(?:agree|discuss|decid|request|initiat|propos|held\b|hold|met\b|meet|spoke|speak)", re.IGNORECASE
)  # what parties did together is told by the outlet
UNNAMED = "not named"
SURE_ENOUGH = 0.5  # what is less sure to have been said is the outlet's own voice
GAP = " … "  # between pieces of words that no source prints side by side


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch tells, by id, and its sentences to compare."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    happenings: Mapping[str, EventLine]
    calendar: Mapping[str, CalendarLine]
    directory: Directory
    passages: Passages

    def outlet(self, citation: Citation) -> str:
        """The outlet of a passage; an article whose outlet is not known stands for its own."""
        return self.passages.outlets[citation.article_id]

    def voice(self, citation: Citation) -> str | None:
        """Who most of a passage is attributed to; None where the outlet says it in its own voice."""
        analysis = self.analyses[citation.article_id]
        text = self.articles[citation.article_id].text
        for one in analysis.statements:
            joint = one.cue is not None and _JOINT.search(passage(text, one.cue))
            if one.factual and one.confidence >= SURE_ENOUGH and not joint and _is_mostly(one, citation.span):
                return name_voice(one, text, self.directory)
        return None

    def published(self, citation: Citation) -> str | None:
        """When the article of a passage was published."""
        return self.articles[citation.article_id].published

    def is_after(self, citation: Citation, day: str) -> bool:
        """Whether a passage may have been published on a day or later; of no day nothing is known."""
        last, first = latest_day(self.published(citation) or ""), earliest_day(day)
        return last is not None and first is not None and last >= first

    def is_later(self, one: Citation, other: Citation) -> bool:
        """Whether the one was plainly published on a later day than the other."""
        first, last = earliest_day(self.published(one) or ""), latest_day(self.published(other) or "")
        return first is not None and last is not None and first > last


def dated_first(tellings: Iterable[Telling], told: Told) -> tuple[Telling, ...]:
    """Tellings by day of publication, ties by what they say: the order of outlets' names decides nothing."""
    return tuple(sorted(tellings, key=lambda one: (_day(one, told), told.passages.key((one.citation,)))))


def _day(telling: Telling, told: Told) -> str:
    day = earliest_day(told.published(telling.citation) or "")
    return day.isoformat() if day else "9999"


def tell_by(
    citations: Iterable[Citation], told: Told, marks: Mapping[Citation, Sequence[Span]] = MappingProxyType({})
) -> tuple[Telling, ...]:
    """A telling for each passage, in the order given, with the words marked in which they differ."""
    return tuple(
        Telling(told.outlet(citation), citation, told.voice(citation), tuple(sorted(marks.get(citation, ()))))
        for citation in citations
    )


def name_voice(statement: Statement, text: str, directory: Directory) -> str:
    """Who a statement is attributed to: by the name that readers know, else as printed, else "not named"."""
    if statement.source_id is not None:
        return directory.name(statement.source_id)
    return fold(passage(text, statement.source)).strip() if statement.source else UNNAMED


def _is_mostly(statement: Statement, span: Span) -> bool:
    inside = sum(
        min(one.end, span.end) - max(one.start, span.start) for one in statement.content if overlaps(one, span)
    )
    return 2 * inside >= span.end - span.start


def write_point(
    agreement: Agreement,
    conflict: str | None,
    tellings: Sequence[Telling],
    told: Told,
    words: Sequence[str] = (),
    searched: Sequence[Search] = (),
) -> Point:
    """A point whose text is `words`, pieces of the passages told, or the first passage where there are none."""
    pieces = list(dict.fromkeys(" ".join(word.split()) for word in words))
    text = GAP.join(pieces) if pieces else fold(told.passages.text(tellings[0].citation))
    absent = tuple(one.outlet_id for one in searched)
    return Point(text, agreement, conflict, tuple(tellings), absent, tuple(searched))
