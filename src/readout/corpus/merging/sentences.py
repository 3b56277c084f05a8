"""Whether two sentences tell of one happening: typed signs of the sentences, and of the articles they stand in."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from readout.corpus.merging.rows import Values
from readout.corpus.merging.weights import Around, WeighedSentence, cover


class SentenceSigns(NamedTuple):
    """Cosines and covered shares of two sentences, 0 to 1; `article*` those of what surrounds them."""

    body: float
    names: float
    acts: float
    numbers: float
    places: float
    covered_least: float
    covered_most: float
    rarest: float
    runs: float
    length: float
    article: float
    article_names: float
    article_late: float
    article_covers: float
    both: float


def compare_around(around: Around, others: Sequence[Around]) -> Values:
    """
    The cosines of an article with each of one or more others, of words, names, and words by how common they are of
    late; the same for all their sentences.
    """
    return around.packed.compare([other.packed for other in others])[0]


def compare_sentences(
    one: WeighedSentence,
    others: Sequence[WeighedSentence],
    around: Around,
    others_around: Sequence[Around],
    articles: Values,
) -> Values:
    """
    The `SentenceSigns` of a sentence with each of one or more others, a line an other; `articles` is what
    `compare_around` says of the articles that they stand in.
    """
    sums, rarest = one.packed.compare([other.packed for other in others])
    table = np.empty((len(others), len(SentenceSigns._fields)))
    table[:, :5] = sums[:, :5]
    sums[:, 5:7].min(axis=1, out=table[:, 5])
    sums[:, 5:7].max(axis=1, out=table[:, 6])
    table[:, 7] = rarest
    mine = one.sketch
    table[:, 8:10] = [
        (
            min(1.0, len(mine.runs & other.sketch.runs) / 3),
            min(mine.length, other.sketch.length) / max(1, mine.length, other.sketch.length),
        )
        for other in others
    ]
    table[:, 10:13] = articles
    table[:, 13] = [
        min(cover(one.body, other_around.body), cover(other.body, around.body))
        for other, other_around in zip(others, others_around, strict=True)
    ]
    table[:, 14] = sums[:, 0] * articles[:, 0]
    return table
