import pytest

from readout.records import Span
from readout.spans import passage, without_dateline

REPORT = (
    "PORT LORN, May 8 (Herald) - Foreign Minister Ada Vell and U.S. Secretary of Trade Joren Oram met for two hours."
)


def subjects(parse, verb):
    token = next(each for each in parse.tokens if each.text == verb)
    own = [each for each in parse.children[token.i] if parse.tokens[each].dep == "nsubj"]
    joined = [each for one in own for each in parse.children[one] if parse.tokens[each].dep == "conj"]
    return [parse.tokens[each].text for each in (*own, *joined)]


def test_a_dateline_is_no_subject_of_the_sentence_behind_it(tagger):
    parse = tagger.tag(REPORT, [Span(0, len(REPORT))])
    assert len(parse.sentences) == 1
    assert parse.tokens[0].text == "PORT"
    assert subjects(parse, "met") == ["Vell", "Oram"]


def test_a_block_of_nothing_but_a_dateline_is_kept(tagger):
    text = "PORT LORN, May 8 (Herald) - \n"
    parse = tagger.tag(text, [Span(0, len(text))])
    assert parse.tokens[0].text == "PORT"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("PORT LORN, May 8 (Herald) - Vell spoke.", "Vell spoke."),
        ("PORT LORN, 8 May — Vell spoke.", "Vell spoke."),
        ("PORT LORN (Herald) - Vell spoke.", "Vell spoke."),
        ("PORT LORN, Norland (Herald) — Vell spoke.", "Vell spoke."),
        ("PORT LORN — Vell spoke.", "Vell spoke."),
        ("Port Lorn, June 20 — Vell spoke.", "Vell spoke."),
        ("Port Lorn, 20 June - Vell spoke.", "Vell spoke."),
        ("LEAGUE, the alliance - so it calls itself - met.", "LEAGUE, the alliance - so it calls itself - met."),
        ("Vell, May 8 - spoke.", "Vell, May 8 - spoke."),
    ],
)
def test_a_dateline_has_a_day_or_an_agency_behind_its_place(text, body):
    assert passage(text, without_dateline(text, Span(0, len(text)))) == body
