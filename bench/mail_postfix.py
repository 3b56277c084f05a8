"""
Mails an invented list through Debian's Postfix over two workers that are killed (SIGKILL) at random moments.

usage: python bench/mail_postfix.py [2000] [--kills 40] [--database sqlite|postgresql] [--between 0.6] [--seed 7]

Postfix is `tests/relay/postfix.py`'s: loopback alone, configuration, queue and log in a folder of its own, started as
root and ended with the run (tools/install_mail.sh installs it). It hands everything on to a sink of ours. Whom nobody
knows of is settled from Postfix's own log. Exit code 1 when the sink has somebody twice, somebody is lost, or anybody
is uncertain after settling.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "relay"))

from mail_soak import NAME, freeze_all, kill_at_random, now, opened_database, work
from postfix import running_postfix

from hostile_sink import Sink, read_kept
from killing import fork, open_own, wait
from mailrooms import add_reader
from readout.actions.delivering.settling import find_taken_over, settle_by_log
from readout.codes import DeliveryState


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=2_000)
    options.add_argument("--kills", type=int, default=40)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--between", type=float, default=0.6, help="seconds between two kills, on average")
    options.add_argument("--seed", type=int, default=7)
    told = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="readout-mail-postfix-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # Postfix's own users go through it
        (folder / "postfix").mkdir()
        with opened_database(told.database, folder) as settings, Sink(folder / "kept.jsonl") as sink, \
                running_postfix(folder / "postfix", sink.port) as relay:  # fmt: skip
            room = open_own(settings)
            with room.writing():
                for number in range(told.number):
                    add_reader(room, f"reader-{number}@d{number % 40}.example")
            wait(fork(lambda: freeze_all(settings)))
            begin = time.monotonic()
            killed = kill_at_random(settings, relay.port, told.kills, random.Random(told.seed), told.between, 60)
            seconds = time.monotonic() - begin
            relay.rest(600)
            before = room.count_balance(NAME)
            uncertain = tuple(room.walk_deliveries(NAME, DeliveryState.UNCERTAIN))
            taken = find_taken_over(relay.log.read_text(errors="replace").splitlines())
            really = sum(row.message_id in taken for row in uncertain)
            settle_by_log(room, uncertain, taken, now(), whole=True)
            wait(fork(lambda: work(settings, relay.port, 60)))
            relay.rest(600)
            after, copies = room.count_balance(NAME), Counter(row["id"] for row in read_kept(sink.file))
            rows = tuple(room.walk_deliveries(NAME))
    doubled = sum(number > 1 for number in copies.values())
    lost = sum(row.message_id not in copies for row in rows)
    print(f"{told.database}, Postfix: {told.number:,} recipients, 2 workers, {killed} SIGKILLs: duplicates {doubled}, "
          f"lost {lost}, uncertain {before.uncertain} ({really} of them taken over by Postfix), after settling from "
          f"its log {after.uncertain}; {seconds:,.0f} s wall")  # fmt: skip
    print(f"balance: {after}")
    return 0 if not (doubled or lost or after.uncertain) and after.is_done and before.uncertain <= killed else 1


if __name__ == "__main__":
    sys.exit(main())
