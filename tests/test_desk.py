"""A desk's weeks as they are typed: what is kept, what is told, and that nothing is lost or done twice."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from readout.adapters.folders import read_folder
from readout.cli import main
from rows import list_rows

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait"
EDITED = (
    "pellane-ledger-2031-02-26-later.txt"  # the same page with other words: two articles in files, two versions here
)
DAY = "2031-03-05"
TEXT = "Ministers met in Lusande on 3 March 2031. “We will meet again,” the minister said.\n"


def run(*words: object, code: int = 0, **environment: str) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words], env={"DATABASE_URL": "", **environment})
    assert done.exit_code == code, done.output
    return done.output


def make_lines(path: Path, number: int, *, start: int = 0) -> Path:
    records = [
        {"id": f"a{n}", "outlet": "post", "published": DAY, "title": f"No. {n}", "text": f"Ship {n} came. {TEXT}"}
        for n in range(start, start + number)
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def write_page(folder: Path) -> Path:
    words = "<p>The ministers of the two states met in the port on Monday, and they said that the talks will go on.</p>"
    page = folder / "page.html"
    page.write_text(f"<html><head><title>Fog</title></head><body><article>{words * 9}</article></body></html>")
    return page


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example as a desk, all of it added, with its articles beside it."""
    folder = tmp_path_factory.mktemp("desk")
    articles = folder / "articles"
    shutil.copytree(EXAMPLE / "articles", articles)
    (articles / EDITED).unlink()
    desk = folder / "desk"
    shutil.copytree(EXAMPLE / "standoff", desk)
    made = run("init", desk)
    told = run("add", articles, "--desk", desk)
    return desk, articles, made, told


def test_the_folder_of_a_standoff_becomes_a_desk(example):
    desk, _, made, told = example
    assert "schedule.toml, site.toml, sources.toml)" in made
    assert (desk / "standoff.toml").read_text() == (EXAMPLE / "standoff" / "standoff.toml").read_text()
    assert "Kept:       29 new articles, 0 edits, 0 known already" in told
    assert "Read:       29 articles" in told


def test_the_brief_of_a_stored_week_is_that_of_its_files_byte_for_byte(example, tmp_path):
    desk, articles, _, _ = example
    for week, days in {"2031-W09": ("2031-02-21", "2031-02-27"), "2031-W10": ("2031-02-28", "2031-03-06")}.items():
        run("brief", "--week", week, "--desk", desk)
        stored = read_folder(desk / "briefs" / week)
        ids = {one["id"] for one in json.loads(stored["brief.json"])["articles"]}
        assert ids
        picked = tmp_path / week
        picked.mkdir()
        for file in articles.iterdir():
            if file.stem in ids:
                shutil.copy(file, picked)
        told = ["--standoff", desk, "--since", days[0], "--until", days[1], "-o", tmp_path / f"{week}-files"]
        earlier = ["--earlier", desk / "briefs" / "2031-W09"] if week == "2031-W10" else []
        run("brief", picked, *told, *earlier)
        files = read_folder(tmp_path / f"{week}-files")
        assert [name for name in sorted({*stored, *files}) if stored.get(name) != files.get(name)] == []
        assert "fine" not in run("verify", desk / "briefs" / week)


def test_a_week_is_compared_with_the_week_before(example, tmp_path):
    desk, *_ = example
    run("brief", "--week", "2031-W09", "--desk", desk, "-o", tmp_path / "w9")
    told = run("brief", "--week", "2031-W10", "--desk", desk, "-o", tmp_path / "w10")
    assert "Compared:   with the brief of 2031-02-21 to 2031-02-27" in told


def test_an_outlet_that_went_quiet_is_told_in_words(example, tmp_path):
    desk, *_ = example
    told = run("status", "--desk", desk, "--on", "2031-03-14")
    assert "Quiet:      week from 2031-03-07: Radio Kestria: no article came, where at least 1 are expected" in told
    run("brief", "--week", "2031-W10", "--desk", desk, "-o", tmp_path / "w10")
    brief = (tmp_path / "w10" / "brief.md").read_text()
    assert "Longitude: no article came" in brief
    assert "does not mean that it was silent" in brief


def test_what_is_added_again_changes_nothing_and_is_not_read_again(example):
    desk, articles, _, _ = example
    told = run("add", articles, "--desk", desk)
    assert "Kept:       0 new articles, 0 edits, 29 known already" in told
    assert "Read:       all 29 articles, by today's recipe" in told


def test_an_edit_is_kept_as_a_version_and_shown_word_by_word(tmp_path):
    desk = tmp_path / "desk"
    run("init", desk)
    article = tmp_path / "ferry.txt"
    head = "---\nid: ferry\noutlet: post\npublished: 2031-03-05\ntitle: Ferry\n---\n"
    article.write_text(head + "Two ships came on Tuesday and one left.\n")
    run("add", article, "--desk", desk)
    article.write_text(head + "Three ships came on Tuesday and left.\n")
    assert "Kept:       0 new articles, 1 edit, 0 known" in run("add", article, "--desk", desk)
    assert "Edited:     since 2031-02-07: ferry" in run("status", "--desk", desk, "--on", "2031-03-08")
    told = run("diff", "ferry", "--desk", desk)
    assert "[-Two-] {+Three+} ships came on Tuesday and …" in told
    assert "[-one-] left. …" in told
    assert "No article has the id 'x'" in run("diff", "x", "--desk", desk, code=3)


def test_a_change_of_the_standoff_is_another_recipe_and_sources_and_schedule_are_none(tmp_path):
    desk = tmp_path / "desk"
    run("init", desk)
    run("add", make_lines(tmp_path / "a.jsonl", 2), "--desk", desk)
    (desk / "schedule.toml").write_text('publishing_day = "monday"\n')
    (desk / "sources.toml").write_text('[one]\nkind = "feed"\naddress = "https://post.example/rss"\n')
    told = run("status", "--desk", desk, "--on", "2031-03-14")
    assert "Read:       2 by today's recipe\n" in told
    assert "one: never asked yet" in told
    (desk / "issues.toml").write_text('[ships]\ncues = ["ship"]\n')
    assert "2 by an older one that serves until `readout read` is done" in run("status", "--desk", desk)
    assert "Read:       2 articles" in run("read", "--desk", desk)
    assert "Read:       2 by today's recipe\n" in run("status", "--desk", desk)


def test_what_cannot_be_read_is_listed_in_a_file(tmp_path):
    desk = tmp_path / "desk"
    run("init", desk)
    lines = make_lines(tmp_path / "a.jsonl", 1)
    lines.write_text(lines.read_text() + '\n{"no": "text"}\nno JSON\n')
    told = run("add", lines, "--later", "--desk", desk, code=4)
    assert "Failed:     2 items, listed in" in told
    (file,) = (desk / "failures").iterdir()
    rows = file.read_text().splitlines()
    assert rows[0] == "item\tplace\twhy"
    assert [row.split("\t")[:2] for row in rows[1:]] == [["2", "a.jsonl, line 2"], ["3", "a.jsonl, line 3"]]
    assert "2 failed (failures/" in run("status", "--desk", desk)
    assert "is not there" in run("add", tmp_path / "none.txt", "--desk", desk, code=3)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["status"], "is no desk: no standoff.toml is in it; `readout init"),
        (["brief", "--week", "2031-W10"], "is no desk"),
        (["brief"], "give ARTICLES to read, or --week"),
        (["brief", "a.txt", "--week", "2031-W10"], "--week takes articles, period and standoff from the desk"),
        (["add", "https://post.example/a"], "is no desk"),
        (["import", "."], "is no export of Readout"),
    ],
)
def test_a_wrong_call_says_what_to_do(tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    assert told in run(*words, code=2)


def test_a_week_without_articles_and_a_week_that_is_none_are_told(tmp_path):
    desk = tmp_path / "desk"
    run("init", desk)
    assert "none yet. Add some: readout add FILES" in run("status", "--desk", desk)
    assert "No article of 2031-02-28 to 2031-03-06" in run("brief", "--week", "2031-W10", "--desk", desk, code=3)
    assert "takes an ISO week" in run("brief", "--week", "W10", "--desk", desk, code=2)


# -- elsewhere


def test_a_backup_is_a_desk_that_says_the_same(example, tmp_path):
    desk, *_ = example
    page = write_page(tmp_path)
    copy, later = tmp_path / "copy", tmp_path / "later"
    shutil.copytree(desk, copy)
    run("add", page, "--desk", copy, "--published", "2031-03-05", "--outlet", "post")
    run("brief", "--week", "2031-W10", "--desk", copy)
    told = run("backup", later, "--desk", copy)
    assert "Backed up:  30 articles, 1 page" in told
    assert read_folder(later / "briefs") == read_folder(copy / "briefs")
    shutil.rmtree(copy)
    briefs = [tmp_path / "one", tmp_path / "two"]
    run("brief", "--week", "2031-W10", "--desk", later, "-o", briefs[0])
    shutil.move(later, copy)
    run("brief", "--week", "2031-W10", "--desk", copy, "-o", briefs[1])
    assert read_folder(briefs[0]) == read_folder(briefs[1])
    assert any(name.startswith("pages/") for name in read_folder(briefs[1]))
    assert "is there already" in run("backup", copy, "--desk", copy, code=2)


def test_a_backup_of_postgresql_says_what_to_use(tmp_path, postgres):
    url = postgres.new_url()
    run("init", tmp_path / "desk", DATABASE_URL=url)
    assert not (tmp_path / "desk" / "archive.sqlite3").exists()
    told = run("backup", tmp_path / "copy", "--desk", tmp_path / "desk", code=2, DATABASE_URL=url)
    assert "back it up with pg_dump" in told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://localhost/x", "DATABASE_URL must begin with postgresql://"),
        ("postgresql:///x?nonsense=1", "DATABASE_URL cannot be read"),
        ("postgresql:///x?host=/nowhere", "the archive cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told(tmp_path, url, told):
    assert told in run("init", tmp_path / "desk", code=2, DATABASE_URL=url)


def test_an_archive_of_a_later_version_is_left_alone(tmp_path):
    run("init", tmp_path / "desk")
    connection = sqlite3.connect(tmp_path / "desk" / "archive.sqlite3")
    with connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('archive', '9999_later', '')")
    connection.close()
    assert "written by a later version of Readout (9999_later)" in run("status", "--desk", tmp_path / "desk", code=2)


def test_an_export_comes_back_as_the_same_records_and_pages_on_either_database(example, tmp_path, postgres):
    desk, *_ = example
    page = write_page(tmp_path)
    run("add", page, "--desk", desk, "--published", "2031-03-05", "--outlet", "post")
    assert "edition 1, “" in run("publish", "--week", "2031-W10", "--desk", desk, "--editor", "Ed Itor")
    checked = run("verify", "--desk", desk)
    assert "all 1 decisions are as they were entered" in checked
    assert "not abc" in run("verify", "--desk", desk, "--digest", "abc", code=1)
    assert "was published already" in run("draft", "--week", "2031-W10", "--desk", desk, "--editor", "Ed", code=2)
    assert "Due:        Friday 28 February 2031, 06:00 (UTC)" in run(
        "draft", "--week", "2031-W09", "--desk", desk, "--editor", "Ed"
    )
    assert "Nothing is due" in run("publish", "--due", "--desk", desk)
    assert "held for 10 minutes" in run("approve", "2031-w09", "--desk", desk, "--editor", "Ed")
    assert "cannot become approved" in run("approve", "2031-w09", "--desk", desk, "--editor", "Ed", code=2)
    assert "Corrected:  edition 1" in run("correct", 1, "--desk", desk, "--editor", "Ed", "--words", "Not all of it.")
    assert "belong together" in run(
        "correct", 1, "--desk", desk, "--editor", "Ed", "--words", "x", "--line", "l-1", code=2
    )
    assert "as '2031-w10' already" in run("publish", "--week", "2031-W10", "--desk", desk, "--editor", "Ed", code=2)
    run("brief", "--week", "2031-W10", "--desk", desk)
    first = tmp_path / "first"
    assert "Exported:   30 versions, 30 readings" in run("export", first, "--desk", desk)
    urls = {"sqlite": "", "postgres": postgres.new_url()}
    for name, url in urls.items():
        other, again = tmp_path / name, tmp_path / f"{name}-again"
        assert "30 versions among them" in run("import", first, "--desk", other, DATABASE_URL=url)
        run("export", again, "--desk", other, DATABASE_URL=url)
        exported = [{n: b for n, b in read_folder(folder).items() if n != "export.json"} for folder in (first, again)]
        assert exported[0] == exported[1]
        assert "as they were entered" in run("verify", "--desk", other, DATABASE_URL=url)
        told = run("brief", "--week", "2031-W10", "--desk", other, DATABASE_URL=url)
        assert read_folder(other / "briefs" / "2031-W10") == read_folder(desk / "briefs" / "2031-W10"), told
        assert "holds articles already" in run("import", first, "--desk", desk, code=2)
    (first / "versions.jsonl").write_bytes((first / "versions.jsonl").read_bytes().replace(b"Strait", b"Street", 1))
    assert "is not what was exported" in run("import", first, "--desk", tmp_path / "x", code=2)


# -- killed at any moment


def test_two_who_add_at_once_wait_for_each_other(tmp_path):
    desk = tmp_path / "desk"
    run("init", desk)
    files = [make_lines(tmp_path / f"{start}.jsonl", 300, start=start) for start in (0, 200)]
    both = [start_adding(lines, desk) for lines in files]
    assert [added.wait(120) for added in both] == [0, 0]
    assert "Articles:   500, 0 edits" in run("status", "--desk", desk, "--on", "2031-03-08")


def start_adding(lines: Path, desk: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "readout", "add", str(lines), "--later", "--desk", str(desk)]
    return subprocess.Popen(command, env=os.environ | {"DATABASE_URL": ""}, stderr=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL)  # fmt: skip


def add_and_kill(lines: Path, desk: Path, after: float) -> int:
    """Add in a process of its own that is killed so many seconds after its first chunk; its exit code."""
    added = start_adding(lines, desk)
    deadline = time.monotonic() + 120
    before = count_rows(desk)
    while added.poll() is None and count_rows(desk) == before and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    added.send_signal(signal.SIGKILL)
    return added.wait()


def count_rows(desk: Path) -> int:
    connection = sqlite3.connect(f"file:{desk / 'archive.sqlite3'}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM archive_version").fetchone()[0]
    finally:
        connection.close()


def test_a_kill_at_any_moment_loses_nothing_and_repeats_nothing(tmp_path):
    lines = make_lines(tmp_path / "a.jsonl", 1200)
    text = lines.read_text().splitlines()
    lines.write_text("\n".join([*text[:450], "no JSON", *text[450:], text[7].replace("Ship 7", "Ship seven")]))
    desks = [tmp_path / "killed", tmp_path / "whole"]
    for desk in desks:
        run("init", desk)
    codes = [add_and_kill(lines, desks[0], after) for after in (0.0, 0.05)]
    assert -signal.SIGKILL in codes
    for desk in desks:
        run("add", lines, "--later", "--desk", desk, code=4)
    told = run("status", "--desk", desks[0], "--on", "2031-03-08")
    assert "Articles:   1,200, 1 edit" in told
    assert "add: 1,202 of 1,202, 1 failed" in told
    assert list_rows(desks[0]) == list_rows(desks[1])
