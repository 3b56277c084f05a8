"""Whose each quotation is: the cue that governs it or stands beside it, the speaker who goes on, or nobody sure."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from readout.analysis.statements.cues import FoundCue
from readout.analysis.statements.surface import Quoted, Relation, Surface
from readout.codebook.cues import Takes

REACH = 14  # tokens between a quotation and the verb of the "said the minister of ..." beside it
CARRIED, UNCLAIMED = 0.6, 0.5  # how sure it is that a quotation without a cue is its speaker's; that it is somebody's
FLOATING_WORDS = 5  # a quotation without a cue that is shorter is a name, a title or a scare quote


def own_quotations(
    surface: Surface, cues: Sequence[FoundCue], contents: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    """
    The contents of `cues`, each with all of the quotations that are its own.

    A quotation belongs to the outermost cue whose content holds most of it, else to the clause cue right
    beside it; one that goes on after it in the same paragraph, or reopens in the next, belongs to the same cue.
    """
    held = [set(content) for content in contents]
    tokens = [set(found.tokens) for found in cues]
    return _share(surface, held, tokens, lambda quoted: _neighbour(surface, quoted, cues, held))


def close_quotations(surface: Surface, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Relations whose contents have each quotation whole, or not at all, and those that go on after it."""
    held = [set(relation.content) for relation in relations]
    contents = _share(surface, held, [set(relation.cue) for relation in relations], lambda _: None)
    contents = _without_scraps(surface, contents)
    told = zip(relations, contents, strict=True)
    return tuple(
        relation._replace(content=content, source=tuple(i for i in relation.source if i not in content))
        for relation, content in told
        if content
    )


def _without_scraps(surface: Surface, contents: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Contents without the words of a quotation of which they hold less than half."""
    kept = [set(content) for content in contents]
    holders = _index(kept)
    for quoted in surface.quotations:
        inside = set(range(quoted.first, quoted.after))
        for content in (kept[number] for number in _holding(holders, inside)):
            if 2 * len(content & inside) < len(inside):
                content.difference_update(inside)
    return tuple(tuple(sorted(content)) for content in kept)


def _share(
    surface: Surface,
    held: Sequence[set[int]],
    cues: Sequence[set[int]],
    find_neighbour: Callable[[Quoted], int | None],
) -> tuple[tuple[int, ...], ...]:
    owners: dict[int, int] = {}
    holders = _index(held)
    for number, quoted in enumerate(surface.quotations):
        owner = _governor(quoted, held, cues, holders)
        if owner is None:
            owner = find_neighbour(quoted)
        if owner is None:
            owner = _carried_on(surface, number, owners)
        if owner is not None:
            owners[number] = owner
    for number in range(len(surface.quotations) - 1, 0, -1):
        if surface.quotations[number].quotation.reopens and number in owners:
            owners.setdefault(number - 1, owners[number])
    _hand_over(surface, owners, held, holders)
    return tuple(tuple(sorted(content)) for content in held)


def _hand_over(
    surface: Surface, owners: Mapping[int, int], held: Sequence[set[int]], holders: dict[int, list[int]]
) -> None:
    """Give each quotation whole to its owner, and take it from the others."""
    for number, owner in owners.items():
        inside = range(surface.quotations[number].first, surface.quotations[number].after)
        for other in _holding(holders, inside):
            if other != owner and not held[other] <= held[owner]:
                held[other].difference_update(inside)
        held[owner].update(inside)
        for i in inside:
            holders.setdefault(i, []).append(owner)


def _index(held: Sequence[set[int]]) -> dict[int, list[int]]:
    """By token, the numbers of the contents that have it."""
    holders: dict[int, list[int]] = {}
    for number, content in enumerate(held):
        for i in content:
            holders.setdefault(i, []).append(number)
    return holders


def _holding(holders: Mapping[int, Sequence[int]], inside: Iterable[int]) -> tuple[int, ...]:
    """The numbers of the contents that have, or had, one of those tokens."""
    return tuple(sorted({number for i in inside for number in holders.get(i, ())}))


def _governor(
    quoted: Quoted, held: Sequence[set[int]], cues: Sequence[set[int]], holders: Mapping[int, Sequence[int]]
) -> int | None:
    inside = set(range(quoted.first, quoted.after))
    fits = [
        (len(held[number]), -number)
        for number in _holding(holders, inside)
        if 2 * len(held[number] & inside) >= len(inside) and not inside & cues[number]
    ]
    return -max(fits)[1] if fits else None


def _neighbour(surface: Surface, quoted: Quoted, cues: Sequence[FoundCue], held: Sequence[set[int]]) -> int | None:
    best: tuple[int, int] | None = None
    for number, found in enumerate(cues):
        if found.form != "verb" or Takes.CLAUSE not in found.cue.takes:
            continue
        if not _same_stretch(surface, found.head, quoted):
            continue
        distance = _gap(surface, quoted, found)
        unquoted = [i for i in held[number] if not surface.quoted[i] and surface.is_word(i)]
        if distance is not None and not unquoted and (best is None or distance < best[0]):
            best = (distance, number)
    return None if best is None else best[1]


def _same_stretch(surface: Surface, head: int, quoted: Quoted) -> bool:
    """Whether a cue stands in the quotation's paragraph, or in the one before that ends with a colon."""
    parse = surface.parse
    block = parse.block_of[quoted.first]
    if parse.block_of[head] == block:
        return True
    announced = (
        quoted.first == parse.blocks[block][0] and quoted.first > 0 and parse.tokens[quoted.first - 1].text == ":"
    )
    return announced and parse.block_of[head] == block - 1


def _gap(surface: Surface, quoted: Quoted, found: FoundCue) -> int | None:
    """Tokens between a cue and a quotation it may govern; None when a full stop or another quotation parts them."""
    tokens, head = surface.parse.tokens, found.head
    if head >= quoted.after:
        between = range(quoted.after, head)
        if "." in (tokens[quoted.after - 2].text, tokens[quoted.after - 1].text):
            return None
    else:
        between = range(head + 1, quoted.first)
        if len(between) > 3 and tokens[quoted.first - 1].text not in (":", ",", "that", "–", "--"):
            return None
    if len(between) > REACH or any(surface.quoted[i] or tokens[i].text in (".", "!", "?", ";") for i in between):
        return None
    return len(between)


def _carried_on(surface: Surface, number: int, owners: dict[int, int]) -> int | None:
    """The owner of the quotation before, when this one makes whole sentences right after it."""
    quoted = surface.quotations[number]
    if number - 1 not in owners:
        return None
    before = surface.quotations[number - 1]
    if quoted.quotation.reopens:
        return owners[number - 1]
    same_block = surface.parse.block_of[before.first] == surface.parse.block_of[quoted.first]
    starts = surface.parse.tokens[quoted.first - 1].text in (".", "!", "?", "”", '"') if quoted.first else False
    return owners[number - 1] if same_block and starts and quoted.words >= 2 else None


def find_overlooked(
    surface: Surface, relations: Sequence[Relation], others: Sequence[Relation]
) -> tuple[Relation, ...]:
    """
    Those of `others` with a source whose quoted words no one of `relations` holds: at least `FLOATING_WORDS`, or any
    after a phrase that can only report, such as "in the words of".
    """
    taken = {i for relation in relations for i in (*relation.content, *relation.cue)}
    found = []
    for other in others:
        quoted = [i for i in other.content if surface.quoted[i] and surface.is_word(i)]
        phrase = bool(other.cue) and surface.parse.tokens[other.cue[0]].pos == "ADP"
        enough = len(quoted) >= FLOATING_WORDS or (phrase and bool(quoted))
        if enough and other.source and taken.isdisjoint((*other.content, *other.cue)):
            found.append(other)
    return tuple(found)


def find_floating(surface: Surface, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """
    The quotations that no relation holds: a paragraph that is one belongs to the last speaker quoted in the
    paragraph before, a whole sentence to the speaker of the sentence before; any other is nobody's.
    """
    taken = {i for relation in relations for i in relation.content}
    found: list[Relation] = []
    for quoted in surface.quotations:
        if any(i in taken for i in range(quoted.first, quoted.after)):
            continue
        speaker = _last_speaker(surface, quoted, (*relations, *found))
        if quoted.words < (FLOATING_WORDS if speaker is None else 2):
            continue
        content = tuple(range(quoted.first, quoted.after))
        source = () if speaker is None else speaker.source
        found.append(Relation((), source, content, CARRIED if source else UNCLAIMED))
    return tuple(found)


def _last_speaker(surface: Surface, quoted: Quoted, relations: Sequence[Relation]) -> Relation | None:
    """Who was quoted in the paragraph before one that is a quotation, or reported in the sentence right before."""
    first, after = surface.block(quoted.first)
    block = surface.parse.block_of[quoted.first]
    if quoted.first == first and quoted.after >= after - 1:
        before = [
            relation
            for relation in relations
            if surface.parse.block_of[relation.content[-1]] == block - 1
            and (any(surface.quoted[i] for i in relation.content) or not relation.cue)
        ]
    elif _is_whole_sentence(surface, quoted) and quoted.first > first:
        number = surface.parse.sentence_of[quoted.first]
        before = [one for one in relations if one.cue and surface.parse.sentence_of[one.cue[0]] == number - 1]
    else:
        before = []
    return max(before, key=lambda relation: relation.content[-1], default=None)


def _is_whole_sentence(surface: Surface, quoted: Quoted) -> bool:
    last = quoted.after - 1
    starts = surface.sentence(quoted.first)[0] == quoted.first
    return starts and surface.sentence(last)[1] == quoted.after
