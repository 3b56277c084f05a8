import itertools

from factories import make_actor, make_analysis, make_article
from readout.codes import EventType, Factuality
from readout.corpus.actors import Directory
from readout.corpus.happenings import link_happenings
from readout.records import Event, Span

PEOPLE = Directory(
    {
        "ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland"),
        "bero-tal": make_actor("bero-tal", "Bero Tal", country="southmark"),
    }
)
TEXT = "The two leaders spoke on Monday. Ships left the port. Nothing else was heard of them that week."


def event(event_type, actors, recipients, day, start=0, factuality=Factuality.HAPPENED):
    return Event(
        f"e{start}", event_type, None, (), factuality, actors, recipients, Span(start, start + 5),
        Span(start, start + 20), None, day, None, None, 0.9,
    )  # fmt: skip


def link(*readings):
    articles = [make_article(TEXT, id=f"a{number}") for number in range(len(readings))]
    found = {one.id: make_analysis(one, events=events) for one, events in zip(articles, readings, strict=True)}
    return articles, found, link_happenings(articles, found, PEOPLE)


def test_one_call_told_by_two_outlets_is_one_happening_whoever_is_named_first():
    one = event(EventType.CONSULT, ("ada-orlo",), ("bero-tal",), "2031-03-04")
    other = event(EventType.CONSULT, ("southmark",), ("northland",), "2031-03-04")
    _, _, (line,) = link((one,), (other,))
    assert {citation.article_id for citation in line.citations} == {"a0", "a1"}


def test_other_days_other_parties_and_other_factuality_stay_apart():
    base = event(EventType.SANCTION, ("northland",), ("southmark",), "2031-03-04")
    others = [
        event(EventType.SANCTION, ("northland",), ("southmark",), "2031-03-05"),
        event(EventType.SANCTION, ("southmark",), ("northland",), "2031-03-04"),
        event(EventType.SANCTION, ("northland",), ("southmark",), "2031-03-04", factuality=Factuality.DENIED),
        event(EventType.AID, ("northland",), ("southmark",), "2031-03-04"),
    ]
    for other in others:
        assert len(link((base,), (other,))[2]) == 2


def test_undated_codings_of_two_articles_are_not_joined():
    undated = event(EventType.RETREAT, ("southmark",), (), None)
    assert len(link((undated,), (undated,))[2]) == 2


def test_the_order_of_articles_does_not_matter():
    events = [
        event(EventType.CONSULT, ("ada-orlo",), ("bero-tal",), "2031-03-04"),
        event(EventType.AGREE, ("northland",), ("southmark",), "2031-03-04", start=33),
        event(EventType.MOBILIZE, ("southmark",), (), "2031-03-04", start=33),
    ]
    articles = [make_article(TEXT, id=f"a{number}") for number in range(3)]
    found = {one.id: make_analysis(one, events=(told,)) for one, told in zip(articles, events, strict=True)}
    expected = link_happenings(articles, found, PEOPLE)
    for order in itertools.permutations(articles):
        assert {line.id for line in link_happenings(order, found, PEOPLE)} == {line.id for line in expected}


def test_undated_codings_in_other_words_have_ids_of_their_own():
    first, second = (event(EventType.RETREAT, ("southmark",), (), None, start) for start in (0, 33))
    _, _, lines = link((first,), (second,))
    assert len({line.id for line in lines}) == 2
