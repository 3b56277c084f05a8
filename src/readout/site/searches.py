"""The index of published lines: full text of the `lines.json` of a built site. Asked, it is read-only."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from readout.errors import ArchiveError
from readout.rendering.site.lines_data import FILE, read_lines
from readout.rendering.site.results import Answer, Asked, name_kind
from readout.rendering.site.traces import Trace
from readout.spans import digest_bytes

AT_ONCE, MOST_PAGES = 25, 40
MOST_WORDS, LONGEST = 12, 200  # of a search
COUNTED = 5000  # lines that facets are counted over
STEPS = 2_000_000  # of SQLite's machine that a search may take
_TABLES = """
CREATE TABLE IF NOT EXISTS edition (
  number INTEGER PRIMARY KEY, digest TEXT, day TEXT, published TEXT, updated TEXT, notice TEXT);
CREATE TABLE IF NOT EXISTS name (facet TEXT, id TEXT, name TEXT, PRIMARY KEY (facet, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS line (
  id INTEGER PRIMARY KEY, edition INTEGER, kind TEXT, actors TEXT, outlets TEXT, body TEXT);
CREATE INDEX IF NOT EXISTS line_edition ON line (edition);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
  text, heading, by, tokenize = "porter unicode61 remove_diacritics 2");
"""


def write_index(folder: Path, path: Path) -> int:
    """
    Bring the index at `path` up to the lines of the site in `folder`; how many editions were read anew.

    It is written beside and put in its place, so that searches meanwhile ask the old one or the new one. Raises
    ArchiveError where it cannot be written.
    """
    files = sorted((folder / "editions").glob(f"*/{FILE}"))
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        if path.exists():
            aside.write_bytes(path.read_bytes())
        with closing(sqlite3.connect(aside)) as index:
            index.executescript(_TABLES)
            read = _bring_up_to_date(index, files)
            index.commit()
        aside.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise ArchiveError(f"{path}: the index of searches cannot be written: {error}; remove it") from error
    return read


def _bring_up_to_date(index: sqlite3.Connection, files: Sequence[Path]) -> int:
    known = dict(index.execute("SELECT number, digest FROM edition"))
    read, seen = 0, set()
    for file in files:
        content = file.read_bytes()
        digest, told = digest_bytes(content), read_lines(content)
        seen.add(told.number)
        if known.get(told.number) == digest:
            continue
        read += 1
        _drop(index, told.number)
        published = told.published_at.isoformat()
        row = (told.number, digest, published[:10], published, told.updated_at.isoformat())
        index.execute("INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?)", (*row, told.notice))
        for facet, known_names in (("actor", told.actors), ("outlet", told.outlets)):
            pairs = [(facet, key, name) for key, name in known_names.items()]
            index.executemany("INSERT OR REPLACE INTO name VALUES (?, ?, ?)", pairs)
        for trace in told.lines:
            actors, outlets = _mark(trace.actor_ids), _mark(trace.outlet_ids)
            values = (told.number, trace.kind.value, actors, outlets, _write(trace))
            made = index.execute(
                "INSERT INTO line (edition, kind, actors, outlets, body) VALUES (?, ?, ?, ?, ?)", values
            )
            words = (made.lastrowid, trace.text, trace.heading or "", trace.by or "")
            index.execute("INSERT INTO words (rowid, text, heading, by) VALUES (?, ?, ?, ?)", words)
    for number in known.keys() - seen:
        _drop(index, number)
    return read


def _drop(index: sqlite3.Connection, number: int) -> None:
    index.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM line WHERE edition = ?)", (number,))
    index.execute("DELETE FROM line WHERE edition = ?", (number,))
    index.execute("DELETE FROM edition WHERE number = ?", (number,))


def _write(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _mark(ids: Sequence[str]) -> str:
    """Ids with a line break on either side, so that one is found whole."""
    return f"\n{chr(10).join(ids)}\n" if ids else ""


@contextmanager
def _asking(path: Path) -> Iterator[sqlite3.Connection]:
    """The index, which nothing can be written into, and which gives up a search that takes too long."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
        steps = iter(range(STEPS // 10_000))
        index.set_progress_handler(lambda: next(steps, None) is None, 10_000)
        yield index


def search_lines(path: Path, asked: Asked, most: int = AT_ONCE) -> Answer:
    """
    The lines that a search finds, the newest edition first, with counts to narrow it by.

    Raises ArchiveError where there is no index or the search takes too long.
    """
    where, values = _write_where(asked)
    try:
        with _asking(path) as index:
            (total,) = index.execute(f"SELECT count(*) {where}", values).fetchone()
            page = min(asked.page, MOST_PAGES)
            order = "ORDER BY line.edition DESC, line.id LIMIT ? OFFSET ?"
            rows = index.execute(
                f"SELECT line.body, line.edition {where} {order}",
                (*values, most, (page - 1) * most),
            ).fetchall()
            counted = index.execute(
                f"SELECT line.kind, line.actors, line.outlets {where} LIMIT ?",
                (*values, COUNTED),
            ).fetchall()
            names, days = _load_names(index), _load_days(index, {number for _, number in rows})
            notice = index.execute("SELECT notice FROM edition ORDER BY number DESC LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise ArchiveError(f"the search could not be answered: {error}") from error
    lines = tuple(msgspec.json.decode(body, type=Trace) for body, _ in rows)
    return Answer(
        total,
        lines,
        names["outlet"],
        days,
        _count_facets(counted, names),
        max(1, min(MOST_PAGES, -(-total // most))),
        notice[0] if notice else None,
    )


def _write_where(asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The tables and conditions of a search, with `?` for everything that the reader gave."""
    tables = "FROM line JOIN edition ON edition.number = line.edition"
    conditions, values = [], []
    words = re.findall(r"\w+", asked.words[:LONGEST])[:MOST_WORDS]
    if words:
        tables += " JOIN words ON words.rowid = line.id"
        conditions.append("words MATCH ?")
        values.append(" ".join(f'"{word}"' for word in words))
    for condition, value in (
        ("line.kind = ?", asked.kind),
        ("instr(line.actors, ?) > 0", asked.actor and f"\n{asked.actor}\n"),
        ("instr(line.outlets, ?) > 0", asked.outlet and f"\n{asked.outlet}\n"),
        ("edition.day >= ?", asked.since),
        ("edition.day <= ?", asked.until),
    ):
        if value:
            conditions.append(condition)
            values.append(value)
    return f"{tables} WHERE {' AND '.join(conditions)}" if conditions else tables, tuple(values)


Names = dict[str, dict[str, str]]


def _load_names(index: sqlite3.Connection) -> Names:
    """The names of actors and outlets, as the latest edition that was read has them."""
    names: Names = {"actor": {}, "outlet": {}}
    for facet, key, name in index.execute("SELECT facet, id, name FROM name"):
        names[facet][key] = name
    return names


def _load_days(index: sqlite3.Connection, numbers: set[int]) -> dict[int, tuple[datetime, datetime]]:
    """When editions were published and last changed."""
    rows = (index.execute("SELECT published, updated FROM edition WHERE number = ?", (one,)) for one in sorted(numbers))
    found = zip(sorted(numbers), (row.fetchone() for row in rows), strict=True)
    return {number: (datetime.fromisoformat(at), datetime.fromisoformat(changed)) for number, (at, changed) in found}


def _count_facets(rows: Sequence[tuple[str, str, str]], names: Names) -> dict[str, list[tuple[str, str, int]]]:
    kinds = Counter(kind for kind, _, _ in rows)
    found = {"kind": [(key, name_kind(key), count) for key, count in kinds.most_common()]}
    for name, column in (("actor", 1), ("outlet", 2)):
        counts = Counter(each for row in rows for each in row[column].split("\n") if each in names[name])
        found[name] = [(key, names[name][key], count) for key, count in counts.most_common()]
    return found


def list_choices(path: Path) -> dict[str, list[tuple[str, str]]]:
    """What the form offers, in order of name: kinds, actors, outlets. Raises ArchiveError."""
    try:
        with _asking(path) as index:
            kinds = [
                (str(kind), name_kind(kind))
                for (kind,) in index.execute("SELECT DISTINCT kind FROM line ORDER BY kind")
            ]
            names = _load_names(index)
    except sqlite3.Error as error:
        raise ArchiveError(f"the index cannot be read: {error}") from error
    told = {name: sorted(names[name].items(), key=lambda pair: pair[1].casefold()) for name in ("actor", "outlet")}
    return {"kind": kinds, **told}
