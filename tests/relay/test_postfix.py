"""A real relay: Debian's Postfix takes the mail over, its log settles whom nobody knew of, and bounces come back."""

from collections import Counter
from functools import partial

import pytest

from hostile_sink import read_kept
from killing import DIED, die_at, fork, open_own, wait
from mailrooms import Clock, add_reader, compose, freeze
from readout.actions.delivering.bounces import take_back
from readout.actions.delivering.sending import Pace, Sender
from readout.actions.delivering.settling import find_taken_over, settle_by_log
from readout.actions.subscribing.tokens import read_return_path, write_return_path
from readout.adapters.returns import file_away, read_return, walk_maildir
from readout.adapters.smtp import Relay, SmtpMailer
from readout.codes import DeliveryState, MailingState, ReaderState
from readout.ports.mailer import Letter

NAME = "edition:1:1"
STEPS = ("mail: body written", "dot: kept", "mail: dot may follow", "mail: dot sent", "mail: answered")
READERS = 30


@pytest.fixture
def settings(room):
    from django.db import connections  # noqa: PLC0415 -- the room has set it up

    yield dict(connections.databases[room.alias])
    connections[room.alias].close()


def compose_returnable(room, delivery) -> Letter:
    """A letter whose return path is signed, as a desk writes it."""
    letter = compose(delivery)
    return Letter(
        f"bounces+{write_return_path(room.signing, delivery.key)}@desk.example", letter.recipient, letter.content
    )


def mail(settings, relay, clock: Clock, reached=lambda _step: None) -> None:
    """What a worker does, over TLS."""
    room = open_own(settings, reached)
    sender = Sender(room, partial(compose_returnable, room), clock, Pace(claim=10), "a worker", reached)
    sender.send_all_due(SmtpMailer(Relay("127.0.0.1", relay.port, "starttls"), relay.trust()))


def settle(room, relay, clock: Clock) -> tuple[int, int]:
    """Settle from the log: how many had been taken over, and how many are mailed again."""
    uncertain = tuple(room.walk_deliveries(NAME, DeliveryState.UNCERTAIN))
    with relay.log.open(encoding="utf-8", errors="replace") as lines:
        done = settle_by_log(room, uncertain, find_taken_over(lines), clock(), whole=True)
    assert done.left == 0
    return done.accepted, done.queued


def test_killed_around_the_dot_its_log_settles_everybody_and_nobody_gets_two(room, settings, relay, sink):
    clock = Clock()
    freeze(room, *(add_reader(room, f"reader-{number}@d{number % 3}.example") for number in range(READERS)))
    for step in STEPS:
        assert wait(fork(partial(mail, settings, relay, clock, die_at(step, 3)))) == DIED
        clock.move(minutes=10)
        room.recover(clock())
    relay.rest()
    uncertain = room.count_balance(NAME).uncertain
    accepted, queued = settle(room, relay, clock)
    assert 0 < uncertain == accepted + queued <= len(STEPS)
    assert accepted  # the dot was sent, and Postfix had it
    assert queued  # killed before the dot: Postfix had nothing
    mail(settings, relay, clock)
    relay.rest()
    assert room.load_mailing(NAME).state is MailingState.SENT
    assert room.count_balance(NAME).accepted == READERS
    copies = Counter(row["id"] for row in read_kept(sink.file))
    assert copies == {row.message_id: 1 for row in room.walk_deliveries(NAME)}
    assert "TLSv1.3 with cipher" in relay.log.read_text()


def test_a_bounce_comes_back_by_its_signed_path_and_the_third_holds_the_reader(room, settings, relay, sink):
    clock = Clock()
    here, gone = add_reader(room, "ada@d1.example"), add_reader(room, "bo@gone.example")
    for week, told in enumerate(("counted 1", "counted 2", "counted 3: held"), 1):
        freeze(room, here, gone, name=f"edition:{week}:1")
        mail(settings, relay, clock)
        relay.rest()
        found = list(walk_maildir(relay.returned))
        reports = [read_return(content, partial(read_return_path, room.signing), lambda _text: None)
                   for _, content in found]  # fmt: skip
        assert [(one.key, one.kind) for one in reports] == [(gone.key, "hard")]
        assert take_back(room, reports[0], clock()) == told
        file_away(relay.returned, [path for path, _ in found])
        clock.move(days=7)
    assert room.load_reader(gone.key).state is ReaderState.HELD
    assert room.load_reader(here.key).state is ReaderState.ACTIVE
    assert len(read_kept(sink.file)) == 3


def test_a_relay_whose_certificate_nobody_signed_gets_no_word_of_a_letter(room, settings, relay, sink):
    clock = Clock()
    freeze(room, add_reader(room, "ada@d1.example"))
    sender = Sender(open_own(settings), compose, clock, Pace(), "a worker", lambda _step: None)
    sent = sender.send_all_due(SmtpMailer(Relay("127.0.0.1", relay.port, "starttls")))
    assert "CERTIFICATE_VERIFY_FAILED" in sent.trouble or "certificate" in sent.trouble.casefold()
    assert room.count_balance(NAME).accepted == 0
    assert not find_taken_over(relay.log.read_text().splitlines())
