"""Drafts: opened from a brief, changed one thing at a time, each change kept as a revision that nothing overwrites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from readout.actions.publishing import find_sources
from readout.codebook.desks import Schedule
from readout.codes import DraftState
from readout.editing.blocks import split_blocks
from readout.editing.freezing import name_slug, write_title
from readout.editing.revising import Content, apply_change, find_clash, read_content, write_revision
from readout.editing.scheduling import find_due
from readout.editing.states import ENDS, kept_state
from readout.errors import DraftError
from readout.ports import Archive
from readout.records import Article, Brief, Change, Clash, Dated, Draft, DraftStep, Revision

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with its latest revision and what that holds."""

    draft: Draft
    revision: Revision
    content: Content


def open_draft(
    archive: Archive, brief: Brief, articles: Sequence[Article], schedule: Schedule, editor: str, now: datetime
) -> Opened:
    """
    Open a draft of a brief: its blocks as they stand, due on the publishing day that follows its period.

    Raises DraftError when the period has an edition or an open draft already.
    """
    slug = name_slug(brief, schedule.publishing_day)
    with archive.writing():
        if any(card.slug == slug for card in archive.list_editions()):
            raise DraftError(f"'{slug}' was published already; what is wrong in it is a correction")
        same = [card for card in archive.list_drafts() if card.slug == slug]
        if any(kept_state(archive.list_steps(card.id)) not in ENDS for card in same):
            raise DraftError(f"there is a draft of '{slug}' already")
        blocks = split_blocks(brief, {article.id: article for article in articles})
        dated = tuple(Dated(article.id, article.published) for article in articles)
        own = slug if not same else f"{slug}-{len(same) + 1}"
        draft = Draft(own, slug, brief, blocks, dated, editor, now)
        due = brief.last_day and find_due(brief.last_day, schedule.publishing_day, schedule.time, schedule.zone)
        content = Content(write_title(brief), LANGUAGE, due or None, blocks)
        revision = write_revision(draft, content, 1, 0, editor, now, "As the brief has it")
        archive.add_draft(draft)
        archive.add_revision(revision)
    return Opened(draft, revision, content)


def load_opened(archive: Archive, draft_id: str, number: int | None = None) -> Opened:
    """A draft in its latest revision, or the one with a number. Raises DraftError where there is none."""
    draft, revision = archive.load_draft(draft_id), archive.load_revision(draft_id, number)
    if draft is None or revision is None:
        raise DraftError(f"there is no draft '{draft_id}'" + ("" if number is None else f" with a revision {number}"))
    return Opened(draft, revision, read_content(draft, revision))


def save_change(
    archive: Archive, draft_id: str, base: int, change: Change, editor: str, now: datetime
) -> Revision | Clash:
    """
    Make a change to the latest revision, as an editor who saw revision `base` wants it; the revision that keeps it.

    Where somebody else changed the very same thing since, nothing is saved and the clash is given back: as both found
    it, as it is now, as it was wanted. What others changed elsewhere stays. A draft in review or approved is a draft
    again. Raises DraftError where the change cannot be made, or the draft was published.
    """
    with archive.writing():
        latest = load_opened(archive, draft_id)
        _refuse_closed(archive, draft_id)
        if base != latest.revision.number:
            clash = find_clash(load_opened(archive, draft_id, base).content, latest.content, change, latest.revision)
            if clash is not None:
                return _name_other(archive, clash, latest, base)
        number = latest.revision.number + 1
        content = apply_change(latest.draft, latest.content, change, f"{editor} {now.isoformat()} {number}")
        if content == latest.content:
            return latest.revision
        revision = write_revision(latest.draft, content, number, base, editor, now)
        archive.add_revision(revision)
        take_back(archive, draft_id, editor, now, number, "edited")
    return revision


def _name_other(archive: Archive, clash: Clash, latest: Opened, base: int) -> Clash:
    """The clash with the revision since `base` that made the other's words, and who made it."""
    told = latest.revision
    for number in range(latest.revision.number, base, -1):
        before = load_opened(archive, latest.draft.id, number - 1)
        after = load_opened(archive, latest.draft.id, number)
        told = after.revision
        if _says(before.content, clash.where) != _says(after.content, clash.where):
            break
    return Clash(clash.where, clash.base, clash.theirs, clash.mine, told.editor, told.number)


def _says(content: Content, where: str) -> object:
    if where in ("title", "due"):
        return getattr(content, where)
    found = [block for block in content.blocks if block.id == where]
    lines = (line for block in content.blocks for line in (*block.lines, block.heading) if line)
    return found or [line for line in lines if line.id == where]


def name_revision(archive: Archive, draft_id: str, name: str, editor: str, now: datetime) -> Revision:
    """Keep the latest revision once more under a name. Raises DraftError without a name, or on a closed draft."""
    words = " ".join(name.split())
    if not words:
        raise DraftError("a revision needs a name to be kept under one")
    with archive.writing():
        latest = load_opened(archive, draft_id)
        _refuse_closed(archive, draft_id)
        number = latest.revision.number
        revision = write_revision(latest.draft, latest.content, number + 1, number, editor, now, words)
        archive.add_revision(revision)
    return revision


def return_to(archive: Archive, draft_id: str, number: int, editor: str, now: datetime) -> Revision:
    """Take up an earlier revision again: a new one with what it held. Raises DraftError where there is none."""
    with archive.writing():
        latest, earlier = load_opened(archive, draft_id), load_opened(archive, draft_id, number)
        _refuse_closed(archive, draft_id)
        revision = write_revision(
            latest.draft, earlier.content, latest.revision.number + 1, number, editor, now, f"Revision {number} again"
        )
        archive.add_revision(revision)
        take_back(archive, draft_id, editor, now, revision.number, "edited")
    return revision


def take_back(archive: Archive, draft_id: str, editor: str, now: datetime, revision: int, note: str) -> None:
    """Make a draft again of what was in review or approved; nothing where it is one."""
    steps = archive.list_steps(draft_id)
    if kept_state(steps) in (DraftState.IN_REVIEW, DraftState.APPROVED):
        archive.add_step(DraftStep(draft_id, len(steps) + 1, DraftState.DRAFT, editor, now, revision, note))


def list_editors(archive: Archive, draft_id: str) -> tuple[str, ...]:
    """Who changed a draft, in order of name: whoever only named a revision, or opened the draft, did not."""
    revisions = archive.list_revisions(draft_id)
    return tuple(sorted({one.editor for one in revisions[1:] if one.name is None}))


def load_cited(archive: Archive, draft: Draft) -> Mapping[str, Article]:
    """The articles of a draft's receipts by id, in the version that bears them out, for previews and checks."""
    return find_sources(archive, (draft.brief, draft.blocks), {one.article_id: one.published for one in draft.dated})


def _refuse_closed(archive: Archive, draft_id: str) -> None:
    state = kept_state(archive.list_steps(draft_id))
    if state in ENDS:
        raise DraftError(f"the draft is {state.value}: nothing in it changes any more")
