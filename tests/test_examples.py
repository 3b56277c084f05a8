import csv
import re
from functools import cache
from pathlib import Path

import pytest

from readout import load_codebook, read_articles
from readout.records import Article

EXAMPLES = Path(__file__).parent.parent / "examples"
PLANS = {"strait": ("happenings.csv", "told_by"), "winter-2021": ("facts.csv", "articles")}


@cache
def articles_of(example: str) -> dict[str, Article]:
    """The articles by id; one without an id of its own by its file's name."""
    articles, problems = read_articles([EXAMPLES / example / "articles"])
    assert not problems
    stems = {file.read_text("utf-8"): file.stem for file in (EXAMPLES / example / "articles").glob("*.txt")}
    return {stems.get(article.text, article.id): article for article in articles}


def plan_of(example: str) -> list[dict[str, str]]:
    with (EXAMPLES / example / PLANS[example][0]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


@pytest.mark.parametrize("example", PLANS)
def test_every_article_is_told_by_the_plan_and_the_plan_by_articles(example):
    told = {name for row in plan_of(example) for name in row[PLANS[example][1]].split("|")}
    assert told == articles_of(example).keys()


@pytest.mark.parametrize("example", PLANS)
def test_every_row_of_a_plan_is_whole(example):
    for row in plan_of(example):
        assert None not in row, row
        assert all(value for key, value in row.items() if key != "differences"), row


@pytest.mark.parametrize("example", PLANS)
def test_every_outlet_is_known_to_the_standoff(example):
    known = {outlet.id for outlet in load_codebook(EXAMPLES / example / "standoff").standoff.outlets}
    assert {article.outlet_id for article in articles_of(example).values() if article.outlet_id} == known


@pytest.mark.parametrize("example", PLANS)
def test_every_page_will_say_that_it_is_a_demonstration(example):
    assert "emonstration" in (load_codebook(EXAMPLES / example / "standoff").standoff.notice or "")


def test_the_strait_covers_eight_weeks_with_about_as_many_texts_on_either_side():
    articles = articles_of("strait").values()
    days = sorted(article.published[:10] for article in articles if article.published)
    assert (days[0], days[-1]) == ("2031-02-05", "2031-03-29")
    sides = {one.id: one.side for one in load_codebook(EXAMPLES / "strait" / "standoff").standoff.outlets}
    told = [sides[article.outlet_id] for article in articles if article.outlet_id]
    assert abs(told.count("kestria") - told.count("dolmira")) <= 1


def test_one_saved_page_has_no_metadata():
    page = articles_of("strait")["strait-week-newsletter"]
    assert (page.outlet_id, page.url, page.published) == (None, None, None)


def test_a_wire_text_is_printed_three_times():
    wire = shingles(articles_of("strait")["longitude-2031-02-24"].text)
    for name in ("pellane-ledger-2031-02-24", "brenholt-review-2031-02-25"):
        reprint = shingles(articles_of("strait")[name].text)
        assert len(wire & reprint) / len(reprint) > 0.8


def test_a_silent_edit_is_two_versions_under_one_address():
    first, later = (articles_of("strait")[f"pellane-ledger-2031-02-26{end}"] for end in ("", "-later"))
    assert first.url == later.url
    assert first.text != later.text


def test_texts_about_real_people_bear_a_label_and_quote_nobody():
    for article in articles_of("winter-2021").values():
        assert article.text.startswith("Editor's note: this is a demonstration.")
        assert not set(article.text) & set('"“”„«»')


def test_texts_about_real_people_are_short():
    for name, article in articles_of("winter-2021").items():
        assert 120 <= len(article.text.split()) <= 250, name
