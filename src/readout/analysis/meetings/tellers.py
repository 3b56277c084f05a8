"""Who announced a meeting and who confirmed it."""

from dataclasses import dataclass

from readout.analysis.meetings.reading import Reading
from readout.analysis.meetings.regions import read_region
from readout.analysis.meetings.scene import Scene
from readout.analysis.meetings.triggers import Trigger
from readout.grammar import find_subject
from readout.records import Statement


@dataclass(frozen=True, slots=True)
class Tellers:
    """Actors, in the order found, each once."""

    announced_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]


def find_tellers(scene: Scene, trigger: Trigger, reading: Reading, around: tuple[Statement, ...]) -> Tellers:
    """
    The sources of the statements that hold the trigger, and the subjects of "announced" and "confirmed" above it.

    A confirmation is one only by its own verb; whoever says that a meeting is ahead announces it.
    """
    announced: dict[str, None] = {}
    confirmed: dict[str, None] = {}
    for statement in around:
        sources = _sources(scene, statement)
        announced.update(dict.fromkeys(sources))
        cue = scene.parse.tokens_in(statement.cue) if statement.cue is not None else ()
        if any(scene.token(i).lemma in scene.words("saying.confirm") for i in cue):
            confirmed.update(dict.fromkeys(sources))
    for i in scene.parse.ancestors(trigger.head):
        token = scene.token(i)
        if token.pos != "VERB" or (trigger.frame is None and i == reading.carrier and token.lemma == "agree"):
            continue
        confirms = token.lemma in scene.words("saying.confirm")
        if not confirms and token.lemma not in scene.words("saying.announce"):
            continue
        subject = find_subject(scene.parse, i)
        if subject is None or subject == trigger.head:
            continue
        first = min(scene.parse.subtree(subject))
        ids = read_region(scene, first, max(scene.parse.subtree(subject)) + 1).ids
        announced.update(dict.fromkeys(ids))
        if confirms:
            confirmed.update(dict.fromkeys(ids))
    return Tellers(tuple(announced), tuple(confirmed))


def _sources(scene: Scene, statement: Statement) -> tuple[str, ...]:
    if statement.source is None:
        return (statement.source_id,) if statement.source_id else ()
    tokens = scene.parse.tokens_in(statement.source)
    several = read_region(scene, tokens[0], tokens[-1] + 1).ids if tokens else ()
    return several or ((statement.source_id,) if statement.source_id else ())
