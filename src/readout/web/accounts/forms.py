"""The forms of accounts."""

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password

from readout.web.roles import MEANING

_LONGEST = 150  # characters of a name, as Django keeps it


class SignInForm(forms.Form):
    """A name and a password."""

    name = forms.CharField(max_length=_LONGEST, widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))


class CodeForm(forms.Form):
    """A code of the second factor, or a recovery code."""

    code = forms.CharField(
        max_length=16, widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"})
    )

    def clean_code(self) -> str:
        """Without the spaces that some apps show."""
        return "".join(self.cleaned_data["code"].split())


class PasswordForm(forms.Form):
    """A new password, twice; `user` is whose it will be."""

    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least 12 characters; a sentence that only you would say is good.",
    )
    again = forms.CharField(
        label="The same again", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *given: object, user: User | None = None, **named: object) -> None:
        """Judge the password beside the name of `user`."""
        super().__init__(*given, **named)
        self.user = user

    def clean_password(self) -> str:
        """One that is not easily guessed."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, object]:
        """Both the same."""
        told = dict(super().clean() or {})
        if "password" in told and told["password"] != told.get("again"):
            self.add_error("again", "The two passwords differ.")
        return told


class FirstForm(PasswordForm):
    """The first account: a name and a password."""

    name = forms.CharField(
        max_length=_LONGEST,
        widget=forms.TextInput({"autocomplete": "username"}),
        help_text="Your decisions are kept under this name.",
    )
    field_order = ("name", "password", "again")

    def clean_name(self) -> str:
        """A name that nobody has."""
        return free_name(str(self.cleaned_data["name"]))


class ChangeForm(PasswordForm):
    """The old password, then a new one, twice."""

    old = forms.CharField(
        label="Your password now", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        """The right one."""
        old = str(self.cleaned_data["old"])
        if self.user is None or not self.user.check_password(old):
            raise forms.ValidationError("That is not your password.")
        return old


class RoleForm(forms.Form):
    """A role."""

    role = forms.ChoiceField(choices=[(role, f"{role}: {meaning}") for role, meaning in MEANING.items()])


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    name = forms.CharField(max_length=_LONGEST, widget=forms.TextInput({"autocomplete": "off"}))
    field_order = ("name", "role")

    def clean_name(self) -> str:
        """A name that nobody has."""
        return free_name(str(self.cleaned_data["name"]))


def free_name(name: str) -> str:
    """The name, where nobody has it and it has no character that could pass for another. Raises ValidationError."""
    User.username_validator(name)
    if User.objects.filter(username__iexact=name).exists():
        raise forms.ValidationError("Somebody has that name already.")
    return name
