from factories import make_analysis, make_article
from readout.corpus.origins import count_origins, group_origins
from readout.records import Sentence, Span

WIRE = (
    "The two delegations left the harbour town on Tuesday evening without a paper to sign. "
    "Their next round is planned for the second week of May, the mediator's office said in a note to reporters. "
)
OTHER = "A columnist wrote at some length that harbours are poor places in which to keep a promise to anybody at all."


def group(*texts):
    articles = [make_article(text, id=f"a{number}") for number, text in enumerate(texts)]
    found = {
        article.id: make_analysis(article, sentences=(Sentence(Span(0, len(article.text))),)) for article in articles
    }
    return group_origins(articles, found)


def test_a_wire_text_printed_twice_is_one_origin():
    origin = group(WIRE, WIRE + "Our correspondent adds that it rained.", OTHER)
    assert origin == {"a0": "a0", "a1": "a0", "a2": "a2"}
    assert count_origins(["a0", "a1", "a2"], origin) == 2


def test_texts_about_one_thing_in_other_words_are_two_origins():
    told = "Without anything to sign, both teams were gone from the port by Tuesday night; May may bring another round."
    assert len(set(group(WIRE, told).values())) == 2


def test_an_empty_article_is_its_own_origin():
    assert group("", WIRE) == {"a0": "a0", "a1": "a1"}
