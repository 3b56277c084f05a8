"""Lines whose number or day a later report has changed: the later words stand beside the earlier ones."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from readout.codes import Agreement
from readout.corpus.period import earliest_day
from readout.corpus.standing import write_plain_line
from readout.corpus.templates import make_line, passage_slots, quote_line
from readout.corpus.turns import Ground, outlet_slot
from readout.records import Citation, Comparison, Item, Point, QuantityLine, SourcedSentence, StatementLine
from readout.spans import overlaps, without_dateline

Told = TypeVar("Told", StatementLine, QuantityLine)

CHANGING = frozenset({"number", "date"})  # what a later report may take back
CORRECTED = {None: "corrected", "resolved": "corrected", "cut": "corrected_cut"}
LONGEST = 260  # characters of the later words


def find_updates(comparisons: Iterable[Comparison]) -> tuple[Point, ...]:
    """The points in which a later report gives another number or day."""
    points = (point for one in comparisons for point in one.points)
    return tuple(one for one in points if one.agreement is Agreement.UPDATE and one.conflict in CHANGING)


def correct_items(items: Iterable[Item], updates: Iterable[Point], ground: Ground) -> tuple[Item, ...]:
    """Items of which each sentence that was changed by a later report says so."""
    updates = tuple(updates)
    return tuple(
        replace(item, sentences=tuple(correct_line(one, updates, ground) for one in item.sentences)) for item in items
    )


def correct_lines(lines: Iterable[Told], updates: Iterable[Point], ground: Ground) -> Iterator[Told]:
    """Statements or quantities, those that a later report changed with its words beside them."""
    updates = tuple(updates)
    return (
        line if line.told is None else replace(line, told=correct_line(line.told, updates, ground)) for line in lines
    )


def correct_line(line: SourcedSentence, updates: Iterable[Point], ground: Ground) -> SourcedSentence:
    """The line with the words of the latest report that changed it; the line itself where none did or they lean."""
    if line.template not in CORRECTED or not line.citations:
        return line
    own = line.citations[0]
    for point in updates:
        cited = [telling.citation for telling in point.tellings]
        latest = max(cited, key=lambda one: (_day(one, ground), one.article_id))
        if not any(_is_one(one, own) for one in cited) or _day(latest, ground) <= _day(own, ground):
            continue
        later = _tell(latest, ground)
        teller = outlet_slot("teller", latest, ground)
        if teller is not None:
            slots = (*passage_slots("passage", line), teller, *passage_slots("other", later))
            receipts = tuple(dict.fromkeys((*line.citations, latest, *later.citations)))
            return make_line(CORRECTED[line.template], slots, receipts)
    return line


def _tell(latest: Citation, ground: Ground) -> SourcedSentence:
    """The later words with names and days beside them; as they stand where they lean, since the line is before them."""
    article, analysis = ground.articles[latest.article_id], ground.analyses[latest.article_id]
    line = write_plain_line(article, analysis, latest.span, ground.directory, longest=LONGEST)
    plain = line is not None and line.template != "cut"
    return line if line is not None and plain else quote_line(article, without_dateline(article.text, latest.span))


def _is_one(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and overlaps(one.span, other.span)


def _day(citation: Citation, ground: Ground) -> str:
    day = earliest_day(ground.articles[citation.article_id].published or "")
    return "" if day is None else day.isoformat()
