"""Signing in and out: a name and a password, then the second factor of whoever has one."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import devices_for_user, match_token
from django_otp import login as confirm

from readout.web.accounts.forms import CodeForm, SignInForm
from readout.web.limits import count_failure, forget_failures, is_barred

WAITING = "waiting-for-code"  # in the session: the key of whoever gave the right password
WRONG = "That name and password do not go together."
BARRED = "Too many attempts have failed. Wait a quarter of an hour, then try again."


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; who has a second factor is asked for it next."""
    if request.user.is_authenticated:
        return redirect("today")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if is_barred(name, address_of(request)):
            form.add_error(None, BARRED)
        elif user := authenticate(request, username=name, password=form.cleaned_data["password"]):
            return _go_on(request, user)
        else:
            count_failure(name, address_of(request))
            form.add_error(None, WRONG)
    told = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "web/sign-in.html", told, status=_status(form))


def _go_on(request: HttpRequest, user: User) -> HttpResponse:
    target = request.POST.get("next", "")
    if next(iter(devices_for_user(user)), None) is None:
        forget_failures(user.get_username())
        login(request, user)
        return redirect(_inside(request, target))
    request.session[WAITING] = user.pk
    request.session["next"] = target
    return redirect("check-code")


@login_not_required
@require_http_methods(["GET", "POST"])
def check_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second factor, or for a recovery code."""
    user = User.objects.filter(pk=request.session.get(WAITING), is_active=True).first()
    if user is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_barred(user.get_username(), address_of(request)):
            form.add_error("code", BARRED)
        elif device := match_token(user, form.cleaned_data["code"]):
            target = request.session.pop("next", "")
            del request.session[WAITING]
            forget_failures(user.get_username())
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            confirm(request, device)
            return redirect(_inside(request, target))
        else:
            count_failure(user.get_username(), address_of(request))
            form.add_error("code", "That code is not right, or was used already. Codes change every 30 seconds.")
    return render(request, "web/code.html", {"form": form}, status=_status(form))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def address_of(request: HttpRequest) -> str:
    """Who asks: the address of the connection, since no proxy is trusted."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _inside(request: HttpRequest, target: str) -> str:
    """`target` where it is a page of this desk, else the first page."""
    return target if target and url_has_allowed_host_and_scheme(target, {request.get_host()}) else "today"


def _status(form: SignInForm | CodeForm) -> int:
    return 422 if form.errors else 200
