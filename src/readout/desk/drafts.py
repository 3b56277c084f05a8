"""The edition editor: a draft's blocks, changed one thing at a time; its history; what clashes is shown to both."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from readout.actions.approving import load_standing
from readout.actions.drafting import (
    Opened,
    load_cited,
    load_opened,
    name_revision,
    open_draft,
    return_to,
    save_change,
)
from readout.codebook.desks import is_zone
from readout.codes import BlockKind, ChangeKind
from readout.desk.access import Right, open_to
from readout.desk.opened import now, the_desk
from readout.desk.shelves import load_cited as load_shelf
from readout.desk.weeks import open_week
from readout.editing.freezing import walk_edition_lines
from readout.editing.history import compare_contents, cut_pieces, group_revisions
from readout.editing.scheduling import write_due
from readout.errors import ArchiveError, DraftError
from readout.records import Article, Block, Change, Citation, Clash, Due
from readout.rendering.receipts import Shelf, find_citations, show_receipt, stock_shelf

AT_HAND = 4  # drafts whose articles are kept at hand
NAMES = {
    BlockKind.ANSWER: "In short",
    BlockKind.DEVELOPMENT: "Key development",
    BlockKind.CHANGE: "What changed",
    BlockKind.TAKEAWAY: "Takeaways",
    BlockKind.STATEMENT: "Who said what",
    BlockKind.POSITION: "Position",
    BlockKind.MEETING: "Calendar",
    BlockKind.FORECAST: "Forecast",
    BlockKind.QUANTITY: "Number",
    BlockKind.BACKGROUND: "Background",
    BlockKind.QUESTION: "Open question",
    BlockKind.COMMENT: "Editor’s comment",
}
_cited: dict[tuple[str, str], Mapping[str, Article]] = {}


@require_POST
@open_to(Right.EDIT)
def begin_draft(request: HttpRequest) -> HttpResponse:
    """Open a draft of the week that is shown."""
    opened = open_week(request) if "week" in request.GET else None
    desk = the_desk()
    if opened is None or opened.brief is None:
        messages.error(request, "No brief of that week is kept: write it first.")
        return redirect("editions")
    cited = load_shelf(desk.archive, opened.brief, find_citations(opened.brief))
    try:
        made = open_draft(
            desk.archive,
            opened.brief,
            list(cited.shelf.articles.values()),
            desk.files.schedule,
            request.user.get_username(),
            now(),
        )
    except (DraftError, ArchiveError) as error:
        messages.error(request, f"No draft was opened: {error}")
        return redirect("editions")
    return redirect("draft", made.draft.id)


def find_draft(draft_id: str, number: int | None = None) -> Opened:
    """A draft in its latest revision, or the one with a number. Raises Http404."""
    try:
        return load_opened(the_desk().archive, draft_id, number)
    except DraftError as error:
        raise Http404(draft_id) from error


def load_shelf_of(opened: Opened) -> Shelf:
    """What the receipts of a draft are shown from; the same draft is read once."""
    desk = the_desk()
    key = (str(desk.folder), opened.draft.id)
    if key not in _cited:
        _cited[key] = load_cited(desk.archive, opened.draft)
        while len(_cited) > AT_HAND:
            del _cited[next(iter(_cited))]
    return stock_shelf(list(_cited[key].values()), (), opened.draft.brief)


@require_safe
@open_to(Right.EDIT)
def show_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The editor of a draft."""
    desk = the_desk()
    find_draft(draft_id)
    standing = load_standing(desk.archive, draft_id, desk.files.schedule, now())
    opened = standing.opened
    shelf = load_shelf_of(opened)
    blocks = opened.content.blocks
    here = {block.id for block in blocks}
    told = {
        "opened_draft": opened,
        "standing": standing,
        "due": write_due(opened.content.due),
        "schedule": desk.files.schedule,
        "blocks": [_show_block(block, place, blocks, shelf) for place, block in enumerate(blocks)],
        "removed": [(block, NAMES[block.kind], _first(block)) for block in opened.draft.blocks if block.id not in here],
        "step": standing.steps[-1] if standing.steps else None,
    }
    return render(request, "desk/draft.html", told)


def _show_block(block: Block, place: int, blocks: tuple[Block, ...], shelf: Shelf) -> dict[str, Any]:
    lines = (*((block.heading,) if block.heading else ()), *block.lines)
    cited = list(dict.fromkeys(find_citations(block)))
    return {
        "block": block,
        "name": NAMES[block.kind],
        "is_comment": block.kind is BlockKind.COMMENT,
        "lines": [
            {
                "line": line,
                "is_heading": line is block.heading,
                "receipts": [show_receipt(one, shelf) for one in line.sentence.citations],
                "pieces": cut_pieces(line.machine.text, line.sentence.text) if line.machine else (),
            }
            for line in lines
        ],
        "up": blocks[place - 2].id if place > 1 else "",
        "is_first": not place,
        "down": blocks[place + 1].id if place + 1 < len(blocks) else None,
        "cited": [(number, show_receipt(one, shelf)) for number, one in enumerate(cited)],
    }


def _first(block: Block) -> str:
    return block.lines[0].sentence.text if block.lines else ""


@require_POST
@open_to(Right.EDIT)
def change_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Make one change; 409 with all three wordings where somebody else changed the same. Scripts are answered JSON."""
    opened = find_draft(draft_id)
    base = request.POST.get("base", "")
    quiet = request.headers.get("Accept") == "application/json"
    try:
        change = _read_change(request, opened)
        number = int(base) if base.isdecimal() else -1
        saved = save_change(the_desk().archive, draft_id, number, change, request.user.get_username(), now())
    except DraftError as error:
        if quiet:
            return JsonResponse({"told": f"Not saved: {error}."}, status=422)
        messages.error(request, f"Not saved: {error}.")
        return redirect("draft", draft_id)
    if isinstance(saved, Clash):
        if quiet:
            return JsonResponse({"told": f"{saved.editor} changed this, too."}, status=409)
        return _show_clash(request, find_draft(draft_id), change, saved)
    if quiet:
        return JsonResponse({"told": f"Saved, revision {saved.number}", "revision": saved.number})
    at = change.block_id or change.after
    return redirect(f"{reverse('draft', args=[draft_id])}{f'#{at}' if at else ''}")


def _show_clash(request: HttpRequest, opened: Opened, change: Change, clash: Clash) -> HttpResponse:
    told = {
        "opened_draft": opened,
        "change": change,
        "clash": clash,
        "theirs": cut_pieces(clash.base or "", clash.theirs or ""),
        "mine": cut_pieces(clash.base or "", clash.mine or ""),
        "due_parts": change.due,
    }
    return render(request, "desk/clash.html", told, status=409)


def _read_change(request: HttpRequest, opened: Opened) -> Change:
    """The change of a form. Raises DraftError where it is none."""
    told = request.POST
    try:
        kind = ChangeKind(told.get("kind", ""))
    except ValueError as error:
        raise DraftError("there is no such change") from error
    block_id = told.get("block") or None
    cited: tuple[Citation, ...] = ()
    if kind is ChangeKind.ADD_LINE:
        cited = _read_receipts(opened, block_id, told.getlist("receipt"))
    due = (
        _read_due(told.get("day", ""), told.get("time", ""), told.get("zone", ""))
        if kind is ChangeKind.SET_DUE
        else None
    )
    return Change(kind, block_id, told.get("line") or None, told.get("after") or None, told.get("text", ""), cited, due)


def _read_receipts(opened: Opened, block_id: str | None, chosen: list[str]) -> tuple[Citation, ...]:
    block = next((one for one in opened.content.blocks if one.id == block_id), None)
    cited = list(dict.fromkeys(find_citations(block))) if block else []
    return tuple(one for number, one in enumerate(cited) if str(number) in chosen)


def _read_due(day: str, at: str, zone: str) -> Due | None:
    if not day.strip():
        return None
    try:
        due = Due(date.fromisoformat(day.strip()), at.strip()[:5] or "06:00", zone.strip() or "UTC")
        hour, minute = map(int, due.time.split(":"))
    except ValueError as error:
        raise DraftError(f"“{day} {at}” is no day and time such as 2031-03-07 06:00") from error
    if not (0 <= hour < 24 and 0 <= minute < 60) or not is_zone(due.zone):
        raise DraftError(f"“{at} ({zone})” is no time in a zone such as 06:00 (Europe/Prague)")
    return due


@require_POST
@open_to(Right.EDIT)
def keep_name(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Keep the latest revision under a name, or take up an earlier one again."""
    find_draft(draft_id)
    archive, editor = the_desk().archive, request.user.get_username()
    number = request.POST.get("again", "")
    try:
        if number.isdecimal():
            kept = return_to(archive, draft_id, int(number), editor, now())
        else:
            kept = name_revision(archive, draft_id, request.POST.get("name", "")[:100], editor, now())
    except DraftError as error:
        messages.error(request, f"Not kept: {error}.")
    else:
        messages.success(request, f"Kept as revision {kept.number}: {kept.name}.")
    return redirect("draft-history", draft_id)


@require_safe
@open_to(Right.EDIT)
def show_history(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The revisions of a draft, and what lies between two of them, word by word."""
    latest = find_draft(draft_id)
    revisions = the_desk().archive.list_revisions(draft_id)
    new = _read_number(request.GET.get("to", ""), latest.revision.number)
    old = _read_number(request.GET.get("from", ""), max(1, new - 1))
    before, after = find_draft(draft_id, old), find_draft(draft_id, new)
    names = {
        line.id: NAMES[block.kind] for one in (before, after) for block, line in walk_edition_lines(one.content.blocks)
    }
    names |= {block.id: NAMES[block.kind] for one in (before, after) for block in one.content.blocks}
    changed = compare_contents(before.content, after.content)
    told = {
        "opened_draft": latest,
        "groups": [(group[0], group[-1], len(group)) for group in group_revisions(revisions)],
        "old": before.revision,
        "new": after.revision,
        "changes": [(names.get(one.where, one.where), one) for one in changed],
    }
    return render(request, "desk/history.html", told)


def _read_number(told: str, otherwise: int) -> int:
    return int(told) if told.isdecimal() and 0 < int(told) <= 10**6 else otherwise
