"""Positions found in whole sentences, with everything that stands before them in the analysis."""

import csv
import re
from pathlib import Path

import pytest

from factories import make_article
from marked import CAST, write_cast
from readout.adapters.codebooks import load_codebook
from readout.analysis import analyse
from readout.spans import passage

TABLE = Path(__file__).parents[2] / "cases" / "positions.csv"
ROWS = list(csv.DictReader(line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")))
TAKEN = [row for row in ROWS if row["kind"]]
SAYINGS = list(
    csv.DictReader(
        line
        for line in TABLE.with_name("position_sayings.csv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
)
NOT_TAKEN = [row["text"] for row in ROWS if not row["kind"]]


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    folder = write_cast(tmp_path_factory.mktemp("standoff"))
    surnames = CAST.replace("person,norland,,", "person,norland,Vell,").replace(
        "person,sudmark,,", "person,sudmark,Oram,"
    )
    (folder / "actors.csv").write_text(surnames, encoding="utf-8")
    (folder / "issues.toml").write_text(ISSUES, encoding="utf-8")
    return load_codebook(folder)


ISSUES = """
[canal]
name = "The canal"
cues = ["canal", "toll"]

[reef]
name = "The reef"
cues = ["reef", "trawler"]
"""


@pytest.fixture(scope="module")
def find(tagger, cast):
    """The positions of a text about the invented cast."""

    def find_in(text):
        return analyse(make_article(text, published="2031-06-20"), tagger, cast).positions

    return find_in


def read(text, span):
    return "" if span is None else passage(text, span)


@pytest.mark.parametrize("row", TAKEN, ids=[row["text"] for row in TAKEN])
def test_a_position_has_its_kind_holder_content_and_condition(find, row):
    text = row["text"]
    told = [
        (str(one.kind), ",".join(one.holder_ids), read(text, one.content), read(text, one.condition))
        for one in find(text)
    ]
    assert (row["kind"], row["holder"], row["content"], row["condition"]) in told


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_nobody_holds_is_no_position(find, text):
    assert find(text) == ()


@pytest.mark.parametrize("row", TAKEN, ids=[row["text"] for row in TAKEN])
def test_exchanged_parties_exchange_holders_and_nothing_else(find, row):
    text = row["text"]
    there = find(exchange(text))
    assert [
        (one.kind, tuple(map(exchange, one.holder_ids)), exchange(read(text, one.content))) for one in find(text)
    ] == [(one.kind, one.holder_ids, read(exchange(text), one.content)) for one in there]


PAIRS = (
    ("Norland", "Sudmark"),
    ("norland", "sudmark"),
    ("Ada", "Joren"),
    ("Vell", "Oram"),
    ("vell", "oram"),
    ("he", "she"),
)
FORMS = {form: other for one, two in PAIRS for form, other in ((one, two), (two, one))}


def exchange(text):
    """`text` with the two states and those who speak for them exchanged."""
    return re.sub(rf"\b(?:{'|'.join(FORMS)})\b", lambda found: FORMS[found.group()], text)


def test_an_issue_is_that_of_the_content_before_that_of_the_sentence(find):
    (first, *_) = find("On the canal bridge, Norland demanded that Sudmark leave the reef.")
    assert first.issue_id == "reef"


def test_without_a_cue_of_an_issue_there_is_none(find):
    (position,) = find("Norland refused to open its archives.")
    assert position.issue_id is None


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("Norland flatly rejected the plan to share the reef.", "firm"),
        ("Norland insists on written guarantees, its opening bid in the talks.", "starting_position"),
        ("Norland rejected the plan to share the reef.", None),
        ("Oram said that foreign troops on the reef were a red line.", "firm"),
    ],
)
def test_firmness_is_only_what_the_text_says(find, text, firmness):
    assert [one.firmness for one in find(text)] == [firmness]


def test_an_article_without_words_holds_no_position(find):
    assert find("") == ()


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "Norland offered to open its archives, and Sudmark agreed to free the three pilots.",
            ["Norland offered to open its archives", "Sudmark agreed to free the three pilots."],
        ),
        (
            "Oram stressed that he does not accept anyone's deadlines, and during the meeting he told Vell of a storm.",
            ["Oram stressed that he does not accept anyone's deadlines"],
        ),
        (
            "The trawler came home on Tuesday with all of its men, as Norland demanded that Sudmark reopen the canal.",
            ["Norland demanded that Sudmark reopen the canal."],
        ),
        (
            "Norland refused to open its archives and the harbour.",
            ["Norland refused to open its archives and the harbour."],
        ),
        (
            "“Norland must pull its boats back, and we shall wait,” Oram said.",
            ["“Norland must pull its boats back, and we shall wait,” Oram said."],
        ),
    ],
)
def test_a_position_is_told_by_its_own_clause(find, text, evidence):
    assert [read(text, one.evidence) for one in find(text)] == evidence


@pytest.mark.parametrize("row", SAYINGS, ids=[row["text"] for row in SAYINGS])
def test_a_position_has_the_day_of_its_saying_and_tells_whether_it_stood_before(find, row):
    (position,) = find(row["text"])
    said = "" if position.said is None else position.said.value
    assert (said, "yes" if position.standing else "") == (row["said"], row["standing"])
