"""Editions: drafts on their way, what was published, what was put right in it, and the audit of all decisions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.actions.approving import list_open
from readout.actions.auditing import verify_decided
from readout.actions.publishing import correct_edition, load_sources, make_correction
from readout.desk.access import Right, open_to
from readout.desk.drafts import NAMES
from readout.desk.opened import now, precise_now, the_desk
from readout.desk.weeks import open_week
from readout.editing.freezing import current_blocks, walk_edition_lines
from readout.editing.history import cut_pieces
from readout.editing.scheduling import write_due
from readout.errors import ArchiveError, DraftError
from readout.records import Edition
from readout.rendering.receipts import show_receipt, stock_shelf

ENTRIES = 50  # of the audit, on a page
LONGEST = 2_000  # characters of a correction


@require_safe
@open_to(Right.READ)
def list_editions(request: HttpRequest) -> HttpResponse:
    """The drafts that are open and where each stands, and every edition, the latest first."""
    desk = the_desk()
    opened = open_week(request)
    cards = desk.archive.list_editions()
    standings = list_open(desk.archive, desk.files.schedule, now())
    periods = {(one.opened.draft.brief.first_day, one.opened.draft.brief.last_day) for one in standings}
    periods |= {(card.first_day, card.last_day) for card in cards}
    told = {
        "opened": opened,
        "drafts": [(one, write_due(one.opened.content.due)) for one in standings],
        "editions": list(reversed(cards)),
        "waiting": [week for week in opened.weeks if (week.first_day, week.last_day) not in periods],
    }
    return render(request, "desk/editions.html", told)


def find_edition(number: int) -> Edition:
    """The edition with a number. Raises Http404."""
    edition = the_desk().archive.load_edition(number=number)
    if edition is None:
        raise Http404(str(number))
    return edition


@require_safe
@open_to(Right.READ)
def show_edition(request: HttpRequest, number: int) -> HttpResponse:
    """A published edition as it stands now, and what was put right in it."""
    edition = find_edition(number)
    broken = None
    try:
        articles = list(load_sources(the_desk().archive, edition).values())
    except ArchiveError as error:
        articles, broken = [], str(error)
    shelf = stock_shelf(articles, (), edition.brief)
    corrected = {one.line_id for one in edition.corrections if one.line_id}
    blocks = [
        {
            "block": block,
            "name": NAMES[block.kind],
            "lines": [
                {
                    "line": line,
                    "is_heading": line is block.heading,
                    "is_corrected": line.id in corrected,
                    "receipts": [show_receipt(one, shelf) for one in line.sentence.citations] if broken is None else (),
                }
                for line in (*((block.heading,) if block.heading else ()), *block.lines)
            ],
        }
        for block in current_blocks(edition)
    ]
    told: dict[str, Any] = {
        "edition": edition,
        "blocks": blocks,
        "broken": broken,
        "corrections": [(one, cut_pieces(one.was or "", one.now or "")) for one in edition.corrections],
        "line": request.GET.get("line", ""),
    }
    lines = [line for _, line in walk_edition_lines(current_blocks(edition))]
    told["wrong"] = next((line for line in lines if line.id == told["line"]), None)
    return render(request, "desk/edition.html", told)


@require_POST
@open_to(Right.EDIT)
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what was wrong, in public words; the line as it was stays in the audit and on the corrections page."""
    find_edition(number)
    archive, told = the_desk().archive, request.POST
    words, changed = (told.get(name, "")[:LONGEST] for name in ("words", "now"))
    try:
        correction = make_correction(
            archive, number, words, request.user.get_username(), precise_now(), told.get("line") or None, changed
        )
    except DraftError as error:
        messages.error(request, f"Not kept: {error}.")
        return redirect("edition", number)
    correct_edition(archive, number, correction)
    messages.success(request, "Corrected: in the page, the feed and the next mail, with this moment and these words.")
    return redirect("edition", number)


@require_safe
@open_to(Right.EDIT)
def show_audit(request: HttpRequest) -> HttpResponse:
    """Who decided what, the latest first; and whether all of it is as it was entered, where that is asked."""
    archive = the_desk().archive
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and int(before) < 2**31 else None
    entries = archive.list_audit(ENTRIES, number)
    told = {
        "entries": entries,
        "older": entries[-1].number if entries and entries[-1].number > 1 else None,
        "checked": verify_decided(archive) if "check" in request.GET else None,
    }
    return render(request, "desk/audit.html", told)
