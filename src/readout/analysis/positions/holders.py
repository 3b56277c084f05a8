"""Whose position a word takes: the subject, the agent of a passive, or the one whose demand it is."""

from readout.analysis.positions.candidates import Scene
from readout.codebook.positions import PositionCue
from readout.grammar import children, find_agent, find_subject

_PASSIVE_HOLDERS = frozenset({"commit", "prepare"})  # "is committed to" binds its subject


def find_holders(scene: Scene, i: int, cue: PositionCue) -> tuple[str, ...]:
    """The parties that hold what token `i` takes; () when the text does not let one know, or it is no party."""
    token = scene.parse.tokens[i]
    if token.pos == "NOUN":
        return _of_noun(scene, i)
    if token.pos != "VERB" and token.dep in ("acomp", "oprd", "xcomp"):
        return _read(scene, find_subject(scene.parse, token.head))
    if _is_passive(scene, i) and cue.words[0] not in _PASSIVE_HOLDERS:
        return _read(scene, find_agent(scene.parse, i))
    near = [each for each in children(scene.parse, i, "nsubj") if each < i][1:]  # a dateline read as a first subject
    return _read(scene, near[-1] if near else find_subject(scene.parse, i))


def _read(scene: Scene, head: int | None) -> tuple[str, ...]:
    return () if head is None else scene.parties.read(head)


def _is_passive(scene: Scene, i: int) -> bool:
    if children(scene.parse, i, "auxpass", "nsubjpass"):
        return True
    token = scene.parse.tokens[i]
    return token.tag == "VBN" and token.dep in ("acl", "advcl") and not children(scene.parse, i, "aux")


def _of_noun(scene: Scene, i: int) -> tuple[str, ...]:
    """Named beside the noun, behind "by", "from" or "of", or the subject of a verb that puts it forward."""
    token = scene.parse.tokens[i]
    above = scene.parse.tokens[token.head]
    if token.dep == "dobj" and scene.book.has("shed", above.lemma):
        return ()
    if token.dep in ("dobj", "nsubjpass") and scene.book.has("topic", above.lemma):
        return ()
    beside = scene.parties.named_beside(i)
    if beside:
        return beside
    for preposition in children(scene.parse, i, "prep"):
        if scene.parse.tokens[preposition].lower in ("by", "from", "of"):
            nouns = children(scene.parse, preposition, "pobj")
            named = tuple(actor for noun in nouns for actor in scene.parties.read(noun))
            if named or scene.parse.tokens[preposition].lower != "of":
                return named  # "the offer of Sudmark" is its own, "the offer of a truce" is of something
    if token.dep == "dobj" and scene.book.has("light", above.lemma):
        return _read(scene, find_subject(scene.parse, above.i))
    return ()
