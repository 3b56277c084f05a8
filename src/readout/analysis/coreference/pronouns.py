"""He and she, and the "it" of a state that speaks: whom a pronoun stands for, or nobody for sure."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from operator import attrgetter

from readout.analysis.coreference.figures import People
from readout.codebook import Codebook
from readout.codebook.cues import CueBook
from readout.grammar import SUBJECTS
from readout.quotations import find_quotations
from readout.records import Mention
from readout.tokens import Parse, Token

_GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REFLEXIVE = frozenset({"himself", "herself"})
_NEARNESS = (3.4, 2.8, 1.7, 1.0, 0.6, 0.4, 0.3)  # by sentences between; further off counts as the last
_FARTHEST = 14  # sentences
_NEWCOMERS = frozenset({"a", "an", "my", "our"})  # before somebody told only by what they are: "my father", "a farmer"
_WEATHER = frozenset({"rain", "snow", "seem", "appear", "happen", "matter", "remain"})  # whose "it" is nobody
_MARGIN = 0.3  # by which the best must beat the next
_head = attrgetter("head")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is mentioned: the head token, its sentence, and what the grammar says of it."""

    key: str  # actor id, or "?" and a token index for somebody unnamed
    head: int
    sentence: int
    is_subject: bool
    is_main: bool  # subject of the sentence's main verb
    is_speaker: bool
    makes_words: bool  # by a noun of speech: "a comment that she made"
    is_owner: bool
    is_topic: bool  # "For Baran, ..." at the head of a sentence
    quotation: int | None
    is_pronoun: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """The article as pronouns see it: `quotation` has the number of the outermost quotation of each token, or None."""

    parse: Parse
    people: People
    cues: CueBook
    quotation: tuple[int | None, ...]


def link_pronouns(parse: Parse, mentions: Sequence[Mention], people: People, codebook: Codebook) -> tuple[Mention, ...]:
    """A mention for every "he", "she", "his" and so on; `actor_id` None where two are about as likely."""
    scene = Scene(parse, people, codebook.cues, _number_quotations(parse))
    places = sorted(_places(scene, mentions, codebook), key=_head)
    found: list[Mention] = []
    for token in parse.tokens:
        gender = _GENDERS.get(token.lower)
        if gender is not None and token.tag in ("PRP", "PRP$"):
            key = _choose(scene, token, gender, places)
            person = key if key is not None and not key.startswith("?") else None
            found.append(Mention(parse.span(token.i, token.i + 1), "PERSON", person))
            if key is not None:
                insort(places, _place(scene, key, token.i, is_pronoun=True), key=_head)
    return tuple(found)


def _number_quotations(parse: Parse) -> tuple[int | None, ...]:
    blocks = [parse.span(first, after) for first, after in parse.blocks]
    numbers: list[int | None] = [None] * len(parse.tokens)
    for number, quotation in enumerate(find_quotations(parse.text, blocks)):
        if quotation.depth == 0:
            for i in parse.tokens_in(quotation.inner):
                numbers[i] = number
    return tuple(numbers)


def _places(scene: Scene, mentions: Sequence[Mention], codebook: Codebook) -> Iterator[Place]:
    parse, taken = scene.parse, set[int]()
    for mention in mentions:
        held = parse.tokens_in(mention.span)
        if mention.label == "PERSON" and held:
            head = next((i for i in reversed(held) if not held[0] <= parse.tokens[i].head <= held[-1]), held[-1])
            head = head if parse.tokens[head].head != head or len(held) == 1 else held[-1]
            taken.update(held)
            for key in _keys(scene, mention):
                yield _place(scene, key, head, is_pronoun=False)
    yield from _unnamed(scene, taken, codebook)


def _unnamed(scene: Scene, taken: set[int], codebook: Codebook) -> Iterator[Place]:
    """People told only by what they are, who may be meant too: "a farmer said he"; not a named one's spokesman."""
    parse = scene.parse
    for token in parse.tokens:
        role = codebook.actors.roles.get(token.lower)
        if role is None or role.kind not in ("office", "work") or token.tag != "NN" or token.i in taken:
            continue
        place = _place(scene, f"?{role.gender}{token.i}", token.i, is_pronoun=False)
        inside = parse.subtree(token.i)
        beside = {
            *inside,
            token.i + 1,
            token.i + 2,
            inside[0] - 2,
        }  # "its commander, Enzo Farr", "Anna Brisk, a lawyer"
        is_new = place.is_main and any(parse.tokens[i].lower in _NEWCOMERS for i in parse.children[token.i])
        if (place.is_speaker or is_new) and taken.isdisjoint(beside):
            yield place


def _keys(scene: Scene, mention: Mention) -> tuple[str, ...]:
    if mention.actor_id is not None:
        return (mention.actor_id,)
    return scene.people.open_spans.get(mention.span, ())


def _place(scene: Scene, key: str, head: int, *, is_pronoun: bool) -> Place:
    parse = scene.parse
    token = parse.tokens[head]
    while (
        token.dep in ("appos", "conj") and token.head != token.i and parse.tokens[token.head].pos in ("NOUN", "PROPN")
    ):
        token = parse.tokens[token.head]
    verb = parse.tokens[token.head]
    according = _is_according(parse, token)
    subject = according or token.dep in SUBJECTS
    return Place(
        key=key,
        head=head,
        sentence=parse.sentence_of[head],
        is_subject=subject,
        is_main=according or (subject and verb.dep == "ROOT"),
        is_speaker=according or (subject and (verb.lemma in scene.cues.verbs or _makes_words(scene, verb))),
        makes_words=subject and _makes_words(scene, verb),
        is_owner=token.dep == "poss",
        is_topic=_is_topic(parse, token),
        quotation=scene.quotation[head],
        is_pronoun=is_pronoun,
    )


def _makes_words(scene: Scene, verb: Token) -> bool:
    """Whether a verb only carries a noun of speech: "made the claim", "a comment that she made"."""
    nouns = [scene.parse.tokens[i] for i in scene.parse.children[verb.i] if scene.parse.tokens[i].dep == "dobj"]
    if verb.dep == "relcl":
        nouns.append(scene.parse.tokens[verb.head])
    return any(noun.lemma in scene.cues.nouns for noun in nouns)


def _is_according(parse: Parse, token: Token) -> bool:
    return token.dep == "pobj" and parse.tokens[parse.tokens[token.head].head].lower == "according"


def _is_topic(parse: Parse, token: Token) -> bool:
    above = parse.tokens[token.head]
    starts = above.i == parse.sentences[parse.sentence_of[token.i]][0]
    return starts and token.dep == "pobj" and above.lower in ("for", "with", "like", "unlike")


def _choose(scene: Scene, pronoun: Token, gender: str, places: Sequence[Place]) -> str | None:
    """The key of the best candidate, when it is better than the next by a margin."""
    here = _place(scene, "", pronoun.i, is_pronoun=True)
    able = [place for place in _within_reach(scene, places, here) if _can_be(scene, place, here, pronoun, gender)]
    newest = max((place.sentence for place in able if _leads(place, here)), default=0)
    scores: dict[str, float] = {}
    counts: dict[str, int] = {}
    for place in able:
        score = _score(scene, place, here, gender) - 0.8 * (place.sentence < newest)
        scores[place.key] = max(scores.get(place.key, -9.0), score)
        counts[place.key] = counts.get(place.key, 0) + 1
    for key, count in counts.items():
        scores[key] += 0.35 * log(1 + count)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _within_reach(scene: Scene, places: Sequence[Place], here: Place) -> Sequence[Place]:
    """Those of `places`, which are in the order of the text, that stand in the sentence or not too far before it."""
    sentences = scene.parse.sentences
    first = sentences[max(0, here.sentence - _FARTHEST)][0]
    return places[bisect_left(places, first, key=_head) : bisect_left(places, sentences[here.sentence][1], key=_head)]


def _leads(place: Place, here: Place) -> bool:
    """Whether a person is what their sentence is about, so that those named before it step back."""
    return place.is_main or (place.is_subject and place.sentence == here.sentence)


def _gender(scene: Scene, key: str) -> str:
    if key.startswith("?"):
        return key[1] if key[1] in "mf" else ""
    figure = scene.people.figures.get(key)
    return figure.gender if figure is not None else ""


def _can_be(scene: Scene, place: Place, here: Place, pronoun: Token, gender: str) -> bool:
    if _gender(scene, place.key) not in ("", gender) or here.sentence - place.sentence > _FARTHEST:
        return False
    if place.head >= pronoun.i:
        return _is_announced(scene.parse, place, here, pronoun)
    if place.sentence == here.sentence and _shares_verb(scene.parse, place, pronoun):
        return pronoun.lower in _REFLEXIVE or pronoun.tag == "PRP$"
    return True


def _is_announced(parse: Parse, place: Place, here: Place, pronoun: Token) -> bool:
    """Whether a later name may be meant: "In his speech, Baran said", "After she left, Hale said"."""
    if place.sentence != here.sentence or not place.is_main or place.is_pronoun:
        return False
    verb = parse.tokens[place.head].head
    above = [i for i in parse.ancestors(pronoun.i) if parse.tokens[i].dep in ("prep", "advcl", "pcomp")]
    return any(parse.tokens[i].head == verb and i < place.head for i in above)


def _shares_verb(parse: Parse, place: Place, pronoun: Token) -> bool:
    """Whether both are said of one verb, directly or by a preposition: "Baran told him" is not of Baran."""
    verb = _verb_of(parse, place.head)
    return verb is not None and verb == _verb_of(parse, pronoun.i)


def _verb_of(parse: Parse, i: int) -> int | None:
    token = parse.tokens[i]
    while token.dep == "conj" and token.head != token.i and parse.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    above = parse.tokens[above.head] if above.pos == "ADP" else above
    return above.i if above.pos in ("VERB", "AUX") else None


def _clause(parse: Parse, i: int) -> int:
    token = parse.tokens[i]
    while token.head != token.i and token.pos not in ("VERB", "AUX"):
        token = parse.tokens[token.head]
    return token.i


def _score(scene: Scene, place: Place, here: Place, gender: str) -> float:
    apart = here.sentence - place.sentence
    score = _NEARNESS[min(max(apart, 0), len(_NEARNESS) - 1)]
    score += 1.1 * place.is_main + 0.9 * place.is_subject + 0.3 * place.is_owner + 1.2 * place.is_topic
    score += 0.8 * (_gender(scene, place.key) == gender)
    score += 0.5 * place.is_pronoun
    score -= 0.8 * place.key.startswith("?")
    if here.is_subject and place.is_subject:
        score += 0.4
    if here.is_speaker and place.is_speaker and here.quotation is None:
        score += 0.8
    if here.makes_words and place.makes_words:
        score += 0.8
    if apart == 0 and place.is_speaker and here.quotation is None and place.head < here.head:
        score += 0.8
    if apart == 0 and _governs(scene.parse, place, here):
        score += 1.5
    score += _quoted(place, here)
    if place.head > here.head:
        score -= 0.5
    return score


def _governs(parse: Parse, place: Place, here: Place) -> bool:
    """Whether the pronoun's clause is what the subject says or thinks: "Baran stressed that he ..."."""
    verb = _clause(parse, here.head)
    above = parse.tokens[verb]
    return place.is_subject and above.dep in ("ccomp", "xcomp", "advcl") and above.head == parse.tokens[place.head].head


def _quoted(place: Place, here: Place) -> float:
    """Inside a quotation "he" is not who speaks; outside it he is seldom one whom only the quotation names."""
    if here.quotation is not None and place.quotation is None and place.is_speaker:
        return -4.0 if place.sentence == here.sentence else -2.0
    if here.quotation is None and place.quotation is not None:
        return -1.5
    return 0.6 if here.quotation is not None and place.quotation == here.quotation else 0.0


def link_neuters(parse: Parse, mentions: Sequence[Mention], codebook: Codebook) -> tuple[Mention, ...]:
    """A mention for "it" where the subject that says so is a state or organisation: "Russia said it would wait"."""
    heads = {
        parse.tokens_in(each.span)[-1]: each for each in mentions if each.label in ("GPE", "ORG") and each.actor_id
    }
    found = []
    for token in parse.tokens:
        if token.lower != "it" or token.dep != "nsubj":
            continue
        verb = parse.tokens[token.head]
        above = parse.tokens[verb.head]
        if verb.dep == "ccomp" and above.lemma in codebook.cues.verbs and verb.pos == "VERB":
            subjects = [i for i in parse.children[above.i] if parse.tokens[i].dep == "nsubj" and i < token.i]
            named = [heads[i] for i in subjects if i in heads]
            if len(named) == 1 and verb.lemma not in _WEATHER:
                found.append(Mention(parse.span(token.i, token.i + 1), named[0].label, named[0].actor_id))
    return tuple(found)
