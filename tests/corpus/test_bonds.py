import pytest

from factories import make_analysis, make_article, span_of
from readout.adapters.models import load_story_model
from readout.codes import Genre
from readout.corpus.bonds import NEVER, Bonds
from readout.corpus.passages import gather_passages
from readout.records import Sentence

SUNK = "The ferry Olmara sank off Cape Tessen on Tuesday with 140 people aboard."
SAVED = "Boats saved 112 passengers of the ferry Olmara, which went down near Cape Tessen."
TARIFF = "The parliament of Northland voted to raise the tariff on imported grain."
RAIN = "It rained in Velsk and the choir stayed at home."


def make_bonds(*texts):
    articles = [
        make_article(f"{first} {second}", id=f"a{number}", outlet_id=f"o{number}", published="2031-03-05")
        for number, (first, second) in enumerate(texts)
    ]
    found = {
        article.id: make_analysis(
            article, genre=Genre.NEWS, sentences=tuple(Sentence(span_of(article, one)) for one in texts[number])
        )
        for number, article in enumerate(articles)
    }
    passages = gather_passages(articles, found)
    return Bonds(articles, passages, load_story_model()), passages


@pytest.fixture(scope="module")
def told():
    bonds, passages = make_bonds((SUNK, RAIN), (SAVED, "Wine was scarce."), (TARIFF, "A mill burned down."))
    return bonds, {passages.text(one): one for one in passages.citations}


def test_two_wordings_of_one_happening_are_likelier_one_than_two_happenings(told):
    bonds, by_text = told
    same, other = bonds.odds(by_text[SUNK], by_text[SAVED]), bonds.odds(by_text[SUNK], by_text[TARIFF])
    assert same > 0 > other


def test_the_order_of_two_sentences_does_not_matter(told):
    bonds, by_text = told
    assert bonds.odds(by_text[SUNK], by_text[SAVED]) == bonds.odds(by_text[SAVED], by_text[SUNK])


def test_two_sentences_of_one_article_are_never_two_tellings(told):
    bonds, by_text = told
    assert bonds.odds(by_text[SUNK], by_text[RAIN]) == NEVER


def test_the_sentence_that_opens_an_article_is_its_lead(told):
    bonds, by_text = told
    assert bonds.leads["a0"] == by_text[SUNK]
