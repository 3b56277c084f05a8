"""Which forecast follows from which: if-then chains as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.analysis.forecasts.conditions import Condition
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Voice
from readout.grammar import SUBJECTS
from readout.tokens import Parse

BEFORE = 6  # words before a clause among which "after that" may stand
REACH = 2  # sentences that may lie between a forecast and one that follows from it


@dataclass(frozen=True, slots=True)
class Link:
    """A forecast as the tree sees it: its words, its condition and who foretells."""

    verb: int
    first: int
    after: int
    condition: Condition | None
    voice: Voice
    is_outcome: bool  # ", a move that will ...": it follows from the clause that it sums up


def find_parents(scene: Scene, links: Sequence[Link]) -> tuple[int | None, ...]:
    """
    The number of the forecast that each one follows from, None at the root of a tree.

    A forecast follows from the last one before it when it opens with "then" or "after that"; from an earlier one
    when its condition says that this one came true; "otherwise" and "if not" are the other branch of the last one.
    Only forecasts of one voice make a chain.
    """
    parents: list[int | None] = []
    for number, link in enumerate(links):
        before = [i for i in range(number) if links[i].voice.statement is link.voice.statement or _same(links[i], link)]
        last = before[-1] if before else None
        parents.append(_find_parent(scene, links, parents, link, before, last))
    return tuple(parents)


def _same(one: Link, other: Link) -> bool:
    return one.voice.actor_id is not None and one.voice.actor_id == other.voice.actor_id


def _find_parent(
    scene: Scene,
    links: Sequence[Link],
    parents: Sequence[int | None],
    link: Link,
    before: Sequence[int],
    last: int | None,
) -> int | None:
    if last is None:
        return None
    near = _distance(scene.parse, links[last].verb, link.verb) <= REACH
    if link.is_outcome:
        return last if _distance(scene.parse, links[last].verb, link.verb) == 0 else None
    if near and _goes_sideways(scene, link):
        return parents[last]
    if near and _goes_onward(scene, link):
        return last
    if link.condition is not None:
        echoed = [i for i in before if _echoes(scene, link.condition, links[i])]
        return echoed[-1] if echoed else _shared(links, parents, link, last)
    return None


def _shared(links: Sequence[Link], parents: Sequence[int | None], link: Link, last: int) -> int | None:
    """Two consequences of one "if" hang on the same parent."""
    same = links[last].condition is not None and links[last].condition == link.condition
    return parents[last] if same else None


def _distance(parse: Parse, one: int, other: int) -> int:
    return parse.sentence_of[other] - parse.sentence_of[one]


def _opening(scene: Scene, first: int, verb: int) -> tuple[str, ...]:
    """The words from shortly before a clause up to its verb, in lower case, within its sentence."""
    start = max(first - BEFORE, scene.parse.sentences[scene.parse.sentence_of[verb]][0])
    return tuple(scene.parse.tokens[i].lower for i in range(start, verb))


def opens_onward(scene: Scene, first: int, verb: int) -> bool:
    """Whether a clause opens with words such as "in that case", which stand for a condition told before."""
    words = _opening(scene, first, verb)
    return any(_has(words, phrase) for phrase in scene.book.phrases["chains", "onward"])


def _goes_sideways(scene: Scene, link: Link) -> bool:
    first = min((link.first, *(link.condition.tokens if link.condition else ())))
    words = _opening(scene, first, link.verb)
    if any(_has(words, phrase) for phrase in scene.book.phrases["chains", "sideways"]):
        return True
    told = link.condition.words(scene.parse)[1:] if link.condition else ()
    return told in scene.book.phrases["conditions", "other"]


def _goes_onward(scene: Scene, link: Link) -> bool:
    if link.condition is not None:
        told = link.condition.words(scene.parse)[1:]
        return told in scene.book.phrases["conditions", "same"]
    if opens_onward(scene, link.first, link.verb):
        return True
    before = scene.parse.sentence_of[link.verb] - 1
    if before < 0:
        return False
    first, after = scene.parse.sentences[before]
    supposed = tuple(token.lower for token in scene.parse.tokens[first:after] if token.dep != "punct")
    return any(supposed == phrase for phrase in scene.book.phrases["chains", "onward"])


def _has(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words)))


def _echoes(scene: Scene, condition: Condition, link: Link) -> bool:
    """Whether a condition says that a claim came true: verb and noun of the one stand in the other, and no "not"."""
    tokens = scene.parse.tokens
    if not condition.is_positive:
        return False
    claim = {tokens[i].lemma for i in range(link.first, link.after)}
    if {"not", "n't", "n’t", "never", "unlikely", "no"} & claim:
        return False
    about = [i for i in condition.tokens if tokens[i].dep in (*SUBJECTS, "dobj") and tokens[i].pos in ("NOUN", "PROPN")]
    return tokens[condition.head].lemma in claim and bool(about) and all(tokens[i].lemma in claim for i in about)
