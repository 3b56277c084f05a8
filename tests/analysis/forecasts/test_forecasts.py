"""What is a forecast and what is not, with condition, hedge, range and horizon; and chains as trees."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_article
from readout.analysis.coreference import link_mentions
from readout.analysis.entities import find_mentions
from readout.analysis.forecasts import find_forecasts
from readout.analysis.statements import find_statements
from readout.analysis.timex import find_timexes
from readout.codes import Genre
from readout.records import Article, Forecast
from readout.spans import passage

CASES = Path(__file__).parents[2] / "cases"
PUBLISHED = "2031-05-10"
_MARKED = re.compile(r"\[(\d+)(?:<(\d+))? ([^\]]*)\]")

Found = tuple[Article, tuple[Forecast, ...]]
Reader = Callable[..., Found]


def read_rows() -> list[dict[str, str]]:
    lines = (CASES / "forecasts.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line[:1] != "#"))


def read_trees() -> list[str]:
    return [text for text in (CASES / "forecast_trees.txt").read_text("utf-8").split("\n\n") if text[0] != "#"]


@pytest.fixture(scope="module")
def forecasts_in(parse, codebook) -> Reader:
    def read(text: str, genre: str = "opinion") -> Found:
        article, parsed = make_article(text, published=PUBLISHED), parse(text)
        mentions, _ = link_mentions(parsed, find_mentions(parsed, codebook.actors), codebook, PUBLISHED)
        timexes = find_timexes(parsed, PUBLISHED, codebook.times)
        statements = find_statements(article, parsed, mentions, timexes, codebook)
        return article, find_forecasts(article, parsed, mentions, timexes, statements, codebook, Genre(genre))

    return read


def words_of(found: Found, field: str) -> list[str]:
    article, forecasts = found
    spans = [getattr(one, field) for one in forecasts]
    return ["" if span is None else passage(article.text, span) for span in spans]


def split_cell(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(" / ")] if cell else []


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: row["text"][:60])
def test_a_text_holds_these_forecasts_and_no_other(forecasts_in, row):
    found = forecasts_in(row["text"], row["genre"])
    assert words_of(found, "claim") == split_cell(row["claim"])
    if len(found[1]) != 1:
        return
    (one,) = found[1]
    assert words_of(found, "condition") == [row["condition"]]
    assert (one.hedge or "") == row["hedge"]
    assert ("-".join(map(str, one.probability)) if one.probability else "") == row["range"]
    assert (one.horizon.value if one.horizon else "") == row["horizon"]


def test_the_cases_are_as_many_and_as_hard_as_agreed():
    rows = read_rows()
    assert len(rows) >= 100
    assert sum(not row["claim"] for row in rows) >= len(rows) / 2


@pytest.mark.parametrize("marked", read_trees(), ids=lambda text: text[:60])
def test_chains_of_if_then_make_this_tree(forecasts_in, marked):
    text = _MARKED.sub(r"\3", marked).strip()
    wanted = [(number, parent, words) for number, parent, words in _MARKED.findall(marked)]
    article, forecasts = forecasts_in(text)
    numbers = {one.id: str(number) for number, one in enumerate(forecasts, 1)}
    told = [(numbers[one.id], numbers.get(one.parent_id, ""), passage(article.text, one.claim)) for one in forecasts]
    assert told == wanted


def test_two_consequences_of_one_if_share_it(forecasts_in):
    found = forecasts_in("If the dam breaks, two valleys will flood, and the army will have to help.")
    assert words_of(found, "condition") == ["If the dam breaks"] * 2


def test_a_quoted_judge_is_the_forecaster_and_the_author_is_nobody(forecasts_in):
    _, (own,) = forecasts_in("The truce will probably not last.")
    assert (own.forecaster_id, own.statement_id) == (None, None)
    _, (said,) = forecasts_in('"The truce will not last," said Ada Orlo, an analyst at the Port Institute.', "news")
    assert said.forecaster_id == "ada-orlo"
    assert said.statement_id is not None


NAMES = ("Northland", "Southmark", "Eastmere", "Westhold")
FRAME = (
    "{0} will probably leave the treaty before August. If {0} leaves the treaty, {1} will close its ports. "
    "I do not expect {1} to yield. {1} wants {0} to disarm."
)


@settings(max_examples=8, deadline=None)
@given(st.permutations(NAMES))
def test_other_parties_change_names_and_nothing_else(forecasts_in, names):
    plain, forecasts = forecasts_in(FRAME.format(*NAMES))
    other, swapped = forecasts_in(FRAME.format(*names))
    exchange = dict(zip(NAMES, names, strict=True))

    def rename(text: str) -> str:
        return re.sub("|".join(NAMES), lambda found: exchange[found[0]], text)

    assert len(forecasts) == 3
    for one, two in zip(forecasts, swapped, strict=True):
        assert rename(passage(plain.text, one.claim)) == passage(other.text, two.claim)
        assert (one.hedge, one.probability, one.condition is None) == (
            two.hedge,
            two.probability,
            two.condition is None,
        )
        assert (one.horizon and one.horizon.value) == (two.horizon and two.horizon.value)
        assert (one.parent_id is None) == (two.parent_id is None)


def test_odd_text_is_read_without_complaint(forecasts_in):
    for text in ("Will.", "If, then will.", "\u201cwill\u201d if if if", "May may may. Should should."):
        forecasts_in(text)
