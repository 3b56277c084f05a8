import itertools
from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_story_model
from readout.codes import EventType, Factuality, Genre, MeetingStatus, TimexType
from readout.corpus.actors import Directory
from readout.corpus.bonds import Bonds
from readout.corpus.happenings import link_happenings
from readout.corpus.origins import find_origins
from readout.corpus.passages import gather_passages
from readout.corpus.stories import link_stories
from readout.corpus.templates import quote_line
from readout.records import CalendarLine, Event, Meeting, Sentence, Timex
from readout.spans import cite

PEOPLE = Directory({"ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland")})
FILLERS = {  # what else an outlet had to say: of nothing that another tells
    "north": "Grain was cheap. Rain fell on the hills. The museum of Arlen opened a new hall. Bread rose by a tenth.",
    "south": "A choir sang in Velsk. Two bridges were painted. The price of coal did not move. Schools stay closed.",
    "middle": "Trams ran late. The zoo bought an elephant. A poet of ninety was given a medal. Wine was scarce.",
    "west": "The lottery has a winner. Bakers asked for more flour. Snow lay on the passes. A mill burned down.",
}
LEFT = "About 3,000 soldiers left the Olm peninsula and went back to barracks on {day}."
GONE = "Some 3,000 soldiers have gone back to their barracks from the Olm peninsula."
TREATY = "Southmark handed the mediators the draft of a treaty of four articles on {day}."
DAYS = {"Tuesday": "2031-03-04", "Wednesday": "2031-03-05"}


def tell(sentence, published, outlet, *, factuality=Factuality.HAPPENED, coded=True, genre=Genre.NEWS):
    """An article of one sentence that matters, with the days it names and, if `coded`, one event in it."""
    filler = FILLERS[outlet]
    article = make_article(
        f"{sentence} {filler}", id=f"{outlet}-{published}-{len(sentence)}", outlet_id=outlet, published=published
    )
    told = span_of(article, sentence)
    cut = [told, *(span_of(article, f"{one}.") for one in filler.rstrip(".").split(". "))]
    times = tuple(Timex(span_of(article, day), TimexType.DATE, value) for day, value in DAYS.items() if day in sentence)
    coding = make_record(
        Event,
        event_type=EventType.AGREE if "treaty" in sentence else EventType.RETREAT,
        factuality=factuality,
        actor_ids=("southmark",),
        trigger=told,
        evidence=told,
    )
    return article, make_analysis(
        article, genre=genre, sentences=tuple(map(Sentence, cut)), timexes=times, events=(coding,) if coded else ()
    )


def link(*told, calendar=()):
    articles = [article for article, _ in told]
    found = {article.id: analysis for article, analysis in told}
    passages = gather_passages(articles, found)
    happenings = link_happenings(articles, found, PEOPLE, passages)
    bonds = Bonds(articles, passages, load_story_model())
    return link_stories(
        happenings, calendar, PEOPLE, find_origins(articles, found, load_codebook().origins, ()), passages, bonds
    )


def outlets(stories):
    return [{key.split("-")[0] for key in story.article_ids} for story in stories]


def test_two_outlets_that_name_one_day_tell_one_story():
    (story,) = link(tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"), tell(GONE, "2031-03-05", "south"))
    assert (story.first_day, outlets([story])) == ("2031-03-04", [{"north", "south"}])


def test_the_same_deed_on_another_day_is_another_story():
    one, other = (
        tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"),
        tell(LEFT.format(day="Wednesday"), "2031-03-06", "south"),
    )
    assert outlets(link(one, other)) == [{"north"}, {"south"}]


def test_an_undated_report_long_after_is_another_story():
    assert len(link(tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"), tell(GONE, "2031-04-05", "south"))) == 2


def test_two_happenings_of_one_day_and_one_side_stay_apart():
    stories = link(
        tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"),
        tell(TREATY.format(day="Tuesday"), "2031-03-05", "south"),
    )
    assert sorted(map(sorted, outlets(stories))) == [["north"], ["south"]]


def test_no_chain_of_weak_links_joins_strangers():
    middle = "About 3,000 soldiers left the peninsula as Southmark handed over the draft of a treaty on Tuesday."
    stories = link(
        tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"),
        tell(middle, "2031-03-05", "middle"),
        tell(TREATY.format(day="Tuesday"), "2031-03-05", "south"),
    )
    assert {"north", "south"} not in [told & {"north", "south"} for told in outlets(stories)]


def test_a_sentence_that_nobody_coded_joins_and_alone_makes_no_story():
    coded = tell(LEFT.format(day="Tuesday"), "2031-03-05", "north")
    bare = tell(GONE, "2031-03-05", "south", coded=False)
    assert outlets(link(coded, bare)) == [{"north", "south"}]
    assert link(bare) == ()


def test_two_outlets_make_a_story_of_what_nobody_coded_when_it_has_a_day():
    one = tell(LEFT.format(day="Tuesday"), "2031-03-05", "north", coded=False)
    other = tell(LEFT.format(day="Tuesday"), "2031-03-06", "south", coded=False)
    assert outlets(link(one, other)) == [{"north", "south"}]


@pytest.mark.parametrize("factuality", [Factuality.HYPOTHETICAL, Factuality.DENIED, Factuality.SCHEDULED])
def test_what_is_threatened_denied_or_ahead_makes_no_story(factuality):
    told = [
        tell(LEFT.format(day="Tuesday"), "2031-03-05", outlet, factuality=factuality) for outlet in ("north", "south")
    ]
    assert link(*told) == ()


def test_a_claim_is_a_story_once_a_second_outlet_tells_of_it():
    claims = [
        tell(LEFT.format(day="Tuesday"), "2031-03-05", one, factuality=Factuality.ALLEGED) for one in ("north", "south")
    ]
    assert link(claims[0]) == ()
    assert outlets(link(*claims)) == [{"north", "south"}]


def test_the_order_of_articles_does_not_matter():
    told = [
        tell(LEFT.format(day="Tuesday"), "2031-03-05", "north"),
        tell(GONE, "2031-03-05", "south"),
        tell(TREATY.format(day="Tuesday"), "2031-03-05", "west"),
    ]
    assert len({link(*order) for order in itertools.permutations(told)}) == 1


def test_that_a_meeting_was_put_off_is_a_story_of_its_own_though_it_is_held_later():
    sentence = "The talks of Southmark and Northland in Velsk were put off on Tuesday."
    article, analysis = tell(sentence, "2031-03-05", "north", coded=False)
    told = span_of(article, sentence)
    meeting = make_record(Meeting, kind="talks", status=MeetingStatus.POSTPONED, evidence=told)
    later, held = tell("Envoys of Southmark met those of Northland in Velsk.", "2031-03-12", "south", coded=False)
    citations = (cite(later, held.sentences[0].span), cite(article, told))
    line = make_record(
        CalendarLine, uid="m1", summary=quote_line(later, citations[0].span), when="2031-03-11",
        status=MeetingStatus.HELD, citations=citations,
    )  # fmt: skip
    stories = link((article, replace(analysis, meetings=(meeting,))), (later, held), calendar=(line,))
    off = [story for story in stories if not story.meeting_uids]
    assert [(story.first_day, story.article_ids) for story in off] == [("2031-03-04", (article.id,))]
    assert [story.meeting_uids for story in stories if story.meeting_uids] == [("m1",)]
