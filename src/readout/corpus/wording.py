"""How values read in English: TIMEX3 days, months, seasons, windows and durations, numbers, lists. One form each."""

import re
from collections.abc import Sequence
from datetime import date

from readout.records import Timex

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
# A kind of meeting as a noun. Code and not a codebook, as templates are, since `verify` must fill lines again.
MEETINGS = {"call": "call", "talks": "talks", "summit": "summit", "visit": "visit", "session": "meeting"}
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_MODS = {
    "START": "early {}",
    "MID": "mid-{}",
    "END": "late {}",
    "APPROX": "about {}",
    "BEFORE": "before {}",
    "ON_OR_BEFORE": "by {}",
    "AFTER": "after {}",
    "ON_OR_AFTER": "from {}",
    "LESS_THAN": "less than {}",
    "MORE_THAN": "more than {}",
    "EQUAL_OR_LESS": "at most {}",
    "EQUAL_OR_MORE": "at least {}",
}
_WITH_THE = re.compile(r"United |.* (?:States|Kingdom|Republic|Federation|Union|Emirates|Islands|Authority|Mission)$")
_DAY = re.compile(r"(\d{4}|XXXX)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")
_CLOCK = re.compile(r"(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PIECE = re.compile(r"(\d+(?:\.\d+)?|X)([A-Z])")


def fold(text: str) -> str:
    """`text` with each run of white space as one space; edges are folded, not cut."""
    return re.sub(r"\s+", " ", text)


def time_value(timex: Timex) -> str:
    """What a `value` slot says of a time: its TIMEX3 value, and its mod after a space where it has one."""
    return timex.value if timex.mod is None else f"{timex.value} {timex.mod}"


def number_value(value: float) -> str:
    """What a `value` slot says of a quantity: a decimal point tells it from a year ("2014.0")."""
    return repr(round(float(value), 3))


def write_value(value: str) -> str:
    """A slot's value for the eye: a number as `write_number`, anything else as `write_time`."""
    try:
        number = float(value) if "." in value else None
    except ValueError:
        number = None
    return write_time(value) if number is None else write_number(number)


def write_number(value: float) -> str:
    """Whole numbers with commas ("100,000"), others with the decimals they have, at most three."""
    rounded = round(value, 3)
    return f"{int(rounded):,}" if rounded == rounded // 1 and abs(rounded) < 1e15 else f"{rounded:,}"


def write_of(name: str) -> str:
    """A name behind "of": "of Northland", "of the United States"."""
    return f"of the {name}" if _WITH_THE.match(name) else f"of {name}"


def write_list(words: Sequence[str]) -> str:
    """Words joined as English joins them: "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def write_time(value: str) -> str:
    """
    A TIMEX3 or ISO 8601 value, its mod after a space, in one fixed English form.

    "2021-12-07" reads "7 December 2021", "2022-01 MID" reads "mid-January 2022", "XXXX-12" reads
    "December", "a/b" reads "a to b". A value in no known form is returned as it is.
    """
    bare, _, mod = value.partition(" ")
    if "/" in bare:
        first, _, last = bare.partition("/")
        words = f"{_write_point(first)} to {_write_point(last)}" if first and last else bare
    else:
        words = _write_point(bare)
    if not mod:
        return words
    return _MODS[mod].format(words) if mod in _MODS else value


def _write_point(value: str) -> str:
    if value in _REFERENCES:
        return _REFERENCES[value]
    if value.startswith("P"):
        return _write_duration(value)
    day, _, clock = value.partition("T")
    words, time = _write_day(day), _write_clock(clock)
    return value if words is None or time is None else words + time


def _write_clock(clock: str) -> str | None:
    if not clock:
        return ""
    if clock in _PARTS:
        return f", {_PARTS[clock]}"
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return None
    zone = found[2]
    return f", {found[1]}" + ("" if zone is None else " UTC" if zone == "Z" else f" (UTC{zone})")


def _write_day(value: str) -> str | None:
    if found := _DAY.fullmatch(value):
        year, month, day = found.groups()
        words = MONTHS[int(month) - 1] if day is None else f"{int(day)} {MONTHS[int(month) - 1]}"
        return words if year == "XXXX" else f"{words} {year}"
    if found := _WEEK.fullmatch(value):
        return _write_week(*found.groups())
    if re.fullmatch(r"\d{3}X?", value):
        return f"the {value[:3]}0s"
    return value if re.fullmatch(r"\d{4}", value) else _write_part_of_year(value)


def _write_part_of_year(value: str) -> str | None:
    year, _, part = value.partition("-")
    if part in _SEASONS:
        return _SEASONS[part] if year == "XXXX" else f"{_SEASONS[part]} {year}"
    if re.fullmatch(r"[QH][1-4]", part):
        return f"the {_ORDINALS[part[1]]} {'quarter' if part[0] == 'Q' else 'half'} of {year}"
    return None


def _write_week(year: str, week: str, weekend: str | None) -> str | None:
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
        first = date.fromisocalendar(int(year), int(week), 6) if weekend else monday
    except ValueError:
        return None
    return f"the {'weekend' if weekend else 'week'} of {first.day} {MONTHS[first.month - 1]} {first.year}"


def _write_duration(value: str) -> str:
    days, _, clock = value[1:].partition("T")
    pieces = [(amount, _UNITS.get(unit)) for amount, unit in _PIECE.findall(days)]
    pieces += [(amount, _CLOCK_UNITS.get(unit)) for amount, unit in _PIECE.findall(clock)]
    if not pieces or not all(unit for _, unit in pieces):
        return value
    return write_list(
        [f"{'some' if amount == 'X' else amount} {unit}{'' if amount == '1' else 's'}" for amount, unit in pieces]
    )
