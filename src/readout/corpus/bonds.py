"""How likely two sentences of a batch tell of one happening: the learned merge, over their words and their articles."""

from collections.abc import Iterable, Sequence
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
from readout.corpus.merging.sentences import compare_around, compare_sentences
from readout.corpus.passages import TELLING, Passages
from readout.records import Article, Citation
from readout.spans import passage, without_dateline

NEVER = -20.0  # log-odds of what cannot be one: two sentences of one article, or what is no sentence
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
            self._sketches.update({sketch.id: sketch for sketch in sketches})
        self._rarity = stream.rarity
        self.groups = stream.groups()
        self.leads = {key: lead for group in self.groups for key in group if (lead := _lead(key, passages))}
        self._group_of = {key: number for number, group in enumerate(self.groups) for key in group}
        self._sentences: dict[Citation, WeighedSentence] = {}
        self._around: dict[str, Around] = {}
        self._compared: dict[tuple[str, str], Values] = {}
        self._odds: dict[tuple[Citation, Citation], float] = {}

    def odds(self, one: Citation, other: Citation) -> float:
        """The log-odds that two sentences tell of one happening, rounded to three places; the same in either order."""
        return self.odds_of(one, (other,))[0]

    def odds_of(self, one: Citation, others: Sequence[Citation]) -> list[float]:
        """The log-odds of a sentence with each of some others."""
        found: dict[Citation, float] = {}
        missing: list[Citation] = []
        for other in others:
            known = self._odds.get(_pair(one, other))
            if known is not None:
                found[other] = known
            elif one.article_id == other.article_id or not self._passages.are_sentences(one, other):
                found[other] = NEVER
            else:
                missing.append(other)
        if missing:
            _make_room(self._odds, MOST_PAIRS)
            for other, odds in zip(missing, self._weigh(one, missing), strict=True):
                found[other] = self._odds[_pair(one, other)] = odds
        return [found[other] for other in others]

    def _weigh(self, one: Citation, others: Sequence[Citation]) -> list[float]:
        around, around_others = self._article(one.article_id), [self._article(other.article_id) for other in others]
        articles = self._compare_articles(one.article_id, [other.article_id for other in others])
        sentences = [self._sentence(other) for other in others]
        signs = compare_sentences(self._sentence(one), sentences, around, around_others, articles)
        return [
            round(odds + TOGETHER * self._open_one_group(one, other), 3)
            for other, odds in zip(others, self._model.weigh_sentences(signs), strict=True)
        ]

    def _compare_articles(self, one: str, others: Sequence[str]) -> Values:
        found = {other: self._compared.get(_ordered(one, other)) for other in others}
        missing = [other for other, known in found.items() if known is None]
        if missing:
            _make_room(self._compared, MOST_PAIRS)
            signs = compare_around(self._article(one), [self._article(other) for other in missing])
            found.update(zip(missing, signs, strict=True))
            self._compared.update((_ordered(one, other), each) for other, each in zip(missing, signs, strict=True))
        return np.array([found[other] for other in others])

    def _open_one_group(self, one: Citation, other: Citation) -> bool:
        together = self._group_of[one.article_id] == self._group_of[other.article_id]
        return together and self.leads.get(one.article_id) == one and self.leads.get(other.article_id) == other

    def _sentence(self, citation: Citation) -> WeighedSentence:
        if citation not in self._sentences:
            _make_room(self._sentences, MOST_SENTENCES)
            words = _words(citation, self._passages)
            self._sentences[citation] = self._rarity.weigh_sentence(read_sentence(words))
        return self._sentences[citation]

    def _article(self, article_id: str) -> Around:
        if article_id not in self._around:
            _make_room(self._around, MOST_ARTICLES)
            self._around[article_id] = self._rarity.weigh_around(self._sketches[article_id])
        return self._around[article_id]


def _pair(one: Citation, other: Citation) -> tuple[Citation, Citation]:
    return (one, other) if one.article_id < other.article_id else (other, one)


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
