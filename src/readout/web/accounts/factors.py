"""The second factor: time-based codes (RFC 6238), shown as a drawing and as letters, and recovery codes."""

import secrets
from base64 import b32encode

import segno
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as confirm
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from readout.web.accounts.forms import CodeForm
from readout.web.accounts.signing import address_of
from readout.web.limits import count_failure, is_barred

CODES = 10


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code and in letters, and take the first code; then show recovery codes once."""
    if TOTPDevice.objects.filter(user=request.user, confirmed=True).exists():
        return render(request, "web/factor-there.html")
    device, _ = TOTPDevice.objects.get_or_create(user=request.user, confirmed=False, defaults={"name": "app"})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = request.user.get_username()
        if is_barred(name, address_of(request)):
            form.add_error("code", "Too many wrong codes. Wait a quarter of an hour, then try again.")
        elif device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save()
            confirm(request, device)
            return render(request, "web/recovery-codes.html", {"codes": _make_codes(request.user)})
        else:
            count_failure(name, address_of(request))
            form.add_error("code", "That code is not right. Is the clock of your phone right?")
    told = {"form": form, "drawing": _draw(device.config_url), "letters": _letters(device)}
    return render(request, "web/factor.html", told, status=422 if form.errors else 200)


@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the old ones end."""
    if not request.user.is_verified():
        return redirect("second-factor")
    return render(request, "web/recovery-codes.html", {"codes": _make_codes(request.user)})


def drop_factors(user: User) -> None:
    """Take a person's second factor away, so that a new one can be set up."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def _make_codes(user: User) -> list[str]:
    """New recovery codes, each of which works once."""
    device, _ = StaticDevice.objects.get_or_create(user=user, name="recovery", defaults={"confirmed": True})
    device.token_set.all().delete()
    codes = [b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return codes


def _draw(address: str) -> SafeString:
    """The address as a QR code in SVG: it holds no text of anybody's, only squares."""
    return mark_safe(segno.make(address, error="m").svg_inline(scale=5, dark="#000", light="#fff", title="QR code"))  # noqa: S308


def _letters(device: TOTPDevice) -> str:
    """The secret in groups of four letters."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))
