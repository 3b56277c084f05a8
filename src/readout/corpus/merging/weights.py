"""How rare each word is among the articles so far, of late too, and texts weighed by it (Salton and Buckley, 1988)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from readout.corpus.merging.rows import Packed, Row, Vector
from readout.corpus.merging.sketches import SentenceSketch, Sketch

UNSEEN = 50  # articles that count as read before the first, so that two articles alone can be weighed
UNSEEN_LATELY = 10
HALF_LIFE = 30.0  # days after which an article counts half among the late ones
KEYS = 12  # the weightiest words of a lead
TOPS = 25  # and of a whole text


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    An article as vectors of length one, by stem, packed for the sums of `signs.compare_all`; `body` as such.

    Beside the article's own they are those that weigh a word down that is common in these weeks.
    """

    sketch: Sketch
    body: Vector
    packed: Packed


@dataclass(frozen=True, slots=True)
class WeighedSentence:
    """A sentence likewise, packed for the sums of `sentences.compare_sentences`."""

    sketch: SentenceSketch
    body: Vector
    packed: Packed


@dataclass(frozen=True, slots=True)
class Around:
    """An article as what surrounds a sentence, packed for the sums of `sentences.compare_around`."""

    body: Vector
    packed: Packed


class Rarity:
    """In how many of the articles so far a word stood; among the late ones an old article counts less."""

    def __init__(self) -> None:
        self.row = Row()
        self._number = 0
        self._counts: Counter[str] = Counter()
        self._late_number = 0.0
        self._late: dict[str, float] = {}
        self._unit = 1.0  # what an article of today counts: growing it spares shrinking all others
        self._day: int | None = None

    def count(self, sketch: Sketch, day: int) -> None:
        """Take an article into account; days never go back."""
        self._move_to(day)
        self._number += 1
        self._late_number += self._unit
        self._counts.update(sketch.body.keys())
        self._counts.update(f"#{key}" for key in sketch.numbers)
        self._counts.update(f"@{key}" for key in sketch.places)
        for key in sketch.body:
            self._late[key] = self._late.get(key, 0.0) + self._unit

    def weigh(self, sketch: Sketch) -> Weighed:
        """The vectors of an article by what has been counted so far."""
        rare, late = self._rare(sketch.body), self._late_rare(sketch.body)
        title, lead, body = _vector(sketch.title, rare), _vector(sketch.lead, rare), _vector(sketch.body, rare)
        keys, tops = weightiest(lead, KEYS), weightiest(body, TOPS)
        both = (
            body,
            title,
            lead,
            self._names(sketch, rare),
            _vector(sketch.headed, rare),
            _vector(sketch.acts, rare),
            *self._details(sketch),
            _vector(sketch.body, late),
            _vector(sketch.lead, late),
            _vector(sketch.acts, late),
            tops,
        )
        has = _has(body)
        swapped = [(_mass(title), has), (_mass(keys), has), (_mass(tops), has), (title, lead)]
        return Weighed(sketch, body, self.row.pack(both, swapped))

    def weigh_sentence(self, sketch: SentenceSketch) -> WeighedSentence:
        """The vectors of a sentence."""
        rare = self._rare(sketch.body)
        body = _vector(sketch.body, rare)
        vectors = (body, self._names(sketch, rare), _vector(sketch.acts, rare), *self._details(sketch))
        return WeighedSentence(sketch, body, self.row.pack(vectors, [(_mass(body), _has(body))]))

    def weigh_around(self, sketch: Sketch) -> Around:
        """The vectors of an article as what surrounds a sentence."""
        rare = self._rare(sketch.body)
        body = _vector(sketch.body, rare)
        vectors = (body, self._names(sketch, rare), _vector(sketch.body, self._late_rare(sketch.body)))
        return Around(body, self.row.pack(vectors, ()))

    def _names(self, sketch: Sketch | SentenceSketch, rare: Mapping[str, float]) -> Vector:
        other = sketch.names.keys() - rare.keys()
        return _vector(sketch.names, {**self._rare(other), **rare} if other else rare)

    def _details(self, sketch: Sketch | SentenceSketch) -> tuple[Vector, Vector]:
        """Numbers and places."""
        numbers, places = self._rare(sketch.numbers, "#"), self._rare(sketch.places, "@")
        return _vector(sketch.numbers, numbers), _vector(sketch.places, places)

    def _move_to(self, day: int) -> None:
        if self._day is not None and day > self._day:
            self._unit *= 2.0 ** ((day - self._day) / HALF_LIFE)
        self._day = day if self._day is None else max(day, self._day)
        if self._unit > 1e100:
            self._late = {key: count / self._unit for key, count in self._late.items()}
            self._late_number, self._unit = self._late_number / self._unit, 1.0

    def _rare(self, keys: Iterable[str], kind: str = "") -> dict[str, float]:
        """The inverse document frequency of words, numbers (#) or places (@)."""
        seen, number = self._counts, self._number + UNSEEN
        return {key: math.log(number / (seen.get(kind + key, 0) + 1)) for key in keys}

    def _late_rare(self, keys: Iterable[str]) -> dict[str, float]:
        """The same among the late articles, at least 0."""
        late, unit, number = self._late, self._unit, self._late_number / self._unit + UNSEEN_LATELY
        return {key: max(0.0, math.log(number / (late.get(key, 0.0) / unit + 1))) for key in keys}


def _vector(counts: Mapping[str, int], rare: Mapping[str, float]) -> Vector:
    return _unit({key: _damped(count) * rare[key] for key, count in counts.items()})


@lru_cache(maxsize=4096)
def _damped(count: int) -> float:
    """What a word counts that stands so often in one text."""
    return 1 + math.log(count)


def weightiest(vector: Vector, number: int) -> Vector:
    """The heaviest entries of a vector, made one of length one."""
    best = sorted(vector.items(), key=lambda entry: (-entry[1], entry[0]))[:number]
    return _unit(dict(best))


def dot(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[key] for key, weight in one.items() if key in other]) if one else 0.0


def cover(one: Vector, other: Vector) -> float:
    """Which share of one vector's squared weight stands on words that the other has."""
    return sum([weight * weight for key, weight in one.items() if key in other])


def _mass(vector: Vector) -> Vector:
    """A vector's weight squared, word by word."""
    return {key: weight * weight for key, weight in vector.items()}


def _has(vector: Vector) -> Vector:
    """One for each word of a vector."""
    return dict.fromkeys(vector, 1.0)


def _unit(weights: dict[str, float]) -> Vector:
    length = math.sqrt(sum([weight * weight for weight in weights.values()]))
    return {key: weight / length for key, weight in weights.items()} if length else {}
