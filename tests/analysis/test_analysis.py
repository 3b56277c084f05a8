"""The steps together, on one article: what a recipe finds, and what it says it left open."""

from factories import make_article
from readout.analysis import analyse, name_recipe
from readout.records import Span
from readout.spans import passage

TEXT = """Breaking News

Foreign Minister Ada Orlo of Northland said on Tuesday, March 6, 2031, that 12 ships had left the strait.

She called the report “baseless”. He refused to comment. Will the ships return?
"""


def test_an_article_is_read_by_every_step(tagger, codebook):
    article = make_article(TEXT, published="2031-03-07", published_basis=("metadata",))
    found = analyse(article, tagger, codebook)
    assert found.article_id == article.id
    assert found.recipe == name_recipe(tagger, codebook)
    assert [one.kind for one in found.furniture] == ["navigation"]
    assert [(one.value, one.unit) for one in found.quantities] == [(12.0, "vessels")]
    assert [passage(TEXT, one.question) for one in found.questions] == ["Will the ships return?"]
    assert any(
        passage(TEXT, one.source or Span(0, 1)).endswith("Ada Orlo") or one.source_id for one in found.statements
    )


def test_a_weekday_that_is_not_that_of_its_day_is_a_problem(tagger, codebook):
    article = make_article(TEXT, published="2031-03-07", published_basis=("metadata",))
    told = [one.message for one in analyse(article, tagger, codebook).problems if one.step == "timex"]
    assert told == ["“Tuesday, March 6, 2031”: that day was a Thursday"]


def test_every_finding_lies_in_the_text_and_out_of_the_furniture(tagger, codebook):
    found = analyse(make_article(TEXT), tagger, codebook)
    furniture = found.furniture[0].span
    spans = [one.span for one in (*found.sentences, *found.mentions, *found.timexes)]
    assert spans
    assert all(0 <= span.start < span.end <= len(TEXT) for span in spans)
    assert all(span.start >= furniture.end for span in spans)


def test_an_empty_article_is_read_to_nothing(tagger, codebook):
    found = analyse(make_article(""), tagger, codebook)
    assert (found.sentences, found.statements, found.events) == ((), (), ())
