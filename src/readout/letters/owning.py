"""One's own data: a link by mail, good for an hour, to see, export, change and erase what is kept."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from readout.actions.subscribing import pressing
from readout.actions.subscribing.pressing import Export
from readout.actions.subscribing.tokens import Purpose, Token
from readout.adapters.mail_addresses import read_address
from readout.errors import InputError
from readout.letters.asked import now, read_link, readers_page, show
from readout.letters.joining import ask, note
from readout.letters.office import Office


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest, office: Office) -> HttpResponse:
    """A form of one field; the link goes to the address, and the page says the same to everybody."""
    return ask(request, office, "own")


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, office: Office, text: str) -> HttpResponse:
    """What is kept of one reader, and the buttons to take it along, to change the address, and to erase it all."""
    token = read_link(office, Purpose.OWN, text)
    kept = None if token is None else pressing.export(office.room, token.key)
    if token is None or kept is None:
        return show("over", 404)
    if request.method != "POST":
        return show("own", kept=kept)
    action = request.POST.get("action", "")
    if action == "export":
        return _download(kept)
    if action == "erase":
        pressing.erase(office.room, token.key, now())
        return show("erased")
    if action == "move":
        return _move(request, office, token, kept)
    return show("own", 422, kept=kept)


def _download(kept: Export) -> HttpResponse:
    body = msgspec.json.format(msgspec.json.encode(kept), indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="what-is-kept-of-me.json"'
    return response


def _move(request: HttpRequest, office: Office, token: Token, kept: Export) -> HttpResponse:
    try:
        address = read_address(request.POST.get("address", ""))
    except InputError as error:
        return show("own", 422, kept=kept, error=error.reason)
    note(request, office, "move", address, token.key)
    return show("asked", kind="move")


@readers_page
@require_safe
def tell_privacy(request: HttpRequest, office: Office) -> HttpResponse:
    """What is stored of whom, for how long."""
    del request
    return show("privacy", address=office.book.help)
