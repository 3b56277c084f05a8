"""
Invented articles read by one process, by several, and on Ray: whether the records are the same, and how long it takes.

usage: python bench/shards.py [5000] [--shard 500] [--workers 2] [--leave-out one]

Each is a command of its own, start-up and the loading of models with it: `readout analyse --format jsonl` with one and
with several workers over all files, and `--on ray` over a shard a file. Exit code 1 when any two differ in a byte.
Needs the extra `scale`.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import make_articles

from readout.adapters.clusters.tables import read_records

STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"


def write_shards(folder: Path, number: int, size: int) -> None:
    folder.mkdir()
    lines = [json.dumps(one) + "\n" for one in make_articles(number, seed=3)]
    for at in range(0, number, size):
        (folder / f"s{at // size:04}.jsonl").write_text("".join(lines[at : at + size]))


def digest(lines: list[bytes]) -> str:
    """Of records in order of article, which a run over all files has and shards have each by itself."""
    ordered = sorted(lines, key=lambda line: json.loads(line)["article"]["id"])
    return hashlib.sha256(b"\n".join(ordered)).hexdigest()


def run(*words: object) -> tuple[bytes, float]:
    """What a command of Readout prints, and its wall seconds."""
    begin = time.monotonic()
    command = [sys.executable, "-m", "readout", "analyse", *map(str, words), "--standoff", str(STANDOFF)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout, time.monotonic() - begin


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, nargs="?", default=5_000)
    options.add_argument("--shard", type=int, default=500, help="articles of a shard")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--leave-out", choices=("one", "workers"), action="append", default=[])
    told = options.parse_args()
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="readout-shards-") as name:
        shards, results = Path(name, "shards"), Path(name, "results")
        write_shards(shards, told.number, told.shard)
        ways = {"one": ("one process", 1), "workers": (f"{told.workers} workers", told.workers)}
        for key, (words, workers) in ways.items():
            if key not in told.leave_out:
                printed, seconds = run(shards, "--format", "jsonl", "--workers", workers)
                found[words] = digest(printed.splitlines())
                print(
                    f"{words}: {told.number:,} articles in {seconds:,.0f} s, load {os.getloadavg()[0]:.1f}", flush=True
                )
        _, seconds = run(f"{shards}/*.jsonl", "--on", "ray", "--to", results, "--actors", told.workers)
        kept = [line.encode() for file in (results / "readings").iterdir() for line in read_records(file.read_bytes())]
        found["ray"] = digest(kept)
        print(f"ray, {told.workers} actors: {told.number:,} articles in {len(list(shards.iterdir()))} shards in "
              f"{seconds:,.0f} s, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    same = len(set(found.values())) == 1
    print("the same records, byte for byte" if same else f"OTHER RECORDS: {found}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
