"""
What `train/events/train.py --fold N` answered, added up: accuracy, macro-F1 and F1 of the quads with 95 % intervals.

usage: python bench/event_folds.py FOLDER    (with `fold0.json` and so on)
"""

import json
import random
import sys
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.codes import EventType

SAMPLES, SEED = 1000, 0


def main():
    files = sorted(Path(sys.argv[1]).glob("fold*.json"))
    rows = [(row["gold"], row["answer"]) for file in files for row in json.loads(file.read_text("utf-8"))]
    types = load_codebook().plover.types
    quads = {name: types[find_type(name)].quad for name in {name for pair in rows for name in pair}}
    chance = random.Random(SEED)
    samples = [measure([chance.choice(rows) for _ in rows], quads) for _ in range(SAMPLES)]
    print(f"{len(files)} folds, {len(rows)} sentences")
    for number, name in enumerate(("accuracy", "macro-F1", "quads F1")):
        drawn = sorted(sample[number] for sample in samples)
        low, high = drawn[int(0.025 * SAMPLES)], drawn[int(0.975 * SAMPLES) - 1]
        print(f"{name}: {measure(rows, quads)[number]:.3f} [{low:.3f}, {high:.3f}]")


def find_type(label):
    """A type of the quad that a label of PLV has: YIELD joins CONCEDE and RETREAT, which share theirs."""
    return EventType.CONCEDE if label == "YIELD" else EventType[label]


def measure(rows, quads):
    right = sum(gold == answer for gold, answer in rows) / len(rows)
    return right, macro(rows), macro([(quads[gold], quads[answer]) for gold, answer in rows])


def macro(rows):
    """The mean over what the gold has of F1."""
    shares = []
    for name in {gold for gold, _ in rows}:
        told = sum(gold == name for gold, _ in rows) + sum(answer == name for _, answer in rows)
        shares.append(2 * sum(gold == answer == name for gold, answer in rows) / told)
    return sum(shares) / len(shares)


if __name__ == "__main__":
    main()
