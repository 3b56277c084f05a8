"""
CPU seconds of an article read by one process and by several, and whether they find the same.

usage: python bench/workers.py [--articles 400] [--workers 2]

The articles are invented (`generate.py`). Both crews are given a few articles first, so that loading models is told
apart from reading. CPU seconds are those of this process and of its children; the load is the machine's.
"""

import argparse
import hashlib
import json
import os
import resource
import time
from pathlib import Path

import msgspec
from generate import make_articles

from readout.actions.reading import Reader, read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.adapters.workers import Workers
from readout.ports import ReadingTask

STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"
WARM = 4


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def children_spent(pids):
    """CPU seconds of children that still run, as Linux tells them."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def peak(pid):
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--workers", type=int, default=2)
    told = options.parse_args()
    book, models, tagger = load_codebook(STANDOFF), load_models(), SpacyTagger()
    text = "\n".join(map(json.dumps, make_articles(told.articles, stories=50))).encode()
    articles, _ = load_articles(["-"], stdin=text, book=book.furniture)
    read_batch(articles[:WARM], tagger, book, models=models)
    found = {}
    for number in (1, told.workers):
        with Workers(number, STANDOFF, Reader(tagger, book, models).recipe) as several:
            crew = None if number == 1 else several
            if crew is not None:
                list(crew.read(map(ReadingTask, articles[:WARM])))
            pids = [worker._child.pid for worker in several._workers]
            began, own, theirs = time.monotonic(), spent(resource.RUSAGE_SELF), children_spent(pids)
            reading = read_batch(articles, tagger, book, models=models, crew=crew)
            wall = time.monotonic() - began
            cpu = spent(resource.RUSAGE_SELF) - own + children_spent(pids) - theirs
            most = max(map(peak, pids), default=peak(os.getpid()))
        digest = hashlib.sha256(msgspec.json.encode((reading.articles, reading.analyses, reading.problems))).hexdigest()
        found[number] = (cpu, wall, digest)
        print(
            f"{number} at work: {cpu / len(articles):.4f} CPU-s an article, {wall:.1f} s wall, "
            f"{most:,.0f} MB at most, load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    one, several = found[1], found[told.workers]
    same = "the same records" if one[2] == several[2] else "OTHER RECORDS"
    print(f"{same}; CPU {several[0] / one[0]:.2f} of one, wall {several[1] / one[1]:.2f}")


if __name__ == "__main__":
    main()
