"""What comes back: whose it is, what it counts, and that forged or odd mail changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrooms import FRIDAY, KEY, add_reader, freeze, make_sender
from readout.actions.delivering.bounces import Returned, complain, count_refusals, take_back
from readout.actions.delivering.dns_text import Weight, check_domain
from readout.actions.subscribing.tokens import (
    Purpose,
    Token,
    read_return_path,
    read_token,
    write_return_path,
    write_token,
)
from readout.adapters.returns import read_return
from readout.archive.sealing import Sealer
from readout.codes import ReaderState, SuppressionReason
from readout.ports.mailer import Reply, Stage

SIGNING = Sealer(KEY).signing
ADA = "0123456789abcdef0123456789abcdef"
BACK = f"bounces+{write_return_path(SIGNING, ADA)}@desk.example"

REPORT = """Delivered-To: {back}
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {back}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

This is the mail system at host mx.example.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ada@readers.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--B--
"""
COMPLAINT = """Delivered-To: abuse@desk.example
From: feedback@mx.example
Subject: abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: mx/1
Version: 1

--B
Content-Type: message/rfc822

From: brief@desk.example
List-Unsubscribe: <https://desk.example/letters/leave/{token}>
Subject: The week

words
--B--
"""


def read(text: str):
    def read_leave(word: str):
        token = read_token(SIGNING, Purpose.LEAVE, word)
        return None if token is None else token.key

    return read_return(text.encode(), lambda word: read_return_path(SIGNING, word), read_leave)


@pytest.mark.parametrize(("action", "status", "kind"), [("failed", "5.1.1", "hard"), ("delayed", "4.2.2", "soft")])
def test_a_report_is_known_by_the_signed_word_it_came_back_to(action, status, kind):
    returned = read(REPORT.format(back=BACK, action=action, status=status, words="550 no such user"))
    assert (returned.key, returned.kind) == (ADA, kind)


def test_a_report_with_a_forged_return_path_is_nobodys():
    forged = BACK[:-20] + "aaaa" + BACK[-16:]
    assert read(REPORT.format(back=forged, action="failed", status="5.1.1", words="x")).key is None


def test_a_complaint_is_known_by_the_link_of_leaving_in_what_it_encloses():
    token = write_token(SIGNING, Purpose.LEAVE, Token(ADA))
    assert read(COMPLAINT.format(token=token)) == Returned(ADA, "complaint")
    assert read(COMPLAINT.format(token=token[:-2] + "AA")).key is None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_odd_bytes_come_back_as_nobodys(content):
    returned = read_return(content, lambda word: read_return_path(SIGNING, word), lambda _word: None)
    assert returned.key is None


def test_lasting_failures_on_three_days_hold_a_reader_and_one_a_day_counts(room):
    reader = add_reader(room, "ada@readers.example")
    for day in range(3):
        at = FRIDAY + timedelta(days=day)
        for _ in range(4):
            take_back(room, Returned(reader.key, "hard", "5.1.1 no such user"), at)
    assert room.load_reader(reader.key).state is ReaderState.HELD


def test_old_failures_are_forgotten_and_blocks_count_against_nobody(room):
    reader = add_reader(room, "ada@readers.example")
    for day in (0, 1, 60, 61):
        take_back(room, Returned(reader.key, "hard", "5.1.1"), FRIDAY + timedelta(days=day))
    assert (room.load_reader(reader.key).state, room.load_reader(reader.key).bounces) == (ReaderState.ACTIVE, 2.0)
    take_back(room, Returned(reader.key, "hard", "554 5.7.1 blocked as spam"), FRIDAY + timedelta(days=62))
    assert room.load_reader(reader.key).bounces == 2.0


def test_a_complaint_is_final_at_once(room):
    reader = add_reader(room, "ada@readers.example")
    complain(room, reader.key, FRIDAY)
    assert room.find_suppression(reader.key) is SuppressionReason.COMPLAINED
    assert room.load_reader(reader.key).state is ReaderState.LEFT


def test_a_refusal_in_the_dialogue_counts_like_mail_that_came_back(room, clock):
    from fake_mailer import FakeLine  # noqa: PLC0415

    reader = add_reader(room, "ada@readers.example")
    freeze(room, reader)
    make_sender(room, clock).send_due(FakeLine(lambda _letter: Reply(Stage.RECIPIENT, 550, "5.1.1 no such user")))
    assert count_refusals(room, "edition:1:1", clock()) == 1
    assert replace(room.load_reader(reader.key)).bounces == 1.0


DNS = """
desk.example.        300 IN TXT "v=spf1 ip4:192.0.2.1 -all"
_dmarc.desk.example. 300 IN TXT "v=DMARC1; p=quarantine" "; np=reject"
s1._domainkey.desk.example. 300 IN TXT "v=DKIM1; k=rsa; p=QUJD" "REVG"
desk.example. 300 IN MX 10 mx.desk.example.
"""


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (DNS, set()),
        ("", {"SPF", "DMARC", "DKIM", "MX"}),
        (DNS.replace("QUJD", "XXXX"), {"DKIM"}),
        (DNS.replace('p=QUJD" "REVG', "p="), {"DKIM"}),
        (DNS.replace("p=quarantine", "p=maybe"), {"DMARC"}),
        (DNS + 'desk.example. IN TXT "v=spf1 -all"\n', {"SPF"}),
    ],
)
def test_dns_text_is_read_as_receivers_read_it(text, faults):
    found = check_domain(text, "desk.example", "desk.example", "s1", "QUJDREVG")
    assert {one.about for one in found if one.weight is Weight.FAULT} == faults


def test_tags_that_mean_nothing_any_more_and_open_spf_are_pointed_out():
    text = DNS.replace("p=quarantine", "p=none; pct=50; ri=3600").replace("-all", "?all")
    found = check_domain(text, "desk.example", "desk.example", "s1", "QUJDREVG")
    assert sorted(one.about for one in found if one.weight is Weight.LOOK) == ["DMARC", "DMARC", "SPF"]
