"""Expressions that stand side by side made one: "10 p.m. Wednesday", "June of last year", "the end of May"."""

from dataclasses import replace

from readout.analysis.timex.expressions import UNTOLD, Expression
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook

REACH = 6  # words before an expression in which a modifier is looked for
LINKS = frozenset(
    {(), (",",), ("on",), ("of",), ("in",), ("at",), ("on", "the"), ("of", "the"), (",", "on"), (",", "at")}
)
YEAR_LINKS = frozenset({(), (",",), ("of",), ("in",), ("of", "the")})
COMPARING = frozenset({"MORE_THAN", "LESS_THAN"})


def join_expressions(found: list[Expression], words: Words, book: TimeBook) -> list[Expression]:
    """Join neighbours, then give each expression the modifiers that stand around it."""
    joined: list[Expression] = []
    for expression in found:
        both = _join(joined[-1], expression, words) if joined else None
        if both is None:
            joined.append(expression)
        else:
            joined[-1] = both
    kept: list[Expression] = []
    for expression in joined:
        floor = kept[-1].after if kept else 0
        kept.append(_add_modifiers(expression, floor, words, book))
    return kept


def _join(one: Expression, other: Expression, words: Words) -> Expression | None:  # noqa: PLR0911 -- one return a way to join
    gap = words.texts[one.after : other.first]
    if len(gap) > 2:
        return None
    if gap in LINKS and (one.clock is not None or _is_part(one)) and is_day(other):
        return replace(other, first=one.first, part=one.part or other.part, clock=one.clock, zone=one.zone)
    if gap == () and one.rule == "the week of" and other.kind == "calendar" and other.day is not None:
        return replace(other, first=one.first, unit="W")
    if gap in LINKS and is_day(one) and one.clock is None and other.kind == "clock":
        return replace(one, after=other.after, clock=other.clock, zone=other.zone)
    if gap == () and _whole_years_ago(one) and other.offset == 0 and other.unit in ("D", "W", "M"):
        return replace(other, first=one.first, years=-_whole_years_ago(one))
    if gap in YEAR_LINKS and _lacks_year(one) and _is_year(other):
        return replace(one, after=other.after, offset=other.offset, told=other.told, unit="Y", year=other.year)
    if gap == ("'s",) and _is_year(one) and _lacks_year(other):
        return replace(other, first=one.first, offset=one.offset, told=one.told, unit="Y", year=one.year)
    return None


def _whole_years_ago(expression: Expression) -> int:
    """How many years ago; 0 for other lengths and directions."""
    count = 1.0 if expression.count is None else expression.count
    if (
        expression.kind != "shift"
        or expression.direction != "ago"
        or expression.unit not in ("Y", "DE")
        or count == UNTOLD
        or count != int(count)
    ):
        return 0
    return int(count) * (10 if expression.unit == "DE" else 1)


def is_day(expression: Expression) -> bool:
    """Whether an expression names a day, without a time of day."""
    if expression.clock is not None:
        return False
    if expression.kind == "weekday":
        return expression.part is None
    return (expression.kind == "calendar" and expression.day is not None) or (
        expression.kind == "deictic" and expression.unit == "D" and expression.part is None and not expression.definite
    )


def _is_part(expression: Expression) -> bool:
    """Whether this is "the morning" of a day that follows."""
    return expression.rule in ("that morning", "dawn") and expression.told == 0


def _lacks_year(expression: Expression) -> bool:
    told = (expression.month, expression.season, expression.quarter, expression.half)
    return expression.kind == "calendar" and expression.year is None and any(part is not None for part in told)


def _is_year(expression: Expression) -> bool:
    return (expression.kind == "deictic" and expression.unit == "Y" and not expression.definite) or (
        expression.kind == "calendar" and expression.rule in ("year", "fiscal year")
    )


def _add_modifiers(expression: Expression, floor: int, words: Words, book: TimeBook) -> Expression:
    opening = words.texts[expression.first]
    low = max(floor, expression.first - REACH)
    ahead = words.signs[low : expression.first]
    behind = words.signs[expression.after : expression.after + REACH]
    for modifier in book.modifiers:
        if expression.kind not in modifier.kinds or (expression.kind == "duration" and opening == "the"):
            continue
        if expression.count == UNTOLD and modifier.mod in COMPARING:
            continue  # "over several years" is no comparison
        found = modifier.pattern.search(ahead) if modifier.before else modifier.pattern.match(behind)
        if found and found.end() > found.start():
            first = low + found.start() if modifier.before else expression.first
            after = expression.after if modifier.before else expression.after + found.end()
            return replace(
                expression,
                first=first,
                after=after,
                mod=modifier.mod or expression.mod,
                vague=expression.vague or modifier.vague,
            )
    return expression
