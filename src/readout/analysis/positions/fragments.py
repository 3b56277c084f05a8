"""Positions that a party takes in a few words without a verb: "Not before June", "All or none", "No visas, no gas"."""

from collections.abc import Iterator

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.extents import trim_words
from readout.codes import PositionKind, Quoting
from readout.grammar import is_finite
from readout.records import Statement

_LONGEST = 12  # words of a fragment


def find_fragments(scene: Scene) -> Iterator[Candidate]:
    """What parties are quoted with that is no clause, and that a list of openings knows, in the order of the text."""
    for statement in scene.parties.statements:
        holders = scene.parties.sources(statement)
        if holders and len(statement.content) == 1 and _is_said_now(scene, statement):
            found = _read(scene, statement, holders)
            if found is not None:
                yield found


def _is_said_now(scene: Scene, statement: Statement) -> bool:
    """Whether it is quoted as said, and not recalled in passing: "the party, which in June said ..."."""
    cue = () if statement.cue is None else scene.parse.tokens_in(statement.cue)
    recalled = any(scene.parse.tokens[each].dep == "relcl" for each in cue)
    return statement.factual and statement.quoting is Quoting.DIRECT and not recalled


def _read(scene: Scene, statement: Statement, holders: tuple[str, ...]) -> Candidate | None:
    parse = scene.parse
    places = [each for each in parse.tokens_in(statement.content[0]) if parse.tokens[each].pos != "PUNCT"]
    if not 0 < len(places) <= _LONGEST or any(_is_clause(scene, each) for each in places):
        return None
    kind = _match(scene, [parse.tokens[each].lower for each in places])
    content = None if kind is None else trim_words(parse, places[0], places[-1] + 1)
    if kind is None or content is None:
        return None
    return Candidate(places[0], places[0], kind, holders, content, None, LIKELY)


def _is_clause(scene: Scene, i: int) -> bool:
    return scene.parse.tokens[i].pos in ("VERB", "AUX") and is_finite(scene.parse, i)


def _match(scene: Scene, words: list[str]) -> PositionKind | None:
    """The kind that opening words take; "no ..., no ..." makes the one hang on the other."""
    if words[0] == "no" and "no" in words[2:]:
        return PositionKind.CONDITION
    return next((kind for opening, kind in scene.book.fragments if tuple(words[: len(opening)]) == opening), None)
