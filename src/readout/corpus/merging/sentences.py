"""Whether two sentences tell of one happening: typed signs of the sentences, and of the articles they stand in."""

from typing import NamedTuple

from readout.corpus.merging.weights import Weighed, cover, dot


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


class AroundSigns(NamedTuple):
    """Cosines of two articles, 0 to 1: of their words, their names, and their words by how common they are of late."""

    words: float
    names: float
    late: float


def compare_around(around: Weighed, other_around: Weighed) -> AroundSigns:
    """The signs of the articles that two sentences stand in; the same for all their sentences."""
    return AroundSigns(
        dot(around.body, other_around.body),
        dot(around.names, other_around.names),
        dot(around.late_body, other_around.late_body),
    )


def compare_sentences(
    one: Weighed, other: Weighed, around: Weighed, other_around: Weighed, articles: AroundSigns | None = None
) -> SentenceSigns:
    """The signs of two sentences; the same in either order. `articles` are those of what is around, where known."""
    shared = [(weight, other.body[key]) for key, weight in one.body.items() if key in other.body]
    covered = sorted((sum(mine * mine for mine, _ in shared), sum(theirs * theirs for _, theirs in shared)))
    around_them = articles or compare_around(around, other_around)
    body = sum(mine * theirs for mine, theirs in shared)
    lengths = sorted((one.sketch.length, other.sketch.length))
    return SentenceSigns(
        body=body,
        names=dot(one.names, other.names),
        acts=dot(one.acts, other.acts),
        numbers=dot(one.numbers, other.numbers),
        places=dot(one.places, other.places),
        covered_least=covered[0],
        covered_most=covered[1],
        rarest=max((min(pair) for pair in shared), default=0.0),
        runs=min(1.0, len(one.sketch.runs & other.sketch.runs) / 3),
        length=lengths[0] / max(1, lengths[1]),
        article=around_them.words,
        article_names=around_them.names,
        article_late=around_them.late,
        article_covers=min(cover(one.body, other_around.body), cover(other.body, around.body)),
        both=body * around_them.words,
    )
