"""
The readers' side under load: a site of 500 editions, asked 200 times a second while an import runs.

usage: python bench/site.py [--editions 500] [--articles 100000] [--import 200000] [--rate 200] [--seconds 300]
                            [--keep DIR] [--make-only]

The editions are the example's weeks over and over, each with its own name; the archive has 100,000 generated articles
beside those that are cited. The server is `readout site serve`, a process of its own; the import is `readout add` of
more generated articles, another one; the requests come over loopback from this process, at fixed instants whether or
not earlier ones were answered, so that a slow answer counts with all the time its reader waited. One in ten is a
search. The asking begins when the first articles of the import are in. The run is bounded by --seconds and ends what it
has started. It fails when p95 is 200 ms or more, when an answer is a 5xx or none at all, when fewer than 95 of 100 of
the requests could be sent, or when the import came to its end before the asking did (then give it more: --import).
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))

from generate import make_articles

from archive import make_capture
from readout.actions.intake import take_in
from readout.actions.keeping import CHUNK
from readout.adapters.codebooks import load_codebook
from readout.archive.opening import open_archive
from readout.editing.freezing import seal_edition

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait"
WEEKS = tuple(f"2031-W{week:02}" for week in range(6, 14))
NOW = datetime(2031, 4, 1, tzinfo=UTC)
CONNECTIONS, PATIENCE = 64, 10.0  # kept open; seconds until an answer counts as none
MOST_P95 = 0.200  # seconds
WORDS = ("talks", "sailors", "missiles", "radar station", "free passage", "inspection", "grain", "joint statement")


def run(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "readout", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def make_desk(desk: Path) -> None:
    """A desk with the example's weeks published."""
    desk.mkdir(parents=True)
    shutil.copytree(EXAMPLE / "standoff", desk, dirs_exist_ok=True)
    run("init", desk)
    run("add", EXAMPLE / "articles", "--desk", desk)
    for week in WEEKS:
        run("publish", "--week", week, "--editor", "Bench", "--desk", desk)


def fill_desk(desk: Path, editions: int, articles: int) -> None:
    """More editions of the same weeks, and generated articles."""
    archive = open_archive(desk)
    first = list(archive.walk_editions())
    with archive.writing():
        for number in range(len(first) + 1, editions + 1):
            one = first[(number - 1) % len(first)]
            slug, at = f"{one.slug}-{number}", one.published_at - timedelta(weeks=editions - number)
            archive.add_edition(seal_edition(replace(one, number=number, slug=slug, published_at=at)))
    links = load_codebook().links
    captures = (make_capture(record) for record in make_articles(articles, seed=1))
    done = 0
    while chunk := list(islice(captures, CHUNK)):
        take_in(chunk, archive, links, NOW)
        done += len(chunk)
        print(f"\r{done:,} articles", end="", flush=True, file=sys.stderr)


@dataclass
class Tally:
    """What came of the requests."""

    waited: list[float] = field(default_factory=list)
    codes: Counter = field(default_factory=Counter)
    lost: int = 0
    bytes: int = 0
    by_kind: dict[str, list[float]] = field(default_factory=dict)


class Reader:
    """One connection, kept open and opened anew when it was closed."""

    def __init__(self, port: int) -> None:
        self.port, self.streams = port, None

    async def ask(self, path: str) -> tuple[int, int]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        source, sink = self.streams
        sink.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await source.readuntil(b"\r\n\r\n")
        told = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
        length = next(int(value) for name, value in told.items() if name.lower() == b"content-length")
        await source.readexactly(length)
        if told.get(b"Connection", b"").lower() == b"close":
            self.drop()
        return int(head[9:12]), length

    def drop(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


def list_paths(public: Path) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(public.rglob("index.html")):
        path = "/" + file.relative_to(public).as_posix().removesuffix("index.html")
        kinds.setdefault(path.split("/")[1] or "first page", []).append(path)
    kinds["feeds"] = [f"/feeds/{file.name}" for file in sorted((public / "feeds").glob("*.xml"))]
    kinds["calendar"] = ["/calendar.ics"]
    kinds["searches"] = [f"/search/results?q={quote(words)}" for words in WORDS]
    return kinds


SHARES = {"first page": 15, "editions": 30, "standoff": 10, "stories": 8, "actors": 8, "outlets": 5, "search": 2,
          "feeds": 10, "calendar": 2, "searches": 10}  # fmt: skip


async def load(port: int, kinds: dict[str, list[str]], rate: int, seconds: int) -> Tally:
    """Ask at fixed instants; a request waits for a free connection, and that counts."""
    tally, chance, free = Tally(), random.Random(1), asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(Reader(port))
    shares = [(kind, SHARES[kind]) for kind in SHARES if kinds.get(kind)]

    async def one(kind: str, path: str, due: float) -> None:
        reader = await free.get()
        try:
            code, size = await asyncio.wait_for(reader.ask(path), PATIENCE)
            tally.codes[code] += 1
            tally.bytes += size
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            tally.lost += 1
            reader.drop()
        waited = time.perf_counter() - due
        tally.waited.append(waited)
        tally.by_kind.setdefault(kind, []).append(waited)
        free.put_nowait(reader)

    begin, tasks = time.perf_counter(), set()
    for number in range(rate * seconds):
        due = begin + number / rate
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        kind = chance.choices([kind for kind, _ in shares], [share for _, share in shares])[0]
        task = asyncio.create_task(one(kind, chance.choice(kinds[kind]), due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    return tally


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def serve(desk: Path, port: int) -> subprocess.Popen:
    """The server, once it listens."""
    command = [sys.executable, "-m", "readout", "site", "serve", "--desk", str(desk), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if line.startswith("End it"):
            return server
    raise SystemExit("the server did not start")


def write_import(file: Path, number: int) -> None:
    """What the import will add, no article of which is in the archive."""
    with file.open("w") as lines:
        for record in make_articles(number, seed=2):
            lines.write(json.dumps(record | {"id": f"more-{record['id']}"}) + "\n")


def start_import(desk: Path, file: Path, before: int) -> subprocess.Popen:
    """The import, once its first articles are in."""
    command = [sys.executable, "-m", "readout", "add", str(file), "--later", "--desk", str(desk)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    adding = subprocess.Popen(command, start_new_session=True, **quiet)
    while count_articles(desk) == before:
        if adding.poll() is not None:
            raise SystemExit(f"the import ended before anything came in: are its articles in the archive of {desk}?")
        time.sleep(0.5)
    return adding


def count_articles(desk: Path) -> int:
    return open_archive(desk).count("none").articles


def read_cpu(process: subprocess.Popen) -> float:
    """CPU seconds that a process has used, as Linux counts them."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(tally: Tally, wanted: int, took: float, imported: int, cpu: float, outlasted: bool) -> bool:
    failed = sum(count for code, count in tally.codes.items() if code >= 500)
    p95 = at(tally.waited, 0.95)
    sent = len(tally.waited) / took
    print(
        f"requests {len(tally.waited):,} of {wanted:,}, {sent:.0f} a second, {tally.bytes / took / 1e6:.1f} MB a second"
    )
    print(f"waited   p50 {statistics.median(tally.waited) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
          f"p99 {at(tally.waited, 0.99) * 1000:.0f} ms, most {max(tally.waited) * 1000:.0f} ms")  # fmt: skip
    for kind, waited in sorted(tally.by_kind.items()):
        print(f"  {kind:12} {len(waited):7,}  p95 {at(waited, 0.95) * 1000:.0f} ms")
    print(f"answers  {dict(sorted(tally.codes.items()))}, none {tally.lost}")
    print(f"server   {cpu:.1f} CPU seconds, {cpu / len(tally.waited) * 1000:.2f} ms a request")
    end = "went on to the end" if outlasted else "ENDED FIRST"
    print(f"imported meanwhile: {imported:,} articles; the import {end}")
    good = p95 < MOST_P95 and not failed and not tally.lost and len(tally.waited) >= 0.95 * wanted and outlasted
    print("holds" if good else "FAILS")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editions", type=int, default=500)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--import", dest="more", type=int, default=200_000, help="Articles that come in meanwhile.")
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--port", type=int, default=8017)
    parser.add_argument("--keep", type=Path, help="Where the desk is made, and taken from the next time.")
    parser.add_argument("--make-only", action="store_true", help="Make the desk and its site, and stop.")
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="readout-site-"))
    desk = folder / "desk"
    if not (folder / "made").exists():
        shutil.rmtree(desk, ignore_errors=True)
        make_desk(desk)
        fill_desk(desk, asked.editions, asked.articles)
        (desk / "site.toml").write_text(f'address = "http://127.0.0.1:{asked.port}/"\nsearch = true\n')
        write_import(folder / "more.jsonl", asked.more)
        (folder / "made").touch()
    began = time.process_time(), time.perf_counter()
    run("site", "build", desk / "public", "--packed", "--desk", desk)
    files = sum(1 for path in (desk / "public").rglob("*") if path.is_file())
    print(f"\nbuilt    {files:,} files in {time.perf_counter() - began[1]:.0f} s (wall)")
    if asked.make_only:
        return 0
    server = serve(desk, asked.port)
    adding = None
    try:
        adding = start_import(desk, folder / "more.jsonl", count_articles(desk))
        before = count_articles(desk)
        begin, used = time.perf_counter(), read_cpu(server)
        tally = asyncio.run(load(asked.port, list_paths(desk / "public"), asked.rate, asked.seconds))
        took, used = time.perf_counter() - begin, read_cpu(server) - used
        outlasted, imported = adding.poll() is None, count_articles(desk) - before
    finally:
        for process in filter(None, (adding, server)):
            process.terminate()
            process.wait(30)
    good = report(tally, asked.rate * asked.seconds, took, imported, used, outlasted)
    if asked.keep is None:
        shutil.rmtree(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
