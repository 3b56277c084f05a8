"""Joining by a one-time link, and one's own account."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import user_has_device

from readout.web.accounts.forms import ChangeForm, FirstForm, PasswordForm
from readout.web.roles import HIGHEST, give_role, role_of
from readout.web.tokens import make_token

_MODEL = "django.contrib.auth.backends.ModelBackend"


class JoinTokens(PasswordResetTokenGenerator):
    """Tokens that set a password once: they end with it, with a sign-in, and after two days."""

    key_salt = "readout.web.accounts.joining"


_TOKENS = JoinTokens()


def make_link(user: User) -> str:
    """The path of the one-time link by which a person sets a password."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return str(reverse("join", args=[uid, _TOKENS.make_token(user)]))


def has_nobody() -> bool:
    """Whether no account was made yet."""
    return not User.objects.exists()


@login_not_required
@require_http_methods(["GET", "POST"])
def make_first(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account, by the link that the terminal printed; it works until there is one."""
    right = settings.READOUT_FIRST_LINK
    if right is None or not secrets.compare_digest(token.encode(), right.encode()) or not has_nobody():
        return render(request, "web/link-over.html", status=410)
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = User.objects.create_user(form.cleaned_data["name"], password=form.cleaned_data["password"])
            give_role(user, HIGHEST)
        login(request, user, backend=_MODEL)
        return redirect("today")
    return render(request, "web/first.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set a password by a one-time link."""
    user = _invited(uid)
    if user is None or not _TOKENS.check_token(user, token):
        return render(request, "web/link-over.html", status=410)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["password"])
        user.save()
        user.tokens.all().delete()
        if user_has_device(user):
            messages.success(request, "Your password is set. Sign in with it and your second factor.")
            return redirect("sign-in")
        login(request, user, backend=_MODEL)
        return redirect("today")
    return render(request, "web/join.html", {"form": form, "person": user}, status=422 if form.errors else 200)


def _invited(uid: str) -> User | None:
    try:
        key = int(force_str(urlsafe_base64_decode(uid)))
    except ValueError:  # no number, or no base64 at all
        return None
    return User.objects.filter(pk=key, is_active=True).first()


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    told = {
        "role": role_of(request.user),
        "has_factor": user_has_device(request.user),
        "tokens": request.user.tokens.order_by("made_at"),
    }
    return render(request, "web/account.html", told)


@require_POST
def add_token(request: HttpRequest) -> HttpResponse:
    """A key for a program, shown on this page and never again."""
    key = make_token(request.user, request.POST.get("name", ""))
    if key is None:
        messages.error(request, "You have as many tokens as one person may have: end one first.")
        return redirect("account")
    return render(request, "web/token.html", {"key": key})


@require_POST
def end_token(request: HttpRequest, key: int) -> HttpResponse:
    """From here on nobody comes in by it."""
    request.user.tokens.filter(pk=key).delete()
    messages.success(request, "The token is ended.")
    return redirect("account")


@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password: every other session of the account ends."""
    form = ChangeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        request.user.set_password(form.cleaned_data["password"])
        request.user.save()
        request.user.tokens.all().delete()
        update_session_auth_hash(request, request.user)
        told = "Your password is changed. Everywhere else you are signed out, and your tokens are ended."
        messages.success(request, told)
        return redirect("account")
    return render(request, "web/password.html", {"form": form}, status=422 if form.errors else 200)
