"""A held meeting lends its day to the clock times at which it is told to have begun and ended."""

from collections.abc import Sequence
from dataclasses import replace

from readout.analysis.meetings.clusters import date_of, lend_day
from readout.codes import TimexType
from readout.records import Meeting, Timex
from readout.tokens import Parse


def lend_days(parse: Parse, timexes: Sequence[Timex], meetings: Sequence[Meeting]) -> tuple[Timex, ...]:
    """
    The times of an article, a clock by which a meeting is dated being of the meeting's day ("The call began at
    3:35 p.m."), and the clocks told on from it, with no other time between, moved by as many days.
    """
    known = {meeting.when.span: meeting.when for meeting in meetings if meeting.when is not None}
    lent = list(timexes)
    for number, each in enumerate(timexes):
        one = known.get(each.span)
        here, there = (None, None) if one is None else (date_of(one), date_of(each))
        if one is None or here is None or there is None or here == there:
            continue
        lent[number] = replace(each, value=one.value, earliest=one.earliest, latest=one.latest)
        for other, clock in enumerate(timexes[number + 1 :], number + 1):
            told = date_of(clock)
            if not _is_told_on(parse, each, clock) or told is None:
                break
            day = (told - there + here).isoformat()
            lent[other] = lend_day(Timex(clock.span, TimexType.DATE, day), clock)
    return tuple(lent)


def _is_told_on(parse: Parse, first: Timex, clock: Timex) -> bool:
    """Whether a clock time stands in the paragraph of the first, at most one sentence on."""
    if clock.type is not TimexType.TIME or not clock.value.partition("T")[2][:1].isdigit():
        return False
    one, other = (parse.tokens_in(each.span) for each in (first, clock))
    if not one or not other or parse.block_of[one[0]] != parse.block_of[other[0]]:
        return False
    return parse.sentence_of[other[0]] - parse.sentence_of[one[0]] <= 1
