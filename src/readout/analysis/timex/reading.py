"""The expressions of an article read in order, each with the reference time that its own words choose."""

from dataclasses import dataclass
from datetime import date

from readout.analysis.timex.clocks import ToldClock, find_instant, find_offset, find_zone, place_clock
from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.moments import Moment
from readout.analysis.timex.resolving import (
    Telling,
    resolve_calendar,
    resolve_deictic,
    resolve_shift,
    resolve_weekday,
    write_length,
)
from readout.analysis.timex.tense import find_tense
from readout.analysis.timex.windows import find_window, find_window_ahead
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook
from readout.codes import TimexType
from readout.records import Span, Timex
from readout.tokens import Parse

APPOSED = frozenset({(",",), (",", "on"), ("on",), ("(",)})
BESIDE = frozenset({(), ("the",)})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands, and what stands after it."""

    block: int
    sentence: int
    tense: str | None
    following: Expression | None  # in the same sentence


@dataclass(frozen=True, slots=True)
class Article:
    """What every reading of one article shares."""

    words: Words
    parse: Parse
    book: TimeBook


def read_times(
    found: list[Expression], words: Words, parse: Parse, book: TimeBook, now: date | None
) -> tuple[Timex, ...]:
    """Resolve every expression against `now` and what was told before it."""
    telling = Telling(now, narrated=_is_narrated(found, now))
    article = Article(words, parse, book)
    out: list[Timex] = []
    for number, expression in enumerate(found):
        place = _find_place(number, found, article)
        _choose_background(telling)
        timex = _read_one(expression, place, telling, article)
        if timex is not None:
            out.append(timex)
    return tuple(out)


def _find_place(number: int, found: list[Expression], article: Article) -> Place:
    words, parse = article.words, article.parse
    expression = found[number]
    token = words.tokens[expression.first]
    sentence = parse.sentence_of[token]
    after = found[number + 1] if number + 1 < len(found) else None
    if after is not None and parse.sentence_of[words.tokens[after.first]] != sentence:
        after = None
    return Place(
        parse.block_of[token], sentence, find_tense(parse, words.tokens[expression.after - 1], article.book), after
    )


def _is_narrated(found: list[Expression], now: date | None) -> bool:
    """Whether the text tells of other years than its own, so that bare months belong to the story."""
    years = [each.year for each in found if each.kind == "calendar" and each.year is not None]
    far = sum(1 for year in years if now is None or abs(year - now.year) >= 2)
    spoken = sum(
        1 for each in found if each.kind in ("deictic", "weekday") and (each.offset is not None or each.weekday)
    )
    full = sum(1 for each in found if each.kind == "calendar" and each.year is not None and each.month is not None)
    return far >= 3 and full >= (3 if now is None else 1) and far > 2 * (len(years) - far + spoken)


def _choose_background(telling: Telling) -> None:
    """In a story the time last told of is the background; elsewhere a paragraph may go back to one."""
    if telling.narrated:
        if telling.last is not None and telling.last.year is not None:
            telling.background = telling.last
    else:
        telling.background = None


def _read_one(expression: Expression, place: Place, telling: Telling, article: Article) -> Timex | None:
    span = article.words.span(expression.first, expression.after)
    if expression.kind == "set":
        return Timex(span, TimexType.SET, _set_value(expression), expression.mod)
    if expression.kind == "reference":
        return Timex(span, TimexType.DATE, expression.value or "PRESENT_REF", expression.mod, vague=True)
    if expression.kind == "duration":
        return _write_duration(expression, span, telling, article)
    moment = _resolve(expression, place, telling, article)
    if moment is None:
        return None
    if isinstance(moment, str):
        return Timex(span, TimexType.DATE, moment, expression.mod, vague=True)
    return _write_moment(expression, moment, span, place, telling, article)


def _resolve(expression: Expression, place: Place, telling: Telling, article: Article) -> Moment | str | None:
    if expression.kind == "calendar":
        return resolve_calendar(expression, telling, place.tense)
    if expression.kind == "weekday":
        return resolve_weekday(expression, telling, place.tense)
    if expression.kind == "clock":
        return _day_of_clock(expression, place, telling, article)
    named = _named_date(expression, place, telling, article)
    if named is not None:
        return named
    if expression.kind == "shift":
        return resolve_shift(expression, telling)
    return resolve_deictic(expression, telling, place.tense)


def _named_date(expression: Expression, place: Place, telling: Telling, article: Article) -> Moment | None:
    """The date in "three weeks later, on December 30": it wins over the count."""
    after = place.following
    if after is None or after.kind != "calendar" or after.day is None or expression.offset is not None:
        return None
    gap = article.words.texts[expression.after : after.first]
    return (
        resolve_calendar(after, telling, place.tense)
        if gap in APPOSED and expression.direction in ("later", "earlier")
        else None
    )


def _day_of_clock(expression: Expression, place: Place, telling: Telling, article: Article) -> Moment:
    told = telling.clock
    if told is not None and told.block == place.block:
        return place_clock(expression, told, article.words, find_zone(expression, article.book), place.sentence)
    near = telling.last_day is not None and (telling.narrated or telling.day_block == place.block)
    return telling.last_day if near and telling.last_day is not None else Moment("day")


def _write_duration(expression: Expression, span: Span, telling: Telling, article: Article) -> Timex:
    window = find_window_ahead(expression, article.words, telling.now)
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
    expression: Expression, moment: Moment, span: Span, place: Place, telling: Telling, article: Article
) -> Timex:
    zone, instant = None, None
    if expression.clock is not None:
        known = find_zone(expression, article.book)
        offset = None if known is None else find_offset(known, moment)
        zone = None if known is None else known.name
        instant = None if offset is None else find_instant(moment, expression.clock, offset)
        telling.clock = ToldClock(moment, expression.clock, offset, expression.after, place.block, place.sentence)
    part = _part(expression)
    if moment.unit != "weekday":
        telling.remember(moment, place.block)
    window = (instant, instant) if instant else find_window(moment, expression.mod) or (None, None)
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


def _part(expression: Expression) -> str:
    if expression.clock is not None:
        return f"T{expression.clock // 60:02d}:{expression.clock % 60:02d}"
    return f"T{expression.part}" if expression.part else ""


def _is_vague(expression: Expression) -> bool:
    return expression.vague or expression.count == UNTOLD


def _set_value(expression: Expression) -> str:
    if expression.weekday is not None:
        return f"XXXX-WXX-{expression.weekday}" + (f"T{expression.part}" if expression.part else "")
    if expression.month is not None:
        return f"XXXX-{expression.month:02d}"
    if expression.season is not None:
        return f"XXXX-{expression.season}"
    if expression.part is not None:
        return f"XXXX-XX-XXT{expression.part}"
    return write_length(expression)
