"""Whether two sentences tell of one happening: typed signs of the sentences, and of the articles they stand in."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from readout.corpus.merging.rows import Values, compare_packed
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


class SentencePairs(NamedTuple):
    """A sentence, others that it is compared with, and the articles that they stand in."""

    one: WeighedSentence
    others: Sequence[WeighedSentence]
    around: Around
    others_around: Sequence[Around]


def compare_around(asked: Sequence[tuple[Around, Sequence[Around]]]) -> Values:
    """
    The cosines of articles, each with each of its others, of words, names, and words by how common they are of
    late; the same for all their sentences. A line a pair.
    """
    return compare_packed([(one.packed, [other.packed for other in others]) for one, others in asked])[0]


def compare_sentences(asked: Sequence[SentencePairs], articles: Values) -> Values:
    """
    The `SentenceSigns` of sentences, each with each of its others, a line a pair; `articles` is what `compare_around`
    says of the articles that they stand in, pair by pair.
    """
    sums, rarest = compare_packed([(each.one.packed, [other.packed for other in each.others]) for each in asked], 0)
    table = np.empty((len(sums), len(SentenceSigns._fields)))
    table[:, :5] = sums[:, :5]
    sums[:, 5:7].min(axis=1, out=table[:, 5])
    sums[:, 5:7].max(axis=1, out=table[:, 6])
    table[:, 7] = rarest
    table[:, 8:10] = [
        (
            min(1.0, len(each.one.sketch.runs & other.sketch.runs) / 3),
            min(each.one.sketch.length, other.sketch.length) / max(1, each.one.sketch.length, other.sketch.length),
        )
        for each in asked
        for other in each.others
    ]
    table[:, 10:13] = articles
    table[:, 13] = [
        min(cover(each.one.body, around.body), cover(other.body, each.around.body))
        for each in asked
        for other, around in zip(each.others, each.others_around, strict=True)
    ]
    table[:, 14] = sums[:, 0] * articles[:, 0]
    return table
