"""
Articles of all outlets into stories, in order of day: those that tell of one happening, paraphrase included.

    sketches ─ weights ─ window ─ signs ─ model ─ linking; sentences

A learned merge over numbers (likenesses, overlaps, gaps), after Azzopardi and Staff (2012) and Miranda et al. (2018):
each day's articles are compared with the nearest of the days before, every pair is judged by its signs and beside its
neighbours, and groups are joined best first. A running saga stays a chain of stories: groups whose articles lie
out of each other's reach, or whose members do not agree, are not joined. Nothing later changes what was apart from
what is joined to it: the groups of a day's articles depend on that day and those before alone.
"""

from collections import defaultdict
from collections.abc import Sequence

from readout.corpus.merging.linking import Groups
from readout.corpus.merging.model import StoryModel, make_model, probability, weigh
from readout.corpus.merging.sentences import SentencePairs, compare_around, compare_sentences
from readout.corpus.merging.signs import REACH, Early, Pairs, compare, compare_all, days_apart, is_copy, shared_runs
from readout.corpus.merging.sketches import SentenceSketch, Sketch, StoryItem, read_item, read_sentence
from readout.corpus.merging.weights import Around, Rarity, Weighed, WeighedSentence
from readout.corpus.merging.window import Window

__all__ = [
    "Around",
    "Groups",
    "Rarity",
    "SentenceSketch",
    "Sketch",
    "StoryItem",
    "StoryModel",
    "Stream",
    "Weighed",
    "WeighedSentence",
    "Window",
    "arrange",
    "make_model",
    "merge_articles",
    "read_item",
    "read_sentence",
    "score_pair",
    "score_sentences",
]


COPY = 6.0  # log-odds that two articles one of which is a copy tell of one happening


def merge_articles(items: Sequence[StoryItem], model: StoryModel) -> tuple[tuple[str, ...], ...]:
    """
    Groups of article ids, each article in one: groups by their first article, articles by day and id.

    Articles whose day is not known are read last, as if of the last day, and count as far apart as may be.
    """
    stream = Stream(model)
    for day, sketches in arrange(items):
        stream.read(day, sketches)
    return stream.groups()


def score_pair(one: Weighed, other: Weighed, model: StoryModel) -> float:
    """
    The probability that two articles tell of one happening, by themselves; 0 when they are out of reach.

    Texts are weighed by a `Rarity` that has counted the articles of the batch (`rarity.weigh(read_item(item))`).
    """
    if days_apart(one, other) > REACH:
        return 0.0
    return probability(COPY if is_copy(one, other, shared_runs(one, other)) else weigh(model.pair, compare(one, other)))


def score_sentences(
    one: WeighedSentence, other: WeighedSentence, around: Around, other_around: Around, model: StoryModel
) -> float:
    """
    The probability that two sentences of two articles tell of one happening; `around` are their articles.

    A sentence is weighed by the same `Rarity` as the articles.
    """
    articles = compare_around([(around, [other_around])])
    signs = compare_sentences([SentencePairs(one, [other], around, [other_around])], articles)
    return probability(model.weigh_sentences(signs)[0])


def arrange(items: Sequence[StoryItem]) -> list[tuple[int, list[Sketch]]]:
    """Sketches by the last day that they may be of, in order; those of no day go with the last."""
    sketches = [read_item(item) for item in items]
    last = max((sketch.latest for sketch in sketches if sketch.latest is not None), default=0)
    by_day: defaultdict[int, list[Sketch]] = defaultdict(list)
    for sketch in sorted(sketches, key=lambda sketch: sketch.id):
        by_day[last if sketch.latest is None else sketch.latest].append(sketch)
    return sorted(by_day.items())


class Stream:
    """Days of articles, read one after the other."""

    def __init__(self, model: StoryModel) -> None:
        self.ids: list[str] = []
        self._model = model
        self.rarity = Rarity()
        self._window = Window()
        self._early: dict[int, Early] = {}
        self.linked = Groups(model, self._compare)

    def read(self, day: int, sketches: Sequence[Sketch]) -> None:
        """Read the articles of a day that is later than all before."""
        gone = self._window.forget(day)
        self.linked.forget(gone)
        for number in gone:
            del self._early[number]
        for sketch in sketches:
            self.rarity.count(sketch, day)
        fresh = range(len(self.ids), len(self.ids) + len(sketches))
        for number, sketch in zip(fresh, sketches, strict=True):
            text = self.rarity.weigh(sketch)
            near, self._early[number] = self._window.search(text)
            self._window.add(number, day, text)
            self.ids.append(sketch.id)
            self.linked.add(number, near)
        self.linked.join(fresh)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups so far."""
        members = self.linked.members
        return tuple(tuple(self.ids[number] for number in members[group]) for group in sorted(members))

    def _compare(self, pairs: Sequence[tuple[int, int]]) -> list[float | None]:
        recent, early = self._window.recent, self._early
        found: dict[tuple[int, int], float | None] = {}
        asked: dict[int, list[tuple[int, int]]] = {}  # the other, and the runs that both have
        for one, other in pairs:
            if one in recent and other in recent and days_apart(recent[one], recent[other]) <= REACH:
                shared = shared_runs(recent[one], recent[other])
                if is_copy(recent[one], recent[other], shared):
                    found[one, other] = COPY
                else:
                    asked.setdefault(one, []).append((other, shared))
        if asked:
            texts = [
                Pairs(
                    recent[one],
                    [recent[other] for other, _ in others],
                    [shared for _, shared in others],
                    early[one],
                    [early[other] for other, _ in others],
                )
                for one, others in asked.items()
            ]
            odds = self._model.weigh_pairs(compare_all(texts))
            found.update(zip(((one, other) for one, others in asked.items() for other, _ in others), odds, strict=True))
        return [found.get(pair) for pair in pairs]
