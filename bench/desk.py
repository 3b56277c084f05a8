"""
How long the server takes for a decision of a review run, with 100,000 articles in the archive.

usage: python bench/desk.py [--large 100000] [--week 320] [--decisions 2000] [--keep DIR]

The archive is that of `bench/archive.py`, with generated records; the week's articles are generated, read and
assembled for good, so that thousands of findings wait to be reviewed. A decision is what an analyst's key sends and
what comes back: the form that keeps a judgement, and the page of the next finding. Both go through the whole stack
but the socket: sessions, rights, CSRF, templates, the policy. Printed are the median, the 95th and the 99th
percentile of wall milliseconds and of CPU milliseconds. With --keep the desk is made in DIR, and taken from there
the next time; its judgements are then added to.
"""

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import make_articles

from archive import TEMPLATES, add, make_capture, make_templates
from desks import EXAMPLE, point_at, settle, type_words

WEEK, FIRST = "2090-W02", 6  # the seven days before Friday 13 January 2090 begin on the 6th


def make_desk(folder: Path, large: int, week: int) -> None:
    """An archive of `large` articles, and the brief of a week of `week` more."""
    import shutil  # noqa: PLC0415 -- only where the desk is not there

    from readout.adapters.codebooks import load_codebook  # noqa: PLC0415
    from readout.archive.opening import open_archive  # noqa: PLC0415

    shutil.copytree(EXAMPLE / "standoff", folder)
    type_words("init", folder)
    links = load_codebook(folder).links
    began = time.process_time()
    records = (make_capture(record) for record in make_articles(large, 7))
    number = add(open_archive(folder), records, make_templates(make_articles(TEMPLATES, 3)), links)
    print(f"an archive of {number:,} articles was made in {time.process_time() - began:,.0f} CPU-s", flush=True)
    lines = folder.parent / "week.jsonl"
    write_week(lines, week)
    began = time.process_time()
    type_words("add", lines, "--desk", folder, "--later")
    type_words("brief", "--week", WEEK, "--desk", folder)
    print(f"a week of {week} articles was read and assembled in {time.process_time() - began:,.0f} CPU-s", flush=True)


def write_week(file: Path, number: int) -> None:
    import json  # noqa: PLC0415 -- only where the desk is not there

    made = [
        record | {"id": f"week-{place}", "published": f"2090-01-{FIRST + place * 7 // number:02d}"}
        for place, record in enumerate(islice(make_articles(number, 11), number))
    ]
    file.write_text("\n".join(json.dumps(each) for each in made), "utf-8")


def measure(client: object, decisions: int) -> tuple[list[float], list[float]]:
    """Wall and CPU milliseconds of each decision."""
    page = client.get(f"/review?week={WEEK}").content.decode()  # type: ignore[attr-defined]
    told = re.search(r"(\d+) of (\d+) decided", page)
    assert told is not None, "the review run is not there"
    print(f"{int(told[2]) - int(told[1]):,} of {int(told[2]):,} findings wait", flush=True)
    walls, costs = [], []
    for number in range(decisions):
        form = re.search(r'name="subject" value="([^"]+)"><input type="hidden" name="verdict" value="confirmed"', page)
        if form is None:
            break
        verdict = "rejected" if number % 5 == 4 else "confirmed"
        sent = {"subject": form[1], "verdict": verdict, "next": f"/review?week={WEEK}"}
        wall, cost = time.perf_counter(), time.process_time()
        done = client.post("/decide", sent)  # type: ignore[attr-defined]
        page = client.get(done.url).content.decode()  # type: ignore[attr-defined]
        walls.append(1000 * (time.perf_counter() - wall))
        costs.append(1000 * (time.process_time() - cost))
    return walls, costs


def tell(name: str, taken: list[float]) -> None:
    cut = statistics.quantiles(taken, n=100)
    print(f"{name}: median {cut[49]:.1f} ms, p95 {cut[94]:.1f} ms, p99 {cut[98]:.1f} ms, most {max(taken):.1f} ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--large", type=int, default=100_000)
    options.add_argument("--week", type=int, default=320)
    options.add_argument("--decisions", type=int, default=2000)
    options.add_argument("--keep", type=Path)
    told = options.parse_args()
    os.environ.pop("DATABASE_URL", None)
    settle()
    from readout.web.serving import bring_up_to_date  # noqa: PLC0415 -- Django is set up by then

    with tempfile.TemporaryDirectory(prefix="readout-desk-") as name:
        folder = told.keep or Path(name) / "desk"
        if not (folder / "standoff.toml").exists():
            make_desk(folder, told.large, told.week)
        point_at(folder)
        bring_up_to_date()
        from desks import TestDesk  # noqa: PLC0415 -- its models need Django set up

        client = TestDesk(folder).sign_in("analyst", f"analyst-{time.time_ns()}")
        walls, costs = measure(client, told.decisions)
        print(f"{len(walls):,} decisions, each with the page of the next finding")
        tell("wall", walls)
        tell("CPU", costs)


if __name__ == "__main__":
    main()
