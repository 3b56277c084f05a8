"""
The review run: what was found, in the order that matters for the brief, and what is left to look at.

First comes what stands behind the key developments, then what changed, the takeaways and the ledgers as the brief
prints them, then the rest, the least sure first. Nothing is hidden: what nobody looked at stands as it was found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median

from readout.codes import Verdict
from readout.records import (
    Analysis,
    Article,
    Brief,
    Citation,
    Event,
    Forecast,
    Judgement,
    Meeting,
    Position,
    Span,
    Statement,
)
from readout.spans import hull, overlaps, passage

Found = Statement | Event | Position | Meeting | Forecast
SURE, UNSURE_ORDER = 1.0, 0.5
SECONDS = 8.0  # for a decision, while nothing is known of this editor
PAUSE = timedelta(minutes=2)  # between two decisions of one sitting
SITTING = 50  # decisions that tell an editor's pace
_KINDS: tuple[tuple[str, str], ...] = (
    ("statement", "statements"),
    ("event", "events"),
    ("position", "positions"),
    ("meeting", "meetings"),
    ("forecast", "forecasts"),
)


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """
    One finding to be judged. `behind` says what of the brief stands on it, "" for nothing that is printed.

    `pattern` is what the rule and its words have in common with others ("statement said direct"): what is wrong in
    one is often wrong in all. `confidence` None: its step gives no figure.
    """

    id: str
    kind: str
    article_id: str
    place: Span  # of the words that tell it
    sentence: Span  # in which they stand
    pattern: str
    confidence: float | None
    behind: str


def list_items(
    brief: Brief, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> tuple[ReviewItem, ...]:
    """The findings of a brief's articles in the order in which they matter for it; one id once."""
    sections = _Sections(brief)
    ranked = []
    for article_id in sorted(analyses):
        article, analysis = articles.get(article_id), analyses[article_id]
        for kind, record in _walk(analysis) if article else ():
            place = place_of(record)
            rank, behind = sections.find(article_id, place)
            item = ReviewItem(
                record.id,
                kind,
                article_id,
                place,
                _sentence_of(place, analysis),
                name_pattern(kind, record, article.text if article else ""),
                getattr(record, "confidence", None),
                behind,
            )
            ranked.append((rank, UNSURE_ORDER if item.confidence is None else item.confidence, item))
    ordered = sorted(ranked, key=lambda one: (one[0], one[1], one[2].article_id, one[2].place, one[2].id))
    return tuple({item.id: item for _, _, item in reversed(ordered)}.values())[::-1]


def _walk(analysis: Analysis) -> Iterator[tuple[str, Found]]:
    for kind, field in _KINDS:
        for record in getattr(analysis, field):
            yield kind, record


def place_of(record: Found) -> Span:
    """The words that tell a finding."""
    match record:
        case Event():
            return record.trigger
        case Forecast():
            return record.claim
        case Position():
            return record.content
        case Meeting():
            return record.evidence
        case Statement():
            return hull((*record.content, *(one for one in (record.source, record.cue) if one is not None)))


def _sentence_of(place: Span, analysis: Analysis) -> Span:
    """The sentences that hold the words, whole; the words themselves where no sentence does."""
    held = [one.span for one in analysis.sentences if overlaps(one.span, place)]
    return hull((place, *held))


def name_pattern(kind: str, record: Found, text: str) -> str:
    """What a finding has in common with others of its rule: its kind, its code, and the word that gave it away."""
    match record:
        case Statement():
            word = passage(text, record.cue) if record.cue else "no cue"
            parts: tuple[str, ...] = (record.quoting.value, word)
        case Event():
            parts = (record.event_type.value, record.factuality.value, passage(text, record.trigger))
        case Position():
            parts = (record.kind.value, record.firmness or "")
        case Meeting():
            parts = (record.kind, record.status.value)
        case Forecast():
            parts = (record.hedge or "no hedge",)
    return " ".join(" ".join((kind, *parts)).casefold().split())


class _Sections:
    """What of a brief stands on which passage: the first place that cites it."""

    def __init__(self, brief: Brief) -> None:
        self.cited: dict[str, list[tuple[int, Span, str]]] = {}
        for rank, (behind, citations) in enumerate(_list_places(brief)):
            for one in citations:
                self.cited.setdefault(one.article_id, []).append((rank, one.span, behind))
        self.last = 1_000_000

    def find(self, article_id: str, place: Span) -> tuple[int, str]:
        """The rank of the first place that cites the words, and its name; the last rank and "" where none does."""
        told = [(rank, behind) for rank, span, behind in self.cited.get(article_id, ()) if overlaps(span, place)]
        return min(told, default=(self.last, ""))


def _list_places(brief: Brief) -> Iterator[tuple[str, Sequence[Citation]]]:
    for number, item in enumerate(brief.developments, 1):
        heading = item.headline.citations if item.headline else ()
        yield f"key development {number}", (*heading, *(one for line in item.sentences for one in line.citations))
    for name, lines in (("what changed", brief.changes), ("takeaways", brief.takeaways), ("in short", brief.answer)):
        for line in lines:
            yield name, line.citations
    yield from (("calendar", meeting.citations) for meeting in brief.calendar)
    yield from (("who said what", one.told.citations) for one in brief.statements if one.told is not None)
    yield from (("positions", position.citations) for position in brief.positions if position.told is not None)
    yield from (("forecasts", forecast.citations) for forecast in brief.forecasts if forecast.shown)


# -- what is decided, and what is left -----------------------------------------------------------------------------


def find_alike(
    items: Sequence[ReviewItem], item: ReviewItem, verdicts: Mapping[str, Verdict]
) -> tuple[ReviewItem, ...]:
    """The undecided findings of the same rule and words as one, in their order, without it."""
    return tuple(one for one in items if one.pattern == item.pattern and one.id != item.id and one.id not in verdicts)


def find_sure(items: Sequence[ReviewItem], least: float, verdicts: Mapping[str, Verdict]) -> tuple[ReviewItem, ...]:
    """The undecided findings that are at least so sure; one without a figure never is."""
    return tuple(
        one for one in items if one.confidence is not None and one.confidence >= least and one.id not in verdicts
    )


def measure_pace(judgements: Iterable[Judgement], editor: str) -> float:
    """Seconds that an editor takes for a decision: the median of the last sitting, pauses left out."""
    times = sorted(one.decided_at for one in judgements if one.editor == editor)[-SITTING:]
    gaps = [after - before for before, after in pairwise(times)]
    taken = [gap.total_seconds() for gap in gaps if timedelta(0) < gap <= PAUSE]
    return median(taken) if len(taken) > 2 else SECONDS


def minutes_left(left: int, pace: float) -> int:
    """How long so many findings take at this pace, in whole minutes, at least one while anything is left."""
    return max(1, round(left * pace / 60)) if left else 0
