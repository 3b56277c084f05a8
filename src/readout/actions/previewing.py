"""A draft as its readers would meet it: an edition that is not kept, with what its receipts are shown from."""

from datetime import datetime

from readout.actions.drafting import Opened
from readout.actions.publishing import find_sources, settle_sources
from readout.editing.freezing import FORMAT
from readout.ports import Archive
from readout.records import Edition
from readout.rendering.site.published import Published


def preview_edition(archive: Archive, opened: Opened, now: datetime) -> Published:
    """The draft as the next edition would be. Raises ArchiveError when a receipt is of no kept version."""
    draft, content = opened.draft, opened.content
    days = {one.article_id: one.published for one in draft.dated}
    cited = (draft.brief, content.blocks)
    edition = Edition(
        format=FORMAT,
        number=max((card.number for card in archive.list_editions()), default=0) + 1,
        slug=draft.slug,
        title=content.title,
        language=content.language,
        blocks=content.blocks,
        sources=settle_sources(archive, cited, days),
        brief=draft.brief,
        editor=opened.revision.editor,
        approvals=(),
        published_at=now,
        digest="",
        corrections=(),
    )
    return Published(edition, find_sources(archive, cited, days))
