"""Which forecast follows from which: if-then chains as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.analysis.forecasts.conditions import Condition
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Voice
from readout.grammar import SUBJECTS, children
from readout.tokens import Parse

BEFORE = 6  # words before a clause among which "after that" may stand
_UP_TO = (("by",), ("until",), ("since",))  # "by then" is a time and no step
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
    supposes: bool = False  # it hangs on a condition, its own or one told before
    carries_on: bool = False  # "X would then": a "would" that goes on supposing what the forecast before it did


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
    away = _distance(scene.parse, links[last].verb, link.verb)
    if link.is_outcome:
        return last if away == 0 else None
    if link.carries_on and link.condition is None and away <= 1:
        return last
    if away <= REACH and _goes_sideways(scene, link):
        return parents[_supposing(links, parents, last)]
    if away <= REACH and _goes_onward(scene, link, links[last]):
        return last
    return _told_by_condition(scene, links, parents, link, before)


def _told_by_condition(
    scene: Scene, links: Sequence[Link], parents: Sequence[int | None], link: Link, before: Sequence[int]
) -> int | None:
    """
    The forecast that a condition says came true, or takes up. Of two consequences of one "if" the second follows from
    the first where "and" joins them, and shares its parent where it does not.
    """
    condition, last = link.condition, before[-1]
    if condition is None:
        return None
    echoed = [i for i in before if _echoes(scene, condition, links[i])]
    if echoed:
        return echoed[-1]
    if _distance(scene.parse, links[last].verb, link.verb) == 1 and _takes_up(scene, condition, links[last]):
        return last
    if links[last].condition != condition:
        return None
    return last if scene.parse.tokens[link.verb].dep == "conj" else parents[last]


def _supposing(links: Sequence[Link], parents: Sequence[int | None], number: int) -> int:
    """The forecast of a chain that names the condition: "if not" is the other branch of that one."""
    here: int | None = number
    while here is not None:
        if links[here].condition is not None:
            return here
        here = parents[here]
    return number


def _distance(parse: Parse, one: int, other: int) -> int:
    return parse.sentence_of[other] - parse.sentence_of[one]


def _opening(scene: Scene, first: int, verb: int) -> tuple[str, ...]:
    """The words from shortly before a clause up to its verb, in lower case, within its sentence."""
    start = max(first - BEFORE, scene.parse.sentences[scene.parse.sentence_of[verb]][0])
    return tuple(scene.parse.tokens[i].lower for i in range(start, verb))


def opens_onward(scene: Scene, first: int, verb: int) -> bool:
    """Whether a clause opens with words such as "in that case", which stand for a condition told before."""
    words = _opening(scene, first, verb)
    words = tuple(word for at, word in enumerate(words) if word != "then" or words[at - 1 : at] not in _UP_TO)
    return any(_has(words, phrase) for phrase in scene.book.phrases["chains", "onward"])


def _goes_sideways(scene: Scene, link: Link) -> bool:
    first = min((link.first, *(link.condition.tokens if link.condition else ())))
    words = _opening(scene, first, link.verb)
    if any(_has(words, phrase) for phrase in scene.book.phrases["chains", "sideways"]):
        return True
    told = link.condition.words(scene.parse)[1:] if link.condition else ()
    return told in scene.book.phrases["conditions", "other"]


def _goes_onward(scene: Scene, link: Link, last: Link) -> bool:
    if sums_up(scene.parse, link.verb) and _distance(scene.parse, last.verb, link.verb) == 1:
        return True
    if link.condition is not None and link.condition != last.condition:
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


def sums_up(parse: Parse, verb: int) -> bool:
    """Whether the subject of a clause is what was told just before: "that would", "this will"."""
    return any(
        parse.tokens[subject].lower in ("that", "this") and not parse.children[subject]
        for subject in children(parse, verb, *SUBJECTS)
        if parse.tokens[verb].dep != "relcl"
    )


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


def _takes_up(scene: Scene, condition: Condition, link: Link) -> bool:
    """Whether a condition is about somebody whom the claim before brought in behind its verb: its outcome goes on."""
    tokens = scene.parse.tokens
    about = [i for i in condition.tokens if tokens[i].dep in SUBJECTS and tokens[i].head == condition.head]
    before = {tokens[i].lemma for i in range(link.first, link.verb)}
    behind = {tokens[i].lemma for i in range(link.verb, link.after) if tokens[i].pos in ("NOUN", "PROPN")}
    return bool(about) and all(tokens[i].pos in ("NOUN", "PROPN") and tokens[i].lemma in behind - before for i in about)
