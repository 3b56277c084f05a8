"""What the words of a time expression say by themselves, before a reference time is chosen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook, TimeRule

CLASSES = {  # slot -> the classes its word is looked up in
    "month": ("MONTH",),
    "weekday": ("WEEKDAY", "WEEKDAYS"),
    "season": ("SEASON",),
    "part": ("PART", "PARTS"),
    "unit": ("UNIT", "UNITS"),
    "offset": ("REL",),
    "told": ("TOLD", "REL"),
    "direction": ("DIRECTION",),
    "quarter": ("ORDWORD",),
    "half": ("ORDWORD",),
    "century": ("ORDWORD",),
    "tens": ("TENSWORD",),
    "noon": ("NOON",),
    "nth": ("ORDWORD",),
    "ampm": ("AMPM",),
    "count": ("SOME",),
    "hour": ("NUMWORD",),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """
    One time expression, words `first` up to `after`. None is what it does not say.

    `offset` counts units from the day of speaking, `told` from the time last told of; `count` is how many
    units, infinite where the text does not say ("a few"), `most` how many at most ("two or three"),
    `minutes` those beside the hours; `clock` is minutes after midnight.
    """

    first: int
    after: int
    kind: str
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    till: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    part: str | None = None
    clock: int | None = None
    zone: str | None = None
    unit: str | None = None
    count: float | None = None
    most: float | None = None
    minutes: float | None = None
    offset: int | None = None
    told: int | None = None
    direction: str | None = None
    definite: bool = False
    value: str | None = None
    mod: str | None = None
    vague: bool = False
    near: bool = False
    feast: str | None = None
    years: int | None = None
    nth: int | None = None


UNTOLD = float("inf")


def find_expressions(words: Words, book: TimeBook) -> Iterator[Expression]:
    """Every longest match of a rule, leftmost first, that does not overlap the one before."""
    place = 0
    while found := book.gate.search(words.signs, place):
        start = found.start()
        best: tuple[int, TimeRule, re.Match[str]] | None = None
        for rule in book.rules:
            match = rule.pattern.match(words.signs, start)
            if match and (best is None or match.end() > best[0]):
                best = (match.end(), rule, match)
        if best is None or best[0] == start:
            place = start + 1
            continue
        yield from _read(best[1], best[2], words, book)
        place = best[0]


def _read(rule: TimeRule, match: re.Match[str], words: Words, book: TimeBook) -> Iterator[Expression]:
    expression = Expression(match.start(), match.end(), rule.kind, rule.name)
    for slot, value in rule.fixed.items():
        expression = _fill_fixed(expression, slot, value)
    for name, text in match.groupdict().items():
        if text is not None:
            slot = name.split("_")[0]
            first, after = match.span(name)
            expression = _fill(expression, slot, words.texts[first:after], book)
    if expression.till is None:
        yield expression
    else:
        yield from _split_range(expression, match)


def _split_range(expression: Expression, match: re.Match[str]) -> Iterator[Expression]:
    """Two expressions of one match: "December 7 to 9", "1915-17", "499-493 BC"."""
    till = expression.till or 0
    if expression.day is not None:
        yield replace(expression, after=match.end("day"), till=None)
        yield replace(expression, first=match.start("till"), day=till, till=None)
        return
    year = expression.year or 0
    end = -till if year < 0 else till if till > 99 else year - year % 100 + till
    first = match.start("till")
    yield replace(expression, after=first - 1, rule="year", till=None)
    yield replace(expression, first=first, rule="year", year=end, till=None)


def _fill_fixed(expression: Expression, slot: str, value: object) -> Expression:
    if slot == "daypart":
        return replace(expression, part=str(value))
    return replace(expression, **{slot: value})  # type: ignore[arg-type]


def _fill(expression: Expression, slot: str, texts: tuple[str, ...], book: TimeBook) -> Expression:
    word = texts[0]
    if slot in ("year", "day", "till"):
        return replace(expression, **{slot: int(re.sub(r"\D", "", word))})  # type: ignore[arg-type]
    if slot in _READERS:
        return _READERS[slot](expression, texts, book)
    value = int(word) if slot == "month" and word.isdecimal() else _look_up(slot, word, book)
    if value is None and slot in ("quarter", "half", "century"):
        value = int(re.sub(r"\D", "", word) or 0)
    if slot == "nth" and value is None:
        value = 0
    if slot == "told" and word == "very":
        value = 0
    return replace(expression, **{slot: value})  # type: ignore[arg-type]


def _look_up(slot: str, word: str, book: TimeBook) -> int | float | str | None:
    for name in CLASSES.get(slot, ()):
        if word in book.values.get(name, {}):
            return book.values[name][word]
    return None


def _read_count(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    value = _look_up("count", texts[0], book)
    if value == "X":
        return replace(expression, count=UNTOLD, vague=True)
    return replace(expression, count=read_number(texts, book) if value is None else float(value))


def read_number(texts: tuple[str, ...], book: TimeBook) -> float:
    """The number that words or digits say: "two hundred and thirty", "twenty-five", "1,200"."""
    total, group = 0.0, 0.0
    numbers = book.values.get("NUMWORD", {})
    for text in texts:
        if text[0].isdigit():
            group += float(re.sub(r"[^\d.]", "", text))
        elif text in numbers:
            number = float(numbers[text])
            if number in (100, 12) or number >= 1000:
                group = max(group, 1) * number if number != 12 or text == "dozen" else group + number
            else:
                group += number
            if number >= 1000:
                total, group = total + group, 0
    return total + group


def _read_most(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    return replace(expression, most=read_number(texts, book))


def _read_minutes(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    return replace(expression, minutes=read_number(texts, book))


def _read_spelt(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    """Read "nineteen ninety-six" as 19 hundreds and 96; "two thousand and ten" is a number like any other."""
    words = tuple(text for text in texts if text != "-")
    if "thousand" in words:
        return replace(expression, year=int(read_number(words, book)))
    return replace(expression, year=int(read_number(words[:1], book) * 100 + read_number(words[1:], book)))


def _read_half(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    if expression.kind == "clock":
        return replace(expression, clock=(expression.clock or 0) % 720 + (0 if texts[0] == "morning" else 720))
    if expression.kind == "calendar":
        return replace(expression, half=int(_look_up("half", texts[0], book) or 0))
    quarters = texts[0].isdigit() and texts[-1] == "4"
    return replace(expression, count=(expression.count or 1) + (int(texts[0]) / 4 if quarters else 0.5))


def _read_clock(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001 -- one shape for all slots
    hour, minute = (int(part) for part in re.split(r"[:.]", texts[0])[:2])
    return replace(expression, clock=hour * 60 + minute)


def _read_hour(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    word = texts[0]
    hour = int(word) if word.isdecimal() else int(float(_look_up("hour", word, book) or 0))
    return replace(expression, clock=hour * 60)


def _read_ampm(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    half = _look_up("ampm", texts[0], book)
    clock = (expression.clock or 0) % 720
    return replace(expression, clock=clock + (720 if half == "pm" else 0))


def _read_noon(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    return replace(expression, clock=int(float(_look_up("noon", texts[0], book) or 0)) * 60)


def _read_decade(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    return replace(expression, decade=int(texts[0][:4]))


def _read_tens(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    tens = _look_up("tens", texts[0], book)
    return replace(expression, decade=1900 + 10 * int(tens if tens is not None else texts[0][0]))


def _read_short(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    number = int(texts[0])
    return replace(expression, year=number + (1900 if number > 40 else 2000))


def _read_bc(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    return replace(expression, year=-int(texts[0]))


def _read_slashed(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    month, day, year = (int(part) for part in texts[0].split("/"))
    if month > 12:
        month, day = day, month
    if year < 100:
        year += 1900 if year > 40 else 2000
    return replace(expression, month=month, day=day, year=year)


def _read_decade_bc(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    return replace(expression, decade=-int(re.sub(r"\D", "", texts[0]) or 0))


def _read_era(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    return replace(expression, century=-(expression.century or 1))


def _read_military(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    hour, minute = divmod(int(re.sub(r"\D", "", texts[0])), 100)
    return replace(expression, clock=hour * 60 + minute) if hour < 25 and minute < 60 else expression


def _read_dayword(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:
    return replace(expression, day=int(_look_up("century", texts[0], book) or 0))


def _read_shift(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    hours, _, minutes = texts[1].partition(":")
    sign = "+" if texts[0] == "+" else "-"
    return replace(expression, zone=f"{sign}{int(hours):02d}:{int(minutes or 0):02d}")


def _read_zone(expression: Expression, texts: tuple[str, ...], book: TimeBook) -> Expression:  # noqa: ARG001
    return replace(expression, zone=" ".join(texts))


_READERS = {
    "count": _read_count,
    "most": _read_most,
    "minutes": _read_minutes,
    "half": _read_half,
    "clock": _read_clock,
    "decimal": _read_clock,
    "hour": _read_hour,
    "ampm": _read_ampm,
    "noon": _read_noon,
    "decade": _read_decade,
    "tens": _read_tens,
    "short": _read_short,
    "bc": _read_bc,
    "slashed": _read_slashed,
    "zone": _read_zone,
    "spelt": _read_spelt,
    "shift": _read_shift,
    "dayword": _read_dayword,
    "decadebc": _read_decade_bc,
    "era": _read_era,
    "military": _read_military,
}
