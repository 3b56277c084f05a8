"""Independent origins: a text printed by three outlets is one origin, and is counted once."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from readout.records import Analysis, Article
from readout.spans import passage

SHINGLE = 8  # words in a row: long enough that two reporters seldom write the same ones
SHARED = 0.6  # share of the shorter text's shingles that the other holds, above which one is a copy


def group_origins(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> Mapping[str, str]:
    """
    The origin of each article, by id: the first of those (in order of id) that carry the same text.

    Two articles have one origin when at least 0.6 of the eight-word runs of the shorter one's prose
    stand in the other's (containment after Broder 1997).
    """
    shingles = {article.id: _shingles(article, analyses.get(article.id)) for article in articles}
    origin: dict[str, str] = {}
    holders: dict[int, list[str]] = {}
    for key in sorted(shingles):
        shared: dict[str, int] = {}
        for shingle in shingles[key]:
            for other in holders.get(shingle, ()):
                shared[other] = shared.get(other, 0) + 1
        copies = [
            other for other, count in shared.items() if count >= SHARED * min(len(shingles[key]), len(shingles[other]))
        ]
        origin[key] = min((origin[other] for other in copies), default=key)
        for shingle in shingles[key]:
            holders.setdefault(shingle, []).append(key)
    return origin


def count_origins(article_ids: Iterable[str], origin: Mapping[str, str]) -> int:
    """How many independent origins some articles have."""
    return len({origin.get(article_id, article_id) for article_id in article_ids})


def _shingles(article: Article, analysis: Analysis | None) -> frozenset[int]:
    sentences = analysis.sentences if analysis else ()
    words = re.findall(r"\w+", " ".join(passage(article.text, sentence.span) for sentence in sentences).lower())
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
    return frozenset(
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()) for run in runs
    )
