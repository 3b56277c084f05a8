"""What every answer carries: a policy that lets a page load nothing but its own, and no cache that keeps it."""

import re

import pytest
from django.test import Client, override_settings

from readout.web.settings import keep_secret, make_settings


def test_a_page_loads_nothing_but_its_own_and_is_kept_by_no_cache(desk):
    done = desk.sign_in("reader").get("/")
    policy = done["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    assert re.findall(r"<script[^>]*>", done.content.decode()) == [
        f'<script nonce="{nonce}" src="/static/desk/desk.js?v=0.1.0" defer>'
    ]
    assert done["Cache-Control"] == "no-store"
    assert done["X-Frame-Options"] == "DENY"
    assert done["Referrer-Policy"] == "same-origin"


def test_two_pages_have_two_nonces(desk):
    client = desk.sign_in("reader")
    policies = {client.get("/")["Content-Security-Policy"] for _ in range(2)}
    assert len({re.search(r"'nonce-([^']+)'", policy)[1] for policy in policies}) == 2


def test_no_page_names_another_place_or_carries_style_or_script_in_its_text(desk):
    client = desk.sign_in("approver", confirmed=True)
    for path in ("/", "/articles", "/stories", "/search", "/people", "/account"):
        page = client.get(path).content.decode()
        assert not re.search(r"""(?:src|action)=["']?https?:|<style|\sstyle=|\son\w+=""", page), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_a_request_by_another_name_is_refused(empty_desk, host):
    assert Client(headers={"host": host}).get("/healthz").status_code == 400


def test_behind_a_server_with_tls_its_name_is_heeded_and_cookies_go_over_tls_alone(empty_desk):
    made = make_settings(empty_desk.folder, {}, "secret", behind="desk.example")
    names = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_SECURE")
    with override_settings(**{name: made[name] for name in names}):
        client = Client(enforce_csrf_checks=True, headers={"host": "desk.example"})
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get("/sign-in").content.decode())[1]
        told = {"name": "ada", "password": "wrong", "csrfmiddlewaretoken": token}
        assert client.post("/sign-in", told, headers={"origin": "https://desk.example"}).status_code == 422
        assert client.post("/sign-in", told, headers={"origin": "https://evil.example"}).status_code == 403
        assert client.cookies["csrftoken"]["secure"]


def test_health_is_told_to_everybody_and_tells_nothing_of_the_desk(empty_desk):
    assert Client().get("/healthz").json() == {"status": "fine", "version": "0.1.0"}


def test_what_is_not_there_is_said_in_words(desk):
    done = desk.sign_in("reader").get("/nowhere")
    assert done.status_code == 404
    assert "There is no such page" in done.content.decode()


def test_the_secret_is_made_once_and_its_owners_alone(tmp_path):
    first = keep_secret(tmp_path)
    assert keep_secret(tmp_path) == first
    assert len(first) > 40
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
