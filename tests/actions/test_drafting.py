"""A draft goes its way: opened, changed by several at once, and nothing of it is ever lost."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from editions import AT, keep_articles
from memory_archive import MemoryArchive
from readout.actions.approving import check_opened, list_open, load_standing, publish_due, take_step
from readout.actions.auditing import verify_decided
from readout.actions.drafting import load_opened, name_revision, open_draft, return_to, save_change
from readout.actions.publishing import load_sources, make_ready, publish_edition
from readout.codebook.desks import Schedule
from readout.codes import BlockKind, ChangeKind, DraftState
from readout.editing.freezing import walk_edition_lines
from readout.errors import DraftError
from readout.records import Change, Clash, Due
from whole_brief import ARTICLES, make_whole_brief

FRIDAY = Schedule(5)
OPENED = datetime(2031, 3, 6, 12, tzinfo=UTC)
DUE = datetime(2031, 3, 7, 6, tzinfo=UTC)
BRIEF = make_whole_brief(changes=(), first_day=date(2031, 2, 28), last_day=date(2031, 3, 6))


@pytest.fixture
def archive() -> MemoryArchive:
    archive = MemoryArchive()
    keep_articles(archive)
    return archive


@pytest.fixture
def opened(archive):
    return open_draft(archive, BRIEF, ARTICLES, FRIDAY, "ann", OPENED)


def lead(opened):
    return next(block for block in opened.content.blocks if block.kind is BlockKind.DEVELOPMENT)


def reword(opened, text: str) -> Change:
    return Change(ChangeKind.REWORD, lead(opened).id, lead(opened).lines[0].id, text=text)


def go(archive, to: DraftState, person: str, at: datetime, schedule: Schedule = FRIDAY):
    return take_step(archive, "2031-w10", to, person, schedule, at)


def test_a_draft_begins_as_its_brief_and_is_due_on_the_publishing_day(opened):
    assert (opened.draft.id, opened.draft.slug, opened.revision.number) == ("2031-w10", "2031-w10", 1)
    assert opened.content.due == Due(date(2031, 3, 7), "06:00", "UTC")
    assert opened.content.blocks == opened.draft.blocks


def test_a_week_has_one_open_draft_and_one_edition(archive, opened):
    with pytest.raises(DraftError, match="a draft of '2031-w10' already"):
        open_draft(archive, BRIEF, ARTICLES, FRIDAY, "ben", OPENED)
    go(archive, DraftState.DROPPED, "ann", OPENED)
    again = open_draft(archive, BRIEF, ARTICLES, FRIDAY, "ben", OPENED)
    assert (again.draft.id, again.draft.slug) == ("2031-w10-2", "2031-w10")


def test_what_two_change_elsewhere_stands_beside_each_other(archive, opened):
    save_change(archive, "2031-w10", 1, reword(opened, "Ann's words."), "ann", AT)
    save_change(archive, "2031-w10", 1, Change(ChangeKind.SET_TITLE, text="Ben's title"), "ben", AT)
    latest = load_opened(archive, "2031-w10")
    assert latest.content.title == "Ben's title"
    assert lead(latest).lines[0].sentence.text == "Ann's words."
    assert (latest.revision.number, latest.revision.parent) == (3, 1)


def test_what_two_change_in_one_line_is_shown_and_not_saved(archive, opened):
    save_change(archive, "2031-w10", 1, reword(opened, "Ann's words."), "ann", AT)
    save_change(archive, "2031-w10", 2, Change(ChangeKind.SET_TITLE, text="Cor's title"), "cor", AT)
    clash = save_change(archive, "2031-w10", 1, reword(opened, "Ben's words."), "ben", AT)
    assert isinstance(clash, Clash)
    assert (clash.base, clash.theirs, clash.mine) == (
        lead(opened).lines[0].sentence.text,
        "Ann's words.",
        "Ben's words.",
    )
    assert (clash.editor, clash.number) == ("ann", 2)
    assert load_opened(archive, "2031-w10").revision.number == 3
    chosen = save_change(archive, "2031-w10", 3, reword(opened, "Ben's words."), "ben", AT)
    assert chosen.number == 4


def test_what_changes_nothing_is_no_revision(archive, opened):
    same = reword(opened, lead(opened).lines[0].sentence.text)
    assert save_change(archive, "2031-w10", 1, same, "ann", AT).number == 1


def test_a_revision_is_named_and_taken_up_again(archive, opened):
    save_change(archive, "2031-w10", 1, reword(opened, "Ann's words."), "ann", AT)
    named = name_revision(archive, "2031-w10", " Before \n lunch ", "ann", AT)
    assert (named.number, named.name) == (3, "Before lunch")
    again = return_to(archive, "2031-w10", 1, "ann", AT)
    assert again.name == "Revision 1 again"
    assert load_opened(archive, "2031-w10").content == opened.content
    with pytest.raises(DraftError, match="needs a name"):
        name_revision(archive, "2031-w10", " ", "ann", AT)
    with pytest.raises(DraftError, match="no draft 'x'"):
        load_opened(archive, "x")


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_two_editors_at_once_lose_nothing_over_a_thousand_edits(archive, opened, seed):
    """Five runs of 200: every word that either wrote is in the draft, or in a revision that the other then changed."""
    chance = random.Random(seed)
    seen = {"ann": 1, "ben": 1}  # the revision that each has before them
    written, clashes = [], 0
    for number in range(200):
        editor = chance.choice(("ann", "ben"))
        shown = load_opened(archive, "2031-w10", seen[editor])
        change = draw_change(chance, shown, f"{editor} {number}.")
        try:
            saved = save_change(archive, "2031-w10", seen[editor], change, editor, OPENED + timedelta(seconds=number))
        except DraftError:  # what it is about is gone, as the test of revising says
            saved = archive.load_revision("2031-w10")
            change = replace(change, text="")
        if isinstance(saved, Clash):
            clashes += 1
            latest = archive.load_revision("2031-w10").number
            assert saved.theirs != saved.base
            seen[editor] = latest
            keep = chance.choice(("theirs", "mine"))
            if keep == "theirs" or saved.theirs is None:
                continue
            saved = save_change(archive, "2031-w10", latest, change, editor, OPENED + timedelta(seconds=number))
        if change.text:
            written.append(change.text)
        if chance.random() < 0.5:
            seen[editor] = saved.number
    contents = [load_opened(archive, "2031-w10", one.number).content for one in archive.list_revisions("2031-w10")]
    ever = {line.sentence.text for content in contents for _, line in walk_edition_lines(content.blocks)}
    ever |= {content.title for content in contents}
    assert [words for words in written if words not in ever] == []
    assert clashes > 0
    for before, after in pairwise(contents):
        assert count_changed(before, after) == 1
    assert verify_decided(archive).faults == ()


def draw_change(chance: random.Random, shown, words: str) -> Change:
    blocks = shown.content.blocks
    block = chance.choice(blocks[:6])
    line = chance.choice(block.lines)
    return chance.choice(
        [
            *[Change(ChangeKind.REWORD, block.id, line.id, text=words)] * 5,
            Change(ChangeKind.ADD_COMMENT, after=block.id, text=words),
            Change(ChangeKind.ADD_LINE, block.id, text=words, citations=line.sentence.citations or ())
            if line.sentence.citations
            else Change(ChangeKind.SET_TITLE, text=words),
            Change(ChangeKind.MOVE, block.id, after=chance.choice(blocks).id),
            Change(ChangeKind.SET_TITLE, text=words),
            Change(ChangeKind.REMOVE, block.id) if len(blocks) > 8 else Change(ChangeKind.SET_TITLE, text=words),
        ]
    )


def count_changed(before, after) -> int:
    """How many things one revision changed: a line, the title, a block added or taken out, or the order."""
    texts = [
        {(block.id, line.id): line.sentence.text for block, line in walk_edition_lines(content.blocks)}
        for content in (before, after)
    ]
    gone = {key[0] for key in texts[0]} - {key[0] for key in texts[1]}
    come = {key[0] for key in texts[1]} - {key[0] for key in texts[0]}
    both = [key for key in texts[0].keys() | texts[1].keys() if key[0] not in gone | come]
    changed = sum(texts[0].get(key) != texts[1].get(key) for key in both)
    orders = [[block.id for block in content.blocks if block.id not in gone | come] for content in (before, after)]
    return changed + len(gone) + len(come) + (before.title != after.title) + (orders[0] != orders[1])


# -- approval


def test_from_draft_to_edition(archive, opened):
    save_change(archive, "2031-w10", 1, reword(opened, "Ann's words."), "ann", OPENED)
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    go(archive, DraftState.APPROVED, "ben", OPENED)
    minute = timedelta(minutes=1)
    states = [
        load_standing(archive, "2031-w10", FRIDAY, at).state for at in (OPENED, OPENED + 10 * minute, DUE - minute, DUE)
    ]
    assert states == [DraftState.HELD, DraftState.SCHEDULED, DraftState.SCHEDULED, DraftState.DUE]
    assert publish_due(archive, FRIDAY, DUE - minute) == ()
    (edition,) = publish_due(archive, FRIDAY, DUE + minute)
    assert publish_due(archive, FRIDAY, DUE + minute) == ()
    assert (edition.slug, edition.editor, edition.approvals[0].editor) == ("2031-w10", "ann", "ben")
    assert edition.published_at == DUE + minute
    assert archive.load_edition(slug="2031-w10") == edition
    assert load_sources(archive, edition)["north-1"].published == "2031-03-04"
    assert archive.list_steps("2031-w10")[-1].edition == 1
    with pytest.raises(DraftError, match="is published"):
        save_change(archive, "2031-w10", 2, reword(opened, "Late."), "ann", DUE)
    with pytest.raises(DraftError, match="was published already"):
        open_draft(archive, BRIEF, ARTICLES, FRIDAY, "ann", OPENED)
    assert verify_decided(archive).faults == ()


def test_a_week_that_was_published_otherwise_is_not_published_twice(archive, opened):
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    go(archive, DraftState.APPROVED, "ben", OPENED)
    publish_edition(archive, make_ready(BRIEF, ARTICLES, 5, "cor", OPENED), {}, OPENED)
    assert publish_due(archive, FRIDAY, DUE) == ()
    assert len(archive.list_editions()) == 1
    assert archive.list_steps("2031-w10")[-1].note == "'2031-w10' was published otherwise"
    assert list_open(archive, FRIDAY, DUE) == ()


def test_a_held_edition_can_be_stopped(archive, opened):
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    go(archive, DraftState.APPROVED, "ben", OPENED)
    go(archive, DraftState.DRAFT, "cor", OPENED + timedelta(minutes=9))
    assert load_standing(archive, "2031-w10", FRIDAY, OPENED).state is DraftState.DRAFT
    assert publish_due(archive, FRIDAY, DUE) == ()


def test_what_is_changed_after_approval_is_approved_anew(archive, opened):
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    go(archive, DraftState.APPROVED, "ben", OPENED)
    save_change(archive, "2031-w10", 1, reword(opened, "Other words."), "ann", OPENED + timedelta(minutes=1))
    assert archive.list_steps("2031-w10")[-1].note == "edited"
    assert publish_due(archive, FRIDAY, DUE) == ()


def test_what_is_not_approved_in_time_is_not_published_and_is_told(archive, opened):
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    assert publish_due(archive, FRIDAY, DUE) == ()
    (standing,) = list_open(archive, FRIDAY, DUE)
    assert standing.state is DraftState.MISSED
    with pytest.raises(DraftError, match="has passed"):
        go(archive, DraftState.APPROVED, "ben", DUE)
    later = Change(ChangeKind.SET_DUE, due=Due(date(2031, 3, 8), "06:00", "UTC"))
    save_change(archive, "2031-w10", 1, later, "ann", DUE)
    go(archive, DraftState.IN_REVIEW, "ann", DUE)
    go(archive, DraftState.APPROVED, "ben", DUE)
    assert len(publish_due(archive, FRIDAY, DUE + timedelta(days=1))) == 1


def test_two_persons_where_the_desk_asks_for_them(archive, opened):
    two = replace(FRIDAY, two_persons=True)
    save_change(archive, "2031-w10", 1, reword(opened, "Ann's words."), "ann", OPENED)
    go(archive, DraftState.IN_REVIEW, "ben", OPENED, two)
    with pytest.raises(DraftError, match="two persons"):
        go(archive, DraftState.APPROVED, "ann", OPENED, two)
    go(archive, DraftState.APPROVED, "ben", OPENED, two)


def test_what_is_not_ready_is_not_approved(archive, opened):
    save_change(archive, "2031-w10", 1, reword(opened, "They said “never again”."), "ann", OPENED)
    go(archive, DraftState.IN_REVIEW, "ann", OPENED)
    with pytest.raises(DraftError, match="not ready: “never again” stands in none of its receipts"):
        go(archive, DraftState.APPROVED, "ben", OPENED)
    assert [one.check for one in check_opened(archive, load_opened(archive, "2031-w10")) if one.stops] == ["quotation"]


def test_what_is_at_its_end_is_not_read_again(archive, opened, monkeypatch):
    go(archive, DraftState.DROPPED, "ann", OPENED)
    monkeypatch.setattr(archive, "load_draft", None)
    assert list_open(archive, FRIDAY, DUE) == ()
    assert publish_due(archive, FRIDAY, DUE) == ()
