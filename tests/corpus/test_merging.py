import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.adapters.models import load_story_model
from readout.corpus.merging import (
    Rarity,
    StoryItem,
    make_model,
    merge_articles,
    read_item,
    read_sentence,
    score_pair,
    score_sentences,
)
from readout.corpus.merging.signs import Signs, compare, is_copy, shared_runs

FERRY = (
    "ARLEN — The ferry Olmara sank off Cape Tessen on Tuesday with 140 people aboard, the Kestrian coast guard said. "
    "Rescue boats pulled 112 passengers from the water before dark. “The sea came over the car deck within minutes,” "
    "said Captain Ilse Morvan. The Olmara had left the port of Arlen in a storm."
)
FERRY_TOLD_AGAIN = (
    "Rescuers searched through the night for 28 people missing after the Olmara went down near Cape Tessen. "
    "The ferry left Arlen on Tuesday in spite of a storm warning, and the coast guard of Kestria said 112 passengers "
    "were saved. Captain Ilse Morvan told investigators that water flooded the car deck."
)
GRAIN = (
    "The parliament of Northland voted 61 to 40 to raise the tariff on imported grain. Farm unions in Velsk welcomed "
    "the bill, while bakers warned of dearer bread. Finance Minister Oda Renn defended the budget in a long debate."
)
LATER_FERRY = (
    "A court in Arlen began hearing the owners of the ferry Olmara, who deny that the car deck was unsafe. The trial "
    "is expected to last until spring. Lawyers for Captain Ilse Morvan asked the judge for more time."
)


@pytest.fixture(scope="module")
def model():
    return load_story_model()


def item(name, day, title, text, outlet="o1"):
    return StoryItem(name, day, title, text, outlet)


ITEMS = (
    item("a", "2031-03-04", "Ferry Olmara sinks off Cape Tessen with 140 aboard", FERRY),
    item("b", "2031-03-05", "28 missing after ferry Olmara goes down near Cape Tessen", FERRY_TOLD_AGAIN, "o2"),
    item("c", "2031-03-05", "Northland raises grain tariff", GRAIN),
)


def weighed(*items):
    rarity = Rarity()
    sketches = [read_item(one) for one in items]
    for sketch in sketches:
        rarity.count(sketch, sketch.latest or 0)
    return [rarity.weigh(sketch) for sketch in sketches]


def test_two_tellings_of_one_happening_are_a_story_and_another_matter_is_not(model):
    assert merge_articles(ITEMS, model) == (("a", "b"), ("c",))


def test_the_order_of_the_articles_does_not_matter(model):
    assert merge_articles(ITEMS[::-1], model) == merge_articles(ITEMS, model)


def test_one_outlet_may_tell_a_story_twice(model):
    again = ITEMS[1]._replace(outlet_id="o1")
    assert merge_articles((ITEMS[0], again), model) == (("a", "b"),)


def test_sentences_of_one_happening_score_above_neighbours_of_theirs(model):
    first, last = FERRY_TOLD_AGAIN.split(". ")[::2]
    lines = (FERRY.partition(". ")[0], first, last)
    rarity = Rarity()
    for sketch in map(read_item, ITEMS[:2]):
        rarity.count(sketch, sketch.latest or 0)
    articles = [rarity.weigh_around(read_item(one)) for one in ITEMS[:2]]
    told, again, other = (rarity.weigh_sentence(read_sentence(line)) for line in lines)
    same = score_sentences(told, again, *articles, model)
    assert same > score_sentences(told, other, *articles, model)
    assert same == pytest.approx(score_sentences(again, told, *reversed(articles), model))


def test_a_saga_is_a_chain_of_stories_not_one(model):
    trial = item("d", "2031-03-20", "Owners of ferry Olmara before court", LATER_FERRY)
    assert ("d",) in merge_articles((*ITEMS, trial), model)


def test_two_articles_alone_are_not_joined_for_want_of_others(model):
    assert merge_articles((ITEMS[0], ITEMS[2]), model) == (("a",), ("c",))


def test_a_reprint_is_of_the_story_that_it_reprints(model):
    reprint = item("e", "2031-03-06", "From the wire", "By our staff.\n" + FERRY + "\nMore news below.", "o3")
    one, other = weighed(ITEMS[0], reprint)
    assert is_copy(one, other, shared_runs(one, other))
    assert score_pair(one, other, model) > 0.99
    assert merge_articles((ITEMS[0], reprint), model) == (("a", "e"),)


def test_a_happening_of_last_month_is_another_however_alike(model):
    one, other = weighed(ITEMS[0], ITEMS[0]._replace(id="z", day="2031-05-04"))
    assert score_pair(one, other, model) == 0.0


def test_later_articles_do_not_change_what_was_joined_before(model):
    before = merge_articles(ITEMS, model)
    trial = item("d", "2031-03-20", "Owners of ferry Olmara before court", LATER_FERRY)
    assert set(before) <= set(merge_articles((*ITEMS, trial), model))


def test_articles_without_a_day_are_read_and_kept(model):
    undated = [one._replace(day=None) for one in ITEMS]
    assert sorted(name for group in merge_articles(undated, model) for name in group) == ["a", "b", "c"]


@pytest.mark.parametrize("day", ["2031", "2031-03", "2031-03-01/2031-03-09", "2031-03-04T10:00:00+00:00", "soon"])
def test_a_vague_day_is_no_reason_to_fail(model, day):
    groups = merge_articles((ITEMS[0]._replace(day=day), *ITEMS[1:]), model)
    assert sorted(name for group in groups for name in group) == ["a", "b", "c"]


def test_a_pair_has_the_same_signs_in_either_order():
    one, other, _ = weighed(*ITEMS)
    assert compare(one, other) == pytest.approx(compare(other, one))


def test_the_signs_of_two_tellings_are_nearer_than_those_of_two_matters():
    one, other, third = weighed(*ITEMS)
    same, not_same = compare(one, other), compare(one, third)
    assert same.body > not_same.body
    assert same.numbers > not_same.numbers == 0.0
    assert same.gap == 1.0


def test_numbers_days_names_and_places_are_read_from_the_text():
    sketch = read_item(ITEMS[0])
    assert set(sketch.numbers) == {"140", "112"}
    assert sketch.weekdays == {"tuesday"}
    assert "olmara" in sketch.names
    assert "olmara" in sketch.headed
    assert "arlen" in sketch.places
    assert "morvan" not in sketch.acts


def test_mentioned_actors_count_as_names():
    assert read_item(ITEMS[2]._replace(actor_ids=("northland",))).names["@northland"]


def test_a_model_of_other_signs_is_refused(model):
    arrays = {"format": FakeArray(1), "signs": FakeArray(["body"])}
    with pytest.raises(ValueError, match="train it again"):
        make_model(arrays, "")


class FakeArray:
    def __init__(self, value):
        self._value = value

    def __int__(self):
        return self._value

    def tolist(self):
        return self._value


def test_the_shipped_model_weighs_every_sign(model):
    assert len(model.pair) == len(Signs._fields) + 1
    assert all(math.isfinite(weight) for weight in (*model.pair, *model.context, *model.sentence))


def test_many_outlets_on_one_day_are_one_story(model):
    words = FERRY.split(". ") + FERRY_TOLD_AGAIN.split(". ")
    told = [
        item(f"f{n:02}", "2031-03-05", ITEMS[n % 2].title, ". ".join(words[n % 4 :] + words[: n % 4]), f"o{n}")
        for n in range(20)
    ]
    assert len(merge_articles(told, model)) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=400), st.integers(0, 40)), max_size=8))
def test_every_article_is_in_one_group_whatever_its_text(rows):
    items = [
        StoryItem(str(number), (date(2031, 1, 1) + timedelta(days=day)).isoformat(), title, text)
        for number, (title, text, day) in enumerate(rows)
    ]
    groups = merge_articles(items, load_story_model())
    assert sorted(name for group in groups for name in group) == sorted(one.id for one in items)
