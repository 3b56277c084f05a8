"""The numbers by which a model weighs sentences of rival accounts: one point or not, told alike, told by one alone."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from readout.corpus.accounts.aligning import PairSigns, sign_pair
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.counts import may_be_one
from readout.corpus.accounts.differing import differ_in_number, numbers_of_one_thing
from readout.corpus.accounts.told import Told
from readout.corpus.accounts.veiling import veil_names
from readout.ports import SentenceEncoder

PLACES = 2  # decimals of a likeness: what processors may differ in lies below
WORDY = 10  # content words, and
LONG = 200  # characters, that count as 1
_QUOTE = re.compile('[“"]')


class RelationSigns(NamedTuple):
    """What speaks for two sentences of one point telling it alike, or the later one anew; 0 or 1, or a sum of two."""

    is_later: float
    moved_on: float
    mended: float
    rescheduled: float
    one_negated: float
    both_negated: float
    one_denied: float
    number_differs: float
    some_number_fits: float
    no_number_fits: float
    same_value: float
    no_same_value: float
    one_counts: float
    days_apart: float
    same_day: float
    ahead: float  # how many name a day after their publication
    both_ahead: float
    ahead_apart: float
    same_place: float
    places_apart: float
    outcomes_opposed: float
    same_outcome: float
    voices: float  # how many are attributed
    both_attributed: float
    same_voice: float
    voices_apart: float
    one_attributed: float
    one_ahead: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences of two accounts, by number, and the signs of their being one point, `POINT_SIGNS` in order."""

    first: int
    second: int
    values: tuple[float, ...]
    meaning: float  # cosine of the encoder


_ROW = ("least_lead", "greatest_lead", "both_nearest", "one_nearest")
POINT_SIGNS = (
    *PairSigns._fields, "same_value", "both_count", "one_counts", "same_day", "shorter", "longer", "one_negated",
    "both_outcome", "same_place", *(f"words_{name}" for name in _ROW), "meaning",
    *(f"meaning_{name}" for name in _ROW), "place_apart", "both_open", "one_opens", "meaning_words", "meaning_meaning",
    "words_counts", "meaning_days", "meaning_counts",
)  # fmt: skip
ALONE_SIGNS = ("surest", "sum", "nearest", "place", "opens", "length", "quotes", "counts", "acts")


def gather_pairs(scope: Sequence[Assertion], reader: Reader, encoder: SentenceEncoder) -> list[Pair]:
    """Every pair of sentences of two outlets."""
    veiled = veil_names((one.citation for one in scope), reader.told)
    vectors = encoder.encode([veiled[one.citation] for one in scope])
    places = _places(scope, reader.told)
    pairs = [(a, b) for a, b in combinations(range(len(scope)), 2) if scope[a].outlet != scope[b].outlet]
    signs = {(a, b): sign_pair(scope[a], scope[b], reader) for a, b in pairs}
    words = {pair: found.words for pair, found in signs.items()}
    meaning = {(a, b): round(math.fsum(map(float.__mul__, vectors[a], vectors[b])), PLACES) for a, b in pairs}
    leads = [_lead(table, scope) for table in (words, meaning)]
    return [
        Pair(a, b, _values(scope[a], scope[b], signs[a, b], meaning[a, b], [lead[a, b] for lead in leads],
                           (places[a], places[b])), meaning[a, b])
        for a, b in pairs
    ]  # fmt: skip


def _values(
    one: Assertion,
    other: Assertion,
    signs: PairSigns,
    meaning: float,
    leads: Sequence[tuple[float, ...]],
    places: tuple[float, float],
) -> tuple[float, ...]:
    mine, theirs = ({count.value for count in each.counts} for each in (one, other))
    shorter, longer = sorted((len(one.stems), len(other.stems)))
    return (
        *signs,
        float(bool(mine & theirs)),
        float(bool(mine) and bool(theirs)),
        float(bool(mine) != bool(theirs)),
        float(bool(one.days & other.days)),
        shorter / WORDY,
        longer / WORDY,
        float(one.is_negated != other.is_negated),
        float(one.outcome is not None and other.outcome is not None),
        float(bool(_where(one) & _where(other))),
        *leads[0],
        meaning,
        *leads[1],
        abs(places[0] - places[1]),
        float(places == (0.0, 0.0)),
        float((places[0] == 0) != (places[1] == 0)),
        meaning * signs.words,
        meaning * meaning,
        signs.words * signs.counts,
        meaning * signs.days,
        meaning * signs.counts,
    )


def _lead(
    table: Mapping[tuple[int, int], float], scope: Sequence[Assertion]
) -> dict[tuple[int, int], tuple[float, ...]]:
    """By how much a pair leads over the best other that either sentence has in the other's account."""
    rows: dict[tuple[int, str], list[float]] = {}
    for (a, b), value in table.items():
        rows.setdefault((a, scope[b].outlet), []).append(value)
        rows.setdefault((b, scope[a].outlet), []).append(value)
    best = {key: sorted(values, reverse=True)[:2] for key, values in rows.items()}
    found: dict[tuple[int, int], tuple[float, ...]] = {}
    for (a, b), value in table.items():
        leads, nearest = [], []
        for key in ((a, scope[b].outlet), (b, scope[a].outlet)):
            first, *rest = best[key]
            other = (rest[0] if rest else -1.0) if value == first else first
            leads.append(value - other)
            nearest.append(value >= other)
        found[a, b] = (min(leads), max(leads), float(all(nearest)), float(any(nearest)))
    return found


def _places(scope: Iterable[Assertion], told: Told) -> list[float]:
    """How far down its article each sentence stands, 0 to 1."""
    last = {key: max(1, len(own) - 1) for key, own in told.passages.of_article.items()}
    return [told.passages.places[one.citation] / last[one.citation.article_id] for one in scope]


def sign_relation(one: Assertion, other: Assertion, reader: Reader) -> RelationSigns:
    """The signs of how two sentences of one point relate; the same in either order."""
    told, book = reader.told, reader.book
    late = one if told.is_later(one.citation, other.citation) else other
    is_later = late is one or told.is_later(other.citation, one.citation)
    text = told.passages.text(late.citation) if is_later else ""
    mine, theirs = ({count.value for count in each.counts} for each in (one, other))
    fits = [may_be_one(*pair) for pair in numbers_of_one_thing(one, other)]
    ahead = [_names_a_day_ahead(each, told) for each in (one, other)]
    here, there = _where(one), _where(other)
    voices = [each.voice for each in (one, other) if each.voice is not None]
    return RelationSigns(
        *map(
            float,
            (
                is_later,
                bool(book.moved_on.search(text)),
                bool(book.mended.search(text)),
                bool(book.rescheduled.search(text)),
                one.is_negated != other.is_negated,
                one.is_negated and other.is_negated,
                one.is_denied != other.is_denied,
                differ_in_number(one, other, reader) is not None,
                any(fits),
                bool(fits) and not any(fits),
                bool(mine & theirs),
                bool(mine) and bool(theirs) and not mine & theirs,
                bool(mine) != bool(theirs),
                bool(one.days) and bool(other.days) and not one.days & other.days,
                bool(one.days & other.days),
                sum(ahead),
                all(ahead),
                all(ahead) and not one.days & other.days,
                bool(here & there),
                bool(here) and bool(there) and not here & there,
                {one.outcome, other.outcome} == {"agreed", "discussed"},
                one.outcome == other.outcome and one.outcome is not None,
                len(voices),
                len(voices) == 2,
                len(voices) == 2 and voices[0] == voices[1],
                len(voices) == 2 and voices[0] != voices[1],
                len(voices) == 1,
                one.is_ahead != other.is_ahead,
            ),
        )
    )


def sign_alone(one: Assertion, surest: float, total: float, nearest: float, reader: Reader) -> tuple[float, ...]:
    """
    The signs of a sentence that one account alone tells: the surest and the sum of its chances of being one point
    with a sentence of another, the nearest in meaning, where it stands, and what is in it.
    """
    told = reader.told
    (place,) = _places((one,), told)
    text = " ".join(told.passages.text(one.citation).split())
    return (
        surest,
        total,
        nearest,
        place,
        float(place == 0),
        len(text) / LONG,
        float(bool(_QUOTE.search(text))),
        float(bool(one.counts)),
        float(bool(one.acts)),
    )


def _where(one: Assertion) -> frozenset[str]:
    return frozenset(place.name for place in one.places)


def _names_a_day_ahead(one: Assertion, told: Told) -> bool:
    published = (told.published(one.citation) or "9999")[:10]
    return any(day > published for day in one.days)
