"""When an article was published, by what its own text tells."""

import csv
from pathlib import Path

import pytest

from factories import make_article
from readout.adapters.codebooks import load_codebook
from readout.analysis.cleaning import mark_furniture, split_blocks
from readout.analysis.dating import date_article
from readout.analysis.timex import find_timexes
from readout.records import Mention, Span

CASES = list(
    csv.DictReader((Path(__file__).parents[1] / "cases" / "dating.csv").read_text(encoding="utf-8").splitlines())
)


def date_text(text, tagger, codebook, mentions=()):
    article = make_article(text)
    furniture = mark_furniture(article, codebook.furniture)
    parse = tagger.tag(text, split_blocks(text, furniture))
    return date_article(article, furniture, find_timexes(parse, None, codebook.times), mentions, codebook)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_text_dates_itself(case, tagger, codebook):
    published, reasons = date_text(case["text"].replace(" / ", "\n\n"), tagger, codebook)
    assert (published or "") == case["published"]
    assert bool(published) == bool(reasons)


def test_what_the_file_tells_wins(tagger, codebook):
    article = make_article("It met on June 1, 2019.", published="2021-12-10", published_basis=("metadata",))
    assert date_article(article, (), (), (), codebook) == ("2021-12-10", ("metadata",))


def test_an_office_held_for_one_year_tells_the_year(tagger, tmp_path):
    (tmp_path / "actors.csv").write_text("id,name,kind,country,names,codes\nava-lind,Ava Lind,person,,Lind,\n")
    (tmp_path / "offices.csv").write_text(
        "actor,title,of,since,until,source\nava-lind,President,,2018-01-10,2018-12-20,an invented record\n"
    )
    codebook = load_codebook(tmp_path)
    text = "President Ava Lind met the envoys on June 7. The envoys left on June 9."
    mention = Mention(Span(text.index("Ava"), text.index(" met")), "PERSON", "ava-lind")
    published, reasons = date_text(text, tagger, codebook, (mention,))
    assert published == "2018-06-09/2018-12-08"
    assert any("office held from 2018-01-10 to 2018-12-20" in reason for reason in reasons)


def test_a_day_that_no_calendar_has_dates_nothing(tagger, codebook):
    published, _ = date_text("The envoys met on February 29, 2021. They met again on March 2.", tagger, codebook)
    assert published is None
