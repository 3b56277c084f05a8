"""Whose words another passes on: "the agency quoted Vale as saying", "the paper said that, according to Vale, ..."."""

from collections.abc import Iterator, Sequence

from readout.analysis.statements.circumstances import head_of
from readout.analysis.statements.settling import is_relayed
from readout.analysis.statements.shaping import known_cues
from readout.analysis.statements.sources import name_phrase
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import CueBook, CueKind, Takes
from readout.grammar import children

LESS = 0.01  # by how much the one who passes words on gives way to the one who said them


def quote_through(surface: Surface, relations: Sequence[Relation], book: CueBook) -> tuple[Relation, ...]:
    """
    Relations with the speaker of "quoted Vale as saying" as source, and the one who quotes as relaying them; the
    latter is half as sure, since it has no words of its own (what is only cited will be so anyway).
    """
    found: list[Relation] = []
    for relation in relations:
        inner = _said_as(surface, relation, book)
        if inner is None:
            found.append(relation)
            continue
        found.append(inner)
        if relation.source and not set(relation.source) & set(inner.source):
            head = head_of(surface.parse, relation.cue)
            whole = tuple(sorted({*inner.source, inner.cue[0] - 1, *inner.cue, *inner.content} - {head}))
            quoted = any(surface.quoted[i] for i in whole)
            found.append(Relation((head,), relation.source, whole, relation.confidence / (2 if quoted else 1) - LESS))
    return tuple(found)


def _said_as(surface: Surface, relation: Relation, book: CueBook) -> Relation | None:
    """What the object of "quoted ... as saying" said; None for any other cue."""
    parse = surface.parse
    if not relation.cue:
        return None
    head = head_of(parse, relation.cue)
    if not any(cue.kind is CueKind.CITE for cue in known_cues(parse, head, book)):
        return None
    for preposition in children(parse, head, "prep"):
        for speech in children(parse, preposition, "pcomp"):
            clausal = any(Takes.CLAUSE in cue.takes for cue in known_cues(parse, speech, book))
            objects = [i for i in children(parse, head, "dobj") if i < preposition]
            if parse.tokens[preposition].lower == "as" and clausal and objects:
                source = name_phrase(parse, objects[-1])
                cue = (speech,)
                content = tuple(i for i in relation.content if i not in (*source, preposition, speech))
                after = [i for i in content if i > speech or surface.quoted[i] or surface.is_mark[i]]
                return relation._replace(cue=cue, source=source, content=tuple(after)) if after else None
    return None


def find_relayers(
    surface: Surface, relations: Sequence[Relation], others: Sequence[Relation], book: CueBook
) -> Iterator[Relation]:
    """Those of `others`, with a source and a word of speech, that relay one of `relations` and share no other words."""
    taken = {i for relation in relations for i in relation.cue}
    for other in others:
        if not other.source or not other.cue or not taken.isdisjoint(other.cue):
            continue
        spoken = any(cue.is_speech for cue in known_cues(surface.parse, head_of(surface.parse, other.cue), book))
        inside = set(other.content)
        touched = [one for one in relations if not inside.isdisjoint(one.content)]
        apart = taken.isdisjoint(set(other.source)) and not any(set(other.source) & set(one.content) for one in touched)
        if spoken and touched and apart and all(is_relayed(one, other) for one in touched):
            yield other._replace(confidence=max(one.confidence for one in touched) - LESS)
