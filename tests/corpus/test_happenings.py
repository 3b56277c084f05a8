import dataclasses
import itertools

from factories import make_actor, make_analysis, make_article
from readout.codes import EventType, Factuality
from readout.corpus.actors import Directory
from readout.corpus.happenings import link_happenings
from readout.corpus.passages import gather_passages
from readout.records import Event, Sentence, Span

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
    return articles, found, link_happenings(articles, found, PEOPLE, gather_passages(articles, found))


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
    expected = link_happenings(articles, found, PEOPLE, gather_passages(articles, found))
    for order in itertools.permutations(articles):
        assert {line.id for line in link_happenings(order, found, PEOPLE, gather_passages(order, found))} == {
            line.id for line in expected
        }


def test_undated_codings_in_other_words_have_ids_of_their_own():
    first, second = (event(EventType.RETREAT, ("southmark",), (), None, start) for start in (0, 33))
    _, _, lines = link((first,), (second,))
    assert len({line.id for line in lines}) == 2


THREAT = "Ada Orlo threatened {when}to close the harbours of Northland to the trawlers of Southmark."


def tell(sentence, published, day=None, event_type=EventType.THREATEN, words="threatened", number=0):
    """An article of one sentence, with one event on `words`, told as of `day`."""
    article = make_article(sentence, id=f"a{number}", published=published)
    whole, start = Span(0, len(sentence)), sentence.index(words)
    one = event(event_type, ("ada-orlo",), ("southmark",), day, start)
    one = dataclasses.replace(one, id=f"e{number}", trigger=Span(start, start + len(words)), evidence=whole)
    return article, make_analysis(article, events=(one,), sentences=(Sentence(whole),))


def tell_of_else():
    """An article of forty sentences about nothing of this: words are rare or common only among others."""
    text = "".join(f"The {word} of number{number} was counted twice.\n" for number, word in enumerate(["bread"] * 40))
    cuts = itertools.pairwise([0, *(place + 1 for place, char in enumerate(text) if char == "\n")])
    article = make_article(text, id="b0", published="2031-03-05")
    return article, make_analysis(article, sentences=tuple(Sentence(Span(start, end - 1)) for start, end in cuts))


def link_told(*told):
    told = (*told, tell_of_else())
    articles = [article for article, _ in told]
    found = {article.id: analysis for article, analysis in told}
    return link_happenings(articles, found, PEOPLE, gather_passages(articles, found))


def test_a_threat_that_articles_tell_again_without_a_day_is_the_one_of_its_day():
    told = [tell(THREAT.format(when="on Monday "), "2031-03-05", "2031-03-03")]
    told += [tell(THREAT.format(when=""), f"2031-03-{day:02}", number=day) for day in (6, 9, 12, 17)]
    told.append(tell("Nobody has forgotten that Ada Orlo threatened to close harbours.", "2031-03-08", number=8))
    (line,) = link_told(*told)
    assert (line.day, len(line.citations)) == ("2031-03-03", 6)


def test_what_an_article_prints_before_the_day_or_long_after_it_is_another_threat():
    told = [tell(THREAT.format(when="on Monday "), "2031-03-05", "2031-03-03")]
    told += [
        tell(THREAT.format(when=""), day, number=number) for number, day in enumerate(("2031-03-01", "2031-04-20"), 1)
    ]
    assert sorted(line.day or "" for line in link_told(*told)) == ["", "", "2031-03-03"]


def test_other_words_about_the_same_two_are_another_threat():
    one = tell(THREAT.format(when=""), "2031-03-05")
    other = tell("Ada Orlo threatened visitors with a heavy tax on cheese.", "2031-03-06", number=1)
    assert len(link_told(one, other)) == 2


def test_the_same_threat_on_two_days_is_two():
    days = ("2031-03-03", "2031-03-04")
    told = [tell(THREAT.format(when=""), "2031-03-05", day, number=number) for number, day in enumerate(days)]
    assert len(link_told(*told)) == 2


def test_two_words_of_one_sentence_for_one_deed_are_one():
    sentence = "Ada Orlo signed an order that bars the ships of Southmark."
    article, analysis = tell(sentence, "2031-03-05", "2031-03-04", EventType.COERCE, "signed")
    start = sentence.index("bars")
    again = dataclasses.replace(analysis.events[0], id="e9", trigger=Span(start, start + 4), day=None)
    both = dataclasses.replace(analysis, events=(*analysis.events, again))
    assert len(link_told((article, both))) == 1


def test_the_call_is_the_one_told_before():
    text = "Ada Orlo rang Bero Tal on Tuesday about the harbours. The call lasted an hour."
    article = make_article(text, id="a0", published="2031-03-05")
    rang = event(EventType.CONSULT, ("ada-orlo",), ("bero-tal",), "2031-03-04", 9)
    start = text.index("call")
    call = dataclasses.replace(rang, id="e2", trigger=Span(start, start + 4), evidence=Span(54, len(text)), day=None)
    found = make_analysis(
        article, events=(rang, call), sentences=(Sentence(Span(0, 53)), Sentence(Span(54, len(text))))
    )
    assert len(link_told((article, found))) == 1
