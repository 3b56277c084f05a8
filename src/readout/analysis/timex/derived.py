"""Lengths that no words give: what lies between the clock time at which something began and that at which it ended."""

import re
from collections.abc import Sequence

from readout.codebook.times import TimeBook
from readout.codes import TimexType
from readout.records import Timex
from readout.spans import hull
from readout.tokens import Parse

DAY = 24 * 60  # minutes
LONGEST = 12 * 60  # minutes: beyond that the two clocks are hardly of one occasion
_CLOCK = re.compile(r".*T(\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?$")


def find_derived_lengths(parse: Parse, timexes: Sequence[Timex], book: TimeBook) -> tuple[Timex, ...]:
    """
    A DURATION for each clock time at which something ended, counted from the last one before it, in the same
    paragraph, at which something began; `derived` is true and the span runs over both.

    Only clocks of one zone are counted, a clock without a zone being taken in that of the one before, and of two
    zones for one moment in that which it follows sooner; a clock that has gone back crossed midnight. Verbs of
    beginning and ending are `opening` and `closing` in timex.toml.
    """
    clocks = [(each, minutes) for each in timexes if (minutes := _read_clock(each)) is not None]
    found = []
    for number, (closing, ended) in enumerate(clocks):
        if not _has_verb(parse, closing, book.cues["closing"]):
            continue
        before = [each for each in clocks[:number] if _block(parse, each[0]) == _block(parse, closing)]
        beginnings = [each for each, _ in clocks[:number] if _has_verb(parse, each, book.cues["opening"])]
        fitting = [((ended - began) % DAY, opening) for opening, began in _last_moment(before, closing)]
        length, opening = min(fitting, key=lambda each: each[0], default=(0, closing))
        if 0 < length <= LONGEST and beginnings:
            span = hull((opening.span, closing.span))
            found.append(Timex(span, TimexType.DURATION, _write_length(length), derived=True))
    return tuple(found)


def _last_moment(clocks: Sequence[tuple[Timex, int]], closing: Timex) -> list[tuple[Timex, int]]:
    """The last moment told that a closing clock may count from, in each of the zones in which it was told."""
    fit = [each for each in clocks if closing.zone in (None, each[0].zone)]
    if not fit:
        return []
    instant = fit[-1][0].earliest
    return [each for each in fit if each is fit[-1] or (instant is not None and each[0].earliest == instant)]


def _read_clock(timex: Timex) -> int | None:
    """Minutes after midnight of a clock time; None for anything else."""
    clock = _CLOCK.match(timex.value) if timex.type is TimexType.TIME else None
    return int(clock[1]) * 60 + int(clock[2]) if clock else None


def _block(parse: Parse, timex: Timex) -> int:
    return parse.block_of[parse.tokens_in(timex.span)[0]]


def _has_verb(parse: Parse, timex: Timex, lemmas: frozenset[str]) -> bool:
    first, after = parse.sentences[parse.sentence_of[parse.tokens_in(timex.span)[0]]]
    return any(token.lemma in lemmas for token in parse.tokens[first:after])


def _write_length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"PT{minutes}M" if minutes < 120 and rest else f"PT{hours}H" + (f"{rest}M" if rest else "")
