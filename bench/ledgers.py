"""
Positions, forecasts, scenarios, quantities and movements, measured on the gold of the ledgers.

    .venv/bin/python bench/ledgers.py [--held] [--mistakes] [--json FILE]

Three invented standoffs, each read as a batch of its own (docs/annotation.md, Ledgers). Prints the articles that
builders may read; `--held` the third that they may not, figures only. `--mistakes` lists what was missed and what was
found wrongly, of the open ones alone. Intervals: 95 %, bootstrap over articles.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.ledger_gold import read_movements
from quality.ledger_reading import LedgerReading, list_mistakes, read_ledgers, score_movements
from quality.ledger_scoring import estimate


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--held", action="store_true", help="also the figures of the held articles")
    told.add_argument("--mistakes", action="store_true", help="list what was missed and wrongly found in the open ones")
    told.add_argument("--json", type=Path, help="write the figures there, too")
    args = told.parse_args()
    readings = read_ledgers()
    figures = {}
    for half in (False, True) if args.held else (False,):
        counted = [one.counts for one in readings if one.marked.held is half]
        figures["held" if half else "open"] = estimate(counted)
    moved = count_movements(readings)
    for half, values in figures.items():
        print(f"{half}:")
        for name, (value, low, high) in values.items():
            print(f"  {name:22} {value:.3f}  [{low:.3f}, {high:.3f}]")
    for name, counts in moved.items():
        print(f"movements, {name}:", ", ".join(f"{what} {number}" for what, number in counts.items()))
    if args.mistakes:
        for line in list_mistakes([one for one in readings if not one.marked.held]):
            print(line)
    if args.json is not None:
        args.json.write_text(json.dumps({**figures, "movements": moved}, indent=1) + "\n", encoding="utf-8")


def count_movements(readings: Sequence[LedgerReading]) -> dict[str, Counter[str]]:
    """How the ledger tells the movements of the gold, pairs of open articles apart from those with a held one."""
    told = {}
    pairs = list(read_movements())
    held = [one for one in pairs if any(int(mark.split()[0]) % 3 == 0 for mark in one[1:3])]
    for half, own in (("open", [one for one in pairs if one not in held]), ("held", held)):
        told[f"{half}, as read"] = score_movements(readings, own)
        told[f"{half}, from the marks"] = score_movements(readings, own, from_marks=True)
    return told


if __name__ == "__main__":
    main()
