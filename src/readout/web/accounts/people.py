"""Who works at the desk: inviting by a one-time link, roles, and closing an account."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_otp import user_has_device

from readout.desk.access import Right, open_to
from readout.web.accounts.forms import InviteForm, RoleForm
from readout.web.accounts.joining import make_link
from readout.web.roles import HIGHEST, MEANING, give_role, role_of


@require_safe
@open_to(Right.APPROVE)
def list_people(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account."""
    return _show(request, InviteForm())


@require_POST
@open_to(Right.APPROVE, confirmed=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account that waits for its password, and show the link by which it is set."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    with transaction.atomic():
        user = User.objects.create_user(form.cleaned_data["name"])
        give_role(user, form.cleaned_data["role"])
    return _show(request, InviteForm(), link_for=user)


@require_POST
@open_to(Right.APPROVE, confirmed=True)
def change_role(request: HttpRequest, key: int) -> HttpResponse:
    """Give a person another role."""
    user = get_object_or_404(User, pk=key)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _show(request, InviteForm(), status=422)
    if form.cleaned_data["role"] != HIGHEST and _is_last(user):
        messages.error(request, f"{user.username} is the only approver: make somebody else one first.")
    else:
        give_role(user, form.cleaned_data["role"])
        messages.success(request, f"{user.username} is now {form.cleaned_data['role']}.")
    return redirect("people")


@require_POST
@open_to(Right.APPROVE, confirmed=True)
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Close an account: its sessions and tokens end, and what it decided stays."""
    user = get_object_or_404(User, pk=key)
    if _is_last(user):
        messages.error(request, f"{user.username} is the only approver: make somebody else one first.")
    else:
        user.is_active = False
        user.set_unusable_password()
        user.save()
        user.tokens.all().delete()
        messages.success(request, f"{user.username} can no longer come in. What {user.username} decided stays.")
    return redirect("people")


@require_POST
@open_to(Right.APPROVE, confirmed=True)
def renew_link(request: HttpRequest, key: int) -> HttpResponse:
    """Show a new one-time link by which a person sets a password; who was shut out may come in again."""
    user = get_object_or_404(User, pk=key)
    user.is_active = True
    user.set_unusable_password()
    user.save()
    return _show(request, InviteForm(), link_for=user)


def _is_last(user: User) -> bool:
    """Whether nobody else could approve."""
    approvers = User.objects.filter(is_active=True, groups__name=HIGHEST)
    return user in approvers and approvers.count() == 1


def _show(request: HttpRequest, form: InviteForm, *, link_for: User | None = None, status: int = 200) -> HttpResponse:
    people = [
        {
            "user": user,
            "role": role_of(user),
            "has_factor": user_has_device(user),
            "state": "closed" if not user.is_active else "invited" if not user.has_usable_password() else "",
        }
        for user in User.objects.order_by("username").prefetch_related("groups")
    ]
    link = None if link_for is None else request.build_absolute_uri(make_link(link_for))
    told = {"people": people, "form": form, "roles": MEANING, "link": link, "link_for": link_for}
    return render(request, "web/people.html", told, status=status)
