"""The reference time of each expression: its neighbours, the time told of, the day of speaking, the day of writing."""

from dataclasses import replace

from readout.analysis.timex.clocks import find_zone, place_clock
from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.joining import is_day
from readout.analysis.timex.moments import Moment, first_day
from readout.analysis.timex.resolving import resolve_calendar, resolve_deictic, resolve_shift, resolve_weekday
from readout.analysis.timex.scene import Place, Scene
from readout.analysis.timex.telling import Telling

NEAR = 6  # words between a clock time and the day that follows it
APPOSED = frozenset({(",",), (",", "on"), ("on",), ("(",)})
BESIDE = frozenset({(), ("the",)})
SIDES = frozenset({"before", "after"})
CLOSING = frozenset({"", ".", ",", ";", ":", ")", "!", "?", "”", '"', "and", "–", "—"})
COORDINATED = frozenset(
    {*((word,) for word in ("and", "to", "or", "through", "until", "-", "–", ",")), ("and", "the"), ("to", "the")}
)


def resolve(expression: Expression, place: Place, telling: Telling, scene: Scene) -> Moment | str | None:  # noqa: PLR0911 -- one return a kind of expression
    """What an expression stands for: a moment, a TIMEX3 value as it is, or None for what is no time after all."""
    if place.said is not None:
        return _resolve_as_said(expression, place, telling, scene)
    if expression.kind == "calendar":
        return resolve_calendar(_share_date(expression, place, scene), telling, place.tense)
    if expression.kind == "weekday":
        possessive = scene.next_word(expression) == "'s" and not scene.leads_onward(expression)
        return resolve_weekday(expression, telling, "past" if possessive else place.tense)
    if expression.kind == "clock":
        return _day_of_clock(expression, place, telling, scene)
    named = _named_date(expression, place, telling, scene)
    if named is not None:
        return named
    if expression.kind == "shift":
        return resolve_shift(expression, telling)
    if expression.definite and scene.words.texts[expression.first - 1] in scene.book.cues["during"]:
        expression = replace(expression, near=expression.unit in ("W", "M"))
    ahead = expression.near and scene.words.texts[expression.first - 1] in ("before", "until", "till", "by", "of")
    return resolve_deictic(expression, telling, "future" if ahead else place.tense)


def _resolve_as_said(expression: Expression, place: Place, telling: Telling, scene: Scene) -> Moment | str | None:
    """Read "tomorrow" in a quotation that is dated: it counts from the day of the words, not of the article."""
    said = said_day(place, telling)
    spoken = telling if said is None else Telling(now=first_day(said))
    return resolve(expression, replace(place, said=None), spoken, scene)


def said_day(place: Place, telling: Telling) -> Moment | None:
    """The day on which the quotation around an expression was said, when its sentence dates it."""
    said = place.said
    if said is None:
        return None
    if said.kind == "weekday":
        moment: Moment | None = resolve_weekday(said, telling, "past")
    else:
        moment = (resolve_deictic if said.kind == "deictic" else resolve_calendar)(said, telling, "past")
    return moment if moment is not None and moment.unit == "day" else None


def length_before_clause(expression: Expression, place: Place, scene: Scene) -> Expression | None:
    """The length alone of "two days before the vote", whose own day the text does not tell here."""
    if expression.kind != "shift" or scene.words.texts[expression.after - 1] not in SIDES:
        return None
    if scene.next_word(expression) in CLOSING or _date_beside(expression, place, scene) is not None:
        return None
    count = UNTOLD if expression.rule == "days later" else expression.count
    return replace(expression, after=expression.after - 1, count=count)


def _date_beside(expression: Expression, place: Place, scene: Scene) -> Expression | None:
    after = place.following[0] if place.following else None
    if after is None or scene.gap(expression, after) not in BESIDE:
        return None
    return after if after.kind == "calendar" or is_day(after) else None


def _share_date(expression: Expression, place: Place, scene: Scene) -> Expression:
    """Give "April and June 1955" one year and "the 13th to the 19th of October" one month, which the second lends."""
    after = place.following[0] if place.following else None
    if after is None or after.kind != "calendar" or expression.year is not None or expression.offset is not None:
        return expression
    if scene.gap(expression, after) not in COORDINATED:
        return expression
    if expression.month is None and expression.season is None and expression.day is not None and after.day is not None:
        return replace(expression, month=after.month, year=after.year)
    if after.year is None or after.year < 0:
        return expression
    if expression.month and after.month:
        return replace(expression, year=after.year - 1 if expression.month > after.month else after.year)
    return replace(expression, year=after.year) if expression.season and after.season else expression


def _named_date(expression: Expression, place: Place, telling: Telling, scene: Scene) -> Moment | None:
    """The date in "three weeks later, on December 30": it wins over the count; "two days before" counts from it."""
    after = place.following[0] if place.following else None
    if after is None or expression.offset is not None or not (after.kind == "calendar" or is_day(after)):
        return None
    apposed = expression.direction in ("later", "earlier") and scene.gap(expression, after) in APPOSED
    beside = scene.words.texts[expression.after - 1] in SIDES and _date_beside(expression, place, scene) is not None
    if not beside and not (apposed and after.kind == "calendar" and after.day is not None):
        return None
    named = resolve(after, replace(place, following=place.following[1:], said=None), telling, scene)
    base = named if isinstance(named, Moment) else None
    if base is None or not beside:
        return base
    told = Telling(now=None, last=base, last_day=base)
    found = resolve_shift(expression, told) if expression.kind == "shift" else resolve_deictic(expression, told, None)
    return found if isinstance(found, Moment) else None


def _distance(expression: Expression, after: Expression, place: Place) -> int:
    """Words between two expressions, those of other times not counted."""
    between = [each for each in place.following if each.first < after.first]
    return after.first - expression.after - sum(each.after - each.first for each in between)


def _day_of_clock(expression: Expression, place: Place, telling: Telling, scene: Scene) -> Moment:
    """The day of a clock time: that of a day after it in the sentence, of the clock or the day told before it."""
    for after in place.following:
        if is_day(after) and _distance(expression, after, place) <= NEAR:
            moment = resolve(after, replace(place, following=(), said=None), telling, scene)
            if isinstance(moment, Moment) and moment.unit == "day":
                return moment
    told = telling.clock
    if told is not None and told.block == place.block:
        return place_clock(expression, told, scene.words, find_zone(expression, scene.book), place.sentence)
    day = telling.last_day
    if day is not None and (telling.narrated or telling.day_block == place.block or day == telling.today):
        return day
    if place.tense == "past" and telling.past_day is not None and place.block - telling.past_block <= 1:
        return telling.past_day
    return telling.today if day is None and telling.today is not None else Moment("day")
