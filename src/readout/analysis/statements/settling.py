"""One owner for every word: which of several readings of the same words stand."""

from collections.abc import Sequence

from readout.analysis.statements.surface import Relation, Surface

SCARE_WORDS = 2  # a content of no more than so many words, all quoted and nobody's, is a scare quote or a name


def settle(surface: Surface, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """
    Relations in text order with their words shared out, those without a statement of their own left out.

    One that lies whole inside another's content, cue and all, is relayed by it and keeps its words.
    """
    kept: list[Relation] = []
    holders: dict[int, list[int]] = {}  # by token, the places in `kept` of those that have it
    for relation in sorted(relations, key=lambda each: (-each.confidence, -len(each.content), each.cue)):
        near = {place for i in (*relation.content, *relation.cue) for place in holders.get(i, ())}
        rest = _unclaimed(relation, [kept[place] for place in sorted(near)])
        if rest is not None and _says_something(surface, rest):
            for i in {*rest.content, *rest.cue}:
                holders.setdefault(i, []).append(len(kept))
            kept.append(rest)
    return tuple(sorted(kept, key=lambda each: (min((*each.cue, *each.content)), -len(each.content))))


def is_relayed(inner: Relation, outer: Relation) -> bool:
    """Whether `outer` reports that `inner` was said: its content holds the other's cue, source and content."""
    if inner is outer or not inner.cue or len(inner.content) >= len(outer.content):
        return False
    held = set(outer.content)
    return held.issuperset(inner.cue) and held.issuperset(inner.content) and held.issuperset(inner.source)


def find_relayed(relations: Sequence[Relation], others: Sequence[Relation]) -> tuple[Relation, ...]:
    """Those of `others`, with a source, that one of `relations` relays and whose cue none of them has."""
    cues = {i for relation in relations for i in relation.cue}
    holders: dict[int, list[Relation]] = {}
    for relation in relations:
        for i in relation.content:
            holders.setdefault(i, []).append(relation)
    return tuple(
        other
        for other in others
        if other.source
        and other.cue
        and cues.isdisjoint(other.cue)
        and any(is_relayed(other, relation) for relation in holders.get(other.cue[0], ()))
    )


def _unclaimed(relation: Relation, kept: Sequence[Relation]) -> Relation | None:
    """The relation without the words others have; None when most of its content is theirs."""
    content = set(relation.content)
    for other in kept:
        if not is_relayed(relation, other) and not is_relayed(other, relation):
            cuts = content.intersection(other.cue)
            content.difference_update(other.content, other.cue)
            if cuts and relation.cue and relation.cue[0] < relation.content[0]:
                content = {i for i in content if i < min(cuts)}  # what follows another's cue is another's
    if 2 * len(content) < len(relation.content):
        return None
    return relation._replace(content=tuple(sorted(content)))


def _says_something(surface: Surface, relation: Relation) -> bool:
    words = [i for i in relation.content if surface.is_word(i)]
    if not words:
        return False
    if relation.cue and relation.source:
        return True
    return len(words) > SCARE_WORDS or not all(surface.quoted[i] for i in words)
