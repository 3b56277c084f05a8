"""Roles: each may do what the one before it may, and one thing more. They are Django's groups."""

from django.contrib.auth.models import Group, Permission, User

ROLES = {
    "reader": ("read",),
    "analyst": ("read", "judge"),
    "editor": ("read", "judge", "edit"),
    "approver": ("read", "judge", "edit", "approve"),
}
MEANING = {
    "reader": "sees the desk, changes nothing",
    "analyst": "also judges findings, stories and ledgers",
    "editor": "also edits drafts",
    "approver": "also approves, holds and corrects editions, and manages people; needs a second factor",
}
HIGHEST = "approver"


def keep_groups() -> None:
    """Bring the groups to what `ROLES` says."""
    permissions = {one.codename: one for one in Permission.objects.filter(content_type__app_label="web")}
    for role, rights in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([permissions[right] for right in rights])


def give_role(user: User, role: str) -> None:
    """Give a person one role and take every other. Raises KeyError on a role that is none."""
    if role not in ROLES:
        raise KeyError(role)
    user.groups.set([Group.objects.get(name=role)])


def role_of(user: User) -> str:
    """The highest role of a person; "" where there is none."""
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(ROLES) if role in names), "")
