"""The bench beside the peers: how a peer is asked and what the tables say, with a peer that is made up."""

import importlib.util
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "bench" / "peers"
ARTICLE = {"id": "one", "published": "2031-03-07", "text": "The boats left.\n\nThey return next spring, she said."}
FAKE = """
from datetime import datetime

def search_dates(text, languages, settings):
    if "refuse" in text:
        raise ValueError("not this one")
    return [("next spring", datetime(settings["RELATIVE_BASE"].year + 1, 3, 1))]
"""
PERIOD = """
class DateDataParser:
    period = "month"
    def __init__(self, **settings): ...
    def get_date_data(self, words): return self
"""


def load(name: str):
    spec = importlib.util.spec_from_file_location(f"peers_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ASKING, TABLES, HEIDELTIME = load("asking"), load("tables"), load("heideltime")
Row = TABLES.Row


@pytest.fixture
def fake_dateparser(tmp_path, monkeypatch):
    package = tmp_path / "fake" / "dateparser"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "search.py").write_text(FAKE, "utf-8")
    (package / "date.py").write_text(PERIOD, "utf-8")
    known = tmp_path / "fake" / "dateparser-9.9.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: dateparser\nVersion: 9.9\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "fake"))
    return tmp_path


def ask(peer, articles, folder):
    return ASKING.run_peer(peer, articles, folder / "given.json", folder / "found.json", Path(sys.executable))


def test_a_peer_is_given_the_day_and_its_findings_come_back_by_article(fake_dateparser):
    told = ask("dateparser", [ARTICLE], fake_dateparser)
    start = ARTICLE["text"].index("next spring")
    time = {"start": start, "end": start + len("next spring"), "type": "DATE", "value": "2032-03"}
    assert (told["version"], told["error"], told["words"]) == ("9.9", None, 9)
    assert told["articles"] == [{"id": "one", "times": [time], "statements": [], "refused": None}]
    assert told["seconds"] > 0


def test_an_article_that_a_peer_cannot_read_is_told_and_the_rest_is_read(fake_dateparser):
    refused = {**ARTICLE, "id": "two", "text": "I refuse."}
    told = ask("dateparser", [refused, ARTICLE], fake_dateparser)
    assert [each["refused"] for each in told["articles"]] == ["ValueError: not this one", None]
    assert len(told["articles"][1]["times"]) == 1


def test_a_peer_that_is_not_installed_is_reported_with_its_error(tmp_path):
    told = ask("HeidelTime", [ARTICLE], tmp_path)
    assert told["error"].startswith("PackageNotFoundError")
    assert told["articles"] == []


def test_a_runner_that_dies_is_reported_with_how_it_ended(tmp_path):
    told = ask("nobody", [ARTICLE], tmp_path)
    assert told["error"].startswith("ended with 1")
    assert "nobody" in told["error"]


def test_a_peer_that_could_not_be_installed_is_not_asked():
    assert ASKING.ask("textacy", "any", [ARTICLE], {"textacy": "cannot be installed: no"})["error"].endswith("no")


def test_times_of_heideltime_stand_where_the_text_has_them_whatever_became_of_its_spaces():
    text = "Talks  & more.\n\nThey met\non 7 March."
    body = 'Talks &amp; more. &#10;They met on <TIMEX3 tid="t1" type="DATE" value="2031-03-07">7 March</TIMEX3>.'
    marked = HEIDELTIME.read_timeml(f"<TimeML>{body}</TimeML>")
    assert HEIDELTIME.place(text, marked) == [(text.index("7"), text.rindex("."), "DATE", "2031-03-07")]


ROWS = (
    Row("times", "gold", "Readout", 90.0, interval=(80.0, 95.0), precision=91.0, recall=89.0, speed=2500.0),
    Row("times", "gold", "Fast 1.0", 50.0, speed=10000.0),
    Row("times", "gold", "Good 2.0", 80.0),
    Row("times", "gold", "Broken", None, note="ImportError: no | such\nname"),
    Row("times", "other gold", "Readout", 70.0, short=False),
    Row("happenings", "both", "Readout", 19.0, unit=" of 26"),
)


def test_the_short_table_has_the_best_peer_and_says_who_did_not_run():
    told = TABLES.write_short(ROWS)
    assert "| times | gold | **90.0** | 80.0, Good 2.0 |" in told
    assert "| happenings | both | **19 of 26** | none ran |" in told
    assert "other gold" not in told
    assert "Broken did not run: ImportError: no / such name." in told


def test_the_whole_table_has_every_row_and_each_error_on_one_line():
    told = TABLES.write_whole(ROWS, "As measured.")
    assert told.startswith("As measured.\n\n| skill |")
    assert "| times | gold | Readout | **90.0** | 80.0 to 95.0 | 91.0 | 89.0 | 2,500 |  |" in told
    assert "| times | gold | Broken | did not run |  |  |  |  | ImportError: no / such name |" in told
    assert len(told.splitlines()) == 4 + len(ROWS)


def test_only_what_stands_between_the_markers_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Above.\n\n{TABLES.BEGIN}\nold\n{TABLES.END}\n\nBelow.\n", "utf-8")
    TABLES.put_between(page, "new")
    TABLES.put_between(page, "newer")
    assert page.read_text("utf-8") == f"Above.\n\n{TABLES.BEGIN}\n\nnewer\n\n{TABLES.END}\n\nBelow.\n"


def test_a_page_without_markers_is_left_and_told_of(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"{TABLES.END} {TABLES.BEGIN}", "utf-8")
    with pytest.raises(LookupError, match="the one above the other"):
        TABLES.put_between(page, "new")
    assert page.read_text("utf-8") == f"{TABLES.END} {TABLES.BEGIN}"


def test_the_readme_and_the_benchmarks_have_the_markers():
    for page in ("README.md", "BENCHMARKS.md"):
        text = (FOLDER.parents[1] / page).read_text("utf-8")
        assert 0 <= text.find(TABLES.BEGIN) < text.find(TABLES.END)
