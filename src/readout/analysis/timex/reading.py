"""The expressions of an article read in order, each with the reference time that its own words choose."""

from dataclasses import replace
from datetime import date

from readout.analysis.timex.anchors import length_before_clause, resolve, said_day
from readout.analysis.timex.clocks import (
    ToldClock,
    find_instant,
    find_offset,
    find_zone,
    is_same_moment,
    later_clock,
)
from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.lengths import write_length, write_set
from readout.analysis.timex.moments import Moment
from readout.analysis.timex.resolving import resolve_calendar
from readout.analysis.timex.scene import Place, Scene, find_place, see
from readout.analysis.timex.telling import Telling
from readout.analysis.timex.windows import find_half, find_week, find_window, find_window_ahead
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook
from readout.codes import TimexType
from readout.records import Span, Timex
from readout.tokens import Parse

CLOCK_UNITS = frozenset({"S", "MIN", "H"})  # lengths that no day answers: "two hours later"
FEW = 3  # dates of other years, written out, without which a text is no story of the past


def read_times(
    found: list[Expression], words: Words, parse: Parse, book: TimeBook, now: date | None
) -> tuple[Timex, ...]:
    """Resolve every expression against `now` and what was told before it."""
    telling = _begin(found, now)
    scene = see(found, words, parse, book)
    out: list[Timex] = []
    for number, expression in enumerate(found):
        place = find_place(number, scene)
        telling.enter(place.block)
        timex = _read_one(expression, place, telling, scene)
        if timex is not None:
            out.append(timex)
    return tuple(out)


def _begin(found: list[Expression], now: date | None) -> Telling:
    """
    Begin to read: where a text tells of other years than its own, bare months belong to the story.

    `narrated`: the whole text is such a story; `recalls`: it goes back often enough that a bare year
    ("In 2004, ...") may set the scene for its paragraph.
    """
    dates = [each for each in found if each.kind == "calendar" and each.year is not None]
    far = sum(1 for each in dates if now is None or abs((each.year or 0) - now.year) >= 2)
    full = sum(1 for each in dates if each.month is not None)
    spoken = sum(
        1 for each in found if each.kind in ("deictic", "weekday") and (each.offset is not None or each.weekday)
    )
    recalls = far >= FEW and full >= (FEW if now is None else 1) and far > 2 * spoken
    return Telling(now, narrated=recalls and far > 2 * (len(dates) - far + spoken), recalls=recalls)


def _read_one(expression: Expression, place: Place, telling: Telling, scene: Scene) -> Timex | None:  # noqa: PLR0911 -- one return a kind of expression
    span = scene.words.span(expression.first, expression.after)
    if expression.kind == "set":
        return Timex(span, TimexType.SET, write_set(expression), expression.mod)
    if expression.kind == "reference":
        return _write_reference(expression, span, place, telling)
    length = expression if _is_length(expression, scene) else length_before_clause(expression, place, scene)
    if length is not None:
        return _write_duration(length, scene.words.span(length.first, length.after), place, telling, scene)
    counted = _count_clock(expression, place, telling)
    if counted is not None:
        return _write_moment(counted[1], counted[0], span, place, telling, scene)
    moment = resolve(expression, place, telling, scene)
    if moment is None and expression.kind == "shift" and expression.unit in CLOCK_UNITS:
        return _write_duration(expression, span, place, telling, scene)
    if moment is None:
        return None
    if isinstance(moment, str):
        return Timex(span, TimexType.DATE, moment, expression.mod, vague=True)
    return _write_moment(expression, moment, span, place, telling, scene)


def _count_clock(expression: Expression, place: Place, telling: Telling) -> tuple[Moment, Expression] | None:
    """Read "an hour later" as the clock time it is, when its paragraph told one before."""
    told = telling.clock
    if expression.kind != "shift" or told is None or told.block != place.block:
        return None
    found = later_clock(expression, told)
    return None if found is None else (found[0], replace(expression, clock=found[1]))


def _is_length(expression: Expression, scene: Scene) -> bool:
    """Whether it is a duration; so is "the year ended" on a day that is not the calendar's last."""
    ended = expression.definite and expression.unit == "Y" and scene.next_word(expression) in ("ended", "ending")
    return expression.kind == "duration" or ended


def _write_reference(expression: Expression, span: Span, place: Place, telling: Telling) -> Timex:
    """Write "now": inside a quotation of old it is the day on which that was said."""
    said = said_day(place, telling) if expression.value == "PRESENT_REF" else None
    day = None if said is None or said.year is None else said.value
    return Timex(
        span, TimexType.DATE, expression.value or "PRESENT_REF", expression.mod, earliest=day, latest=day, vague=True
    )


def _write_duration(expression: Expression, span: Span, place: Place, telling: Telling, scene: Scene) -> Timex:
    window = find_window_ahead(expression, scene.words, telling.now, ahead=place.tense == "future")
    if expression.nth is not None and expression.month is not None:
        month = resolve_calendar(replace(expression, unit=None), telling, place.tense)
        weeks = 1 if expression.count in (None, UNTOLD) else round(expression.count or 1)
        window = None if month is None else find_week(expression.nth, month, 7 * weeks)
    return Timex(
        span,
        TimexType.DURATION,
        write_length(expression),
        expression.mod,
        earliest=window[0] if window else None,
        latest=window[1] if window else None,
        vague=_is_vague(expression),
    )


def _write_moment(
    expression: Expression, moment: Moment, span: Span, place: Place, telling: Telling, scene: Scene
) -> Timex:
    zone, instant = None, None
    if expression.clock is not None:
        known = find_zone(expression, scene.book)
        offset = None if known is None else find_offset(known, moment)
        zone = None if known is None else known.name
        instant = None if offset is None else find_instant(moment, expression.clock, offset)
        before = telling.clock
        same = before is not None and is_same_moment(expression, before, scene.words, known, place.sentence)
        telling.clock = ToldClock(
            moment, expression.clock, offset, expression.after, place.block, place.sentence, before if same else None
        )
    part = _part(expression)
    _remember(expression, moment, place, telling)
    window = (instant, instant) if instant else find_window(moment, expression.mod) or (None, None)
    if expression.half is not None and moment.unit == "month":
        window = find_half(expression.half, moment) or window
    utc = "Z" if zone == "UTC" and expression.clock is not None else ""
    return Timex(
        span,
        TimexType.TIME if part else TimexType.DATE,
        moment.value + part + utc,
        expression.mod,
        zone=zone,
        earliest=window[0],
        latest=window[1],
        vague=_is_vague(expression),
    )


def _remember(expression: Expression, moment: Moment, place: Place, telling: Telling) -> None:
    spoken = expression.offset is not None or expression.kind == "weekday"
    if place.said is not None:
        return
    if moment.unit == "weekday":
        telling.forget(moment.day)
        return
    if telling.narrated and (spoken or (expression.year is None and place.tense == "future")):
        return
    derived = expression.kind == "shift" or expression.years is not None
    telling.remember(moment, place.block, derived=derived)
    scenic = expression.month is not None or telling.recalls
    if expression.kind == "calendar" and expression.year is not None and scenic and place.opens:
        telling.open_story(moment)
    elif spoken:
        telling.close_story()


def _part(expression: Expression) -> str:
    if expression.clock is not None:
        return f"T{expression.clock // 60:02d}:{expression.clock % 60:02d}"
    return f"T{expression.part}" if expression.part else ""


def _is_vague(expression: Expression) -> bool:
    return expression.vague or expression.count == UNTOLD
