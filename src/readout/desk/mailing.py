"""Mail at the desk: who will get an edition and who not, a trial, sending, how it goes, the balance, settling."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.actions.delivering.composing import opens_at
from readout.actions.delivering.freezing import Content, find_audience, freeze_edition, freeze_trial, name_mailing
from readout.actions.delivering.settling import settle_by_name
from readout.actions.subscribing.answering import BREAKER
from readout.adapters.desks import load_site
from readout.adapters.mail_addresses import read_address
from readout.codes import DeliveryState, MailingKind, MailingState
from readout.desk.access import Right, open_to
from readout.desk.opened import now, the_desk
from readout.desk.postbox import tell_unsent
from readout.errors import InputError
from readout.letters.asked import find_office
from readout.letters.instances import BEAT, confirm_here, find_hindrance
from readout.letters.office import Office
from readout.records import Balance, Edition, Mailing

UNSETTLED = (DeliveryState.UNCERTAIN, DeliveryState.DEFERRED, DeliveryState.REFUSED)
SHOWN = 200  # rows that are named on a page
MAILINGS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A mailing with its balance, as the list shows it."""

    mailing: Mailing
    balance: Balance

    @property
    def done(self) -> int:
        """How many need no more trying."""
        return (
            self.balance.frozen - self.balance.queued - self.balance.prepared - self.balance.dot - self.balance.waiting
        )


def with_office(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that needs the post office: without one the page says what to do."""

    @wraps(view)
    def look(request: HttpRequest, **given: int) -> HttpResponse:
        office = find_office()
        if office is None:
            return render(request, "desk/mail.html", {"closed": True})
        return view(request, office, **given)

    return look


@require_safe
@open_to(Right.READ)
@with_office
def show_mail(request: HttpRequest, office: Office) -> HttpResponse:
    """The readers counted, what was mailed, and what hinders."""
    room = office.room
    mailed = room.list_mailings(MailingKind.EDITION, MailingKind.TRIAL, most=MAILINGS)
    told = {
        "book": office.book,
        "readers": sorted(room.count_readers().items()),
        "rows": [Row(mailing, room.count_balance(mailing.name)) for mailing in mailed],
        "latest": next(iter(reversed(the_desk().archive.list_editions())), None),
        "hindrance": find_hindrance(office, now()),
        "unsent": tell_unsent(),
        "breaker": room.load_mark(BREAKER)[:16],
        "beat": room.load_mark(BEAT)[:16].replace("T", " "),
    }
    return render(request, "desk/mail.html", told)


@require_safe
@open_to(Right.EDIT)
@with_office
def show_mailing(request: HttpRequest, office: Office, number: int) -> HttpResponse:
    """One edition: before it is mailed, to whom; afterwards, how it stands with each."""
    edition, room, name = _find_edition(number), office.room, name_mailing(number)
    mailing = room.load_mailing(name)
    told: dict[str, object] = {"edition": edition, "mailing": mailing, "hindrance": find_hindrance(office, now())}
    if mailing is None:
        told["audience"] = find_audience(room)
        told["hold"] = office.book.hold_minutes
    else:
        told["row"] = Row(mailing, room.count_balance(name))
        told["unsettled"] = [row for row, _ in zip(room.walk_deliveries(name, *UNSETTLED), range(SHOWN), strict=False)]
        told["skipped"] = _count_reasons(office, name)
        told["goes_on"] = mailing.state is MailingState.SENDING
        told["beat"] = room.load_mark(BEAT)[:16].replace("T", " ")
    return render(request, "desk/mailing.html", told)


def _count_reasons(office: Office, name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in office.room.walk_deliveries(name, DeliveryState.SKIPPED):
        counts[row.reply] = counts.get(row.reply, 0) + 1
    return counts


@require_POST
@open_to(Right.EDIT)
@with_office
def try_out(request: HttpRequest, office: Office, number: int) -> HttpResponse:
    """Mail an edition to one address first."""
    try:
        address = read_address(request.POST.get("address", ""))
    except InputError as error:
        messages.error(request, f"This address cannot be used: {error.reason}")
        return redirect("mailing", number)
    content = _write(office, _find_edition(number))
    freeze_trial(office.room, content, address, request.user.username, now(), office.book.domain)
    messages.success(request, f"A trial goes to {address}, within seconds while `readout worker` runs.")
    return redirect("mailing", number)


@require_POST
@open_to(Right.APPROVE, confirmed=True)
@with_office
def send(request: HttpRequest, office: Office, number: int) -> HttpResponse:
    """Freeze an edition for its readers; a second press does nothing more."""
    content = _write(office, _find_edition(number))
    opens = opens_at(office.book, now())
    mailing = freeze_edition(office.room, content, request.user.username, now(), opens, office.book.domain)
    if mailing is None:
        messages.info(request, "It was frozen before; nobody gets it twice.")
    else:
        messages.success(
            request, f"Frozen for {mailing.frozen:,} readers. Until {opens:%H:%M} UTC it can still be stopped."
        )
    return redirect("mailing", number)


@require_POST
@open_to(Right.EDIT)
@with_office
def hold(request: HttpRequest, office: Office, number: int) -> HttpResponse:
    """Stop a mailing before its next letter, or let it go on."""
    name = name_mailing(number)
    mailing = office.room.load_mailing(name)
    if mailing is None or mailing.state is MailingState.SENT:
        messages.info(request, "There is nothing to stop.")
    elif request.POST.get("to") == "go-on":
        office.room.set_mailing(name, MailingState.SENDING, "", now())
        messages.success(request, "It goes on.")
    else:
        office.room.set_mailing(name, MailingState.STOPPED, f"stopped by {request.user.username}", now())
        messages.success(request, "Stopped: no further letter goes out.")
    return redirect("mailing", number)


@require_POST
@open_to(Right.APPROVE, confirmed=True)
@with_office
def settle(request: HttpRequest, office: Office, number: int) -> HttpResponse:
    """An editor's word on named rows: mail them again under the same Message-ID, or take them for delivered."""
    chosen = set(request.POST.getlist("row"))
    rows = [row for row in office.room.walk_deliveries(name_mailing(number), *UNSETTLED) if str(row.id) in chosen]
    again = request.POST.get("how") == "again"
    if again:
        rows = [row for row in rows if row.address]
    settled = settle_by_name(office.room, rows, request.user.username, now(), again=again)
    messages.success(
        request, f"{settled:,} {'are mailed again' if again else 'are taken for delivered'}, by your name."
    )
    return redirect("mailing", number)


@require_POST
@open_to(Right.APPROVE, confirmed=True)
@with_office
def mail_from_here(request: HttpRequest, office: Office) -> HttpResponse:
    """A person says that this copy of the desk mails from now on."""
    confirm_here(office, now())
    messages.success(request, "This copy of the desk mails from now on. Make sure that no other does.")
    return redirect("mail")


def _find_edition(number: int) -> Edition:
    edition = the_desk().archive.load_edition(number=number)
    if edition is None:
        raise Http404(f"There is no edition {number}")
    return edition


def _write(office: Office, edition: Edition) -> Content:
    desk = the_desk()
    site = load_site(desk.folder, desk.codebook.standoff.name or desk.folder.name)
    return office.write_edition(desk.archive, edition, site.address, now())
