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


def compare_sentences(one: Weighed, other: Weighed, around: Weighed, other_around: Weighed) -> SentenceSigns:
    """The signs of two sentences; the same in either order."""
    covered = sorted((cover(one.body, other.body), cover(other.body, one.body)))
    across = sorted((cover(one.body, other_around.body), cover(other.body, around.body)))
    article = dot(around.body, other_around.body)
    body = dot(one.body, other.body)
    runs = len(one.sketch.runs & other.sketch.runs)
    return SentenceSigns(
        body=body,
        names=dot(one.names, other.names),
        acts=dot(one.acts, other.acts),
        numbers=dot(one.numbers, other.numbers),
        places=dot(one.places, other.places),
        covered_least=covered[0],
        covered_most=covered[1],
        rarest=max(
            (min(weight, other.body[key]) for key, weight in one.body.items() if key in other.body), default=0.0
        ),
        runs=min(1.0, runs / 3),
        length=min(one.sketch.length, other.sketch.length) / max(1, one.sketch.length, other.sketch.length),
        article=article,
        article_names=dot(around.names, other_around.names),
        article_late=dot(around.late_body, other_around.late_body),
        article_covers=across[0],
        both=body * article,
    )
