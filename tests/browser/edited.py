"""A draft with an editor's words in it and a published edition with a correction, for pages that need them."""

from datetime import timedelta

from readout.actions.approving import publish_due, take_step
from readout.actions.drafting import load_opened, open_draft, save_change
from readout.actions.publishing import correct_edition
from readout.codebook.desks import Schedule
from readout.codes import BlockKind, ChangeKind, DraftState
from readout.editing.freezing import walk_edition_lines
from readout.records import Change, Correction


def edited_pages(desk, words: str = "They spoke, at last.") -> tuple[str, ...]:
    """The addresses of a draft's pages and of an edition's; `words` stand wherever an editor writes."""
    from readout.desk.opened import now  # noqa: PLC0415 -- needs Django set up
    from readout.desk.shelves import load_cited  # noqa: PLC0415
    from readout.rendering.receipts import find_citations  # noqa: PLC0415

    at, schedule = now(), Schedule(5, hold_minutes=0)
    drafts = []
    for first, last in desk.archive.list_periods()[:2]:
        brief = desk.archive.find_brief(first, last)
        articles = load_cited(desk.archive, brief, find_citations(brief)).shelf.articles.values()
        draft = open_draft(desk.archive, brief, list(articles), schedule, "ann", at).draft.id
        block = next(
            one for one in load_opened(desk.archive, draft).content.blocks if one.kind is BlockKind.DEVELOPMENT
        )
        for change in (
            Change(ChangeKind.REWORD, block.id, block.lines[0].id, text=words),
            Change(ChangeKind.ADD_COMMENT, after=block.id, text=words),
            Change(ChangeKind.SET_TITLE, text=words),
            Change(ChangeKind.SET_DUE),
        ):
            save_change(desk.archive, draft, load_opened(desk.archive, draft).revision.number, change, "ann", at)
        drafts.append(draft)
    for to in (DraftState.IN_REVIEW, DraftState.APPROVED):
        take_step(desk.archive, drafts[1], to, "ben", schedule, at, words)
    (edition,) = publish_due(desk.archive, schedule, at + timedelta(minutes=1))
    line = next(line for _, line in walk_edition_lines(edition.blocks))
    told = Correction(words, "ann", at + timedelta(minutes=2), line.id, line.sentence.text, words)
    correct_edition(desk.archive, edition.number, told)
    one = f"/drafts/{drafts[0]}"
    return (
        one, f"{one}/history?from=1&to=4", f"{one}/ready", f"{one}/preview", f"/drafts/{drafts[1]}",
        f"/editions/{edition.number}", f"/editions/{edition.number}?line={line.id}",
    )  # fmt: skip
