"""What the clause around a trigger says of it: held, ahead, proposed, put off, or no meeting at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.analysis.meetings.scene import Scene
from readout.analysis.meetings.triggers import Trigger
from readout.codes import MeetingStatus
from readout.grammar import auxiliaries, children, is_negated

HELD, AGREED, PROPOSED = MeetingStatus.HELD, MeetingStatus.AGREED, MeetingStatus.PROPOSED
_UP = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "pobj", "dative"})


@dataclass(frozen=True, slots=True)
class Reading:
    """
    `status` None: the clause leaves it open (the day may tell). `founds`: the clause says that there is,
    was or will be such a meeting; else it only speaks of one. `is_none`: it says that there is none, or supposes it.
    `by_day`: a day ahead makes it ahead, a day past makes it held. `carrier` is the verb that says so.
    """

    status: MeetingStatus | None
    founds: bool
    is_none: bool = False
    by_day: bool = False
    carrier: int | None = None
    follows: bool = False  # "followed by": it stands as the meeting named before it does


NONE = Reading(None, founds=False, is_none=True)
OPEN = Reading(None, founds=False, by_day=True)
FOLLOWING = Reading(None, founds=True, by_day=True, follows=True)


def read_trigger(scene: Scene, trigger: Trigger) -> Reading:
    """What the text says of one trigger."""
    if trigger.frame is not None:
        return read_verb(scene, trigger.head, HELD)
    return _read_noun(scene, trigger)


def _read_noun(scene: Scene, trigger: Trigger) -> Reading:
    parse, head = scene.parse, scene.token(trigger.head)
    left = [parse.tokens[i] for i in parse.children[trigger.head] if i < trigger.first]
    if any(token.lower in scene.words("not.determiners") for token in left):
        return NONE
    own = _by_modifier(scene, trigger)
    up = head
    while up.dep in ("conj", "appos", "nmod", "compound") and up.head != up.i and scene.token(up.head).pos != "VERB":
        up = scene.token(up.head)
    if up.dep == "prep" or up.dep not in _UP | {"conj"}:
        return own or OPEN
    above = scene.token(up.head)
    if up.dep == "pobj":
        found = _read_preposition(scene, above.i)
    elif up.dep == "conj":
        found = FOLLOWING if above.lemma == "follow" else OPEN
    elif up.dep in ("nsubj", "nsubjpass") and not _is_done_to(scene, up.dep, above.i):
        found = _read_subject(scene, above.i)
    else:
        found = _read_object(scene, above.i, head.i)
    if found.is_none and up.dep in ("nsubj", "nsubjpass") and _will_not_be(scene, above.i):
        return Reading(MeetingStatus.CANCELLED, founds=True, carrier=above.i)
    if found.is_none or own is None or found.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
        return found
    return found if found.founds and found.status is not None else own


def _will_not_be(scene: Scene, verb: int) -> bool:
    """Whether the meeting "will not take place", "is not going ahead": one that was planned is off."""
    lowers = {token.lower for token in auxiliaries(scene.parse, verb)}
    known = {**scene.book.subjects, **scene.book.objects}.get(scene.token(verb).lemma) is HELD
    ahead = bool(lowers & {"will", "'ll", "’ll", "wo"}) or ("would" in lowers and _is_told(scene, verb))
    return known and ahead and is_negated(scene.parse, verb)


def _is_done_to(scene: Scene, dep: str, verb: int) -> bool:
    """Whether the verb is a passive with nothing further said by "to": "was held", not "was expected to end"."""
    return (
        dep == "nsubjpass"
        and scene.token(verb).lemma in scene.book.objects
        and not children(scene.parse, verb, "xcomp")
    )


def _by_modifier(scene: Scene, trigger: Trigger) -> Reading | None:
    """What "scheduled", "proposed", "postponed" beside the noun says; None when nothing stands there."""
    for i in scene.parse.children[trigger.head]:
        token = scene.token(i)
        fits = token.dep in ("amod", "acl", "relcl", "compound") and token.lower in scene.book.modifiers
        if fits and (i < trigger.first or token.tag == "VBN" or token.lower == "due"):
            return Reading(scene.book.modifiers[token.lower], founds=True)
    return None


def _read_preposition(scene: Scene, preposition: int) -> Reading:  # noqa: PLR0911 -- one return a preposition
    token = scene.token(preposition)
    above = scene.token(token.head)
    if token.lower == "by" and above.lemma == "follow":
        return FOLLOWING
    if {token.lower, above.lower} & scene.words("presupposing.near"):
        return OPEN
    if token.lower == "of" and above.lemma in scene.words("presupposing.accounts"):
        return Reading(HELD, founds=True, by_day=True, carrier=next(_verbs_above(scene, above.i), None))
    if token.lower in scene.words("presupposing.held"):
        return _read_presupposed(scene, token.lower, above.i)
    if token.lower == "of" and above.lemma in scene.words("not.measures") and above.dep == "dobj":
        return _read_object(scene, above.head, above.i)
    if _is_due(scene, above.i):
        be = above.i if above.lemma == "be" else above.head
        return Reading(AGREED, founds=True, carrier=be) if token.lower == "for" else OPEN
    if above.lemma in scene.book.governors:
        status = scene.book.governors[above.lemma]
        return NONE if status is None else _under(scene, above.i, status) if above.pos == "VERB" else OPEN
    if above.pos == "VERB" and token.lower in ("for", "to", "into"):
        return replace(read_verb(scene, above.i, HELD), by_day=True, carrier=above.i)
    return OPEN


def _is_due(scene: Scene, i: int) -> bool:
    """Whether somebody "is due in Lisbon for talks"."""
    word = scene.token(i)
    due = [i, *children(scene.parse, i, "acomp")] if word.lemma == "be" else [i]
    planned = any(scene.token(each).pos == "ADJ" and scene.token(each).lower == "due" for each in due)
    return planned and not is_negated(scene.parse, i)


def _verbs_above(scene: Scene, i: int) -> Iterator[int]:
    return (up for up in scene.parse.ancestors(i) if scene.token(up).pos in ("VERB", "AUX"))


def _read_presupposed(scene: Scene, word: str, above: int) -> Reading:
    """A meeting "after", "during" or "at" which something was done was held; one at which it will be is ahead."""
    if scene.token(above).pos not in ("VERB", "AUX"):
        return OPEN
    found = read_verb(scene, above, HELD)
    if found.status is HELD and found.founds:
        return Reading(HELD, founds=True, carrier=above)
    if word in ("after", "following", "since"):
        return Reading(HELD, founds=True, by_day=True, carrier=above)
    return Reading(None, founds=False, by_day=True, carrier=above)


def _read_subject(scene: Scene, verb: int) -> Reading:
    token = scene.token(verb)
    if token.lemma == "be":
        return _read_copula(scene, verb)
    if token.lemma in scene.book.subjects:
        particles = scene.book.particles.get(token.lemma)
        if scene.book.subjects[token.lemma] is MeetingStatus.CANCELLED:
            hanging = {scene.token(i).lower for i in scene.parse.children[verb]}
            return read_verb(scene, verb, MeetingStatus.CANCELLED) if particles and particles & hanging else OPEN
        return read_verb(scene, verb, HELD)
    governed = [scene.token(i) for i in children(scene.parse, verb, "xcomp")]
    if token.lemma in scene.book.governors and governed:
        return read_verb(scene, governed[0].i, HELD)
    return OPEN


def _read_copula(scene: Scene, verb: int) -> Reading:
    """The meeting "is due on", "is set for", "was on" a day."""
    if is_negated(scene.parse, verb):
        return NONE
    for i in children(scene.parse, verb, "acomp", "attr"):
        status = scene.book.governors.get(scene.token(i).lemma) or scene.book.modifiers.get(scene.token(i).lower)
        if status in (AGREED, PROPOSED):
            begins = children(scene.parse, i, "xcomp")
            return Reading(status, founds=True, carrier=begins[0] if begins else verb)
    return Reading(None, founds=False, by_day=True, carrier=verb)


def _is_known(scene: Scene, noun: int) -> bool:
    """Whether a noun points at what is known already: "the call", "their meeting"."""
    left = {scene.token(i).lower for i in scene.parse.children[noun] if i < noun}
    return bool(left & {"the", "this", "that", "these", "those", "their", "his", "her", "its"})


def _read_object(scene: Scene, verb: int, noun: int) -> Reading:
    lemma = scene.token(verb).lemma
    if lemma not in scene.book.objects:
        return OPEN
    particles = scene.book.particles.get(lemma)
    if particles is not None and not any(
        scene.token(i).lower in particles for i in scene.parse.children[verb] if scene.token(i).dep in ("prt", "advmod")
    ):
        return OPEN if lemma in ("wrap", "kick", "push", "put", "call", "rule") else read_verb(scene, verb, HELD)
    status = scene.book.objects[lemma]
    if status is PROPOSED and lemma in scene.book.verbs and _is_known(scene, noun):
        return OPEN  # "discussed the call": one that was
    return NONE if status is None else read_verb(scene, verb, status)


def read_verb(scene: Scene, verb: int, status: MeetingStatus) -> Reading:
    """What tense, auxiliaries, negation, conditions and the verbs above make of a verb that says `status`."""
    parse = scene.parse
    aux = auxiliaries(parse, verb)
    lowers = {token.lower for token in aux}
    unmet = {"to", "have"} <= lowers  # "was to have met" says that they did not
    if unmet or is_negated(parse, verb) or _is_conditional(scene, verb) or lowers & scene.words("doubt.modals"):
        return NONE
    if lowers & {"will", "shall", "'ll", "’ll"}:
        return _ahead(verb, status)
    if lowers & {"would", "'d"}:
        return _ahead(verb, status) if _is_reported(scene, verb) else NONE
    if "to" in lowers or (scene.token(verb).tag == "VB" and not aux):
        return _governed(scene, verb, status)
    return _by_tense(scene, verb, status, lowers)


def _ahead(verb: int, status: MeetingStatus) -> Reading:
    if status in (HELD, AGREED):
        return Reading(AGREED, founds=True, carrier=verb)
    return Reading(status, founds=True, carrier=verb)


def _by_tense(scene: Scene, verb: int, status: MeetingStatus, aux: set[str]) -> Reading:
    tag = scene.token(verb).tag
    if status is not HELD:
        return Reading(status, founds=True, carrier=verb)
    if tag == "VBG" and not aux:
        return _inherited(scene, verb)
    if tag in ("VBD", "VBN") and (scene.token(verb).dep != "acl" or tag == "VBN"):
        return Reading(HELD, founds=True, carrier=verb)
    if tag == "VBG":
        return Reading(HELD, founds=True, by_day=True, carrier=verb)
    return Reading(None, founds=False, by_day=True, carrier=verb)


def _inherited(scene: Scene, verb: int) -> Reading:
    """A participle shares the time of the verb above it: "left after holding talks"."""
    for above in scene.parse.ancestors(verb):
        if scene.token(above).pos in ("VERB", "AUX"):
            found = read_verb(scene, above, HELD)
            return Reading(found.status, found.founds and found.status is HELD, found.is_none, True, verb)
    return Reading(None, founds=False, by_day=True, carrier=verb)


def _governed(scene: Scene, verb: int, status: MeetingStatus) -> Reading:
    """An infinitive takes what the word above it says: "agreed to meet", "are due to meet", "hopes to hold"."""
    token = scene.token(verb)
    if token.head == verb:
        return Reading(AGREED if status is HELD else status, founds=True, carrier=verb)
    if token.dep == "conj":
        return _governed(scene, token.head, status) if scene.token(token.head).tag == "VB" else OPEN
    beside = [i for i in children(scene.parse, token.head, "acomp", "attr", "oprd", "dobj") if i < verb]
    for i in (*reversed(beside), token.head):
        word = next(
            (each for each in (scene.token(i).lower, scene.token(i).lemma) if each in scene.book.governors), None
        )
        if word is not None:
            governing = scene.book.governors[word]
            if governing is None or is_negated(scene.parse, i) or is_negated(scene.parse, token.head):
                return NONE
            found = _under(scene, token.head, _weaker(governing, status))
            return found if found.is_none else replace(found, carrier=verb)
    return _purpose(scene, token.head, verb)


def _weaker(governing: MeetingStatus, status: MeetingStatus) -> MeetingStatus:
    """What is hoped for is proposed, whatever it is; what is agreed keeps its own kind."""
    if governing is PROPOSED:
        return PROPOSED
    return AGREED if status is HELD else status


def _under(scene: Scene, verb: int, status: MeetingStatus) -> Reading:
    """The status, unless the governing word is itself denied, doubted or supposed."""
    lowers = {token.lower for token in auxiliaries(scene.parse, verb)}
    if is_negated(scene.parse, verb) or _is_conditional(scene, verb) or lowers & scene.words("doubt.modals"):
        return NONE
    return Reading(status, founds=True, carrier=verb)


def _purpose(scene: Scene, above: int, verb: int) -> Reading:
    """An infinitive of purpose: what they will travel for is ahead; what they travelled for, the day must tell."""
    if scene.token(above).pos not in ("VERB", "AUX"):
        return Reading(None, founds=False, by_day=True, carrier=verb)
    found = read_verb(scene, above, HELD)
    if found.is_none:
        return NONE
    return Reading(found.status if found.status is AGREED else None, found.founds, by_day=True, carrier=verb)


def _is_conditional(scene: Scene, verb: int) -> bool:
    """Whether the verb, or one above it, stands under "if" or "unless", or has such a clause under it."""
    chain = [verb, *(i for i in scene.parse.ancestors(verb) if scene.token(i).pos in ("VERB", "AUX"))]
    below = children(scene.parse, verb, "advcl")
    return any(
        scene.token(mark).lower in scene.words("doubt.markers")
        for i in (*chain, *below)
        for mark in children(scene.parse, i, "mark")
    )


def _is_told(scene: Scene, verb: int) -> bool:
    """Whether the clause is what somebody said, or said to have felt: "regretted that it would not take place"."""
    return scene.token(verb).dep in ("ccomp", "acl") and not _is_conditional(scene, verb)


def _is_reported(scene: Scene, verb: int) -> bool:
    """Whether the clause is what somebody said or agreed on: "said that they would meet"."""
    return any(
        scene.token(i).lemma in scene.words("saying.announce") | scene.words("saying.confirm")
        or scene.book.governors.get(scene.token(i).lemma) is AGREED
        for i in scene.parse.ancestors(verb)
    )
