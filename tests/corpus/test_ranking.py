from dataclasses import replace

import pytest

from factories import make_analysis, make_article, make_record, span_of
from readout.codes import EventType, Factuality, Movement
from readout.corpus.actors import Directory
from readout.corpus.ranking import gather_evidence, rank_stories
from readout.records import Brief, EventLine, Outlet, PositionLine, Quantity, Story
from readout.spans import cite

LEFT = make_article("About 3,000 soldiers left the Olm peninsula.", id="north", outlet_id="north-post")
GONE = make_article("The barracks of Olm are empty.", id="south", outlet_id="south-post")
OUTLETS = (
    Outlet("north-post", "North Post", None, None, "northland", 0),
    Outlet("south-post", "South Post", None, None, "southmark", 0),
)
ARTICLES = {"north": LEFT, "south": GONE}
CITED = tuple(cite(article, span_of(article, article.text)) for article in (LEFT, GONE))
RETREAT = EventLine("e1", EventType.RETREAT, Factuality.HAPPENED, ("southmark",), (), "2031-03-04", (), 0.9, CITED[:1])
NUMBER = make_record(Quantity, value=3000.0, unit="soldiers", span=span_of(LEFT, "3,000"))
ANALYSES = {"north": make_analysis(LEFT, quantities=(NUMBER,)), "south": make_analysis(GONE)}


def make_story(*citations, name="s1", origins=2):
    ids = tuple(one.article_id for one in citations)
    return Story(name, "", ids, ("e1",), (), citations, origins, "2031-03-04", "2031-03-04")


def rank(codebook, *stories, positions=(), earlier=None):
    evidence = gather_evidence({"e1": RETREAT}, {}, ARTICLES, ANALYSES, OUTLETS, Directory({}), positions, earlier)
    return [
        (one.story_id, dict(one.parts), one.score) for one in rank_stories(stories, evidence, codebook.weights, None)
    ]


def test_a_score_is_the_sum_of_its_named_parts(codebook):
    ((_, parts, score),) = rank(codebook, make_story(*CITED))
    weights = codebook.weights.ranking
    assert set(parts) == {"origin", "rival_sides", "cooperation", "numbers"}
    assert parts["rival_sides"] == weights["rival_sides"]
    assert score == pytest.approx(sum(parts.values()))


def test_what_both_sides_tell_stands_before_what_one_tells(codebook):
    one, both = make_story(CITED[0], name="one", origins=1), make_story(*CITED, name="both")
    assert [name for name, *_ in rank(codebook, one, both)] == ["both", "one"]


def test_a_first_version_of_a_reading_counts_its_share(codebook):
    ((_, parts, _),) = rank(codebook, make_story(CITED[0], origins=1))
    weights = codebook.weights.ranking
    assert parts["numbers"] == weights["numbers"] * weights["first_version"]


def test_a_position_that_moved_in_a_sentence_of_the_story_counts(codebook):
    line = make_record(PositionLine, movement=Movement.SOFTENED, citations=CITED[:1])
    ((_, parts, _),) = rank(codebook, make_story(*CITED), positions=(line,))
    assert "moved" in parts
    ((_, parts, _),) = rank(codebook, make_story(*CITED), positions=(replace(line, movement=Movement.REPEATED),))
    assert "moved" not in parts


def test_what_the_edition_before_told_weighs_less_by_the_share_it_told(codebook):
    story = make_story(*CITED)
    earlier = make_record(Brief, stories=(make_story(CITED[0]),))
    ((_, parts, _),) = rank(codebook, story, earlier=earlier)
    assert parts["told_before"] == codebook.weights.ranking["told_before"] / 2
