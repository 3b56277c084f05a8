import json

import pytest

from factories import make_actor, make_analysis, make_article, span_of
from quality.goldlines import body_start, digest_gold, find_nth, read_gold
from quality.scoring import Score, score_analyses
from readout.codes import EventType, Factuality, Genre, MeetingStatus, Quoting, TimexType
from readout.records import Event, Furniture, Meeting, Quantity, Span, Statement, Timex

TEXT = "Sign up here\n\nHale met Brandt on Monday. She said on Monday that the harbour was open. Brandt denied it.\n"
ARTICLE = make_article(TEXT)
ACTORS = {
    "hale": make_actor("hale", "Ada Hale", country="norland"),
    "brandt": make_actor("brandt", "Otto Brandt", country="sudmark"),
    "norland": make_actor("norland", "Norland", kind="country", country="norland"),
}


def gold(*lines: dict[str, object]):
    told = [json.dumps({"article": "a1", "nth": 1} | line) for line in lines]
    return read_gold(told, {"a1": TEXT})


def score(lines, **found):
    return score_analyses(lines, [make_analysis(ARTICLE, **found)], {"a1": TEXT}, ACTORS).scores


def monday(start: int = 0, value: str = "2031-02-03") -> Timex:
    return Timex(span_of(ARTICLE, "Monday", start), TimexType.DATE, value)


def meet(**fields: object) -> Event:
    told = {
        "id": "e1", "event_type": EventType.CONSULT, "mode": None, "contexts": (), "factuality": Factuality.HAPPENED,
        "actor_ids": ("hale",), "recipient_ids": ("brandt",), "trigger": span_of(ARTICLE, "met"),
        "evidence": span_of(ARTICLE, "Hale met Brandt on Monday."), "when": None, "day": None, "place": None,
        "statement_id": None, "confidence": 1.0,
    }  # fmt: skip
    return Event(**(told | fields))


def say(content: str, source: str | None, source_id: str | None = None) -> Statement:
    words = span_of(ARTICLE, source) if source else None
    return Statement(
        "s1", words, source_id, None, None, (span_of(ARTICLE, content),), (), Quoting.INDIRECT, (), None, None, None,
        factual=True, confidence=1.0,
    )  # fmt: skip


SAID = {
    "kind": "statement", "text": "the harbour was open", "source": "She", "source_id": "hale", "quoting": "indirect",
    "factual": True,
}  # fmt: skip
MET = {
    "kind": "event", "text": "met", "event_type": "CONSULT", "factuality": "happened", "actor_ids": ["norland"],
    "recipient_ids": ["brandt"],
}  # fmt: skip


def test_words_are_found_by_their_occurrence():
    assert find_nth(TEXT, "Monday", 2).start == TEXT.rindex("Monday")


def test_words_that_do_not_occur_are_refused():
    with pytest.raises(ValueError, match="fewer than 3 times"):
        find_nth(TEXT, "Monday", 3)


def test_front_matter_does_not_count():
    kept = "---\ntitle: Monday\n---\nOn Monday."
    assert body_start(kept) == kept.index("On")
    assert find_nth(kept, "Monday", 1).start == kept.rindex("Monday")


def test_the_digest_of_the_gold_changes_with_a_character():
    assert digest_gold({"a": "1"}) != digest_gold({"a": "2"})
    assert digest_gold({"a": "1", "b": "2"}) == digest_gold({"b": "2", "a": "1"})


def test_figures_are_those_of_the_field():
    one = Score(gold=4, found=2, right=1)
    assert (one.precision, one.recall, one.f1) == (0.5, 0.25, 0.333)


def test_nothing_found_scores_nothing_and_raises_nothing():
    assert score(gold(MET))["event"] == Score(1, 0, 0)
    assert Score(0, 0, 0).f1 == 0.0


def test_a_time_found_twice_is_right_once():
    lines = gold({"kind": "timex", "text": "Monday", "type": "DATE", "value": "2031-02-03"})
    assert score(lines, timexes=(monday(), monday()))["timex"] == Score(1, 2, 1)


def test_a_wrong_value_is_found_and_not_right():
    lines = gold({"kind": "timex", "text": "Monday", "type": "DATE", "value": "2031-02-03"})
    told = score(lines, timexes=(monday(value="2031-02-10"),))
    assert told["timex"] == Score(1, 1, 1)
    assert told["timex.value"] == Score(1, 1, 0)


def test_an_unsure_line_neither_rewards_nor_punishes():
    lines = gold({"kind": "timex", "text": "Monday", "type": "DATE", "value": "2031-02-03", "unsure": True})
    assert score(lines, timexes=(monday(),))["timex"] == Score(0, 0, 0)
    assert score(lines)["timex"] == Score(0, 0, 0)


def test_a_statement_needs_the_words_of_its_source():
    assert score(gold(SAID), statements=(say("the harbour was open", "She", "hale"),))["statement"] == Score(1, 1, 1)
    assert score(gold(SAID), statements=(say("the harbour was open", "Brandt"),))["statement"] == Score(1, 1, 0)
    assert score(gold(SAID), statements=(say("the harbour was open", None),))["statement"] == Score(1, 1, 0)


def test_a_statement_with_the_wrong_person_behind_the_pronoun_is_not_right_of_its_speaker():
    told = score(gold(SAID), statements=(say("the harbour was open", "She", "brandt"),))
    assert told["statement"] == Score(1, 1, 1)
    assert told["statement.speaker"] == Score(1, 1, 0)


def test_half_of_the_content_must_be_shared():
    assert score(gold(SAID), statements=(say("harbour", "She", "hale"),))["statement"] == Score(1, 1, 0)


def test_a_minister_stands_for_the_state():
    assert score(gold(MET), events=(meet(),))["event.whole"] == Score(1, 1, 1)
    assert score(gold(MET), events=(meet(actor_ids=("brandt",)),))["event.actors"] == Score(1, 1, 0)


def test_an_event_of_another_type_is_no_match():
    assert score(gold(MET), events=(meet(event_type=EventType.AGREE),))["event"] == Score(1, 1, 0)


def test_an_event_told_by_another_word_of_its_sentence_needs_a_party_in_common():
    beside = span_of(ARTICLE, "Monday")
    assert score(gold(MET), events=(meet(trigger=beside),))["event"] == Score(1, 1, 1)
    stranger = meet(trigger=beside, actor_ids=("westland",), recipient_ids=())
    assert score(gold(MET), events=(stranger,))["event"] == Score(1, 1, 0)


def test_what_may_happen_is_not_what_happened():
    told = score(gold(MET), events=(meet(factuality=Factuality.HYPOTHETICAL),))
    assert told["event"] == Score(1, 1, 1)
    assert told["event.whole"] == Score(1, 1, 0)


def test_a_meeting_told_twice_counts_once():
    line = {"kind": "meeting", "text": "met", "status": "held", "day": "2031-02-03", "party_ids": []}
    one = Meeting(
        "m1", "session", None, MeetingStatus.HELD, (), monday(), None, (), (), span_of(ARTICLE, "Hale met"), None
    )
    assert score(gold(line), meetings=(one, one))["meeting"] == Score(1, 1, 1)


def test_a_quantity_needs_its_value():
    line = {"kind": "quantity", "text": "harbour", "value": 9}
    span = span_of(ARTICLE, "harbour")
    for value, right in ((9.0, 1), (8.0, 0)):
        found = Quantity(span, value, "ship", None, None, None, None, span, None)
        assert score(gold(line), quantities=(found,))["quantity"] == Score(1, 1, right)


def test_furniture_is_scored_by_its_characters():
    line = {"kind": "furniture", "text": "Sign up here", "furniture": "signup"}
    told = score(gold(line), furniture=(Furniture(Span(0, 4), "navigation"),))
    assert told["furniture"] == Score(10, 4, 4)
    assert told["furniture.kind"] == Score(10, 4, 0)


def test_genre_is_right_or_wrong():
    line = {"kind": "genre", "text": "", "genre": "opinion"}
    assert score(gold(line), genre=Genre.OPINION)["genre"] == Score(1, 1, 1)
    assert score(gold(line), genre=Genre.NEWS)["genre"] == Score(1, 1, 0)


def test_articles_without_gold_are_left_alone():
    other = make_analysis(make_article("On Monday.", id="a2"), timexes=(Timex(Span(3, 9), TimexType.DATE, "X"),))
    assert not score_analyses(gold(MET), [other], {"a1": TEXT}, ACTORS).scores
