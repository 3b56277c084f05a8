"""
How the desk's pages fare on PostgreSQL with 200,000 articles and 5 million statements.

usage: python bench/size.py [--articles 200000] [--made 20000] [--statements 25] [--week 120] [--rounds 5]

`--made` articles are kept with a reading of `--statements` statements each, as `bench/archive.py` makes them; the rest
are copies of their rows, made in the database under other keys (a copy's reading still names the article that it is a
copy of: nothing here opens one). A week of articles is read and assembled for good. Then every kind of page is asked
for: the median of the wall milliseconds, of this process's CPU and the slowest query of the page with its plan's time.
The server comes from a package (`tests/archives.py`), or is the one that DATABASE_URL names; its data is in a
temporary folder and goes with it. Printed too is what adding a day costs beside an empty database.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import make_articles

from archive import TEMPLATES, add, make_capture, make_templates
from archives import PostgresServer
from desk import WEEK, write_week
from desks import EXAMPLE, settle

COPY = """
INSERT INTO archive_piece (id, article_id, outlet_id, day, latest)
  SELECT id + {gap}, article_id || '-c{turn}', outlet_id, day, latest FROM archive_piece WHERE id <= {last};
INSERT INTO archive_key (key, piece_id) SELECT key + {turn}, piece_id + {gap} FROM archive_key
  JOIN archive_piece ON archive_piece.id = piece_id WHERE archive_piece.id <= {last} ON CONFLICT DO NOTHING;
INSERT INTO archive_version (id, piece_id, number, digest, published, has_guid, has_link, keys, body)
  SELECT v.id + {gap}, v.piece_id + {gap}, v.number, v.digest, v.published, v.has_guid, v.has_link, v.keys,
    replace(v.body, p.article_id, p.article_id || '-c{turn}')
  FROM archive_version v JOIN archive_piece p ON p.id = v.piece_id WHERE p.id <= {last};
INSERT INTO archive_reading (version_id, recipe_id, lent, day, is_sound, finding_ids, body)
  SELECT r.version_id + {gap}, r.recipe_id, r.lent, r.day, r.is_sound, r.finding_ids, r.body
  FROM archive_reading r WHERE r.version_id <= {last};
"""


def fill(archive, made: int, statements: int, articles: int) -> None:
    """Keep what is made, then copies of its rows."""
    from django.db import connections  # noqa: PLC0415 -- Django is set up by then

    from readout.adapters.codebooks import load_codebook  # noqa: PLC0415

    templates = [
        replace(one, statements=tuple(islice(cycle(one.statements), statements))) for one in make_templates(
            make_articles(TEMPLATES, 3)) if one.statements
    ]  # fmt: skip
    began = time.process_time()
    records = (make_capture(record) for record in make_articles(made, 7))
    done = add(archive, records, templates, load_codebook(EXAMPLE / "standoff").links)
    print(f"{done:,} articles were kept in {time.process_time() - began:,.0f} CPU-s", flush=True)
    with connections[archive.alias].cursor() as cursor:
        cursor.execute("SELECT max(id) FROM archive_version")
        last = cursor.fetchone()[0]
        cursor.execute("DROP INDEX archive_version_words")  # made again below: quicker than row by row
        for turn in range(1, articles // made):
            cursor.execute(COPY.format(gap=turn * (last + 1), turn=turn, last=last))
        for table in ("piece", "version", "reading"):
            cursor.execute(f"SELECT setval('archive_{table}_id_seq', (SELECT max(id) FROM archive_{table}))")
        began = time.perf_counter()
        cursor.execute(import_module("readout.archive.migrations.0006_words").INDEX)
        print(f"the index of words was made in {time.perf_counter() - began:,.0f} s", flush=True)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*), pg_size_pretty(pg_database_size(current_database())) FROM archive_version")
        number, size = cursor.fetchone()
    print(f"{number:,} articles, {number * statements:,} statements, {size} on disk", flush=True)


def ask(client, path: str, rounds: int) -> None:
    """Ask for a page some times, and print what it cost."""
    from django.db import connection  # noqa: PLC0415

    client.get(path)  # what is loaded once
    walls, costs = [], []
    for _ in range(rounds):
        wall, cost = time.perf_counter(), time.process_time()
        done = client.get(path)
        if done.streaming:
            list(done.streaming_content)
        walls.append(1000 * (time.perf_counter() - wall))
        costs.append(1000 * (time.process_time() - cost))
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    client.get(path)
    asked = sorted(connection.queries, key=lambda one: -float(one["time"]))
    connection.force_debug_cursor = False
    slowest = asked[0] if asked else {"sql": "", "time": "0"}
    planned = explain(slowest["sql"])
    print(
        f"{path[:44]:44} {done.status_code} wall {statistics.median(walls):8.1f} CPU {statistics.median(costs):7.1f} "
        f"queries {len(asked):3} slowest {planned}  {' '.join(slowest['sql'].split())[:90]}",
        flush=True,
    )


def explain(sql: str) -> str:
    """What the plan of a query says that it takes, in milliseconds."""
    from django.db import DatabaseError, connection  # noqa: PLC0415

    if not sql.startswith("SELECT"):
        return "-"
    try:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE) " + sql.replace("%", "%%") % ())
            return next((row[0].partition(": ")[2] for row in cursor.fetchall() if "Execution" in row[0]), "?")
    except (DatabaseError, ValueError, TypeError):
        return "?"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("articles", 200_000), ("made", 20_000), ("statements", 25), ("week", 120), ("rounds", 5)):
        options.add_argument(f"--{name}", type=int, default=number)
    told = options.parse_args()
    settle()
    import shutil  # noqa: PLC0415

    from click.testing import CliRunner  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from readout.archive.connection import name_database  # noqa: PLC0415
    from readout.cli import main as readout  # noqa: PLC0415
    from readout.web.serving import bring_up_to_date  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="readout-size-") as name, PostgresServer(Path(name)) as server:
        folder = Path(name) / "desk"
        shutil.copytree(EXAMPLE / "standoff", folder)
        os.environ["DATABASE_URL"] = url = server.new_url()

        def type_words(*words: object) -> None:
            done = CliRunner().invoke(readout, [str(word) for word in words])
            assert done.exit_code == 0, done.output

        type_words("init", folder)
        connections.databases["default"] = name_database(folder, url)
        del connections["default"]
        settings.READOUT_DESK = folder
        bring_up_to_date()
        from desks import TestDesk  # noqa: PLC0415 -- its models need Django set up

        desk = TestDesk(folder)
        began = time.perf_counter()
        write_week(Path(name) / "week.jsonl", told.week)
        type_words("add", Path(name) / "week.jsonl", "--desk", folder, "--later")
        type_words("brief", "--week", WEEK, "--desk", folder)
        fill(desk.archive, told.made, told.statements, told.articles)
        print(f"made in {time.perf_counter() - began:,.0f} s", flush=True)
        measure(desk, told.rounds)


def measure(desk, rounds: int) -> None:
    """Every kind of page."""
    client = desk.sign_in("approver", confirmed=True)
    brief = desk.archive.find_brief(*desk.archive.list_periods()[0])
    speaker = next(one.speaker_id for one in brief.statements if one.speaker_id)
    article = brief.statements[0].citations[0]
    at = quote(f"{article.article_id}@{article.span.start}-{article.span.end}")
    forecast = brief.forecasts[0].id if brief.forecasts else ""
    pages = (
        "/", "/articles", "/articles?page=200", f"/article?id={quote(article.article_id)}", "/stories",
        f"/stories/{brief.stories[0].id}", "/positions", "/forecasts", "/calendar", "/actors", f"/actor?id={speaker}",
        f"/why?at={at}", f"/evidence?line={forecast}", "/review", "/review/list", "/sources", "/jobs", "/mail",
        "/editions", "/audit", "/people", "/search?q=ministers", "/search?q=ministers+lane+talks",
        "/search?q=nobodywrotethis", "/api/weeks", "/api/statements", "/api/citations", "/api/exports/events",
    )  # fmt: skip
    for path in pages:
        ask(client, path, rounds)


if __name__ == "__main__":
    main()
