"""Lengths of time and times that come again, as TIMEX3 values."""

from readout.analysis.timex.expressions import UNTOLD, Expression

LENGTHS = {"S": "T{}S", "MIN": "T{}M", "H": "T{}H", "WE": "{}D", "Q": "{}Q", "FN": "{}W"}
TIMES_TWO = frozenset({"WE", "FN"})  # a weekend is two days, a fortnight two weeks


def write_length(expression: Expression) -> str:
    """The TIMEX3 value of a duration: P3W, PT90M, PXD."""
    count = 1.0 if expression.count is None else expression.count
    letter = expression.unit or "D"
    if letter in ("DE", "CE", "ML") and (count != UNTOLD or letter == "DE"):
        count, letter = count * {"DE": 10, "CE": 100, "ML": 1000}[letter], "Y"
    if letter in TIMES_TWO and count != UNTOLD:
        count *= 2
    if expression.minutes is not None:
        return f"PT{count:g}H{expression.minutes:g}M"
    number = "X" if count == UNTOLD else f"{count:g}" if count < 1e6 else str(int(count))
    return "P" + LENGTHS.get(letter, "{}" + letter).format(number)


def write_set(expression: Expression) -> str:
    """The TIMEX3 value of a set: XXXX-WXX-5 for "every Friday", P1D for "daily"."""
    if expression.weekday is not None:
        return f"XXXX-WXX-{expression.weekday}" + (f"T{expression.part}" if expression.part else "")
    if expression.month is not None:
        return f"XXXX-{expression.month:02d}"
    if expression.season is not None:
        return f"XXXX-{expression.season}"
    if expression.part is not None:
        return f"XXXX-XX-XXT{expression.part}"
    return write_length(expression)
