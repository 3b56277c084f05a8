"""Positions on what was done: a party denies its own deed, or lays one on the other side."""

from collections.abc import Iterator

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.deeds import is_vague
from readout.analysis.positions.extents import find_afterthoughts, find_extent
from readout.codes import PositionKind
from readout.grammar import auxiliaries, children, is_negated
from readout.records import Span, Statement

_MAIN = frozenset({"ccomp", "ROOT", "conj", "parataxis"})
_TENSES = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})


def find_told(scene: Scene) -> Iterator[Candidate]:
    """
    The denials and accusations in what parties say without a word of denying or accusing: "has not stopped a
    ship", "their boat caused the collision".
    """
    for verb, statement in sorted(scene.parties.inside.items()):
        token = scene.parse.tokens[verb]
        if token.tag not in _TENSES or token.dep not in _MAIN or not statement.factual:
            continue
        holders = scene.parties.sources(statement)
        kind = _kind(scene, verb, holders) if holders else None
        content = None if kind is None else _content(scene, verb, statement)
        if kind is not None and content is not None:
            yield Candidate(verb, verb, kind, holders, content, None, LIKELY)


def _kind(scene: Scene, verb: int, holders: tuple[str, ...]) -> PositionKind | None:
    token = scene.parse.tokens[verb]
    subject = next(iter(children(scene.parse, verb, "nsubj")), None)
    if subject is None or any(word.tag == "MD" for word in auxiliaries(scene.parse, verb)):
        return None
    whose = scene.parties.read(subject)
    sides = {scene.parties.side(one) for one in holders}
    if not whose or is_vague(scene.parse, verb, scene.book):
        return None
    if is_negated(scene.parse, verb):
        own = {scene.parties.side(one) for one in whose} <= sides
        return PositionKind.DENIAL if own and scene.book.has("deed", token.lemma) else None
    others = not {scene.parties.side(one) for one in whose} & sides
    return PositionKind.ACCUSATION if others and scene.book.has("wrong", token.lemma) else None


def _content(scene: Scene, verb: int, statement: Statement) -> Span | None:
    cue = set() if statement.cue is None else set(scene.parse.tokens_in(statement.cue))
    named = [each for each in scene.parse.children[verb] if cue & set(scene.parse.subtree(each))]
    return find_extent(scene.parse, verb, [*named, *find_afterthoughts(scene.parse, verb)])
