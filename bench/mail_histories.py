"""
Random histories of a mail list (tests/histories.py): subscribe, confirm, pause, leave, bounce, complain, erase, freeze,
send with misbehaving servers and dying senders, recover, settle, restore. Exit code 1 when an invariant breaks.

usage: python bench/mail_histories.py [10000] [--steps 25] [--seed 7]
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from archives import SqliteTemplate, opened
from histories import History

AT_ONCE = 500


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=10_000)
    options.add_argument("--steps", type=int, default=25)
    options.add_argument("--seed", type=int, default=7)
    told = options.parse_args()
    rng = random.Random(told.seed)
    begin = time.process_time()
    with tempfile.TemporaryDirectory(prefix="readout-mail-histories-") as folder:
        for store in opened(SqliteTemplate(Path(folder)), Path(folder)):
            History.alias = store.alias
            for done in range(0, told.number, AT_ONCE):
                chosen = settings(max_examples=min(AT_ONCE, told.number - done), stateful_step_count=told.steps,
                                  deadline=None, database=None, suppress_health_check=list(HealthCheck),
                                  phases=(Phase.generate, Phase.shrink))  # fmt: skip
                run_state_machine_as_test(seed(rng.randrange(1 << 32))(History), settings=chosen)
                print(f"{min(done + AT_ONCE, told.number):,} histories, 0 broken invariants, "
                      f"{time.process_time() - begin:,.0f} CPU-s", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
