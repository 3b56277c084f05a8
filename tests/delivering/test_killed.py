"""Killed at every step of freezing, claiming, mailing, settling and of recovery itself: never twice, never lost."""

from collections import Counter

import pytest

from hostile_sink import Sink, read_kept
from killing import DIED, die_at, fork, make_sender, open_own, taken_by, wait
from mailrooms import Clock, add_reader, freeze
from readout.actions.delivering.settling import settle_by_log
from readout.adapters.smtp import Relay, SmtpMailer
from readout.codes import DeliveryState, MailingState

NAME, READERS = "edition:1:1", 4
STEPS = (
    "freeze: the mailing is written",
    "freeze: its recipients are written",
    "freeze: kept",
    "claim: rows are marked",
    "claim: kept",
    "mail: checked",
    "mail: sender",
    "mail: recipient",
    "mail: body",
    "mail: body written",
    "dot: written",
    "dot: kept",
    "mail: dot may follow",
    "mail: dot sent",
    "mail: answered",
    "outcome: written",
    "outcome: kept",
    "finish: written",
)
RECOVERY = (
    "recover: uncertain rows are written",
    "recover: queued rows are written",
    "recover: kept",
    "settle: rows are written",
    "settle: kept",
)


@pytest.fixture
def sink(tmp_path):
    with Sink(tmp_path / "kept.jsonl") as server:
        yield server


@pytest.fixture
def settings(room):
    from django.db import connections  # noqa: PLC0415 -- the room has set it up

    yield dict(connections.databases[room.alias])
    connections[room.alias].close()


def publish(settings, port: int, clock: Clock, reached) -> None:
    """Freeze, mail and finish: what a desk and its worker do."""
    room = open_own(settings, reached)
    freeze(room, *room.walk_readers())
    sender = make_sender(room, clock, reached, claim=2)
    sender.send_all_due(SmtpMailer(Relay("127.0.0.1", port, "none", dot_seconds=5)))


def recover(settings, port: int, clock: Clock, kept, reached) -> None:
    """What the next worker does, and the person who settles what is uncertain from the relay's log."""
    room = open_own(settings, reached)
    room.recover(clock())
    uncertain = tuple(room.walk_deliveries(NAME, DeliveryState.UNCERTAIN))
    assert len(uncertain) <= 1
    settle_by_log(room, uncertain, taken_by(kept), clock(), whole=True)
    publish(settings, port, clock, reached)


def nothing(_step: str) -> None:
    pass


def check(room, sink) -> None:
    counts = Counter(row["id"] for row in read_kept(sink.file))
    assert len(counts) == READERS
    assert set(counts.values()) == {1}
    balance = room.count_balance(NAME)
    assert (balance.accepted, balance.sums) == (READERS, True)
    assert room.load_mailing(NAME).state is MailingState.SENT


def test_the_steps_are_those_that_are_told(room, sink, clock):
    told: list[str] = []
    room.reached = told.append
    freeze(room, *[add_reader(room, f"r{n}@readers.example") for n in range(2)])
    dead = make_sender(room, clock, nothing)
    room.claim(dead.number, clock(), 1, 9)
    clock.move(minutes=2)
    sender = make_sender(room, clock, told.append)
    sender.send_all_due(SmtpMailer(Relay("127.0.0.1", sink.port, "none")))
    (row, *_) = room.walk_deliveries(NAME)
    room.settle([row.id], DeliveryState.ACCEPTED, "ed", clock(), None)
    assert set(told) == {*STEPS, *RECOVERY}


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step(room, settings, sink, clock, step):
    for number in range(READERS):
        add_reader(room, f"r{number}@readers.example")
    first = wait(fork(lambda: publish(settings, sink.port, clock, die_at(step))))
    assert first == DIED
    clock.move(minutes=2)
    assert wait(fork(lambda: recover(settings, sink.port, clock, sink.file, nothing))) == 0
    check(room, sink)


@pytest.mark.parametrize(
    ("step", "dead_at"), list(zip(RECOVERY, ("mail: dot sent", "claim: kept", "dot: kept") * 2, strict=False))
)
def test_killed_again_while_recovering(room, settings, sink, clock, step, dead_at):
    for number in range(READERS):
        add_reader(room, f"r{number}@readers.example")
    assert wait(fork(lambda: publish(settings, sink.port, clock, die_at(dead_at)))) == DIED
    for _ in range(2):
        clock.move(minutes=2)
        again = wait(fork(lambda: recover(settings, sink.port, clock, sink.file, die_at(step))))
        assert again in (0, DIED)
    clock.move(minutes=2)
    assert wait(fork(lambda: recover(settings, sink.port, clock, sink.file, nothing))) == 0
    check(room, sink)
