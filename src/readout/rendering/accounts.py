"""Accounts of one happening as lines for the eye: each point with its tellings, and where it was looked for in vain."""

from collections.abc import Callable, Mapping

from readout.codes import Agreement
from readout.corpus.accounts import UNNAMED
from readout.corpus.wording import write_time
from readout.records import Brief, Comparison, Point, Search, Span, Story, Telling
from readout.rendering.layout import Group, Line, Part
from readout.rendering.receipts import Shelf, show_receipt
from readout.spans import without_dateline

_BOTH = "told by both sides"
_AGREEMENT = {
    Agreement.SHARED: "told by several outlets",
    Agreement.ONE_SIDED: "told by one",
    Agreement.CONFLICT: "told differently",
    Agreement.UPDATE: "changed with a later report",
}


def accounts(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each story that is told by several; a line for each point, its tellings below it."""
    sides = {outlet.id: outlet.side for outlet in brief.outlets}
    headlines = {story.id: _heading(story) for story in brief.stories}
    return tuple(
        Group(_points(comparison, sides, shelf), headlines.get(comparison.story_id, comparison.story_id))
        for comparison in brief.comparisons
        if comparison.points
    )


def _heading(story: Story) -> str:
    """What the story is of, with its day: there may be two calls of the same two."""
    day = write_time(story.first_day) if story.first_day else ""
    return story.headline if day in story.headline else ", ".join(filter(None, (story.headline, day)))


def _points(comparison: Comparison, sides: Mapping[str, str | None], shelf: Shelf) -> tuple[Line, ...]:
    lines = []
    for point in comparison.points:
        telling = {sides.get(one.outlet_id) for one in point.tellings} - {None}
        both = point.agreement is Agreement.SHARED and len(telling) > 1
        kind = _BOTH if both else _AGREEMENT[point.agreement]
        lines.append(
            Line(
                _without_dateline(point.text),
                (),
                labels=(f"{kind}: {point.conflict.replace('_', ' ')}" if point.conflict else kind,),
                note=write_absence(point, shelf.outlet) or None,
                parts=tuple(
                    Part(
                        write_teller(telling, shelf.outlet(telling.outlet_id)),
                        _without_dateline(receipt.passage),
                        (receipt,),
                    )
                    for telling in point.tellings
                    for receipt in (show_receipt(telling.citation, shelf),)
                ),
            )
        )
    return tuple(lines)


def write_teller(telling: Telling, outlet: str) -> str:
    """Whose telling it is: the outlet's in its own voice, or whom it cites."""
    return outlet if telling.voice is None else f"{outlet}, citing {_source(telling.voice)}"


def _source(voice: str) -> str:
    return "a source that is not named" if voice == UNNAMED else voice


def write_absence(point: Point, name: Callable[[str], str]) -> str:
    """Where a point was looked for in vain, and what was looked for; "" where nobody is said to lack it."""
    if not point.searched:
        absent = ", ".join(map(name, point.absent_from))
        return f"not found in the stored text of {absent}" if absent else ""
    told = [
        f"not found in the stored text of {name(one.outlet_id)}, which was searched for {write_looked_for(one)}"
        for one in point.searched
    ]
    return "; ".join(told)


def write_looked_for(search: Search) -> str:
    """The words that were looked for, as printed."""
    return ", ".join(f"“{word}”" for word in search.words)


def _without_dateline(words: str) -> str:
    """The words of a telling without the place and day that open a report."""
    kept = without_dateline(words, Span(0, len(words)))
    return words[kept.start : kept.end]
