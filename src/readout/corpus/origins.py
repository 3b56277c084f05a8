"""Independent origins: copies of one text, and what outlets take from one of them, are one origin, counted once."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from readout.codebook import OriginBook
from readout.records import Analysis, Article, Citation, Outlet
from readout.spans import cite, passage

SHINGLE = 8  # words in a row: long enough that two reporters seldom write the same ones
SHARED = 0.6  # share of the shorter text's shingles that the other holds, above which one is a copy
SAMPLED = 4  # one shingle in so many is looked up; those of likely copies are then compared whole
LIKELY = 0.25  # share of the sampled shingles of the shorter text below which a copy is out of the question
HELD = 40  # articles by which a shingle is known: more hold it as a phrase of the trade, or copy one of these
_BASE = np.uint64(1_099_511_628_211)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Origins:
    """
    Where each article and each sentence has its news from.

    `copied` leads from an article to the first (in order of id) that carries the same text; `credited` from a sentence
    to the outlet that it credits ("Reuters reported"), by id or as printed; `carried` the same for a text that is an
    agency's as a whole; `outlets` from an article to who published it.
    """

    copied: Mapping[str, str]
    credited: Mapping[Citation, str]
    carried: Mapping[str, str]
    outlets: Mapping[str, str]

    def of(self, citation: Citation) -> str:
        """Where a sentence has its news: the outlet credited there, else its text's agency, else its first copy."""
        first = self.copied.get(citation.article_id, citation.article_id)
        outlet = self.credited.get(citation) or self.carried.get(first)
        return first if outlet is None else _key(outlet)

    def count(self, citations: Iterable[Citation]) -> int:
        """How many independent origins sentences have; what an outlet prints and what is taken from it are one."""
        found = {self.of(one): one for one in citations}
        own = {_key(self.outlets.get(one.article_id, "")) for key, one in found.items() if key in self.outlets}
        return len(found.keys() - own)


def _key(outlet: str) -> str:
    return f"outlet {outlet}"


def find_origins(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], book: OriginBook, outlets: Iterable[Outlet]
) -> Origins:
    """
    The origins of a batch.

    Two articles carry one text when at least 0.6 of the eight-word runs of the shorter one's prose stand in
    the other's (containment after Broder 1997). A sentence has another outlet's news when the words of origins.toml
    credit that outlet; its own name credits nobody else.
    """
    ids = {outlet.name: outlet.id for outlet in outlets}
    reader = book.read_credits(ids)
    copied = _find_copies(articles, analyses)
    credited: dict[Citation, str] = {}
    carried: dict[str, str] = {}
    for article in articles:
        if not reader.named.search(article.text):
            continue
        whole = reader.find_carried(article.text)
        if whole and ids.get(whole, whole) != article.outlet_id:
            carried.setdefault(copied[article.id], ids.get(whole, whole))
        for sentence in analyses[article.id].sentences:
            name = reader.find_credit(passage(article.text, sentence.span))
            if name and ids.get(name, name) != article.outlet_id:
                credited[cite(article, sentence.span)] = ids.get(name, name)
    return Origins(copied, credited, carried, {article.id: article.outlet_id or article.id for article in articles})


def _find_copies(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> dict[str, str]:
    origin: dict[str, str] = {}
    runs: dict[str, NDArray[np.uint64]] = {}
    sampled: dict[str, int] = {}
    holders: dict[int, list[str]] = {}
    for article in sorted(articles, key=lambda one: one.id):
        own = runs[article.id] = _shingles(article, analyses.get(article.id))
        looked_up = own[own % np.uint64(SAMPLED) == 0].tolist()
        likely = Counter(other for shingle in looked_up for other in holders.get(shingle, ()))
        copies = [
            other
            for other, shared in likely.items()
            if shared >= LIKELY * min(len(looked_up), sampled[other]) and _is_copy(own, runs[other])
        ]
        sampled[article.id] = len(looked_up)
        origin[article.id] = min((origin[other] for other in copies), default=article.id)
        for shingle in looked_up:
            known = holders.setdefault(shingle, [])
            if len(known) < HELD:
                known.append(article.id)
    return origin


def _is_copy(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= SHARED * min(len(one), len(other))


def _shingles(article: Article, analysis: Analysis | None) -> NDArray[np.uint64]:
    """Checksums of every eight words in a row, each once, in order of value."""
    sentences = analysis.sentences if analysis else ()
    words = _WORD.findall(" ".join(passage(article.text, sentence.span) for sentence in sentences).lower())
    marks = np.array([_checksum(word) for word in words], dtype=np.uint64)
    number = len(words) - SHINGLE + 1
    if number < 1:
        return np.array([], dtype=np.uint64)
    sums = np.zeros(number, dtype=np.uint64)
    for place in range(SHINGLE):
        sums = sums * _BASE + marks[place : place + number]
    mixed = sums * _MIX
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


@lru_cache(maxsize=1 << 16)
def _checksum(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace")) + 1
