"""How well events are coded in running sentences: floors pinned on our own gold, most of whose sentences have none."""

import pytest

from factories import make_article
from quality.event_gold import find_invented, read_gold
from readout.analysis.events import code_events
from readout.analysis.timex import find_timexes

PRECISION, RECALL, FACTUALITY = 0.95, 0.90, 0.95
MUTUAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "REJECT"}


def matches(told, event):
    if told.event_type != event.event_type:
        return False
    if (told.actors, told.recipients) == (set(event.actor_ids), set(event.recipient_ids)):
        return True
    one_sided = not told.recipients or not event.recipient_ids
    return (
        told.event_type in MUTUAL
        and one_sided
        and told.actors | told.recipients == {*event.actor_ids, *event.recipient_ids}
    )


@pytest.fixture(scope="module")
def scores(parse, codebook):
    """Counts over the gold: found right, found wrong, missed, right factuality."""
    counts = {"right": 0, "wanted_found": 0, "wrong": 0, "missed": 0, "factual": 0}
    for text, gold in read_gold():
        read = parse(text)
        timexes = find_timexes(read, "2031-06-20", codebook.times)
        left = list(gold)
        for event in code_events(make_article(text), read, find_invented(text), timexes, (), codebook):
            told = next((each for each in left if matches(each, event)), None)
            if told is None:
                counts["wrong"] += 1
                continue
            left.remove(told)
            counts["right"] += 1
            counts["wanted_found"] += not told.optional
            counts["factual"] += told.factuality == event.factuality
        counts["missed"] += sum(not told.optional for told in left)
    return counts


def test_at_least_half_of_the_gold_has_no_event():
    gold = read_gold()
    assert len(gold) >= 150
    assert sum(not told for _, told in gold) * 2 >= len(gold)


def test_what_is_coded_is_right(scores):
    assert scores["right"] / (scores["right"] + scores["wrong"]) >= PRECISION


def test_what_is_told_is_coded(scores):
    assert scores["wanted_found"] / (scores["wanted_found"] + scores["missed"]) >= RECALL


def test_whether_it_happened_is_right(scores):
    assert scores["factual"] / scores["right"] >= FACTUALITY
