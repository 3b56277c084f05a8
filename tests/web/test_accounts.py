"""People at the desk: how they come in, what they may do, and how they are kept out."""

import re
from base64 import b32decode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp

PASSWORD = "a sentence that only I say"


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", {"name": name, "password": password, **more})


@pytest.fixture
def first(empty_desk, monkeypatch):
    """The desk after its first account was made, and the browser that made it."""
    monkeypatch.setattr(settings, "READOUT_FIRST_LINK", "token")
    client = Client()
    done = client.post("/first/token", {"name": "ada", "password": PASSWORD, "again": PASSWORD})
    assert done.url == "/"
    return client


def set_up_factor(client: Client) -> tuple[str, list[str]]:
    """The secret's letters, and the recovery codes that came with it."""
    page = client.get("/account/second-factor").content.decode()
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', page)[1]
    done = client.post("/account/second-factor", {"code": code_of(letters)})
    return letters, re.findall(r"<code>([a-z2-7]{16})</code>", done.content.decode())


def code_of(letters: str, step: int = 0) -> str:
    plain = letters.replace(" ", "")
    return f"{totp(b32decode(plain + '=' * (-len(plain) % 8)), drift=step):06d}"


@pytest.mark.parametrize("path", ["/", "/articles", "/stories", "/search", "/people", "/account"])
def test_a_page_is_closed_to_those_who_are_not_signed_in(empty_desk, path):
    assert Client().get(path).url.startswith("/sign-in?next=")


def test_the_first_account_is_made_once_by_the_link_of_the_terminal(first):
    assert Client().get("/first/token").status_code == 410
    assert Client().get("/first/other").status_code == 410
    assert first.get("/").status_code == 200
    assert "approver" in first.get("/account").content.decode()


def test_a_weak_password_is_refused_in_words(empty_desk, monkeypatch):
    monkeypatch.setattr(settings, "READOUT_FIRST_LINK", "token")
    done = Client().post("/first/token", {"name": "ada", "password": "12345678", "again": "12345678"})
    assert done.status_code == 422
    assert "too short" in done.content.decode()
    assert not User.objects.exists()


def test_who_has_a_second_factor_is_asked_for_it_and_a_recovery_code_works_once(first):
    _, codes = set_up_factor(first)
    assert len(codes) == 10
    other = Client()
    assert sign_in(other, "ada").url == "/sign-in/code"
    assert other.get("/").status_code == 302
    assert other.post("/sign-in/code", {"code": codes[0]}).url == "/"
    assert other.get("/").status_code == 200
    third = Client()
    sign_in(third, "ada")
    assert third.post("/sign-in/code", {"code": codes[0]}).status_code == 422
    assert third.get("/").status_code == 302


def test_people_are_managed_only_with_a_second_factor(first):
    assert first.post("/people/invite", {"name": "ben", "role": "editor"}).url == "/account/second-factor"
    set_up_factor(first)
    page = first.post("/people/invite", {"name": "ben", "role": "editor"}).content.decode()
    link = re.search(r"http://testserver(/join/[\w-]+/[\w-]+)", page)[1]
    ben = Client()
    assert "Welcome, ben" in ben.get(link).content.decode()
    assert ben.post(link, {"password": PASSWORD, "again": PASSWORD}).url == "/"
    assert Client().get(link).status_code == 410
    assert ben.get("/people").status_code == 403


def test_who_is_shut_out_is_out_at_once(desk):
    chief = desk.sign_in("approver", confirmed=True)
    ben = desk.sign_in("editor", "ben")
    assert ben.get("/").status_code == 200
    key = User.objects.get(username="ben").pk
    chief.post(f"/people/{key}/revoke")
    assert ben.get("/").status_code == 302
    assert sign_in(Client(), "ben", "correct horse battery").status_code == 422


def test_the_only_approver_stays_one(desk):
    chief = desk.sign_in("approver", "ada", confirmed=True)
    key = User.objects.get(username="ada").pk
    chief.post(f"/people/{key}/revoke")
    chief.post(f"/people/{key}/role", {"role": "reader"})
    assert chief.get("/people").status_code == 200


def test_sessions_end_when_the_password_changes(first):
    other = Client()
    sign_in(other, "ada")
    assert other.get("/").status_code == 200
    new = "another sentence, mine alone"
    first.post("/account/password", {"old": PASSWORD, "password": new, "again": new})
    assert other.get("/").status_code == 302
    assert first.get("/").status_code == 200


def test_too_many_wrong_passwords_close_the_door_for_a_while_to_the_right_one_too(first):
    for _ in range(5):
        assert "do not go together" in sign_in(Client(), "ada", "wrong").content.decode()
    assert "Too many attempts" in sign_in(Client(), "ada").content.decode()


def test_a_name_that_nobody_has_is_answered_as_a_wrong_password_is(first):
    pages = [sign_in(Client(), name, "wrong").content.decode() for name in ("ada", "eve")]
    known, unknown = (re.sub(r'(?:value|nonce)="[^"]*"', "", page) for page in pages)
    assert known == unknown


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_but_into_the_desk(first, target):
    assert sign_in(Client(), "ada", next=target).url == "/"
    assert sign_in(Client(), "ada", next="/stories").url == "/stories"


@pytest.mark.parametrize("path", ["/sign-out", "/people/invite", "/account/password"])
def test_a_form_without_its_token_changes_nothing(desk, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("ada"))
    assert client.post(path).status_code == 403
    assert client.get("/account").status_code == 200


def test_a_get_changes_nothing(desk):
    chief = desk.sign_in("approver", confirmed=True)
    for path in ("/sign-out", "/people/invite", "/people/1/role", "/people/1/revoke", "/people/1/link"):
        assert chief.get(path).status_code == 405
