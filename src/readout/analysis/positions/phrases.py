"""Positions that a phrase takes of its subject: "a gate is out of the question", "the spring is not for sale"."""

from collections.abc import Iterator

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.extents import find_extent
from readout.codes import PositionKind
from readout.grammar import children, is_negated

_COPULAS = frozenset({"be", "remain", "stay"})


def find_phrased(scene: Scene) -> Iterator[Candidate]:
    """What whoever speaks holds to be out of the question, in the order of the text."""
    parse = scene.parse
    for token in parse.tokens:
        if token.lemma not in _COPULAS or token.pos not in ("VERB", "AUX"):
            continue
        kind = _match(scene, token.i)
        subject = next(iter(children(parse, token.i, "nsubj")), None)
        holders = scene.parties.speakers(token.i)
        if kind is None or subject is None or not holders or parse.tokens[subject].pos == "PRON":
            continue
        content = find_extent(parse, subject, [])
        if content is not None:
            yield Candidate(token.i, subject, kind, holders, content, None, LIKELY)


def _match(scene: Scene, verb: int) -> PositionKind | None:
    """The kind that the phrase behind a verb takes, a "not" between them counted."""
    parse = scene.parse
    at = verb + 1
    while at < len(parse.tokens) and parse.tokens[at].dep in ("neg", "advmod"):
        at += 1
    for words, kind, needs_not in scene.book.phrases:
        if tuple(token.lower for token in parse.tokens[at : at + len(words)]) == words:
            return kind if is_negated(parse, verb) is needs_not else None
    return None
