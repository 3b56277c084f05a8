"""
Messages a second by the ledger, and by a plain loop that sends and then marks, against the same server on loopback.

usage: python bench/mail_rate.py [2000] [--rounds 3]

Both mail the same 30 kB letters over one line, on SQLite (WAL, synchronous=FULL) and on PostgreSQL (fsync on). Rounds
alternate. Wall seconds of a machine that is shared say little: CPU seconds of the sender stand beside.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from mail_soak import NAME, now, opened_database, started_sink

from killing import make_sender, open_own
from mailrooms import add_reader, freeze
from readout.adapters.smtp import Relay, SmtpMailer
from readout.codes import DeliveryState
from readout.ports.mailer import Letter

BODY = b"Subject: The week\r\n\r\n" + b"A line of the week, as long as such lines are wont to be.\r\n" * 520  # 30 kB


def compose(delivery) -> Letter:
    head = f"Message-ID: {delivery.message_id}\r\nTo: {delivery.address}\r\n".encode()
    return Letter("bounces@desk.example", delivery.address, head + BODY)


def by_ledger(room, port: int, number: int) -> None:
    sender = make_sender(room, now, lambda _step: None, per_domain=10**6)
    sender.compose = compose
    sender.send_all_due(SmtpMailer(Relay("127.0.0.1", port, "none", letters=1000)))
    assert room.count_balance(NAME).accepted == number


def by_plain_loop(room, port: int, number: int) -> None:
    """What most senders do: take an unsent row, send, mark it sent."""
    from readout.archive import models  # noqa: PLC0415 -- Django is set up by now

    rows = models.Delivery.objects.using(room.alias)
    todo = list(room.walk_deliveries(NAME))
    with SmtpMailer(Relay("127.0.0.1", port, "none", letters=1000)).line() as line:
        for row in todo:
            reply = line.send(compose(row), lambda: True, lambda _step: None)
            assert reply.code == 250
            rows.filter(pk=row.id).update(state=DeliveryState.ACCEPTED.value, changed_at=now())
    assert room.count_balance(NAME).accepted == number


def measure(kind: str, how, number: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="readout-mail-rate-") as folder, \
            opened_database(kind, Path(folder)) as settings, \
            started_sink(Path(folder, "kept.jsonl"), 0, 7) as port:  # fmt: skip
        room = open_own(settings)
        if kind == "postgresql":
            from django.db import connections  # noqa: PLC0415

            with connections[room.alias].cursor() as cursor:
                cursor.execute("ALTER SYSTEM SET fsync = on")
                cursor.execute("SELECT pg_reload_conf()")
        with room.writing():
            for each in range(number):
                add_reader(room, f"reader-{each}@d{each % 40}.example")
        freeze(room, *room.walk_readers(), opens_at=now())
        wall, cpu = time.perf_counter(), time.process_time()
        how(room, port, number)
        return number / (time.perf_counter() - wall), 1000 * (time.process_time() - cpu) / number


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=2000)
    options.add_argument("--rounds", type=int, default=3)
    told = options.parse_args()
    for kind in ("sqlite", "postgresql"):
        rates: dict[str, list[tuple[float, float]]] = {"ledger": [], "send, then mark": []}
        for _ in range(told.rounds):
            for name, how in (("ledger", by_ledger), ("send, then mark", by_plain_loop)):
                rates[name].append(measure(kind, how, told.number))
        for name, found in rates.items():
            walls, cpus = [wall for wall, _ in found], [cpu for _, cpu in found]
            each = ", ".join(f"{wall:,.0f}" for wall in walls)
            print(f"{kind}, {name}: {statistics.median(walls):,.0f} messages/s wall (of {each}), "
                  f"{statistics.median(cpus):.2f} ms CPU of the sender a message", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
