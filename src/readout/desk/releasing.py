"""What brings a draft to its readers: "Ready?", previews, submitted, approved, stopped."""

import re
from datetime import datetime
from urllib.parse import unquote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.actions.approving import check_opened, take_step
from readout.actions.delivering.amending import find_amended
from readout.actions.drafting import Opened
from readout.actions.previewing import preview_edition
from readout.adapters.desks import load_site
from readout.codes import DraftState
from readout.desk.access import Right, open_to
from readout.desk.drafts import NAMES, find_draft
from readout.desk.opened import now, the_desk
from readout.desk.postbox import find_last_mailed
from readout.editing.freezing import card_of, walk_edition_lines
from readout.errors import ArchiveError, DraftError
from readout.rendering.mail.editions import Footer, render_mail
from readout.rendering.site import Published, render_site
from readout.rendering.speech.script import render_script, write_script

_RIGHTS = {
    DraftState.IN_REVIEW: Right.EDIT,
    DraftState.DROPPED: Right.EDIT,
    DraftState.DRAFT: Right.EDIT,
    DraftState.APPROVED: Right.APPROVE,
}
_TOLD = {
    DraftState.IN_REVIEW: "It is in review: somebody who may approve looks at it now.",
    DraftState.DRAFT: "It is a draft again.",
    DraftState.DROPPED: "The draft is given up; its revisions are kept.",
}
_SHEETS = {"css": "text/css", "html": "text/html", "svg": "image/svg+xml", "ics": "text/calendar", "xml": "text/xml",
           "json": "application/json", "csv": "text/csv", "jsonld": "application/ld+json",
           "txt": "text/plain"}  # fmt: skip
_STRICT = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_DARK = re.compile(rb"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_LOOKS = {"mail-light.html": b"@media not all", "mail-dark.html": b"@media all"}  # what stands for the reader's system
CLIPS_AT = 102_000  # bytes of HTML behind which the largest web mail hides the rest
_previews: dict[tuple[str, str, int, datetime | None], dict[str, bytes]] = {}


@require_POST
@open_to(Right.EDIT)
def bring_to(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Bring a draft to another state; approving asks for the right to and the second factor."""
    find_draft(draft_id)
    try:
        to = DraftState(request.POST.get("to", ""))
    except ValueError as error:
        raise Http404 from error
    right = _RIGHTS.get(to)
    if right is None or not request.user.has_perm(right):
        raise PermissionDenied(to)
    if to is DraftState.APPROVED and not request.user.is_verified():
        messages.info(request, "Approving asks for your second factor.")
        return redirect("second-factor")
    desk = the_desk()
    schedule, note = desk.files.schedule, request.POST.get("note", "")[:300]
    try:
        take_step(desk.archive, draft_id, to, request.user.get_username(), schedule, now(), note)
    except (DraftError, ArchiveError) as error:
        messages.error(request, f"Not done: {error}.")
    else:
        held = f"Approved. It is held for {schedule.hold_minutes} minutes, in which anybody here can stop it."
        messages.success(request, _TOLD.get(to, held))
    return redirect("draft", draft_id)


@require_safe
@open_to(Right.EDIT)
def show_ready(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Whether a draft is ready: what stops it, and what to look at once more."""
    opened = find_draft(draft_id)
    page: bytes | None = None
    size: int | None = None
    broken = None
    try:
        files = render_preview(opened)
        page, size = files[f"editions/{opened.draft.slug}/index.html"], len(files["mail.html"])
    except ArchiveError as error:
        broken = str(error)
    found = check_opened(the_desk().archive, opened, page, size) if broken is None else ()
    places = {
        line.id: (block.id, NAMES[block.kind], line.sentence.text)
        for block, line in walk_edition_lines(opened.content.blocks)
    }
    places |= {
        block.id: (block.id, NAMES[block.kind], block.lines[0].sentence.text if block.lines else "")
        for block in opened.content.blocks
    }
    told = {
        "opened_draft": opened,
        "stops": [(one, places.get(one.where or "")) for one in found if one.stops],
        "looks": [(one, places.get(one.where or "")) for one in found if not one.stops],
        "size": size,
        "broken": broken,
    }
    return render(request, "desk/ready.html", told)


@require_safe
@open_to(Right.EDIT)
def show_previews(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The ways in which a draft can be looked at as its readers would meet it."""
    opened = find_draft(draft_id)
    try:
        size = len(render_preview(opened)["mail.html"])
    except ArchiveError:
        size = None
    told = {"opened_draft": opened, "size": size, "clips_at": CLIPS_AT}
    return render(request, "desk/previews.html", told)


@require_safe
@open_to(Right.EDIT)
def show_preview(request: HttpRequest, draft_id: str, path: str) -> HttpResponse:
    """One file of the draft as it would be published; nothing in it runs, and nothing is loaded from elsewhere."""
    del request  # who asks was seen at the door
    try:
        files = render_preview(find_draft(draft_id))
    except ArchiveError as error:
        raise Http404(str(error)) from error
    name = unquote(path)
    name = f"{name}index.html" if name.endswith("/") or not name else name
    if name not in files:
        raise Http404(name)
    kind = _SHEETS.get(name.rpartition(".")[2], "application/octet-stream")
    answer = HttpResponse(files[name], content_type=f"{kind}; charset=utf-8")
    answer["Content-Security-Policy"] = _STRICT
    return answer


def render_preview(opened: Opened) -> dict[str, bytes]:
    """The readers' side with this draft as its one edition, its mail and its script; one revision is rendered once."""
    desk = the_desk()
    corrected = max((card.corrected_at for card in desk.archive.list_editions() if card.corrected_at), default=None)
    key = (str(desk.folder), opened.draft.id, opened.revision.number, corrected)
    if key not in _previews:
        published = preview_edition(desk.archive, opened, now())
        _previews.clear()
        _previews[key] = _render(published)
    return _previews[key]


def _render(published: Published) -> dict[str, bytes]:
    desk = the_desk()
    site = load_site(desk.folder, desk.codebook.standoff.name or desk.folder.name)
    files = dict(render_site(site, [card_of(published.edition)], [published]))
    amended = find_amended(desk.archive, published.edition, find_last_mailed(published.edition.number))
    footer = Footer(site.title, site.publisher)
    text, page = render_mail(published, f"{site.address}{published.folder}", footer, amended)
    files["mail.html"], files["mail.txt"] = page.encode("utf-8", "replace"), text.encode("utf-8", "replace")
    files |= {name: _DARK.sub(look, files["mail.html"]) for name, look in _LOOKS.items()}
    files["script.txt"] = render_script(write_script(published, site))
    return files
