"""Joining: one field, then one press on a page that the mail leads to. A link alone changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from readout.actions.subscribing import pressing
from readout.actions.subscribing.limits import Limits, count_post
from readout.actions.subscribing.pressing import Pressed
from readout.actions.subscribing.tokens import Purpose
from readout.adapters.mail_addresses import read_address
from readout.errors import InputError
from readout.letters.asked import is_fresh, name_network, now, read_link, readers_page, show, stamp_form
from readout.letters.office import Office

LIMITS = Limits()
TRAP = "website"  # a field that no person sees, and programs fill in


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, office: Office) -> HttpResponse:
    """The form, and the one answer that everybody gets."""
    return ask(request, office, "subscribe")


def ask(request: HttpRequest, office: Office, kind: str) -> HttpResponse:
    """Show a form of one field, or note that somebody asked: never whether the address is known."""
    if request.method != "POST":
        return show(kind, stamp=stamp_form(office, now()), trap=TRAP)
    typed = request.POST.get("address", "")
    try:
        address = read_address(typed)
    except InputError as error:
        return show(kind, 422, stamp=stamp_form(office, now()), trap=TRAP, error=error.reason, typed=typed[:254])
    if not is_fresh(office, request.POST.get("shown", ""), now()):
        return show(kind, 422, stamp=stamp_form(office, now()), trap=TRAP, stale=True, typed=address)
    note(request, office, kind, address)
    return show("asked", kind=kind)


def note(request: HttpRequest, office: Office, kind: str, address: str, former: str = "") -> None:
    """Note that somebody asked, within the limits: the same questions to the database for every address."""
    room, at = office.room, now()
    network = name_network(request)
    with room.writing():
        named = room.sealer.name(f"network {network}") if network else ""
        heeded = count_post(room, named, at, LIMITS) and not request.POST.get(TRAP)
        if heeded:
            key, domain = room.name_address(address)
            room.keep_asking(key, address, domain, kind, at, former)


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, office: Office, text: str) -> HttpResponse:
    """A page with a button; only the button confirms."""
    return _press(request, office, text, Purpose.CONFIRM)


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, office: Office, text: str) -> HttpResponse:
    """The same, for a change of address."""
    return _press(request, office, text, Purpose.MOVE)


def _press(request: HttpRequest, office: Office, text: str, purpose: Purpose) -> HttpResponse:
    token = read_link(office, purpose, text, any_age=True)
    if token is None:
        return show("over", 404)
    if request.method != "POST":
        return show("confirm", moves=purpose is Purpose.MOVE)
    press = pressing.move if purpose is Purpose.MOVE else pressing.confirm
    if press(office.room, token, now()) is Pressed.OVER:
        return show("over", 410)
    return show("confirmed", moves=purpose is Purpose.MOVE)


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def deny(request: HttpRequest, office: Office, text: str) -> HttpResponse:
    """This was not me: a button, and no mail ever after."""
    token = read_link(office, Purpose.NOT_ME, text)
    if token is None:
        return show("over", 404)
    if request.method != "POST":
        return show("deny")
    pressing.deny(office.room, token.key, now())
    return show("denied")
