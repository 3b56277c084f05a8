"""What editors do to a draft: changes applied to its blocks, revisions that keep them, and where two clash."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from readout.codes import BlockKind, ChangeKind
from readout.corpus.templates import make_line
from readout.editing.freezing import reword
from readout.editing.scheduling import write_due
from readout.errors import DraftError
from readout.records import Block, Change, Clash, Draft, Due, EditionLine, Revision
from readout.spans import finding_id

TITLE, DUE = "title", "due"
MOST_WORDS = 4_000  # characters of one line that an editor writes


@dataclass(frozen=True, slots=True)
class Content:
    """A draft as it stands in one revision."""

    title: str
    language: str
    due: Due | None
    blocks: tuple[Block, ...]


def read_content(draft: Draft, revision: Revision) -> Content:
    """The content of a revision: its own blocks, and the draft's where nobody changed them."""
    known = {block.id: block for block in draft.blocks} | {block.id: block for block in revision.changed}
    return Content(revision.title, revision.language, revision.due, tuple(known[key] for key in revision.order))


def write_revision(
    draft: Draft, content: Content, number: int, parent: int, editor: str, now: datetime, name: str | None = None
) -> Revision:
    """The revision that keeps a content."""
    own = {block.id: block for block in draft.blocks}
    return Revision(
        draft.id,
        number,
        parent,
        content.title,
        content.language,
        content.due,
        tuple(block.id for block in content.blocks),
        tuple(block for block in content.blocks if own.get(block.id) != block),
        editor,
        now,
        name,
    )


def apply_change(draft: Draft, content: Content, change: Change, made: str) -> Content:
    """
    The content with a change made; `made` tells new blocks and lines apart (who, when, which revision).

    Raises DraftError where the block or line is not there, or the words cannot stand.
    """
    applied = _APPLIED[change.kind](draft, content, change, made)
    return applied if isinstance(applied, Content) else replace(content, blocks=applied)


def find_clash(base: Content, latest: Content, change: Change, told: Revision) -> Clash | None:
    """
    Where somebody else changed, since `base`, what this change is about; None: it can be made to `latest`.

    `told` is the latest revision, for who and which. Additions clash with nothing; a block that is moved clashes
    only when it is gone.
    """
    where, before, theirs = _target(base, latest, change)
    if where is None or before == theirs:
        return None
    mine = None if change.kind in (ChangeKind.REMOVE, ChangeKind.REMOVE_LINE) else _wanted(change)
    if theirs == mine:
        return None
    return Clash(where, before, theirs, mine, told.editor, told.number)


def _wanted(change: Change) -> str:
    return write_due(change.due) if change.kind is ChangeKind.SET_DUE else change.text


def _target(base: Content, latest: Content, change: Change) -> tuple[str | None, str | None, str | None]:
    """What a change is about, as it was and as it is now, in words."""
    match change.kind:
        case ChangeKind.SET_TITLE:
            return TITLE, base.title, latest.title
        case ChangeKind.SET_DUE:
            return DUE, write_due(base.due), write_due(latest.due)
        case ChangeKind.REWORD | ChangeKind.REMOVE_LINE:
            return change.line_id, _line_text(base, change), _line_text(latest, change)
        case ChangeKind.REMOVE:
            return change.block_id, _block_text(base, change.block_id), _block_text(latest, change.block_id)
        case ChangeKind.MOVE:
            is_gone = _block_text(latest, change.block_id) is None
            return (change.block_id, _block_text(base, change.block_id), None) if is_gone else (None, None, None)
    return None, None, None


def _line_text(content: Content, change: Change) -> str | None:
    for block in content.blocks:
        if block.id == change.block_id:
            lines = (*block.lines, *((block.heading,) if block.heading else ()))
            return next((line.sentence.text for line in lines if line.id == change.line_id), None)
    return None


def _block_text(content: Content, block_id: str | None) -> str | None:
    found = next((block for block in content.blocks if block.id == block_id), None)
    return None if found is None else "\n".join(line.sentence.text for line in found.lines)


# -- each kind of change -----------------------------------------------------------------------------------------


def _reword(_draft: Draft, content: Content, change: Change, _made: str) -> tuple[Block, ...]:
    block, words = _find(content.blocks, change.block_id), _read_words(change.text)
    if block.heading is not None and block.heading.id == change.line_id:
        return _put(content.blocks, replace(block, heading=reword(block.heading, words)))
    _find_line(block, change.line_id)
    lines = tuple(reword(line, words) if line.id == change.line_id else line for line in block.lines)
    return _put(content.blocks, replace(block, lines=lines))


def _move(_draft: Draft, content: Content, change: Change, _made: str) -> tuple[Block, ...]:
    block = _find(content.blocks, change.block_id)
    if change.after == block.id:
        return content.blocks
    return _insert([one for one in content.blocks if one.id != block.id], block, change.after)


def _remove(_draft: Draft, content: Content, change: Change, _made: str) -> tuple[Block, ...]:
    block = _find(content.blocks, change.block_id)
    return tuple(one for one in content.blocks if one.id != block.id)


def _restore(draft: Draft, content: Content, change: Change, _made: str) -> tuple[Block, ...]:
    """As it was in the brief, behind what it stood behind there."""
    block = _find(draft.blocks, change.block_id)
    if any(one.id == block.id for one in content.blocks):
        return content.blocks
    before = [one.id for one in draft.blocks[: draft.blocks.index(block)]]
    here = {one.id for one in content.blocks}
    return _insert(list(content.blocks), block, next((key for key in reversed(before) if key in here), None))


def _add_line(_draft: Draft, content: Content, change: Change, made: str) -> tuple[Block, ...]:
    block = _find(content.blocks, change.block_id)
    if not change.citations and block.kind is not BlockKind.COMMENT:
        raise DraftError("a line needs a receipt; without one it can only stand in a comment")
    own = f"l-{finding_id('own line', made, block.id, change.text)}"
    sentence = make_line(None, (), change.citations, "editor", text=_read_words(change.text))
    return _put(content.blocks, replace(block, lines=(*block.lines, EditionLine(own, sentence))))


def _remove_line(_draft: Draft, content: Content, change: Change, _made: str) -> tuple[Block, ...]:
    block = _find(content.blocks, change.block_id)
    line = _find_line(block, change.line_id)
    left = tuple(one for one in block.lines if one.id != line.id)
    return _put(content.blocks, replace(block, lines=left)) if left else _remove(_draft, content, change, _made)


def _add_comment(_draft: Draft, content: Content, change: Change, made: str) -> tuple[Block, ...]:
    own = f"b-{finding_id('comment', made, change.text)}"
    sentence = make_line(None, (), (), "editor", text=_read_words(change.text))
    line = EditionLine(f"l-{finding_id('line', own)}", sentence)
    comment = Block(own, BlockKind.COMMENT, None, None, None, None, (line,))
    here = {block.id for block in content.blocks}
    last = content.blocks[-1].id if content.blocks else None
    return _insert(list(content.blocks), comment, change.after if change.after in here or not change.after else last)


def _set_title(_draft: Draft, content: Content, change: Change, _made: str) -> Content:
    return replace(content, title=_read_words(change.text))


def _set_due(_draft: Draft, content: Content, change: Change, _made: str) -> Content:
    return replace(content, due=change.due)


_APPLIED: Mapping[ChangeKind, Callable[[Draft, Content, Change, str], tuple[Block, ...] | Content]] = {
    ChangeKind.REWORD: _reword,
    ChangeKind.MOVE: _move,
    ChangeKind.REMOVE: _remove,
    ChangeKind.RESTORE: _restore,
    ChangeKind.ADD_LINE: _add_line,
    ChangeKind.REMOVE_LINE: _remove_line,
    ChangeKind.ADD_COMMENT: _add_comment,
    ChangeKind.SET_TITLE: _set_title,
    ChangeKind.SET_DUE: _set_due,
}


def _find(blocks: Sequence[Block], block_id: str | None) -> Block:
    for block in blocks:
        if block.id == block_id:
            return block
    raise DraftError("the block is not in the draft any more")


def _find_line(block: Block, line_id: str | None) -> EditionLine:
    for line in block.lines:
        if line.id == line_id:
            return line
    raise DraftError("the line is not in the draft any more")


def _put(blocks: Sequence[Block], changed: Block) -> tuple[Block, ...]:
    return tuple(changed if block.id == changed.id else block for block in blocks)


def _insert(blocks: list[Block], block: Block, after: str | None) -> tuple[Block, ...]:
    place = 0 if after is None else next((n + 1 for n, one in enumerate(blocks) if one.id == after), len(blocks))
    return (*blocks[:place], block, *blocks[place:])


def _read_words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise DraftError("a line needs words; to take it out, remove it")
    if len(words) > MOST_WORDS:
        raise DraftError(f"a line has at most {MOST_WORDS:,} characters; this has {len(words):,}")
    return words
