"""The order of what was said: the weightiest speaker first, and of each the weightiest words that are new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from readout.corpus.likeness import content_stems
from readout.records import StatementLine

AT_ONCE = 4  # of one speaker, that make his weight
CONSIDERED = 40  # of one speaker, that are compared with each other; the others follow by weight
REPEATING = 2.0  # what a line loses whose words all stand in a line of the same speaker before it


COPIED = 0.75  # share of the stems of two lines that both have, from which on one is a reprint of the other

_Place = tuple[str, int, int, str]


class Weighed(NamedTuple):
    """A line, its weight, and where it stands: by day of publication, length and place, never by a name."""

    weight: float
    place: _Place
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
    told = [one for group in groups for one in group if one.line.told is not None]
    untold = [one for group in groups for one in group if one.line.told is None]
    return tuple(one.line for one in (*told, *untold, *kept))


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
        if any(_is_copy(stems, best, each) for each in chosen):
            best = best._replace(line=replace(best.line, told=None))  # a reprint: kept, and printed once
        chosen.append(best)
    return chosen + rest


def _is_copy(stems: Mapping[_Place, frozenset[str]], one: Weighed, other: Weighed) -> bool:
    mine, theirs = stems[one.place], stems[other.place]
    return len(mine & theirs) >= COPIED * len(mine | theirs)


def _share(stems: Mapping[_Place, frozenset[str]], one: Weighed, other: Weighed) -> float:
    mine, theirs = stems[one.place], stems[other.place]
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
