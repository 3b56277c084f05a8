"""A draft's history as people read it: autosaves grouped, and what a revision changed, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from readout.editing.freezing import walk_edition_lines
from readout.editing.revising import Content
from readout.editing.scheduling import write_due
from readout.records import Revision

TOGETHER = timedelta(minutes=10)  # between autosaves of one editor that are shown as one


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line before and after: `kind` is same, out (only before) or in (only after)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """One line, block or heading that differs: how (changed, added, removed, moved), and its words in pieces."""

    where: str
    how: str
    pieces: tuple[Piece, ...]


def group_revisions(revisions: Sequence[Revision]) -> tuple[tuple[Revision, ...], ...]:
    """
    Revisions in groups, the latest first: autosaves of one editor, each soon after the one before, are one group.

    A named revision closes its group and leads it. `revisions` come in order of number.
    """
    groups: list[list[Revision]] = []
    for one in revisions:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.name is None
            and last.editor == one.editor
            and one.saved_at - last.saved_at <= TOGETHER
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(tuple(reversed(group)) for group in reversed(groups))


def compare_contents(old: Content, new: Content) -> tuple[Edited, ...]:
    """What makes `new` of `old`: title and time first, then lines in the order of `new`, then what was taken out."""
    return tuple(_compare(old, new))


def _compare(old: Content, new: Content) -> Iterator[Edited]:
    if old.title != new.title:
        yield Edited("title", "changed", cut_pieces(old.title, new.title))
    if old.due != new.due:
        yield Edited("due", "changed", cut_pieces(write_due(old.due), write_due(new.due)))
    before = {line.id: line.sentence.text for _, line in walk_edition_lines(old.blocks)}
    after = {line.id: line.sentence.text for _, line in walk_edition_lines(new.blocks)}
    for key, text in after.items():
        if key not in before:
            yield Edited(key, "added", (Piece("in", text),))
        elif before[key] != text:
            yield Edited(key, "changed", cut_pieces(before[key], text))
    for key, text in before.items():
        if key not in after:
            yield Edited(key, "removed", (Piece("out", text),))
    yield from _moved(old, new)


def _moved(old: Content, new: Content) -> Iterator[Edited]:
    """The blocks that stand behind another one than before, of those that both have."""
    both = {block.id for block in old.blocks} & {block.id for block in new.blocks}
    orders = [[block.id for block in content.blocks if block.id in both] for content in (old, new)]
    behind = [dict(zip(order, (None, *order), strict=False)) for order in orders]
    first = {block.id: block.lines[0].sentence.text for block in new.blocks if block.lines}
    for key in orders[1]:
        if behind[0][key] != behind[1][key]:
            yield Edited(key, "moved", (Piece("same", first.get(key, "")),))


def cut_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one run of pieces, word by word: those not `in` are the old words, those not `out` the new."""
    olds, news = old.split(), new.split()
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", " ".join(olds[a:b])))
            continue
        pieces += [Piece("out", " ".join(olds[a:b]))] if b > a else []
        pieces += [Piece("in", " ".join(news[c:d]))] if d > c else []
    return tuple(pieces)
