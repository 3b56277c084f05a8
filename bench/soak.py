"""
Adds invented articles to two desks, one undisturbed and one killed (SIGKILL) at random moments, and compares every row.

usage: python bench/soak.py [20000] [--kills 50] [--seed 7]

Exit code 1 when a row differs. What is compared: articles, keys, versions with their texts, failures, but for the
instant of a capture.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import make_articles

from rows import list_rows


def start(*words: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "readout", *map(str, words)]
    return subprocess.Popen(command, env=os.environ | {"DATABASE_URL": ""}, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)  # fmt: skip


def write_lines(path: Path, number: int, seed: int) -> None:
    """The articles, a broken line in every thousand, and every fiftieth article edited and given again at the end."""
    lines = [json.dumps(record, ensure_ascii=False) for record in make_articles(number, seed)]
    edited = [line.replace("said", "told reporters", 1) for line in lines[::50]]
    for place in range(0, number, 1000):
        lines.insert(place, "no JSON")
    path.write_text("\n".join([*lines, *edited]), "utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=20_000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=7)
    told = options.parse_args()
    rng = random.Random(told.seed)
    with tempfile.TemporaryDirectory(prefix="readout-soak-") as folder:
        lines, whole, killed = Path(folder, "a.jsonl"), Path(folder, "whole"), Path(folder, "killed")
        write_lines(lines, told.number, told.seed)
        for desk in (whole, killed):
            start("init", desk).wait()
        begin = time.monotonic()
        start("add", lines, "--later", "--desk", whole).wait()
        undisturbed = time.monotonic() - begin
        kills, slice_ = 0, undisturbed / told.kills
        added = start("add", lines, "--later", "--desk", killed)
        while kills < told.kills:
            time.sleep(rng.uniform(0, 2.5 * slice_ + 2))
            if added.poll() is not None:
                break
            added.kill()
            added.wait()
            kills += 1
            added = start("add", lines, "--later", "--desk", killed)
        added.wait()
        rows = list_rows(whole), list_rows(killed)
    same = rows[0] == rows[1]
    counts = ", ".join(f"{len(each):,} {table.removeprefix('archive_')}" for table, each in rows[0].items())
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{told.number:,} articles, {kills} kills: {'every row is the same' if same else 'ROWS DIFFER'} ({counts})")
    print(f"undisturbed {undisturbed:,.0f} s wall; both runs {used.ru_utime + used.ru_stime:,.0f} CPU-s, "
          f"peak memory {used.ru_maxrss / 1024:,.0f} MB")  # fmt: skip
    return 0 if same and kills == told.kills else 1


if __name__ == "__main__":
    sys.exit(main())
