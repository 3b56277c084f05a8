"""The order of what was said: the weightiest speaker first, and of each the weightiest words that are new."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from readout.corpus.likeness import content_stems
from readout.records import StatementLine

AT_ONCE = 4  # of one speaker, that make his weight
CONSIDERED = 40  # of one speaker, that are compared with each other; the others follow by weight
REPEATING = 2.0  # what a line loses whose words all stand in a line of the same speaker before it


class Weighed(NamedTuple):
    """A line, its weight, and where it stands: by day of publication, length and place, never by a name."""

    weight: float
    place: tuple[str, int, int, str]
    line: StatementLine


def order_statements(weighed: Iterable[Weighed]) -> tuple[StatementLine, ...]:
    """The lines to print, by speaker; then those that are kept and not printed, by day."""
    printed: dict[str, list[Weighed]] = {}
    kept: list[Weighed] = []
    for one in weighed:
        if one.line.told is None:
            kept.append(one)
        else:
            printed.setdefault(one.line.speaker if one.line.speaker_id else "", []).append(one)
    groups = [_order_speaker(group) for group in printed.values()]
    groups.sort(key=lambda group: (-round(sum(one.weight for one in group[:AT_ONCE]), 3), group[0].place))
    kept.sort(key=lambda one: one.place)
    return tuple(one.line for group in (*groups, kept) for one in group)


def _order_speaker(group: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest first; each next is weighed without what it repeats of those before it."""
    left = sorted(group, key=lambda one: (-one.weight, one.place))
    near, rest = left[:CONSIDERED], left[CONSIDERED:]
    stems = {one.place: frozenset(content_stems(one.line.words)) for one in near}
    chosen: list[Weighed] = []
    while near:
        best = max(
            near,
            key=lambda one: one.weight - REPEATING * max((_share(stems, one, each) for each in chosen), default=0.0),
        )
        near.remove(best)
        chosen.append(best)
    return chosen + rest


def _share(stems: dict[tuple[str, int, int, str], frozenset[str]], one: Weighed, other: Weighed) -> float:
    mine, theirs = stems[one.place], stems[other.place]
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
