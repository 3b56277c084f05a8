"""Takeaways: what the ledgers show to have moved, to be ahead, in dispute or due; a line from receipts, or silence."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from readout.corpus.period import earliest_day
from readout.corpus.templates import make_line, span_slot
from readout.corpus.turns import (
    AHEAD,
    Ground,
    meeting_line,
    outlet_slot,
    point_line,
    points_told_differently,
    position_line,
)
from readout.corpus.wording import fold
from readout.records import (
    CalendarLine,
    Comparison,
    ForecastLine,
    PositionLine,
    SourcedSentence,
    Span,
)
from readout.spans import passage

MOST_MEETINGS, MOST_POSITIONS, MOST_POINTS, MOST_FORECASTS = 2, 3, 3, 2


def write_takeaways(
    positions: Iterable[PositionLine],
    calendar: Iterable[CalendarLine],
    comparisons: tuple[Comparison, ...],
    forecasts: Iterable[ForecastLine],
    ground: Ground,
    last: date | None,
) -> tuple[SourcedSentence, ...]:
    """
    The next meetings, the positions that moved, the points in conflict and the forecasts now due, in this order.

    A line stands only on what the ledgers hold; where they hold nothing of a kind, nothing is said.
    """
    ahead = sorted((line for line in calendar if _is_ahead(line, last)), key=lambda line: (line.when, line.uid))
    found = [
        *_some((_meeting(number, line, ground) for number, line in enumerate(ahead)), MOST_MEETINGS),
        *_some((position_line(line, ground) for line in positions), MOST_POSITIONS),
        *_some((point_line(point, ground) for point in points_told_differently(comparisons)), MOST_POINTS),
        *_some((_forecast_line(line, ground) for line in forecasts if _is_due(line)), MOST_FORECASTS),
    ]
    return tuple({line.text: line for line in found}.values())


def _meeting(number: int, line: CalendarLine, ground: Ground) -> SourcedSentence | None:
    return meeting_line("meeting_then" if number else "meeting_next", line, ground)


def _some(lines: Iterable[SourcedSentence | None], most: int) -> list[SourcedSentence]:
    return list(islice((line for line in lines if line is not None), most))


def _is_ahead(line: CalendarLine, last: date | None) -> bool:
    day = earliest_day(line.when)
    return line.status in AHEAD and last is not None and day is not None and day > last


def _is_due(line: ForecastLine) -> bool:
    """Whether a forecast's time has run out; one with a condition may never have been due."""
    return line.shown and line.state == "overdue" and line.condition is None


def _forecast_line(line: ForecastLine, ground: Ground) -> SourcedSentence | None:
    """A forecast whose time has run out, in its own words; whether it came true is for a person to say."""
    for citation in line.citations:
        article = ground.articles[citation.article_id]
        start = fold(passage(article.text, citation.span)).find(line.claim)
        at = article.text.find(line.claim, citation.span.start, citation.span.end)
        if start >= 0 and at >= 0:
            slot = span_slot("claim", article, Span(at, at + len(line.claim)))
            teller = outlet_slot("teller", citation, ground)
            return make_line("forecast_due", (*((teller,) if teller else ()), slot), (citation,))
    return None
