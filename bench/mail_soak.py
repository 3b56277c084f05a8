"""
Mails an invented list over two workers that are killed (SIGKILL) at random moments, against a server that misbehaves.

usage: python bench/mail_soak.py [20000] [--kills 200] [--database sqlite|postgresql] [--share 0.02] [--seed 7]

Exit code 1 when somebody got two copies, somebody is lost, a row says accepted that was not, more are uncertain than
kills and the server's own silences explain, or anybody is uncertain after settling. Loopback only.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from archives import PostgresServer
from hostile_sink import read_kept
from killing import fork, make_sender, open_own, taken_by, wait
from mailrooms import add_reader, freeze
from readout.actions.delivering.replies import Patience
from readout.actions.delivering.settling import settle_by_log
from readout.adapters.smtp import Relay, SmtpMailer
from readout.archive.connection import close_database, name_database, open_database
from readout.codes import DeliveryState, MailingState

NAME, WORKERS = "edition:1:1", 2
PATIENCE = Patience(tuple(1 / 60 for _ in range(200)))  # a second between two tries
AFTER_DOT = ("after the dot", "hang", "garbage")


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened_database(kind: str, folder: Path):
    """Django's settings of a new database of a kind, with its tables."""
    if kind == "sqlite":
        open_database(settings := name_database(folder), "soak")
        yield settings
        close_database("soak")
        return
    with PostgresServer(folder) as server:
        open_database(settings := name_database(folder, server.new_url()), "soak")
        yield settings
        close_database("soak")


@contextmanager
def started_sink(kept: Path, share: float, seed: int):
    """The server as a process of its own; its port."""
    sink = Path(__file__).parent.parent / "tests" / "hostile_sink.py"
    process = subprocess.Popen(
        [sys.executable, sink, kept, "0", str(share), str(seed)], stdout=subprocess.PIPE, text=True
    )
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def freeze_all(settings: dict) -> None:
    room = open_own(settings)
    freeze(room, *room.walk_readers(), opens_at=now())


def work(settings: dict, port: int, dot_seconds: float = 1) -> None:
    """What a worker does, until the mailing is sent."""
    room = open_own(settings)
    sender = make_sender(room, now, lambda _step: None, alive=timedelta(seconds=3), patience=PATIENCE, per_domain=10**6)
    mailer = SmtpMailer(Relay("127.0.0.1", port, "none", seconds=max(10, dot_seconds), dot_seconds=dot_seconds))
    while room.load_mailing(NAME).state is not MailingState.SENT:
        sender.send_all_due(mailer)
        time.sleep(0.2)


def kill_at_random(
    settings: dict, port: int, kills: int, rng: random.Random, between: float, dot_seconds: float = 1
) -> int:
    """Keep two workers at work and kill one of them now and then; how many were killed."""
    room = open_own(settings)
    workers = [fork(lambda: work(settings, port, dot_seconds)) for _ in range(WORKERS)]
    killed = 0
    while killed < kills and room.load_mailing(NAME).state is not MailingState.SENT:
        time.sleep(rng.uniform(0, 2 * between))
        place = rng.randrange(WORKERS)
        os.kill(workers[place], signal.SIGKILL)
        wait(workers[place])
        killed += 1
        workers[place] = fork(lambda: work(settings, port, dot_seconds))
    for worker in workers:
        wait(worker)
    return killed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=20_000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--share", type=float, default=0.02, help="of the messages at which the server misbehaves")
    options.add_argument("--between", type=float, default=0.6, help="seconds between two kills, on average")
    options.add_argument("--seed", type=int, default=7)
    told = options.parse_args()
    rng = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="readout-mail-soak-") as folder, \
            opened_database(told.database, Path(folder)) as settings, \
            started_sink(kept := Path(folder, "kept.jsonl"), told.share, told.seed) as port:  # fmt: skip
        room = open_own(settings)
        with room.writing():
            for number in range(told.number):
                add_reader(room, f"reader-{number}@d{number % 40}.example")
        freezes = 0
        while room.load_mailing(NAME) is None:  # killed while it freezes, too
            freezer = fork(lambda: freeze_all(settings))
            if freezes < 3:
                time.sleep(rng.uniform(0, 1))
                os.kill(freezer, signal.SIGKILL)
                freezes += 1
            wait(freezer)
        begin = time.monotonic()
        killed = kill_at_random(settings, port, told.kills, rng, told.between)
        seconds = time.monotonic() - begin
        before = room.count_balance(NAME)
        uncertain = tuple(room.walk_deliveries(NAME, DeliveryState.UNCERTAIN))
        taken = taken_by(kept)
        really = sum(row.message_id in taken for row in uncertain)
        silent = sum(row["how"] in AFTER_DOT for row in read_kept(kept))
        settle_by_log(room, uncertain, taken, now(), whole=True)
        wait(fork(lambda: work(settings, port)))
        for _ in range(9):  # what the server swallowed silently on the way is settled in its turn
            left = tuple(room.walk_deliveries(NAME, DeliveryState.UNCERTAIN))
            if not left:
                break
            settle_by_log(room, left, taken_by(kept), now(), whole=True)
            wait(fork(lambda: work(settings, port)))
        after, copies = room.count_balance(NAME), Counter(row["id"] for row in read_kept(kept))
        rows = tuple(room.walk_deliveries(NAME))
    doubled = sum(number > 1 for number in copies.values())
    false = sum(row.state is DeliveryState.ACCEPTED and row.message_id not in copies for row in rows)
    lost = sum(row.message_id not in copies and row.state not in (DeliveryState.REFUSED, DeliveryState.DEFERRED)
               for row in rows)  # fmt: skip
    bound = killed * WORKERS + silent
    print(f"{told.database}: {told.number:,} recipients, {WORKERS} workers, {killed} SIGKILLs of them and {freezes} of "
          f"freezing, misbehaviour in {told.share:.0%}: duplicates {doubled}, lost {lost}, falsely accepted {false}, "
          f"uncertain {before.uncertain} ({really} of them delivered; the server fell silent {silent} times), after "
          f"settling {after.uncertain}; {seconds:,.0f} s wall")  # fmt: skip
    print(f"balance: {after}")
    fine = not (doubled or lost or false or after.uncertain) and before.uncertain <= bound and after.is_done
    return 0 if fine and killed == told.kills else 1


if __name__ == "__main__":
    sys.exit(main())
