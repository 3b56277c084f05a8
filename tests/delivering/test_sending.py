"""Once to each recipient, and every recipient accounted for."""

from dataclasses import replace

import pytest

from fake_mailer import FINE, FakeLine
from mailrooms import FRIDAY, add_reader, freeze, make_sender
from readout.actions.delivering.sending import finish_mailings
from readout.codes import DeliveryState, MailingState, ReaderState, SuppressionReason
from readout.errors import ArchiveError
from readout.ports.mailer import Reply, Stage
from readout.ports.mailroom import Outcome

NAME = "edition:1:1"


def add_readers(room, number: int, domain: str = "readers.example") -> list:
    return [add_reader(room, f"r{n}@{domain}") for n in range(number)]


def states(room) -> dict[str, str]:
    return {row.address: row.state.value for row in room.walk_deliveries(NAME)}


def test_a_mailing_goes_to_everybody_once_and_balances(room, clock):
    assert freeze(room, *add_readers(room, 45))
    sender, line = make_sender(room, clock), FakeLine()
    while sender.send_due(line).tried:
        pass
    assert sorted(letter.recipient for letter in line.kept) == sorted(f"r{n}@readers.example" for n in range(45))
    assert room.count_balance(NAME).accepted == 45
    assert finish_mailings(room, clock) == (NAME,)
    assert room.load_mailing(NAME).state is MailingState.SENT


def test_what_was_frozen_is_not_frozen_again(room):
    readers = add_readers(room, 2)
    assert freeze(room, *readers)
    assert not freeze(room, *readers, add_reader(room, "late@readers.example"))
    assert room.count_balance(NAME).frozen == room.count_balance(NAME).queued == 2


@pytest.mark.parametrize("state", [ReaderState.LEFT, ReaderState.PAUSED, ReaderState.HELD])
def test_one_who_leaves_between_freezing_and_mailing_is_not_asked_for(room, clock, state):
    reader, other = add_readers(room, 2)
    freeze(room, reader, other)
    room.keep_reader(replace(reader, state=state))
    line = FakeLine()
    make_sender(room, clock).send_due(line)
    assert [letter.recipient for letter in line.kept] == [other.address]
    assert states(room) == {reader.address: "skipped", other.address: "accepted"}


def test_one_on_the_suppression_list_is_skipped_with_the_reason(room, clock):
    reader, *_ = add_readers(room, 1)
    freeze(room, reader)
    room.suppress(reader.key, SuppressionReason.COMPLAINED, FRIDAY)
    make_sender(room, clock).send_due(FakeLine())
    (row,) = room.walk_deliveries(NAME)
    assert (row.state, row.reply) == (DeliveryState.SKIPPED, "reported a mail as spam")


def test_one_who_is_erased_is_skipped_and_forgotten_but_counted(room, clock):
    reader, other = add_readers(room, 2)
    freeze(room, reader, other)
    room.erase_reader(reader.key, FRIDAY)
    make_sender(room, clock).send_due(FakeLine())
    rows = tuple(room.walk_deliveries(NAME))
    assert sorted((row.address, row.state.value) for row in rows) == [("", "skipped"), (other.address, "accepted")]
    assert room.count_balance(NAME).sums
    assert finish_mailings(room, clock) == (NAME,)


@pytest.mark.parametrize(
    ("reply", "state", "waits"),
    [
        (Reply(Stage.RECIPIENT, 550, "5.1.1 no such mailbox"), "refused", False),
        (Reply(Stage.RECIPIENT, 450, "4.2.1 busy"), "deferred", True),
        (Reply(Stage.BODY, None, "the line broke"), "deferred", True),
        (Reply(Stage.DOT, 451, "4.3.0 later"), "deferred", True),
        (Reply(Stage.DOT, 554, "5.7.1 no"), "refused", False),
        (Reply(Stage.DOT, None, "silence"), "uncertain", False),
        (Reply(Stage.DOT, 354, "out of step"), "uncertain", False),
        (Reply(Stage.SENDER, 550, "5.7.0 not you"), "deferred", True),
        (Reply(Stage.LINE, None, "no route"), "deferred", True),
    ],
)
def test_an_answer_leads_to_its_state(room, clock, reply, state, waits):
    freeze(room, *add_readers(room, 1))
    make_sender(room, clock).send_due(FakeLine(lambda _letter: reply))
    (row,) = room.walk_deliveries(NAME)
    assert (row.state.value, row.due_at is not None) == (state, waits)


def test_what_is_deferred_is_tried_again_when_it_is_due_and_given_up_in_the_end(room, clock):
    freeze(room, *add_readers(room, 1))
    sender, line = make_sender(room, clock), FakeLine(lambda _letter: Reply(Stage.RECIPIENT, 450, "busy"))
    tries = 0
    for _ in range(60):
        tries += sender.send_due(line).tried
        clock.move(hours=1, minutes=1)
    (row,) = room.walk_deliveries(NAME)
    assert (row.state, row.due_at, tries) == (DeliveryState.DEFERRED, None, 49)
    assert finish_mailings(room, clock) == (NAME,)
    assert room.settle([row.id], DeliveryState.QUEUED, "ed", clock(), clock()) == 1
    sender.send_due(FakeLine())
    assert states(room) == {"r0@readers.example": "accepted"}


def test_trouble_with_the_line_gives_the_claim_back_untried(room, clock):
    freeze(room, *add_readers(room, 5))
    sent = make_sender(room, clock).send_due(FakeLine(lambda _letter: Reply(Stage.LINE, None, "no route")))
    balance = room.count_balance(NAME)
    assert (sent.trouble, balance.deferred, balance.queued) == ("no route", 1, 4)


def test_a_words_of_a_server_are_kept_without_the_address(room, clock):
    freeze(room, *add_readers(room, 1))
    reply = Reply(Stage.RECIPIENT, 550, "5.1.1 <r0@readers.example>: Recipient address rejected")
    make_sender(room, clock).send_due(FakeLine(lambda _letter: reply))
    (row,) = room.walk_deliveries(NAME)
    assert row.reply == "5.1.1 <<address>>: Recipient address rejected"


def test_of_one_domain_only_so_many_go_out_in_a_minute(room, clock):
    freeze(room, *add_readers(room, 10), *add_readers(room, 3, "other.example"))
    sender, line = make_sender(room, clock, per_domain=4), FakeLine()
    while sender.send_due(line).tried:
        pass
    assert len(line.kept) == 7
    clock.move(minutes=1)
    while sender.send_due(line).tried:
        pass
    assert len(line.kept) == 11


def test_a_stopped_mailing_stops_before_the_next_letter_and_goes_on_when_told(room, clock):
    freeze(room, *add_readers(room, 3))

    def stop_after(_letter):
        room.set_mailing(NAME, MailingState.STOPPED, "wrong subject", clock())
        return FINE

    sender, line = make_sender(room, clock), FakeLine(stop_after)
    sender.send_due(line)
    assert (len(line.kept), sender.send_due(line).tried) == (1, 0)
    room.set_mailing(NAME, MailingState.SENDING, "", clock())
    line.answer = lambda _letter: FINE
    sender.send_due(line)
    assert room.count_balance(NAME).accepted == 3


def test_what_does_not_balance_is_never_called_sent(room, clock):
    freeze(room, *add_readers(room, 2))
    with pytest.raises(ArchiveError, match="does not sum"):
        room.set_mailing(NAME, MailingState.SENT, "", clock())
    assert room.load_mailing(NAME).state is MailingState.SENDING


def test_a_dead_sender_leaves_prepared_rows_to_be_mailed_and_dots_uncertain(room, clock):
    freeze(room, *add_readers(room, 3))
    dead = make_sender(room, clock)
    first, *_ = room.claim(dead.number, clock(), 10, 100)
    assert room.commit_dot(dead.number, first, (), clock())
    assert room.recover(clock()) == (0, 0)
    clock.move(minutes=2)
    assert room.recover(clock()) == (2, 1)
    assert room.recover(clock()) == (0, 0)
    sender, line = make_sender(room, clock), FakeLine()
    while sender.send_due(line).tried:
        pass
    balance = room.count_balance(NAME)
    assert (balance.accepted, balance.uncertain, balance.is_done) == (2, 1, True)


def test_one_taken_for_dead_is_fenced_off_before_the_dot(room, clock):
    freeze(room, *add_readers(room, 1))
    slow = make_sender(room, clock)

    def wake_late(_letter):
        clock.move(minutes=5)
        room.recover(clock())
        other, line = make_sender(room, clock), FakeLine()
        other.send_due(line)
        assert len(line.kept) == 1
        return FINE

    late = FakeLine(wake_late)
    slow.send_due(late)
    assert late.kept == []
    assert states(room) == {"r0@readers.example": "accepted"}


def test_an_answer_that_comes_late_settles_what_others_called_uncertain(room, clock):
    freeze(room, *add_readers(room, 1))
    slow = make_sender(room, clock)
    (row,) = room.claim(slow.number, clock(), 10, 100)
    room.commit_dot(slow.number, row, (), clock())
    clock.move(minutes=5)
    room.recover(clock())
    assert states(room) == {row.address: "uncertain"}
    room.keep_outcomes(slow.number, [(row, Outcome(DeliveryState.ACCEPTED, None, 250, "kept"))], clock())
    assert states(room) == {row.address: "accepted"}


def test_addresses_are_sealed_in_the_database(room, clock):
    reader = add_reader(room, "ada@readers.example")
    room.keep_asking(*room.name_address("bo@readers.example")[:1], "bo@readers.example", "d", "subscribe", FRIDAY)
    freeze(room, reader)
    from django.db import connections  # noqa: PLC0415 -- the room has set it up

    with connections[room.alias].cursor() as cursor:
        for table in ("reader", "delivery", "asking"):
            cursor.execute(f"SELECT * FROM archive_{table}")
            rows = [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
            assert rows
            assert not any(b"readers.example" in cell for cell in rows if isinstance(cell, bytes))
            assert not any(
                "readers.example" in cell for cell in rows if isinstance(cell, str) and "Message" not in cell
            )
