"""Which of the times beside a meeting says when it is."""

import re
from collections.abc import Sequence

from readout.analysis.meetings.scene import Scene
from readout.codes import MeetingStatus, TimexType
from readout.records import Timex

_WORD = re.compile(r"[^\W\d_]+")
AWAY = frozenset({"since"})
TOWARDS = frozenset({"for", "to", "until", "till"})  # before the day to which a meeting is set or put off


def choose_time(scene: Scene, status: MeetingStatus | None, timexes: Sequence[tuple[int, Timex]]) -> Timex | None:
    """
    The time that best says when: a day with a clock time before a day, a day before a window.

    Of several, the one after "to" or "until" for a meeting put off, else the first that names a day.
    """
    fit = [(i, timex) for i, timex in timexes if says_when(timex) and not _leads_away(scene, i)]
    if not fit:
        return None
    if status is MeetingStatus.POSTPONED:
        moved = [timex for i, timex in fit if i > 0 and scene.token(i - 1).lower in TOWARDS]
        if moved:
            return moved[0]
    return max(enumerate(fit), key=lambda item: (_precision(item[1][1]), -item[0]))[1][1]


def is_bare_clock(scene: Scene, timex: Timex) -> bool:
    """Whether a time is a clock time whose words name no day: "3:35 p.m. Eastern time"."""
    if timex.type is not TimexType.TIME or not timex.value.partition("T")[2][:1].isdigit():
        return False
    words = _WORD.findall(scene.parse.text[timex.span.start : timex.span.end].lower())
    return not any(word in scene.days for word in words)


def _leads_away(scene: Scene, i: int) -> bool:
    """Whether a time is one that the meeting is only counted from: "their first call since January"."""
    return i > 0 and scene.token(i - 1).lower in AWAY


def says_when(timex: Timex) -> bool:
    """Whether a value names a day, a month or another stretch, or one ahead that nobody can bound ("soon")."""
    value = timex.value
    if timex.type not in (TimexType.DATE, TimexType.TIME):
        return timex.type is TimexType.DURATION and timex.earliest is not None and timex.vague
    return (
        value[:1].isdigit()
        or (value.startswith("XXXX-") and not value.startswith("XXXX-XX"))
        or (value == "FUTURE_REF" or (timex.earliest is not None and not value.endswith("_REF")))
    )


def _precision(timex: Timex) -> int:
    """4: a day and a clock time; 3: a day; 2: a week, a month or a window; 1: less."""
    if len(timex.value) >= 10 and "W" not in timex.value:
        return 4 if "T" in timex.value else 3
    return 2 if timex.earliest is not None or len(timex.value) >= 7 else 1
