"""Whose voice tells a position: the party's own act, a writer's inference, or nothing that was said at all."""

from typing import NamedTuple

from readout.analysis.positions.candidates import Scene
from readout.codebook.positions import PositionCue
from readout.codes import Factuality, PositionKind
from readout.grammar import auxiliaries, children, find_subject, is_negated
from readout.modality import judge_modality
from readout.tokens import Parse

_AHEAD = frozenset({"will", "would", "'ll", "shall"})
_MODAL = frozenset({"should", "must", "ought", "need", "will", "would", "may", "might", "could", "can"})
_RAISING = frozenset({"appear", "seem", "likely"})
_WHY = frozenset({"why", "how", "when", "where"})
_CLIMBS = frozenset({"ccomp", "xcomp", "conj", "acomp", "attr", "dobj", "oprd"})


class Voice(NamedTuple):
    """`is_told`: the text has the party take the position; `sure` is a factor on confidence."""

    is_told: bool
    is_negated: bool
    is_inferred: bool
    sure: float


_UNTOLD = Voice(is_told=False, is_negated=False, is_inferred=False, sure=0.0)


def judge_voice(scene: Scene, i: int, cue: PositionCue, holders: tuple[str, ...]) -> Voice:
    """Read the words around the trigger at token `i`; see `Voice`."""
    parse, parties = scene.parse, scene.parties
    verb = _predicate(parse, i)
    negated = _denies(parse, i, verb)
    inferred = _is_inferred(scene, verb, holders)
    speakers = parties.all_speakers(i)
    own = parties.share_side(speakers, holders)
    if parse.tokens[i].pos == "NOUN" and not cue.is_state:  # "its demand" takes for granted that there is one
        return Voice(is_told=not negated and not inferred, is_negated=negated, is_inferred=False, sure=1.0)
    if cue.is_state and not own:
        if speakers or (negated and cue.negated is not PositionKind.REFUSAL):
            return _UNTOLD
        inferred = inferred or not _is_reported(scene, i, verb)
    state = judge_modality(parse, verb, scene.modality)
    if inferred:
        return _inferred(parse, i, verb, state, is_state=cue.is_state, negated=negated)
    if negated:
        told = cue.negated is not None and not _supposes(parse, verb)
        return Voice(is_told=told, is_negated=True, is_inferred=False, sure=1.0)
    if state is Factuality.HYPOTHETICAL and not _is_given(parse, verb):
        return _announced(parse, verb, own=own)
    told = state is not Factuality.DENIED or _is_given(parse, verb)
    return Voice(is_told=told, is_negated=False, is_inferred=False, sure=1.0)


def _is_reported(scene: Scene, i: int, verb: int) -> bool:
    """Whether a report says plainly of a party, in a clause of its own, that it is ready to do a thing."""
    token = scene.parse.tokens[verb]
    guessed = scene.book.has("inference", token.lemma)
    return scene.reports and scene.parties.inside.get(i) is None and token.dep in ("ROOT", "conj") and not guessed


def _inferred(parse: Parse, i: int, verb: int, state: Factuality, *, is_state: bool, negated: bool) -> Voice:
    """What a writer infers of a party; not what one foretells, advises or asks, nor what a noun hints at."""
    doubted = state is Factuality.DENIED or bool({word.lower for word in auxiliaries(parse, verb)} & _MODAL)
    told = (is_state or state is not Factuality.SCHEDULED) and not negated and not doubted
    told = told and parse.tokens[i].pos != "NOUN" and not _supposes(parse, verb)
    return Voice(is_told=told, is_negated=negated, is_inferred=True, sure=0.7)


def _predicate(parse: Parse, i: int) -> int:
    """The verb that a predicate adjective hangs on, else the trigger."""
    token = parse.tokens[i]
    above = parse.tokens[token.head]
    return above.i if token.dep in ("acomp", "attr", "oprd") and above.pos in ("VERB", "AUX") else i


def _denies(parse: Parse, i: int, verb: int) -> bool:
    if is_negated(parse, i) or is_negated(parse, verb):
        return True
    token = parse.tokens[i]
    return token.pos == "NOUN" and token.dep == "dobj" and is_negated(parse, token.head)


def _is_inferred(scene: Scene, verb: int, holders: tuple[str, ...]) -> bool:
    """Whether a word of inference governs the clause, and not the party's own signal."""
    parse, here = scene.parse, verb
    while True:
        if scene.book.has("guess", *(parse.tokens[each].lower for each in children(parse, here, "advmod"))):
            return True
        below = parse.tokens[here]
        if below.head == here or below.dep not in _CLIMBS:
            return False
        here = below.head
        above = parse.tokens[here]
        if below.dep == "conj" or above.pos not in ("VERB", "ADJ") or not scene.book.has("inference", above.lemma):
            continue
        subject = find_subject(parse, here)
        signaller = () if subject is None else scene.parties.read(subject)
        if above.lemma in _RAISING or not scene.parties.share_side(signaller, holders):
            return True


def _supposes(parse: Parse, verb: int) -> bool:
    """Whether the clause, or one above it, is an "if", a "whether" or a question."""
    sentence = parse.sentences[parse.sentence_of[verb]]
    if parse.tokens[sentence[1] - 1].text == "?":
        return True
    for each in (verb, *parse.ancestors(verb)):
        marks = {parse.tokens[mark].lower for mark in children(parse, each, "mark")}
        if marks & {"if", "whether", "unless", "until"}:
            return True
    return False


def _is_given(parse: Parse, verb: int) -> bool:
    """Whether "the fact that" or "why" takes the clause for granted."""
    token = parse.tokens[verb]
    asked = any(parse.tokens[each].lower in _WHY for each in children(parse, verb, "advmod"))
    last = parse.sentences[parse.sentence_of[verb]][1] - 1
    is_fact = token.dep in ("acl", "ccomp") and parse.tokens[token.head].lemma == "fact"
    return is_fact or (asked and token.dep == "ccomp" and parse.tokens[last].text != "?")


def _announced(parse: Parse, verb: int, *, own: bool) -> Voice:
    """Whether "officials announced that the president would demand ...": said by the party's own side."""
    words = {word.lower for word in auxiliaries(parse, verb)}
    if own and words & _AHEAD and parse.tokens[verb].dep in ("ccomp", "ROOT", "conj") and not _supposes(parse, verb):
        return Voice(is_told=True, is_negated=False, is_inferred=False, sure=0.8)
    return _UNTOLD
