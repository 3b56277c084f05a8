"""What kind of position a word takes, as its content makes it."""

from readout.analysis.positions.candidates import Scene
from readout.analysis.positions.deeds import ANSWERS, answers_harm, is_deed, is_silence, lifts_burden
from readout.analysis.positions.voice import Voice
from readout.codebook.positions import PositionCue
from readout.codes import PositionKind
from readout.grammar import auxiliaries, children, is_negated

_BINDS = frozenset({"promise", "guarantee", "assure", "pledge", "commit"})
_YIELDS = frozenset({"agree", "consent", "accept"})  # to something: a concession when it gives way, else no position
_LIGHT = frozenset({"use", "take", "make", "launch", "begin", "start", "wage", "bring"})
_ASKING = frozenset({PositionKind.DEMAND, PositionKind.CONDITION, PositionKind.GUARANTEE_SOUGHT})
_THREATENING = frozenset({PositionKind.COMMITMENT, PositionKind.OFFER})


def settle_kind(scene: Scene, cue: PositionCue, i: int, head: int, voice: Voice) -> PositionKind | None:
    """The kind of the position that token `i` takes on the content at `head`; None when it takes none."""
    kind = cue.negated if voice.is_negated else cue.kind
    if kind is PositionKind.DENIAL and cue.is_state and is_deed(scene.parse, head, scene.book, "consent"):
        kind = PositionKind.REFUSAL  # who does not intend to sign refuses; who does not intend to attack denies it
    if cue.kind in _ASKING and _is_over(scene, i):
        return PositionKind.CONCESSION
    if kind is PositionKind.ENDORSEMENT and any(word.tag == "MD" for word in auxiliaries(scene.parse, i)):
        kind = None  # "would welcome a withdrawal if there were one" welcomes none
    if kind is None or not voice.is_told or voice.is_inferred:
        return PositionKind.ASSESSMENT if kind is not None and voice.is_told else None
    return _settle_told(scene, cue, i, head, voice, kind)


def _settle_told(
    scene: Scene, cue: PositionCue, i: int, head: int, voice: Voice, kind: PositionKind
) -> PositionKind | None:
    """The kind of a position that the party itself takes."""
    if kind is PositionKind.REFUSAL:
        return _settle_refusal(scene, i, head, voice)
    if kind is PositionKind.DEMAND and scene.parse.tokens[i].pos != "NOUN" and _asks_guarantee(scene, head):
        return PositionKind.GUARANTEE_SOUGHT
    if cue.words[0] in _YIELDS and not (cue.words[0] == "accept" and scene.parse.tokens[head].pos == "VERB"):
        return PositionKind.CONCESSION if _gives_way(scene, head) else None
    if kind in _THREATENING and not voice.is_negated and _harms(scene, head):
        return PositionKind.THREAT
    return kind


def _is_over(scene: Scene, i: int) -> bool:
    """Whether it is told with "no longer"."""
    below = [scene.parse.tokens[each] for each in children(scene.parse, i, "neg", "advmod")]
    return any(word.lower == "longer" for word in below)


def _gives_way(scene: Scene, head: int) -> bool:
    """Whether what is agreed to gives way: a deed that does, or a thing that is no meeting."""
    token = scene.parse.tokens[head]
    if token.pos == "NOUN":
        return not scene.book.has("meeting", token.lemma)
    return scene.book.has("yield", token.lemma) or scene.book.has("ease", token.lemma)


def _settle_refusal(scene: Scene, i: int, head: int, voice: Voice) -> PositionKind | None:
    """What a refusal comes to: "never accept" is a red line, "dismissed the claim" a denial, silence nothing."""
    token, refused = scene.parse.tokens[i], scene.parse.tokens[head]
    never = any(scene.parse.tokens[each].lower == "never" for each in scene.parse.children[i])
    if voice.is_negated and never and scene.book.has("consent", token.lemma):
        return PositionKind.RED_LINE
    if is_silence(scene.parse, head, scene.book):
        return None
    asks = any(scene.parse.tokens[each].lower == "to" for each in children(scene.parse, head, "prep"))
    is_claim = refused.pos == "NOUN" and scene.book.has("claim", refused.lemma) and not asks  # "a claim to damages"
    return PositionKind.DENIAL if is_claim else PositionKind.REFUSAL


def _asks_guarantee(scene: Scene, head: int) -> bool:
    token = scene.parse.tokens[head]
    if token.pos in ("VERB", "AUX"):
        objects = children(scene.parse, head, "dobj")
        return token.lemma in _BINDS or any(_asks_guarantee(scene, each) for each in objects)
    beside = [scene.parse.tokens[each].lower for each in children(scene.parse, head, "amod", "compound")]
    apposed = [scene.parse.tokens[each].lemma for each in children(scene.parse, head, "appos")]
    return scene.book.has("guarantee", token.lemma, *apposed) or scene.book.has("binding", *beside)


def _harms(scene: Scene, head: int) -> bool:
    """Whether a promised deed hurts somebody: by its verb or noun, and not when it is negated."""
    token = scene.parse.tokens[head]
    if is_negated(scene.parse, head) or lifts_burden(scene.parse, head, scene.book):
        return False
    if token.pos in ("NOUN", "PROPN"):
        return scene.book.has("injury", token.lemma)
    if token.lemma in ANSWERS:
        return answers_harm(scene.parse, head, scene.book)
    if scene.book.has("harm", token.lemma):
        return True
    objects = children(scene.parse, head, "dobj")
    return token.lemma in _LIGHT and any(scene.book.has("injury", scene.parse.tokens[each].lemma) for each in objects)
