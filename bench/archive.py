"""
What it costs to add a week of 500 articles, with a reading of each, to an archive of 100,000, beside an empty one.

usage: python bench/archive.py [--large 100000] [--week 500] [--rounds 5] [--database sqlite postgresql] [--keep DIR]

Records are generated, not read: the readings are those of a few invented articles, renamed. An article of the week is
as long as one in a newspaper, four of the generator's (some 570 words); those of the archive are one each, since their
length costs the week nothing. Every addition is made by a process of its own; its CPU seconds (with those of
PostgreSQL's backend), its wall seconds and its peak memory are compared by their medians over rounds that take turns.
With --keep the large SQLite archive is made in DIR, and taken from there the next time.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import make_articles

from readout.actions.intake import take_in
from readout.actions.keeping import CHUNK
from readout.adapters.codebooks import load_codebook
from readout.archive.opening import open_archive
from readout.records import Analysis, Article, Capture, KeptReading

NOW = datetime(2031, 3, 7, tzinfo=UTC)
TEMPLATES = 20  # readings that are made once and renamed
LENGTH = 4  # of the generator's articles in one of the week's
TICK = os.sysconf("SC_CLK_TCK")


def make_long(number: int, seed: int) -> Iterator[dict[str, str]]:
    """Articles of a newspaper's length."""
    pieces = make_articles(number * LENGTH, seed)
    while group := list(islice(pieces, LENGTH)):
        yield group[0] | {"text": "\n\n".join(each["text"] for each in group)}


def make_templates(records: Iterator[dict[str, str]]) -> list[Analysis]:
    from readout.actions.reading import read_batch  # noqa: PLC0415 -- only the parent process reads
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

    articles = [make_capture(record).article for record in records]
    return list(read_batch(articles, SpacyTagger(), load_codebook(), models=load_models()).analyses)


def make_capture(record: dict[str, str], mark: str = "") -> Capture:
    key, day = f"{mark}{record['id']}", record["published"]
    link = f"https://{record['outlet']}.example/{key}"
    article = Article(key, record["outlet"], link, f"{record['title']} {mark}", (), day, ("metadata",), None, "en",
                      record["text"])  # fmt: skip
    return Capture(article, key, None, ())


def rename(analysis: Analysis, article_id: str) -> Analysis:
    """The analysis as that of another article, with ids of its own for all that was found."""
    number = iter(range(10_000))
    kinds = ("statements", "events", "positions", "meetings", "forecasts", "contested", "questions")
    found = {
        kind: tuple(replace(each, id=f"{hash((article_id, next(number))) & 0xFFFFFFFFFFFF:012x}")
                    for each in getattr(analysis, kind))
        for kind in kinds
    }  # fmt: skip
    return replace(analysis, article_id=article_id, **found)


def make_reading(capture: Capture, analysis: Analysis) -> KeptReading:
    article = capture.article
    told = (article.published, article.published_basis, article.byline)
    return KeptReading(article.id, 1, "bench", None, *told, rename(analysis, article.id), None)


def add(archive, captures: Iterator[Capture], templates: list[Analysis], links) -> int:
    done = 0
    while chunk := list(islice(captures, CHUNK)):
        with archive.writing():
            take_in(chunk, archive, links, NOW)
            archive.add_readings(
                [make_reading(one, templates[(done + place) % len(templates)]) for place, one in enumerate(chunk)]
            )
        done += len(chunk)
    return done


def backend(archive) -> Path | None:
    """Where Linux counts the CPU of PostgreSQL's process for this connection; None on SQLite."""
    from django.db import connections  # noqa: PLC0415

    connection = connections[archive.alias]
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/stat")


def ticks(stat: Path | None) -> float:
    if stat is None:
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def measure(desk: Path, url: str | None, templates: Path, week: int, seed: int) -> None:
    """Add one week in this process, and print what it cost."""
    from msgspec.json import decode  # noqa: PLC0415

    links = load_codebook().links
    made = decode(templates.read_bytes(), type=list[Analysis])
    captures = [make_capture(record, f"w{seed}-") for record in make_long(week, seed)]
    captures = [
        replace(one, article=replace(one.article, published=f"2090-01-{1 + seed % 28:02d}")) for one in captures
    ]
    archive = open_archive(desk, url)
    archive.count_weeks([], "bench")
    stat = backend(archive)
    before, server, wall = time.process_time(), ticks(stat), time.perf_counter()
    add(archive, iter(captures), made, links)
    told = {
        "cpu": time.process_time() - before + ticks(stat) - server,
        "wall": time.perf_counter() - wall,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def ask(desk: Path, url: str | None, templates: Path, week: int, seed: int) -> dict[str, float]:
    words = [sys.executable, __file__, "--one", desk, url or "-", templates, week, seed]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def compare(name: str, folder: Path, urls: Iterator[str | None], told: argparse.Namespace, templates: Path) -> None:
    from msgspec.json import decode  # noqa: PLC0415

    large, large_url = folder / f"{name}-large", next(urls)
    if told.keep is not None and name == "sqlite":
        large = told.keep
    if not large.exists():
        large.mkdir(parents=True)
        begin = time.process_time()
        made = decode((folder / "short.json").read_bytes(), type=list[Analysis])
        records = (make_capture(record) for record in make_articles(told.large, 7))
        number = add(open_archive(large, large_url), records, made, load_codebook().links)
        spent = time.process_time() - begin
        print(f"{name}: an archive of {number:,} articles was made in {spent:,.0f} CPU-s", flush=True)
    costs: dict[str, list[dict[str, float]]] = {"empty": [], "large": []}
    for turn in range(told.rounds + 1):
        empty = folder / f"{name}-empty-{turn}"
        empty.mkdir()
        seed = time.time_ns() % 1_000_000  # so that a kept archive has not seen the week
        one = ask(empty, next(urls), templates, told.week, seed)
        other = ask(large, large_url, templates, told.week, seed)
        if turn:  # the first warms up
            costs["empty"].append(one)
            costs["large"].append(other)
    for kind in ("cpu", "wall", "memory"):
        medians = {size: statistics.median(one[kind] for one in each) for size, each in costs.items()}
        ratio = medians["large"] / medians["empty"]
        print(
            f"{name}: {kind:6} empty {medians['empty']:8.3f}, large {medians['large']:8.3f}, ratio {ratio:.2f}",
            flush=True,
        )


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        desk, url, templates, week, seed = sys.argv[2:]
        measure(Path(desk), None if url == "-" else url, Path(templates), int(week), int(seed))
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--large", type=int, default=100_000)
    options.add_argument("--week", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--database", nargs="*", default=["sqlite", "postgresql"])
    options.add_argument("--keep", type=Path)
    told = options.parse_args()
    from msgspec.json import encode  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="readout-archive-") as name:
        folder = Path(name)
        templates = folder / "long.json"
        templates.write_bytes(encode(make_templates(make_long(TEMPLATES, 3))))
        (folder / "short.json").write_bytes(encode(make_templates(make_articles(TEMPLATES, 3))))
        if "sqlite" in told.database:
            compare("sqlite", folder, iter(lambda: None, 0), told, templates)
        if "postgresql" in told.database:
            from archives import PostgresServer  # noqa: PLC0415

            with PostgresServer(folder) as server:
                compare("postgresql", folder, iter(server.new_url, 0), told, templates)


if __name__ == "__main__":
    main()
