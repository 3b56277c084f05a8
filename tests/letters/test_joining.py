"""Joining: one field, one mail, one press; nobody learns who is on the list, and the form is no weapon."""

import re

import pytest

from mailrooms import FRIDAY, add_reader
from readout.actions.subscribing.answering import BREAKER
from readout.codes import ConsentKind, MailingKind, ReaderState, SuppressionReason
from readout.letters.asked import stamp_form

ADA = "ada@readers.example"


def state_of(letters, address: str = ADA):
    reader = letters.room.load_reader(letters.room.name_address(address)[0])
    return None if reader is None else reader.state


def test_a_reader_joins_by_one_field_one_mail_and_one_press(letters):
    assert b"Your mail address" in letters.browser.get("/letters/").content
    assert b"Look into your mail" in letters.post(ADA).content
    assert state_of(letters) is None
    letters.work()
    assert [mail.recipient for mail in letters.mails] == [ADA]
    assert state_of(letters) is ReaderState.PENDING
    page = letters.browser.get(letters.links()["confirm"])
    assert b"<button>Confirm</button>" in page.content
    assert b"Confirmed" in letters.browser.post(letters.links()["confirm"]).content
    assert state_of(letters) is ReaderState.ACTIVE
    (consent,) = letters.room.list_consents(letters.room.name_address(ADA)[0])
    assert consent.kind is ConsentKind.CONFIRMED


def test_looking_at_links_many_times_changes_nothing(letters):
    letters.post(ADA)
    letters.work()
    links = letters.links()
    for _ in range(50):
        for path in (links["confirm"], links["not-me"]):
            assert letters.browser.get(path).status_code == letters.browser.head(path).status_code == 200
    assert state_of(letters) is ReaderState.PENDING


def test_pressing_twice_is_pressing_once(letters):
    key = letters.join(ADA)
    assert letters.browser.post(letters.links()["confirm"]).status_code == 200
    assert len(letters.room.list_consents(key)) == 1


def test_a_link_is_over_after_two_days_and_when_a_later_one_was_mailed(letters):
    letters.post(ADA)
    letters.work()
    first = letters.links()["confirm"]
    letters.clock.move(hours=49)
    assert letters.browser.post(first).status_code == 410
    letters.post(ADA)
    letters.work()
    second = letters.links()["confirm"]
    assert letters.browser.post(first).status_code == 410
    assert letters.browser.post(second).status_code == 200


def test_a_forged_or_cut_or_borrowed_link_leads_nowhere(letters):
    letters.post(ADA)
    letters.work()
    links = letters.links()
    token = links["confirm"].rpartition("/")[2]
    for odd in (token[:-1], token[:-1] + ("A" if token[-1] != "A" else "B"), token + "A", "x", "%00", "é"):
        assert letters.browser.post(f"/letters/confirm/{odd}").status_code == 404
    for other in ("leave", "not-me", "own", "move"):
        assert letters.browser.post(f"/letters/{other}/{token}").status_code == 404
    assert state_of(letters) is ReaderState.PENDING


def test_one_who_never_confirms_is_forgotten(letters):
    letters.post(ADA)
    letters.work()
    letters.clock.move(days=4)
    letters.work()
    assert state_of(letters) is None
    assert [row.address for name in [letters.room.list_mailings(MailingKind.ANSWER)[0].name]
            for row in letters.room.walk_deliveries(name)] == [""]  # fmt: skip


def test_this_was_not_me_ends_it_for_ever(letters):
    letters.post(ADA)
    letters.work()
    assert letters.browser.post(letters.links()["not-me"]).status_code == 200
    assert state_of(letters) is None
    letters.clock.move(days=40)
    letters.post(ADA)
    letters.work()
    assert len(letters.mails) == 1


def test_the_mail_holds_no_word_of_the_submitter_and_nothing_that_is_loaded(letters):
    letters.post(ADA, name="BUY PILLS", comment="http://spam.example", subject="BUY PILLS\r\nBcc: x@y.example")
    letters.work()
    (mail,) = letters.mails
    assert b"PILLS" not in mail.content
    assert b"spam.example" not in mail.content
    assert b"Bcc" not in mail.content
    assert not any(word in mail.content.lower() for word in (b"<img", b"<script", b"<form", b"src=", b"url("))
    assert b"Auto-Submitted: auto-generated" in mail.content
    assert b"List-Unsubscribe" not in mail.content


@pytest.mark.parametrize("address", ["no address", "a@b", "ü@readers.example", "a@readers.example\r\nBcc: b@c.example",
                                     "x" * 300 + "@readers.example", ""])  # fmt: skip
def test_what_is_no_address_is_refused_in_words(letters, address):
    page = letters.post(address)
    assert page.status_code == 422
    assert b'role="alert"' in page.content
    letters.work()
    assert letters.mails == []


def test_a_domain_with_letters_of_its_own_is_mailed_by_its_ascii_name(letters):
    letters.post("Ada@bücher.example")
    letters.work()
    assert letters.mails[0].recipient == "Ada@xn--bcher-kva.example"


def test_a_program_that_fills_every_field_or_posts_at_once_is_not_heeded(letters):
    letters.post(ADA, website="http://x.example")
    at_once = letters.browser.post("/letters/", {"address": ADA, "shown": stamp_form(letters.office, letters.clock.at)})
    assert at_once.status_code == 422
    unsigned = letters.browser.post("/letters/", {"address": ADA, "shown": "1930640400.abc"})
    assert unsigned.status_code == 422
    letters.work()
    assert letters.mails == []


STATES = (None, ReaderState.PENDING, ReaderState.ACTIVE, ReaderState.PAUSED, ReaderState.LEFT)


def test_the_answer_is_the_same_byte_for_byte_and_so_are_the_questions_asked(letters, django_assert_queries):
    answers, asked = set(), set()
    for number, state in enumerate(STATES):
        address = f"reader-{number}@readers.example"
        if state is not None:
            add_reader(letters.room, address, state)
        with django_assert_queries() as queries:
            page = letters.post(address)
        answers.add((page.status_code, page.content, tuple(sorted(page.headers.items()))))
        asked.add(tuple(queries))
    assert len(answers) == 1
    assert len(asked) == 1


@pytest.fixture
def django_assert_queries():
    """The statements of the database inside, without their values."""
    from contextlib import contextmanager  # noqa: PLC0415

    from django.db import connections  # noqa: PLC0415

    @contextmanager
    def watch():
        told = []

        def note(execute, sql, params, many, context):
            told.append(re.sub(r"s\d+_x\d+", "s", sql))  # the names of savepoints
            return execute(sql, params, many, context)

        with connections["default"].execute_wrapper(note):
            yield told

    return watch


def test_no_page_sets_a_cookie_or_asks_anything_of_others(letters):
    key = letters.join(ADA)
    letters.post(ADA, "/letters/own")
    letters.clock.move(days=1, hours=2)
    letters.work()
    paths = ["/letters/", "/letters/own", "/letters/privacy", *letters.links().values(), "/letters/leave/x"]
    for path in paths:
        page = letters.browser.get(path)
        assert not page.cookies
        assert "Set-Cookie" not in page.headers
        assert b"http://" not in page.content
        assert b"https://" not in page.content
        assert "script-src" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
    assert key


def test_many_posts_for_one_address_make_one_mail(letters):
    for _ in range(30):
        letters.post(ADA)
        letters.work()
    assert len(letters.mails) == 1
    for _ in range(14):
        letters.clock.move(days=2)
        letters.post(ADA)
        letters.work()
    assert len(letters.mails) == 3  # in thirty days


def test_posts_for_many_addresses_open_the_breaker_and_the_desk_is_told(letters):
    for number in range(230):
        letters.post(f"r{number}@d{number % 30}.example")
    for _ in range(4):
        letters.work()
    assert len(letters.mails) == 200
    assert letters.room.load_mark(BREAKER)
    letters.clock.move(hours=1)
    letters.work()
    assert len(letters.mails) == 230
    assert not letters.room.load_mark(BREAKER)


def test_one_network_is_heeded_only_so_often(letters):
    for number in range(40):
        letters.browser.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        letters.post(f"r{number}@d{number}.example")
    letters.work()
    assert len(letters.mails) == 20


def test_one_who_is_on_the_list_is_told_so_by_mail_and_nothing_changes(letters):
    letters.join(ADA)
    letters.clock.move(days=2)
    letters.post(ADA)
    letters.work()
    assert b"You already get" in letters.mails[-1].content
    assert state_of(letters) is ReaderState.ACTIVE


def test_a_complaint_is_lifted_only_when_the_reader_asks_and_confirms_anew(letters):
    key = letters.join(ADA)
    letters.room.suppress(key, SuppressionReason.COMPLAINED, FRIDAY)
    letters.browser.post(letters.links()["confirm"])
    assert letters.room.find_suppression(key) is SuppressionReason.COMPLAINED
