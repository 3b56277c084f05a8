"""Leaving and pausing: at once, with one press, for ever by the same link (RFC 8058); reading the page does nothing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from readout.actions.subscribing import pressing
from readout.actions.subscribing.tokens import Purpose
from readout.letters.asked import now, read_link, readers_page, show
from readout.letters.office import Office

WEEKS = (1, 2, 4, 8, 12, 26)


@readers_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, office: Office, text: str) -> HttpResponse:
    """
    A page with buttons. A POST without a word of pausing leaves: that is what mail readers send for their reader.

    The answer is the same whether or not anybody has the key: the link stays good after leaving and erasing.
    """
    token = read_link(office, Purpose.LEAVE, text)
    if token is None:
        return show("over", 404)
    if request.method != "POST":
        return show("leave", weeks=WEEKS)
    action = request.POST.get("action", "leave")
    if action == "pause":
        told = request.POST.get("weeks", "")
        weeks = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0
        return show("paused" if pressing.pause(office.room, token.key, weeks, now()) else "unpaused", weeks=weeks)
    if action == "resume":
        return show("resumed" if pressing.resume(office.room, token.key, now()) else "unpaused")
    pressing.leave(office.room, token.key, now())
    return show("left")
