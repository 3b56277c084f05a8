"""Points that outlets tell differently: within what is aligned, and where a slot speaks though the words hardly do."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from readout.codes import Agreement
from readout.corpus.accounts.aligning import Aligned, score_pair
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.comparable import (
    is_of_another,
    is_of_one_fate,
    is_one_count,
    is_sure_of_the_thing,
    says_it_changed,
    shares_whose_it_is,
)
from readout.corpus.accounts.counts import LENGTH, Count, may_be_one
from readout.corpus.accounts.differing import (
    Difference,
    differ_in_number,
    differ_in_outcome,
    find_difference,
    is_turned_round,
    judge,
)
from readout.corpus.accounts.told import dated_first, tell_by, write_point
from readout.records import Citation, Point, Span, Telling
from readout.spans import passage

OUTCOME = 0.17  # score from which two sentences may be about one agreement
TYPED = 0.1  # likewise one number of what surely is one thing
NUMBER = 0.17  # likewise one number, when they name a place, a person or a body in common
NEARBY = 3  # days between two reports of one number
ONE = 0.4  # chance of being one point from which a model lets two sentences be compared by a number
ROUND = 10  # from this value on one number of one thing in two outlets is the same number told again
_FIGURE = re.compile(r"\b(?:number|figure|count|total|toll|size)\b", re.IGNORECASE)

_DIFFER = {"agreed_or_discussed": differ_in_outcome, "number": differ_in_number, "denied": is_turned_round}
Chances = Mapping[frozenset[Citation], float]


@dataclass(slots=True)
class Dispute:
    """One point told differently: its kind, the surest difference, and every sentence of it with the words marked."""

    difference: Difference
    marks: dict[Citation, tuple[Span, ...]]


def find_disputes(
    scope: Sequence[Assertion],
    groups: Iterable[Aligned],
    around: Sequence[Assertion],
    reader: Reader,
    chances: Chances | None = None,
) -> tuple[list[Dispute], set[Citation]]:
    """
    Each point told differently, the aligned ones first, the surest first; and every sentence that stands in a
    difference, be it one that the rest of what an outlet tells, `around`, levels out.

    Differences of one kind that have a sentence in common are one point; an outlet tells it once. `chances`, by which
    pairs of sentences are one point, say which numbers are compared; without them rules of words do.
    """
    found: list[Dispute] = []
    spent: set[Citation] = set()
    ranked = sorted(groups, key=lambda group: (-group.score, reader.told.passages.key(_cited(group.members))))
    differences = [(one, group.members) for group in ranked if (one := find_difference(group, reader)) is not None]
    for kind, least in (("agreed_or_discussed", OUTCOME), ("number", NUMBER)):
        differences += [(one, (one.one, one.other)) for one in _near(scope, reader, least, kind)]
    differences = [
        each
        for each in differences
        if each[0].kind != "number" or not is_of_another(each[0].one, each[0].other, reader)
    ]
    if chances is not None:
        differences = [one for one in differences if one[0].kind != "number" or _may_compare(one[0], chances, reader)]
        differences += [
            (one, (one.one, one.other)) for kind in _DIFFER for one in _of_one_point(scope, reader, chances, kind)
        ]
    outlets = {each.citation: each.outlet for each in scope}
    for difference, members in differences:
        marks = _mark(difference, members)
        spent |= marks.keys()
        if _is_levelled(difference.one, difference.other, around, reader, difference.kind):
            continue
        known = next(
            (one for one in found if one.difference.kind == difference.kind and one.marks.keys() & marks), None
        )
        if known is None:
            found.append(Dispute(difference, marks))
            continue
        told_by = {outlets[citation] for citation in known.marks}
        known.marks.update({citation: spans for citation, spans in marks.items() if outlets[citation] not in told_by})
    return found, spent


def _mark(difference: Difference, members: Iterable[Assertion]) -> dict[Citation, tuple[Span, ...]]:
    marks = {difference.one.citation: difference.words, difference.other.citation: difference.other_words}
    for each in members:
        if each.citation not in marks and (difference.kind != "number" or _numbers_of(each, difference)):
            marks[each.citation] = _numbers_of(each, difference)
    return marks


def _cited(members: Iterable[Assertion]) -> tuple[Citation, ...]:
    return tuple(one.citation for one in members)


def _near(scope: Sequence[Assertion], reader: Reader, least: float, kind: str) -> Iterator[Difference]:
    """Pairs too unlike to be aligned whose slots are of one thing."""
    key = reader.told.passages.key
    found = []
    for one, other in _with_the_slot(scope, kind):
        if one.outlet == other.outlet or (one.voice is not None and one.voice == other.voice):
            continue
        words = _DIFFER[kind](one, other, reader)
        if words is None:
            continue
        is_toll = kind == "number" and is_of_one_fate(one, other, words) and says_it_changed(one, other, reader)
        if kind == "number" and not is_toll and not shares_whose_it_is(one, other):
            continue
        score = score_pair(one, other, reader)
        is_sure = kind == "number" and is_sure_of_the_thing(one, other, words, reader)
        if is_toll or score >= (TYPED if is_sure else least):
            found.append((-score, key(_cited((one, other))), Difference(kind, one, other, *words)))
    for *_, difference in sorted(found, key=lambda each: each[:2]):
        yield difference


def _may_compare(difference: Difference, chances: Chances, reader: Reader) -> bool:
    """Whether a model holds two sentences with numbers to be one point, or the later says that a number changed."""
    one, other = difference.one, difference.other
    chance = chances.get(frozenset((one.citation, other.citation)), 0.0)
    return chance >= ONE or says_it_changed(one, other, reader)


def _of_one_point(scope: Sequence[Assertion], reader: Reader, chances: Chances, kind: str) -> Iterator[Difference]:
    """Sentences that a model holds to be one point and that differ in a slot, the surest first; no lengths of time."""
    key = reader.told.passages.key
    found = []
    for one, other in combinations(scope, 2):
        chance = chances.get(frozenset((one.citation, other.citation)), 0.0)
        if chance < ONE or (one.voice is not None and one.voice == other.voice):
            continue
        words = _DIFFER[kind](one, other, reader)
        if words is None or (kind == "number" and not is_one_count(one, other, words, reader)):
            continue
        found.append((-chance, key(_cited((one, other))), Difference(kind, one, other, *words)))
    for *_, difference in sorted(found, key=lambda each: each[:2]):
        yield difference


def _with_the_slot(scope: Sequence[Assertion], kind: str) -> Iterator[tuple[Assertion, Assertion]]:
    """Pairs of sentences that both fill a slot: an outcome, or a number of one thing."""
    if kind == "agreed_or_discussed":
        yield from combinations([one for one in scope if one.outcome], 2)
        return
    by_counted: dict[str, list[int]] = {}
    for number, one in enumerate(scope):
        for counted in frozenset().union(*(count.counted for count in one.counts)):
            by_counted.setdefault(counted, []).append(number)
    pairs = {pair for numbers in by_counted.values() for pair in combinations(numbers, 2)}
    for first, second in sorted(pairs):
        yield scope[first], scope[second]


def _is_levelled(one: Assertion, other: Assertion, scope: Sequence[Assertion], reader: Reader, kind: str) -> bool:
    """Whether either outlet tells the other's version too in its own voice, or in that of the same source."""
    return any(
        _tells_it_too(each, mine, theirs, reader, kind)
        for mine, theirs in ((one, other), (other, one))
        for each in scope
        if each.outlet == theirs.outlet and each is not theirs
    )


def _tells_it_too(each: Assertion, mine: Assertion, theirs: Assertion, reader: Reader, kind: str) -> bool:
    if kind not in ("agreed_or_discussed", "number"):
        return False
    if kind == "agreed_or_discussed":
        return each.outcome == mine.outcome and score_pair(each, mine, reader) >= OUTCOME
    if each.voice is not None and each.voice != theirs.voice:
        return False
    return any(a.value == b.value and a.counted & b.counted for a in each.counts for b in mine.counts)


def write_dispute(dispute: Dispute, reader: Reader) -> Iterator[Point]:
    """The point with each outlet's wording, the words in which they differ marked and printed; none if not judged."""
    difference = dispute.difference
    agreement = judge(difference, reader)
    if agreement is None:
        return
    told = reader.told
    tellings = dated_first(tell_by(dispute.marks, told, dispute.marks), told)
    words = [
        passage(told.passages.texts[each.citation.article_id], span) for each in tellings for span in each.marks[:1]
    ]
    full = len(words) == len(tellings)
    yield write_point(agreement, difference.kind, tellings, told, words if full else ())


def _numbers_of(each: Assertion, difference: Difference) -> tuple[Span, ...]:
    if difference.kind != "number":
        return ()
    told = [
        count
        for side, spans in ((difference.one, difference.words), (difference.other, difference.other_words))
        for count in side.counts
        if count.span in spans
    ]
    return tuple(mine.span for mine in each.counts if any(mine.counted & one.counted for one in told))[:1]


def find_set_side_by_side(scope: Sequence[Assertion], around: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """
    CONFLICTS of number that an outlet itself tells: in two sentences that follow each other, two sources give numbers
    of one thing that cannot both be right. Told with what other outlets print of either number.
    """
    places = reader.told.passages.places
    for one, other in pairwise(scope):
        if one.citation.article_id != other.citation.article_id:
            continue
        if places[other.citation] - places[one.citation] != 1 or one.is_ahead or other.is_ahead:
            continue
        if one.voice is None or other.voice is None or one.voice == other.voice:
            continue
        for mine, theirs in _set_against(one, other, reader):
            tellings = _with_others((one, mine), (other, theirs), around, reader)
            told = reader.told
            words = [passage(told.passages.texts[each.citation.article_id], each.marks[0]) for each in tellings]
            yield write_point(Agreement.CONFLICT, "number", tellings, told, words)
            break


def _set_against(one: Assertion, other: Assertion, reader: Reader) -> Iterator[tuple[Count, Count]]:
    """Numbers of one thing, or a number and the one that "the figure" is said to be after it."""
    found = differ_in_number(one, other, reader)
    if found is not None:
        pair = tuple(
            next(each for each in side.counts if each.span in spans)
            for side, spans in ((one, found[0]), (other, found[1]))
        )
        if LENGTH not in pair[0].counted:
            yield pair[0], pair[1]
    elif len(one.counts) == len(other.counts) == 1 and _FIGURE.search(reader.told.passages.text(other.citation)):
        mine, theirs = one.counts[0], other.counts[0]
        if not theirs.counted and LENGTH not in mine.counted and not may_be_one(mine, theirs):
            yield mine, theirs


def _with_others(
    one: tuple[Assertion, Count], other: tuple[Assertion, Count], around: Sequence[Assertion], reader: Reader
) -> tuple[Telling, ...]:
    """Both, and the first sentence of any other outlet that has either number of the same thing, of days nearby."""
    told = reader.told
    marks = {one[0].citation: (one[1].span,), other[0].citation: (other[1].span,)}
    seen = {one[0].outlet}
    for each in around:
        if each.outlet in seen or told.passages.days_apart(each.citation, one[0].citation) > NEARBY:
            continue
        for count in each.counts:
            values = {one[1].value, other[1].value}
            if count.value in values and count.value >= ROUND and count.counted & (one[1].counted | other[1].counted):
                seen.add(each.outlet)
                marks[each.citation] = (count.span,)
                break
    return dated_first(tell_by(marks, told, marks), told)


def find_lengths(scope: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """A CONFLICT of number where two outlets tell how long a meeting was and cannot both be right; one at most."""
    told = reader.told
    lengths: dict[str, tuple[Assertion, Count]] = {}
    for one in scope:
        counts = [count for count in one.counts if LENGTH in count.counted]
        if len(counts) == 1 and reader.book.lasted.search(told.passages.text(one.citation)):
            lengths.setdefault(one.outlet, (one, counts[0]))
    kept = [one for one in lengths.values() if not all(may_be_one(one[1], other[1]) for other in lengths.values())]
    if kept:
        marks = {one.citation: (count.span,) for one, count in kept}
        tellings = dated_first(tell_by(marks, told, marks), told)
        words = [passage(told.passages.texts[each.citation.article_id], each.marks[0]) for each in tellings]
        yield write_point(Agreement.CONFLICT, "number", tellings, told, words)
