"""What editors change stands beside what others changed; one thing changed by two is shown to both."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from editions import AT
from readout.codes import BlockKind, ChangeKind
from readout.editing.blocks import split_blocks
from readout.editing.history import compare_contents, cut_pieces, group_revisions
from readout.editing.revising import Content, apply_change, find_clash, read_content, write_revision
from readout.errors import DraftError
from readout.records import Change, Draft, Due
from whole_brief import ARTICLES, make_whole_brief

BRIEF = make_whole_brief()
BLOCKS = split_blocks(BRIEF, {article.id: article for article in ARTICLES})
DRAFT = Draft("d", "d", BRIEF, BLOCKS, (), "ed", AT)
CONTENT = Content("Talks", "en", Due(date(2031, 3, 7), "06:00", "UTC"), BLOCKS)
FIRST, SECOND = BLOCKS[1], BLOCKS[2]
LINE = FIRST.lines[0]


def change(kind: ChangeKind, **fields: object) -> Change:
    return Change(kind, **fields)


def make(*changes: Change, content: Content = CONTENT) -> Content:
    for number, one in enumerate(changes):
        content = apply_change(DRAFT, content, one, f"ed {number}")
    return content


def reword(text: str, line_id: str = LINE.id, block_id: str = FIRST.id) -> Change:
    return change(ChangeKind.REWORD, block_id=block_id, line_id=line_id, text=text)


def ids(content: Content) -> list[str]:
    return [block.id for block in content.blocks]


def test_a_revision_gives_back_what_it_keeps_and_keeps_only_what_changed():
    content = make(reword("They agreed."), change(ChangeKind.ADD_COMMENT, after=FIRST.id, text="So it goes."))
    revision = write_revision(DRAFT, content, 2, 1, "ed", AT)
    assert read_content(DRAFT, revision) == content
    assert len(revision.changed) == 2


def test_a_line_is_reworded_and_white_space_folded():
    line = make(reword("They \n agreed. ")).blocks[1].lines[0]
    assert (line.sentence.text, line.sentence.author, line.machine) == ("They agreed.", "editor", LINE.sentence)
    assert make(reword("They agreed."), reword(LINE.sentence.text)) == CONTENT
    heading = make(reword("The talks", FIRST.heading.id)).blocks[1].heading
    assert (heading.sentence.text, heading.sentence.citations) == ("The talks", FIRST.heading.sentence.citations)


def test_a_block_is_moved_removed_and_restored_where_it_was():
    moved = make(change(ChangeKind.MOVE, block_id=FIRST.id, after=SECOND.id))
    assert ids(moved)[1:3] == [SECOND.id, FIRST.id]
    assert ids(make(change(ChangeKind.MOVE, block_id=SECOND.id)))[0] == SECOND.id
    assert make(change(ChangeKind.MOVE, block_id=FIRST.id, after=FIRST.id)) == CONTENT
    removed = make(change(ChangeKind.REMOVE, block_id=FIRST.id))
    assert FIRST.id not in ids(removed)
    assert make(change(ChangeKind.RESTORE, block_id=FIRST.id), content=removed) == CONTENT
    assert make(change(ChangeKind.RESTORE, block_id=FIRST.id)) == CONTENT


def test_own_lines_have_receipts_or_stand_in_a_comment():
    cited = change(ChangeKind.ADD_LINE, block_id=FIRST.id, text="Both said so.", citations=LINE.sentence.citations)
    line = make(cited).blocks[1].lines[-1]
    assert (line.sentence.author, line.sentence.citations) == ("editor", LINE.sentence.citations)
    with pytest.raises(DraftError, match="needs a receipt"):
        make(replace(cited, citations=()))
    commented = make(change(ChangeKind.ADD_COMMENT, after=SECOND.id, text="So it goes."))
    comment = commented.blocks[3]
    assert comment.kind is BlockKind.COMMENT
    more = make(change(ChangeKind.ADD_LINE, block_id=comment.id, text="And on."), content=commented)
    assert [line.sentence.text for line in more.blocks[3].lines] == ["So it goes.", "And on."]


def test_the_last_line_of_a_block_takes_the_block_with_it():
    block = next(one for one in BLOCKS if len(one.lines) == 1)
    left = make(change(ChangeKind.REMOVE_LINE, block_id=block.id, line_id=block.lines[0].id))
    assert block.id not in ids(left)


def test_title_and_time_are_set():
    set_ = make(change(ChangeKind.SET_TITLE, text="Fog"), change(ChangeKind.SET_DUE))
    assert (set_.title, set_.due) == ("Fog", None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (reword("x", "l-none"), "not in the draft"),
        (reword("x", block_id="b-none"), "not in the draft"),
        (reword(" \n "), "needs words"),
        (reword("x" * 4_001), "at most 4,000"),
        (change(ChangeKind.SET_TITLE, text=""), "needs words"),
        (change(ChangeKind.RESTORE, block_id="b-none"), "not in the draft"),
    ],
)
def test_what_cannot_be_done_is_told(wrong, told):
    with pytest.raises(DraftError, match=told):
        make(wrong)


# -- two editors


def clash(theirs: Change, mine: Change):
    latest = make(theirs)
    return find_clash(CONTENT, latest, mine, write_revision(DRAFT, latest, 2, 1, "ann", AT))


def test_one_line_reworded_by_two_clashes_and_shows_all_three():
    found = clash(reword("A."), reword("B."))
    assert (found.base, found.theirs, found.mine) == (LINE.sentence.text, "A.", "B.")
    assert (found.where, found.editor, found.number) == (LINE.id, "ann", 2)


REMOVED = change(ChangeKind.REMOVE, block_id=FIRST.id)


@pytest.mark.parametrize(
    ("theirs", "mine", "clashes"),
    [
        (reword("A."), reword("A."), False),
        (reword("A."), reword("B.", FIRST.lines[1].id), False),
        (reword("A."), change(ChangeKind.MOVE, block_id=FIRST.id, after=SECOND.id), False),
        (reword("A."), REMOVED, True),
        (REMOVED, reword("A."), True),
        (REMOVED, REMOVED, False),
        (REMOVED, change(ChangeKind.MOVE, block_id=FIRST.id), True),
        (REMOVED, change(ChangeKind.ADD_COMMENT, after=FIRST.id, text="x"), False),
        (change(ChangeKind.SET_TITLE, text="A"), change(ChangeKind.SET_TITLE, text="B"), True),
        (change(ChangeKind.SET_TITLE, text="A"), change(ChangeKind.SET_TITLE, text="A"), False),
        (change(ChangeKind.SET_DUE), change(ChangeKind.SET_TITLE, text="B"), False),
        (change(ChangeKind.SET_DUE), change(ChangeKind.SET_DUE, due=Due(date(2031, 3, 8), "06:00", "UTC")), True),
    ],
)
def test_only_the_same_thing_clashes(theirs, mine, clashes):
    assert (clash(theirs, mine) is not None) is clashes


# -- history


def revise(number: int, minute: int, editor: str = "ed", name: str | None = None):
    at = datetime(2031, 3, 6, tzinfo=UTC) + timedelta(minutes=minute)
    return write_revision(DRAFT, CONTENT, number, number - 1, editor, at, name)


def test_autosaves_of_one_editor_soon_after_each_other_are_one_entry():
    told = [revise(1, 0, name="Begin"), revise(2, 1), revise(3, 9), revise(4, 20), revise(5, 21, "ann"),
            revise(6, 22, "ann", "Noon"), revise(7, 23, "ann")]  # fmt: skip
    assert [[one.number for one in group] for group in group_revisions(told)] == [[7], [6, 5], [4], [3, 2], [1]]


def test_a_revision_is_compared_word_by_word():
    new = make(
        reword("Northland and Southmark agreed on 5 March 2031 to hold talks."),
        change(ChangeKind.REMOVE, block_id=BLOCKS[-1].id),
        change(ChangeKind.MOVE, block_id=BLOCKS[4].id, after=BLOCKS[2].id),
        change(ChangeKind.ADD_COMMENT, text="So it goes."),
        change(ChangeKind.SET_TITLE, text="Talks, at last"),
    )
    told = {(one.where, one.how): one.pieces for one in compare_contents(CONTENT, new)}
    pieces = told[LINE.id, "changed"]
    assert [(one.kind, one.text) for one in pieces if one.kind != "same"] == [("out", "3"), ("in", "5")]
    assert (BLOCKS[-1].lines[0].id, "removed") in told
    assert (BLOCKS[4].id, "moved") in told
    assert (new.blocks[0].lines[0].id, "added") in told
    assert ("title", "changed") in told
    assert compare_contents(CONTENT, CONTENT) == ()


@pytest.mark.parametrize(("old", "new"), [("a b c", "a x c"), ("", "a"), ("a", ""), ("a b", "b a"), ("a a a", "a a")])
def test_pieces_give_both_texts_back(old, new):
    pieces = cut_pieces(old, new)
    assert " ".join(one.text for one in pieces if one.kind != "in") == old
    assert " ".join(one.text for one in pieces if one.kind != "out") == new
