from datetime import date

from factories import make_actor, make_analysis, make_article, span_of
from readout.codes import EventType, Factuality, Genre
from readout.corpus.actors import Directory
from readout.corpus.answer import write_answer
from readout.records import EventLine, Mention, Sentence
from readout.spans import cite

SHELLED = "Vell shelled a port of Oram."


PEOPLE = Directory({one: make_actor(one, one.title(), kind="country") for one in ("vell", "oram")})


def answer(codebook, genre, factuality=Factuality.HAPPENED, day="2031-03-05"):
    article = make_article(SHELLED, published="2031-03-06")
    named = tuple(Mention(span_of(article, one.title()), "GPE", one) for one in ("vell", "oram"))
    analysis = make_analysis(article, genre=genre, sentences=(Sentence(span_of(article, SHELLED)),), mentions=named)
    receipt = cite(article, span_of(article, SHELLED))
    line = EventLine("e1", EventType.ASSAULT, factuality, ("vell",), ("oram",), day, (), 0.9, (receipt,))
    period = date(2031, 3, 1), date(2031, 3, 7)
    lines = write_answer((line,), (), (), {"a1": article}, {"a1": analysis}, PEOPLE, codebook.plover, *period)
    return [line.text for line in lines]


def test_a_reported_deed_is_counted_as_escalation(codebook):
    (text,) = answer(codebook, Genre.NEWS)
    assert text.startswith("Clashes and attacks: at least 1 case, involving Vell and Oram")


def test_a_columnists_word_for_a_deed_is_not_counted(codebook):
    assert answer(codebook, Genre.OPINION) == []


def test_what_did_not_take_place_or_lies_outside_the_period_is_not_counted(codebook):
    assert answer(codebook, Genre.NEWS, Factuality.HYPOTHETICAL) == []
    assert answer(codebook, Genre.NEWS, day="2031-02-05") == []
