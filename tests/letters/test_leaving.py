"""Leaving is one press, at once, for ever by the same link; data goes with the reader."""

import json
from datetime import timedelta

import pytest

from mailrooms import FRIDAY, freeze
from readout.actions.subscribing.tokens import Purpose, Token, write_token
from readout.codes import ReaderState, SuppressionReason

ADA = "ada@readers.example"


@pytest.fixture
def key(letters):
    return letters.join(ADA)


def leave_link(letters, key: str) -> str:
    return f"/letters/leave/{write_token(letters.room.signing, Purpose.LEAVE, Token(key))}"


def state_of(letters, key: str):
    reader = letters.room.load_reader(key)
    return None if reader is None else reader.state


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_a_mail_readers_button_leaves_in_both_encodings_without_cookie_or_redirect(letters, key, kind):
    urlencoded = "List-Unsubscribe=One-Click"
    multipart = f'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'  # noqa: F541
    body = urlencoded if "urlencoded" in kind else multipart
    answer = letters.browser.post(leave_link(letters, key), body, content_type=kind)
    assert (answer.status_code, bool(answer.cookies)) == (200, False)
    assert state_of(letters, key) is ReaderState.LEFT


def test_reading_the_page_leaves_nobody(letters, key):
    for _ in range(200):
        letters.browser.get(leave_link(letters, key))
    assert letters.browser.head(leave_link(letters, key)).status_code == 200
    assert state_of(letters, key) is ReaderState.ACTIVE


def test_the_link_works_twice_and_after_five_years_and_after_erasing(letters, key):
    letters.clock.move(days=5 * 365)
    first = letters.browser.post(leave_link(letters, key))
    again = letters.browser.post(leave_link(letters, key))
    letters.room.erase_reader(key, letters.clock())
    erased = letters.browser.post(leave_link(letters, key))
    assert first.content == again.content == erased.content
    assert first.status_code == again.status_code == erased.status_code == 200


def test_one_who_leaves_while_it_is_mailed_gets_none(letters, key):
    freeze(letters.room, letters.room.load_reader(key))
    letters.browser.post(leave_link(letters, key))
    before = len(letters.mails)
    letters.work()
    assert len(letters.mails) == before
    assert letters.room.count_balance("edition:1:1").skipped == 1


def test_a_pause_ends_by_itself_or_by_a_press(letters, key):
    link = leave_link(letters, key)
    assert b"For 2 weeks" in letters.browser.post(link, {"action": "pause", "weeks": "2"}).content
    letters.clock.move(days=13)
    letters.work()
    assert state_of(letters, key) is ReaderState.PAUSED
    letters.clock.move(days=1)
    letters.work()
    assert state_of(letters, key) is ReaderState.ACTIVE
    letters.browser.post(link, {"action": "pause", "weeks": "26"})
    letters.browser.post(link, {"action": "resume"})
    assert state_of(letters, key) is ReaderState.ACTIVE


@pytest.mark.parametrize("weeks", ["0", "27", "-1", "x", "", "9" * 40])
def test_an_odd_pause_changes_nothing(letters, key, weeks):
    assert letters.browser.post(leave_link(letters, key), {"action": "pause", "weeks": weeks}).status_code == 200
    assert state_of(letters, key) is ReaderState.ACTIVE


def own_link(letters) -> str:
    letters.clock.move(days=1, hours=2)
    letters.post(ADA, "/letters/own")
    letters.work()
    return letters.links()["own"]


def test_ones_data_is_shown_and_downloaded_by_a_link_that_is_good_for_an_hour(letters, key):
    link = own_link(letters)
    assert ADA.encode() in letters.browser.get(link).content
    told = json.loads(letters.browser.post(link, {"action": "export"}).content)
    assert (told["address"], told["state"]) == (ADA, "active")
    assert [one["kind"] for one in told["consents"]] == ["confirmed"]
    letters.clock.move(hours=2)
    assert letters.browser.get(link).status_code == 404


def test_no_link_is_mailed_to_one_who_is_not_known(letters):
    letters.post("nobody@readers.example", "/letters/own")
    letters.work()
    assert letters.mails == []


def test_erasing_leaves_a_digest_and_nothing_else(letters, key):
    freeze(letters.room, letters.room.load_reader(key), opens_at=FRIDAY + timedelta(days=9))
    assert b"Erased" in letters.browser.post(own_link(letters), {"action": "erase"}).content
    from django.db import connections  # noqa: PLC0415 -- the room has set it up

    kept = []
    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names():
            if table.startswith("archive_") and cursor.execute(f"SELECT * FROM {table}"):
                kept += [(table, row) for row in cursor.fetchall() if any(key in str(cell) for cell in row)]
    kept = [(table, row) for table, row in kept if table != "archive_counted"]  # limits: a month
    assert {table for table, _ in kept} == {"archive_suppression", "archive_delivery", "archive_mailing"}
    rows = [row for name in ("edition:1:1",) for row in letters.room.walk_deliveries(name)]
    assert [(row.address, row.state.value) for row in rows] == [("", "skipped")]
    assert letters.room.find_suppression(key) is SuppressionReason.ERASED


def test_an_address_is_changed_by_a_press_at_the_new_one_and_the_old_one_is_forgotten(letters, key):
    letters.browser.post(own_link(letters), {"action": "move", "address": "new@readers.example"})
    letters.work()
    assert letters.mails[-1].recipient == "new@readers.example"
    assert state_of(letters, key) is ReaderState.ACTIVE
    link = letters.links()["move"]
    assert letters.browser.get(link).status_code == 200
    assert state_of(letters, key) is ReaderState.ACTIVE
    assert letters.browser.post(link).status_code == 200
    assert letters.browser.post(link).status_code == 200
    new, _ = letters.room.name_address("new@readers.example")
    assert (state_of(letters, key), state_of(letters, new)) == (None, ReaderState.ACTIVE)


def test_one_who_left_may_come_back(letters, key):
    letters.browser.post(leave_link(letters, key))
    letters.clock.move(days=2)
    letters.join(ADA)
    assert state_of(letters, key) is ReaderState.ACTIVE
