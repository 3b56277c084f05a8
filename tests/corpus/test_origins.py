from itertools import zip_longest

import pytest

from factories import make_analysis, make_article
from readout.adapters.codebooks import load_codebook
from readout.corpus.origins import find_origins
from readout.records import Outlet, Sentence, Span
from readout.spans import cite

WIRE = (
    "The two delegations left the harbour town on Tuesday evening without a paper to sign. "
    "Their next round is planned for the second week of May, the mediator's office said in a note to reporters. "
)
OTHER = "A columnist wrote at some length that harbours are poor places in which to keep a promise to anybody at all."


LONGITUDE = Outlet("longitude", "Longitude", None, None, None, 0)


def find(*texts, outlets=()):
    articles = [
        make_article(text, id=f"a{number}", outlet_id=outlet)
        for number, (text, outlet) in enumerate(zip_longest(texts, outlets))
    ]
    found = {
        article.id: make_analysis(article, sentences=(Sentence(Span(0, len(article.text))),)) for article in articles
    }
    origins = find_origins(articles, found, load_codebook().origins, [LONGITUDE])
    return origins, [cite(article, Span(0, len(article.text))) for article in articles if article.text]


def test_a_wire_text_printed_twice_is_one_origin():
    origins, cited = find(WIRE, WIRE + "Our correspondent adds that it rained.", OTHER)
    assert origins.copied == {"a0": "a0", "a1": "a0", "a2": "a2"}
    assert origins.count(cited) == 2


def test_texts_about_one_thing_in_other_words_are_two_origins():
    told = "Without anything to sign, both teams were gone from the port by Tuesday night; May may bring another round."
    origins, cited = find(WIRE, told)
    assert origins.count(cited) == 2


def test_an_empty_article_is_its_own_origin():
    assert find("", WIRE)[0].copied == {"a0": "a0", "a1": "a1"}


@pytest.mark.parametrize(
    "told",
    [
        "Longitude reported that the port of Arlen was closed.",
        "The port of Arlen was closed, the news agency Longitude said in a report.",
        "The port of Arlen is closed, according to Longitude.",
        "“The port is closed,” the harbour master told Longitude.",
    ],
)
def test_what_outlets_take_from_one_of_them_is_one_origin(told):
    printed = "Nobody sails from Arlen today, and the harbour master does not know for how long."
    origins, cited = find(told, printed, outlets=("north", "longitude"))
    assert origins.count(cited) == 1


def test_two_outlets_that_take_their_news_from_a_third_are_one_origin():
    told = "Longitude reported that the port of Arlen was closed.", "At Arlen ships wait, according to Longitude."
    origins, cited = find(*told, outlets=("north", "south"))
    assert origins.count(cited) == 1


def test_a_text_with_its_agency_in_brackets_is_the_agencys():
    text = "ARLEN (Longitude) - Two delegations left the harbour on Tuesday without a paper to sign."
    origins, cited = find(
        text, "Nothing was signed in Arlen, and the envoys went home.", outlets=("north", "longitude")
    )
    assert origins.count(cited) == 1


def test_an_outlet_that_names_itself_credits_nobody():
    origins, cited = find("“We sail,” the captain told Longitude.", outlets=("longitude",))
    assert origins.of(cited[0]) == "a0"


def test_an_outlet_named_without_being_credited_is_no_origin():
    origins, cited = find("The reporter of Longitude was not let into the hall.", outlets=("north",))
    assert origins.of(cited[0]) == "a0"
