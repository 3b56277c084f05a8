"""What the readers' pages share: the office behind a request, answers without cookies, and tokens out of addresses."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from readout.actions.subscribing.tokens import Purpose, Token, is_over, read_token
from readout.archive.mailroom import Mailroom
from readout.archive.sealing import Sealer, load_key
from readout.codebook.mails import MailBook
from readout.letters.office import Office, load_mail
from readout.version import VERSION

DATABASE = "default"
SLOWEST, QUICKEST = 86_400, 2  # seconds between seeing a form and sending it
_offices: dict[Path, tuple[int, Office | None]] = {}


def now() -> datetime:
    """This instant, UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def find_office() -> Office | None:
    """The office of the desk that this server was started for; None while it mails nothing."""
    folder = Path(settings.READOUT_DESK)
    path = folder / "mail.toml"
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    if folder not in _offices or _offices[folder][0] != stamp:
        book = load_mail(folder)
        _offices[folder] = (stamp, None if book is None else _open(folder, book))
    return _offices[folder][1]


def _open(folder: Path, book: MailBook) -> Office:
    return Office(folder, book, Mailroom(DATABASE, Sealer(load_key(folder, make=True))))


def readers_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    A page for readers: open to all, without cookies, cached by nobody, leaking no address to other sites.

    It needs no token against forged posts, since nobody is signed in; what a link may do, it carries itself.
    """

    @wraps(view)
    def answer(request: HttpRequest, **given: str) -> HttpResponse:
        office = find_office()
        if office is None:
            return show("closed", 404)
        response = view(request, office, **given)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    opened: Callable[..., HttpResponse] = login_not_required(csrf_exempt(answer))
    return opened


def show(page: str, status: int = 200, **values: Any) -> HttpResponse:
    """A page by its name: the same bytes for the same values, whoever asks."""
    office = find_office()
    name = office.book.name if office else ""
    text = render_to_string(f"letters/{page}.html", {"name": name, "version": VERSION, **values})
    return HttpResponse(text, status=status)


def read_link(office: Office, purpose: Purpose, text: str, *, any_age: bool = False) -> Token | None:
    """What the token in an address says; None where it is forged or over."""
    token = read_token(office.room.signing, purpose, text)
    return None if token is None or (is_over(token, now()) and not any_age) else token


def name_network(request: HttpRequest) -> str:
    """
    The network that a post comes from, /24 or /48; "" from this machine: a web server in front hides who it was.

    Only its keyed digest is kept, for a month.
    """
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    return str(ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))


def stamp_form(office: Office, at: datetime) -> str:
    """A hidden word of a form: when it was shown, signed."""
    shown = str(int(at.timestamp()))
    return f"{shown}.{_sign(office, shown)}"


def is_fresh(office: Office, stamp: str, at: datetime) -> bool:
    """Whether a form was shown long enough ago for a person, and not too long."""
    shown, _, mac = stamp.partition(".")
    if (
        not shown.isascii()
        or not shown.isdigit()
        or not hmac.compare_digest(mac.encode(), _sign(office, shown).encode())
    ):
        return False
    return QUICKEST <= at.timestamp() - int(shown) <= SLOWEST


def _sign(office: Office, shown: str) -> str:
    return hmac.digest(office.room.signing, b"form\x00" + shown.encode(), "sha256").hex()[:32]
