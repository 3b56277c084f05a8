"""What changed since an earlier brief: meetings new, moved, held or called off, positions moved, new disputes."""

from collections.abc import Iterable, Iterator

from readout.codes import MeetingStatus
from readout.corpus.turns import Ground, meeting_line, point_line, points_told_differently, position_line
from readout.records import (
    Brief,
    CalendarLine,
    Comparison,
    PositionLine,
    SourcedSentence,
)

BY_STATUS = {
    MeetingStatus.HELD: "meeting_held",
    MeetingStatus.CANCELLED: "meeting_cancelled",
    MeetingStatus.POSTPONED: "meeting_postponed",
    MeetingStatus.AGREED: "meeting_agreed",
}


def write_changes(
    earlier: Brief | None,
    calendar: Iterable[CalendarLine],
    positions: Iterable[PositionLine],
    comparisons: tuple[Comparison, ...],
    ground: Ground,
) -> tuple[SourcedSentence, ...]:
    """
    Meetings by their day, then positions that moved, then points in conflict that the earlier brief did not have.

    Nothing when there is no earlier brief. A meeting is known again by its uid, a point by its text.
    """
    if earlier is None:
        return ()
    known = {point.text for comparison in earlier.comparisons for point in comparison.points}
    points = [one for one in points_told_differently(comparisons) if one.point.text not in known]
    found = [
        *_meetings(earlier, calendar, ground),
        *(position_line(line, ground) for line in positions),
        *(point_line(point, ground) for point in points),
    ]
    return tuple({line.text: line for line in found if line is not None}.values())


def _meetings(earlier: Brief, calendar: Iterable[CalendarLine], ground: Ground) -> Iterator[SourcedSentence | None]:
    before = {line.uid: line for line in earlier.calendar}
    for line in sorted(calendar, key=lambda one: (one.when or "9999", one.uid)):
        old = before.get(line.uid)
        if old is None:
            yield meeting_line("meeting_new", line, ground)
        elif old.status is not line.status and line.status in BY_STATUS:
            yield meeting_line(BY_STATUS[line.status], line, ground)
        elif old.when[:10] != line.when[:10]:
            yield meeting_line("meeting_moved", line, ground)
