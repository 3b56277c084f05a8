"""How likely two sentences of a batch tell of one happening: the learned merge, over their words and their articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from readout.corpus.merging import (
    Around,
    Sketch,
    StoryItem,
    StoryModel,
    Stream,
    WeighedSentence,
    arrange,
    read_sentence,
)
from readout.corpus.merging.rows import Values
from readout.corpus.merging.sentences import SentencePairs, compare_around, compare_sentences
from readout.corpus.passages import TELLING, Passages
from readout.records import Article, Citation
from readout.spans import passage, without_dateline

NEVER = -20.0  # log-odds of what cannot be one: two sentences of one article, or what is no sentence
_SPENT: Mapping[str, Any] = {"runs": frozenset(), "quoted": frozenset(), "lead": {}, "acts": {}}  # by the stream
_HALF, _NONE = 32, (1 << 32) - 1  # bits of one sentence's number in that of a pair; the number of what is none
TOGETHER = 1.0  # log-odds more where two sentences open articles that were merged whole
MOST_PAIRS, MOST_SENTENCES, MOST_ARTICLES = 200_000, 30_000, 3_000  # what is remembered, so that memory stays flat


class Bonds:
    """
    Log-odds of pairs of sentences, weighed when they are asked for.

    `groups` are the articles that tell of one happening as a whole, by id; `leads` the sentence that opens each.
    """

    def __init__(self, articles: Iterable[Article], passages: Passages, model: StoryModel) -> None:
        """Read every article once, in order of day, and merge those that tell of one happening."""
        self._passages, self._model = passages, model
        stream = Stream(model)
        self._sketches: dict[str, Sketch] = {}
        for day, sketches in arrange([_item(article, passages) for article in articles]):
            stream.read(day, sketches)
            self._sketches.update({sketch.id: replace(sketch, **_SPENT) for sketch in sketches})
        self._rarity = stream.rarity
        self.groups = stream.groups()
        self.leads = {key: lead for group in self.groups for key in group if (lead := _lead(key, passages))}
        self._numbers = {citation: number for number, citation in enumerate(passages.citations)}
        self._article_of = [citation.article_id for citation in passages.citations]
        self._openers = {  # the sentences that open articles, and the groups of these
            self._numbers[self.leads[key]]: group
            for group, members in enumerate(self.groups)
            for key in members
            if key in self.leads
        }
        self._sentences: dict[int, WeighedSentence] = {}
        self._around: dict[str, Around] = {}
        self._compared: dict[tuple[str, str], list[float]] = {}
        self._odds: dict[int, float] = {}  # by the numbers of two sentences, the lower one first

    def odds(self, one: Citation, other: Citation) -> float:
        """The log-odds that two sentences tell of one happening, rounded to three places; the same in either order."""
        return self.odds_of(one, (other,))[0]

    def odds_of(self, one: Citation, others: Sequence[Citation]) -> list[float]:
        """The log-odds of a sentence with each of some others."""
        return self.odds_of_all([(one, others)])[0]

    def odds_of_all(self, asked: Sequence[tuple[Citation, Sequence[Citation]]]) -> list[list[float]]:
        """The same of many sentences, weighed together: that costs less than one after the other."""
        number = self._number
        keys = [(number(one), [number(other) for other in others]) for one, others in asked]
        found: dict[int, float] = {}
        missing: dict[int, list[int]] = {}
        known = self._odds.get
        for one, others in keys:
            for other in others:
                pair = one << _HALF | other if one < other else other << _HALF | one
                if pair not in found:
                    odds = known(pair)
                    if odds is not None:
                        found[pair] = odds
                    else:
                        found[pair] = NEVER  # until it is weighed
                        if self._may_be_one(one, other):
                            missing.setdefault(one, []).append(other)
        if missing:
            _make_room(self._odds, MOST_PAIRS)
            pairs = ((one, other) for one, others in missing.items() for other in others)
            for (one, other), odds in zip(pairs, self._weigh(list(missing.items())), strict=True):
                pair = one << _HALF | other if one < other else other << _HALF | one
                found[pair] = self._odds[pair] = odds
        return [
            [found[one << _HALF | other if one < other else other << _HALF | one] for other in others]
            for one, others in keys
        ]

    def _number(self, citation: Citation) -> int:
        """A sentence's number; of what is no sentence `_NONE`."""
        return self._numbers.get(citation, _NONE)

    def _may_be_one(self, one: int, other: int) -> bool:
        return _NONE not in (one, other) and self._article_of[one] != self._article_of[other]

    def _weigh(self, asked: Sequence[tuple[int, Sequence[int]]]) -> list[float]:
        """The log-odds of every pair, in order."""
        article_of, article, sentence = self._article_of, self._article, self._sentence
        signs = compare_sentences(
            [
                SentencePairs(
                    sentence(one),
                    list(map(sentence, others)),
                    article(article_of[one]),
                    [article(article_of[other]) for other in others],
                )
                for one, others in asked
            ],
            self._compare_articles([(article_of[one], article_of[other]) for one, others in asked for other in others]),
        )
        pairs = ((one, other) for one, others in asked for other in others)
        return [
            round(odds + TOGETHER * self._open_one_group(one, other), 3)
            for (one, other), odds in zip(pairs, self._model.weigh_sentences(signs), strict=True)
        ]

    def _compare_articles(self, pairs: Sequence[tuple[str, str]]) -> Values:
        known: dict[tuple[str, str], Any] = {}
        missing: dict[str, list[str]] = {}
        for one, other in pairs:
            key = _ordered(one, other)
            if key not in known:
                known[key] = self._compared.get(key)
                if known[key] is None:
                    missing.setdefault(one, []).append(other)
        if missing:
            _make_room(self._compared, MOST_PAIRS)
            article = self._article
            signs = compare_around([(article(one), list(map(article, others))) for one, others in missing.items()])
            compared = ((one, other) for one, others in missing.items() for other in others)
            found = {_ordered(*pair): each for pair, each in zip(compared, signs.tolist(), strict=True)}
            known.update(found)
            self._compared.update(found)
        return np.array([known[_ordered(*pair)] for pair in pairs])

    def _open_one_group(self, one: int, other: int) -> bool:
        return one in self._openers and other in self._openers and self._openers[one] == self._openers[other]

    def _sentence(self, number: int) -> WeighedSentence:
        found = self._sentences.get(number)
        if found is None:
            _make_room(self._sentences, MOST_SENTENCES)
            words = _words(self._passages.citations[number], self._passages)
            found = self._sentences[number] = self._rarity.weigh_sentence(read_sentence(words))
        return found

    def _article(self, article_id: str) -> Around:
        found = self._around.get(article_id)
        if found is None:
            _make_room(self._around, MOST_ARTICLES)
            found = self._around[article_id] = self._rarity.weigh_around(self._sketches[article_id])
        return found


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _make_room(cache: dict[Any, Any], most: int) -> None:
    """Forget all when too much is remembered: what is asked again is weighed again, to the same end."""
    if len(cache) >= most:
        cache.clear()


def _item(article: Article, passages: Passages) -> StoryItem:
    """An article as merging reads it: the title and the prose, without furniture."""
    prose = "\n".join(_words(citation, passages) for citation in passages.of_article[article.id])
    return StoryItem(article.id, article.published, article.title, prose, article.outlet_id)


def _words(citation: Citation, passages: Passages) -> str:
    text = passages.texts[citation.article_id]
    return " ".join(passage(text, without_dateline(text, citation.span)).split())


def _lead(article_id: str, passages: Passages) -> Citation | None:
    """The first sentence of an article with some content, when it may tell of something done; else None."""
    first = next((one for one in passages.of_article[article_id] if len(passages.stems[one]) >= TELLING), None)
    return first if first in passages.reports else None
