"""Where a text names a meeting: nouns ("a phone call") and verbs ("met")."""

import re
from dataclasses import dataclass

from readout.analysis.meetings.scene import Scene
from readout.tokens import Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """
    The words that name a meeting, tokens `first` up to `after`.

    `head` is the token that the rest of the sentence hangs on; `frame` is None for a noun,
    else how the verb takes its parties; `kind` as in `Meeting.kind`.
    """

    first: int
    after: int
    head: int
    kind: str
    frame: str | None
    plural: bool


_LONGEST = 4  # words of the longest noun of the codebook, hyphens counted
_KIND_OF_FRAME = {
    "meets": "session",
    "receives": "session",
    "speaks": "talks",
    "calls": "call",
    "visits": "visit",
    "discusses": "talks",
}


def find_triggers(scene: Scene) -> tuple[Trigger, ...]:
    """All nouns and verbs that may name a meeting, in the order of the text, none inside another."""
    found: list[Trigger] = []
    opening = {re.split("[ -]", noun)[0] for noun in scene.book.nouns}
    for first, after in scene.parse.sentences:
        i = first
        while i < after:
            noun = _noun_at(scene, i, after) if scene.token(i).lower in opening else None
            trigger = noun or _verb_at(scene, i)
            if trigger is not None:
                found.append(trigger)
            i = trigger.after if trigger else i + 1
    found = [each for trigger in found for each in (trigger, *_resumed(scene, trigger))]
    verbs = {trigger.head for trigger in found if trigger.frame in ("meets", "speaks")}
    return tuple(trigger for trigger in found if trigger.frame is not None or not _repeats(scene, trigger, verbs))


def _resumed(scene: Scene, trigger: Trigger) -> tuple[Trigger, ...]:
    """The second meeting of one word: "spoke with Vell on Saturday and with Oram on Sunday"."""
    if trigger.frame not in ("meets", "speaks"):
        return ()
    _, limit = scene.parse.sentences[scene.parse.sentence_of[trigger.head]]
    timed = False
    for i in range(trigger.after, limit - 1):
        token = scene.token(i)
        timed = timed or i in scene.timed
        if timed and token.lower == "and" and scene.token(i + 1).lower == "with":
            return (Trigger(i, i + 1, trigger.head, trigger.kind, trigger.frame, plural=False),)
        if token.pos in ("VERB", "AUX"):
            break
    return ()


def _repeats(scene: Scene, trigger: Trigger, verbs: set[int]) -> bool:
    """Whether a noun only fills out a verb that names the meeting already: "met for talks", "meet in session"."""
    above = scene.token(scene.token(trigger.head).head)
    return above.dep == "prep" and above.lower in ("in", "for", "at") and above.head in verbs


def _noun_at(scene: Scene, i: int, limit: int) -> Trigger | None:
    tokens = scene.parse.tokens
    for after in range(min(limit, i + _LONGEST), i, -1):
        words = " ".join(token.lower for token in tokens[i:after]).replace(" - ", "-")
        kind = scene.book.nouns.get(words)
        if kind is not None and _is_noun(scene, i, after):
            head = next((k for k in range(i, after) if not i <= tokens[k].head < after), after - 1)
            return Trigger(i, after, head, kind, None, tokens[head].tag == "NNS" and kind != "talks")
    return None


def _is_noun(scene: Scene, i: int, after: int) -> bool:
    tokens = scene.parse.tokens
    last = tokens[after - 1]
    if _is_setting(scene, last):
        return False
    if not last.tag.startswith("NN") or last.dep == "compound" or _is_named(scene, i):
        return False
    if i > 0 and (tokens[i - 1].lower in scene.words("not.before")):
        return False
    following = tokens[after].lower if after < len(tokens) else ""
    if last.lower == "round" and following in ("of", "-", "table"):
        return False
    return following not in scene.words("not.after")


def _is_setting(scene: Scene, token: Token) -> bool:
    """Whether it only says where something else took place: "on the sidelines of the summit"."""
    above = scene.token(token.head)
    return token.dep == "pobj" and scene.token(above.head).lemma in scene.words("not.margins")


def _is_named(scene: Scene, i: int) -> bool:
    """Whether the word is part of a name ("the Munich Session")."""
    token = scene.token(i)
    return any(
        each.first < i < each.after or (each.first == i and each.after > i + 1)
        for each in scene.named.values()
        if each.first <= i < each.after and token.tag in ("NNP", "NNPS")
    )


def _verb_at(scene: Scene, i: int) -> Trigger | None:
    token = scene.token(i)
    frame = scene.book.verbs.get(token.lemma)
    if frame is None or token.pos != "VERB" or _is_idiom(scene, token):
        return None
    remote = frame == "speaks" and _is_remote(scene, i)
    return Trigger(i, i + 1, i, "call" if remote else _KIND_OF_FRAME[frame], frame, plural=False)


def _is_remote(scene: Scene, verb: int) -> bool:
    """Whether "by phone" or the like hangs on the verb."""
    return any(scene.token(i).lower in scene.words("parties.remote") for i in scene.parse.subtree(verb) if i > verb)


def _is_idiom(scene: Scene, token: Token) -> bool:
    """Whether the verb means something else here: "call for", "call off", "call him a hero", "be met with"."""
    tokens = scene.parse.tokens
    particles = scene.book.particles.get(token.lemma, frozenset())
    if scene.book.verbs[token.lemma] == "meets" and particles:
        return not any(tokens[child].lower in particles for child in scene.parse.children[token.i])
    hanging = [tokens[child] for child in scene.parse.children[token.i]]
    passive = any(each.dep == "auxpass" for each in hanging)
    following = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
    if scene.book.verbs[token.lemma] == "speaks" and following == "of":
        return True
    if any(each.dep == "prt" for each in hanging) or (passive and scene.book.verbs[token.lemma] == "meets"):
        return True
    if scene.book.verbs[token.lemma] != "calls":
        return False
    return following in ("for", "on", "upon", "itself", "it", "this", "that", '"', "“", "a", "an") or any(
        each.dep in ("oprd", "xcomp", "ccomp", "acomp") for each in hanging
    )
