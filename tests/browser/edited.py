"""A draft with an editor's words in it and a published edition with a correction, for pages that need them."""

from datetime import timedelta

from readout.actions.drafting import load_opened, open_draft, save_change
from readout.actions.publishing import Ready, correct_edition, publish_edition
from readout.codebook.desks import Schedule
from readout.codes import BlockKind, ChangeKind
from readout.editing.freezing import walk_edition_lines
from readout.records import Approval, Change, Correction


def edited_pages(desk, words: str = "They spoke, at last.", *more: str) -> tuple[str, ...]:
    """The addresses of a draft's pages and of an edition's; `words` stand wherever an editor writes, and `more`."""
    from readout.desk.opened import now  # noqa: PLC0415 -- needs Django set up
    from readout.desk.shelves import load_cited  # noqa: PLC0415
    from readout.rendering.receipts import find_citations  # noqa: PLC0415

    at, archive = now(), desk.archive
    brief = archive.find_brief(*archive.list_periods()[0])
    articles = load_cited(archive, brief, find_citations(brief)).shelf.articles.values()
    draft = open_draft(archive, brief, list(articles), Schedule(5), "ann", at).draft.id
    blocks = load_opened(archive, draft).content.blocks
    block = next((one for one in blocks if one.kind is BlockKind.DEVELOPMENT), blocks[0])
    for change in (
        Change(ChangeKind.REWORD, block.id, block.lines[0].id, text=words),
        Change(ChangeKind.ADD_COMMENT, after=block.id, text=words),
        Change(ChangeKind.SET_TITLE, text=words),
        Change(ChangeKind.REMOVE, blocks[-1].id),
        Change(ChangeKind.SET_DUE),
        *(
            Change(ChangeKind.REWORD, one.id, one.lines[0].id, text=text)
            for one, text in zip((each for each in blocks[:-1] if each is not block and each.lines), more, strict=False)
        ),
        *(Change(ChangeKind.ADD_COMMENT, after=block.id, text=text) for text in more),
    ):
        save_change(archive, draft, load_opened(archive, draft).revision.number, change, "ann", at)
    content = load_opened(archive, draft).content
    ready = Ready(brief, content.blocks, words, "as-edited", "ann", (Approval("ben", at),))
    edition = publish_edition(archive, ready, {}, at)
    line = next(line for _, line in walk_edition_lines(edition.blocks))
    for number, text in enumerate((words, *more), 2):
        told = Correction(text, "ann", at + timedelta(minutes=number), line.id, line.sentence.text, text)
        correct_edition(archive, edition.number, told)
    one = f"/drafts/{draft}"
    return (
        one, f"{one}/history?from=1&to=6", f"{one}/ready", f"{one}/preview", f"/editions/{edition.number}",
        f"/editions/{edition.number}?line={line.id}",
    )  # fmt: skip
