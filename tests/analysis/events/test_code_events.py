"""Events with their details: day, place, who says it, and what is left out."""

from dataclasses import replace

import pytest

from factories import make_article
from quality.event_gold import find_invented
from readout.analysis.events import code_events
from readout.analysis.timex import find_timexes
from readout.codes import EventType, Factuality, Quoting
from readout.records import Outlet, Span, Statement

PUBLISHED = "2031-06-20"


@pytest.fixture
def code(parse, codebook):
    """Code a text about the invented standoff; `said` is the part that a statement asserts."""

    def code_text(text, said=None, quoted=False, factual=True, published=PUBLISHED, source=None):
        read = parse(text)
        statements = () if said is None else (make_statement(text, said, quoted, factual, source),)
        timexes = find_timexes(read, published, codebook.times)
        article = make_article(text, published=published)
        return code_events(article, read, find_invented(text), timexes, statements, codebook)

    return code_text


def make_statement(text, said, quoted, factual, source):
    span = Span(text.index(said), text.index(said) + len(said))
    return Statement(
        id="s1",
        source=None,
        source_id=source,
        role=None,
        cue=None,
        content=(span,),
        quotes=(span,) if quoted else (),
        quoting=Quoting.DIRECT if quoted else Quoting.INDIRECT,
        addressee_ids=(),
        medium=None,
        said=None,
        via_id=None,
        factual=factual,
        confidence=1.0,
    )


def test_an_event_keeps_its_own_day_and_place(code):
    (event,) = code("Hale met Brandt in Oster on June 3.")
    assert (event.day, event.when.value) == ("2031-06-03", "2031-06-03")


def test_a_flashback_keeps_its_own_time(code):
    text = "The islands, which Norland seized in 2009, lie far from Sudby."
    (event,) = code(text)
    assert (event.when.value, event.day, event.factuality) == ("2009", None, Factuality.HAPPENED)


def test_without_a_time_in_the_clause_there_is_no_day(code):
    (event,) = code("Norland attacked Sudmark.")
    assert (event.when, event.day) == (None, None)


def test_a_day_after_the_articles_own_is_ahead(code):
    (event,) = code("After the call between Hale and Brandt on June 28, Norland is likely to wait.")
    assert event.factuality is Factuality.SCHEDULED


def test_what_a_statement_asserts_is_alleged_and_names_the_statement(code):
    (event,) = code("Norland attacked Sudmark, the envoy said.", said="Norland attacked Sudmark")
    assert (event.factuality, event.statement_id) == (Factuality.ALLEGED, "s1")


def test_what_could_be_said_is_hypothetical(code):
    text = "The envoy may say Norland attacked Sudmark."
    (event,) = code(text, said="Norland attacked Sudmark", factual=False)
    assert event.factuality is Factuality.HYPOTHETICAL


def test_an_aside_within_reported_words_is_the_outlets_own(code):
    text = "The envoy said that the islands, which Norland seized in 2009, were lost."
    (event,) = code(text, said="that the islands, which Norland seized in 2009, were lost")
    assert (event.factuality, event.statement_id) == (Factuality.HAPPENED, None)


def test_an_aside_within_quotation_marks_is_the_speakers(code):
    text = "“The islands, which Norland seized in 2009, are lost,” the envoy said."
    (event,) = code(text, said="The islands, which Norland seized in 2009, are lost,", quoted=True)
    assert (event.factuality, event.statement_id) == (Factuality.ALLEGED, "s1")


def test_a_party_that_says_it_would_punish_threatens(code):
    event, harm = code("Westria told Norland that it would impose sanctions.")
    assert (event.event_type, event.factuality) == (EventType.THREATEN, Factuality.HAPPENED)
    assert (event.actor_ids, event.recipient_ids) == (("westria",), ("norland",))
    assert (harm.event_type, harm.factuality) == (EventType.COERCE, Factuality.HYPOTHETICAL)


def test_what_is_agreed_demanded_or_threatened_is_not_coded_as_done(code):
    for text, act, deed in (
        ("Hale agreed to meet Brandt.", EventType.AGREE, EventType.CONSULT),
        ("Norland demanded that Sudmark withdraw its troops.", EventType.REQUEST, EventType.RETREAT),
        ("Norland threatened to shell Sudmark.", EventType.THREATEN, EventType.ASSAULT),
    ):
        found = {event.event_type: event.factuality for event in code(text)}
        assert found.pop(act) is Factuality.HAPPENED
        assert found in ({deed: Factuality.SCHEDULED}, {deed: Factuality.HYPOTHETICAL})


def test_what_is_refused_or_only_offered_is_no_deed_beside_the_refusal(code):
    assert [event.event_type for event in code("Norland refused to release the Sudmarkian sailors.")] == [
        EventType.REJECT
    ]
    assert [event.event_type for event in code("Norland offered to release the Sudmarkian sailors.")] == [
        EventType.AGREE
    ]


def test_what_a_party_will_never_do_is_a_refusal_that_took_place(code):
    for text in ("Norland will not dismantle the radar.", "Hale said that Norland would never accept the demand."):
        assert [(event.event_type, event.factuality) for event in code(text)] == [
            (EventType.REJECT, Factuality.HAPPENED if "said" not in text else Factuality.ALLEGED)
        ]


def test_the_guard_that_stops_a_ship_is_the_doer(code):
    text = "Norland cancelled a meeting of ministers after the Sudmarkian coast guard stopped the freighter."
    *_, stopped = code(text)
    assert (stopped.event_type, stopped.actor_ids) == (EventType.COERCE, ("sudmark",))


def test_what_was_to_have_been_did_not_come_about(code):
    (event,) = code("Hale was to have met Brandt in Oster on June 3.")
    assert event.factuality is Factuality.DENIED


def test_a_meeting_that_is_only_due_is_not_the_one_that_ended(code):
    events = code("Hale spoke with Brandt. Norland and Sudmark are due to meet on July 2. The call ended late.")
    assert {*events[-1].actor_ids, *events[-1].recipient_ids} == {"hale", "brandt"}


def test_what_was_vowed_under_a_condition_is_a_threat_that_was_made(code):
    vow = code("Hale had vowed to act if the ports were closed.")[0]
    assert (vow.event_type, vow.factuality) == (EventType.THREATEN, Factuality.HAPPENED)


def test_a_denied_deed_is_coded_and_its_denial_is_not(code):
    (event,) = code("Norland denied that it had attacked Sudmark.")
    assert (event.event_type, event.factuality) == (EventType.ASSAULT, Factuality.DENIED)


def test_a_party_is_believed_about_its_own_talks_and_not_about_its_own_shots(code):
    met, shot = "Norland said that Hale had met Brandt on Monday.", "Norland said that its army had shelled Sudmark."
    assert [event.factuality for event in code(met, met[18:-1], source="norland")] == [Factuality.ALLEGED]
    assert [event.factuality for event in code(met, met[18:-1], source="hale")] == [Factuality.HAPPENED]
    assert [event.factuality for event in code(shot, shot[18:-1], source="norland")] == [Factuality.ALLEGED]


def test_a_talk_that_is_told_on_keeps_its_parties(code):
    events = code("Hale spoke with Brandt on Monday.\n\nThe call lasted an hour.")
    assert [{*event.actor_ids, *event.recipient_ids} for event in events] == [{"hale", "brandt"}] * 2


def test_passive_and_active_name_the_same_parties(code):
    active, passive = code("Norland attacked Sudmark.\n\nSudmark was attacked by Norland.")
    assert (active.actor_ids, active.recipient_ids) == (passive.actor_ids, passive.recipient_ids)


def test_an_act_nobody_known_takes_part_in_is_no_event(code):
    assert code("The guards attacked the gunmen.") == ()


def test_an_empty_parse_has_no_events(code):
    assert code("") == ()


def test_every_receipt_holds_its_trigger(code):
    text = "Hale met Brandt. Norland has imposed sanctions on Sudmark, and Westria condemned the move."
    for event in code(text):
        assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end


@pytest.mark.parametrize(
    "text",
    [
        "-- “Norland… (Sudmark) ''attack'' ))",
        "NORLAND ATTACK SUDMARK; of of by by with with Norland to to",
        "Norland, Sudmark, Norland and Sudmark and or but not met met met.",
        "the two leaders\n\nthey met\n\nboth countries agreed",
    ],
)
def test_odd_text_is_read_without_a_fault_and_in_order(code, text):
    triggers = [event.trigger for event in code(text)]
    assert triggers == sorted(triggers)


def test_the_two_leaders_are_the_last_two_who_acted_together(code):
    text = "Hale and Brandt met on June 2. The talks were brief. The two leaders held another meeting on June 9."
    assert [(event.actor_ids, event.day) for event in code(text)] == [
        (("hale", "brandt"), "2031-06-02"),
        (("hale", "brandt"), None),  # "the talks", told on
        (("hale", "brandt"), "2031-06-09"),
    ]


def test_it_in_reported_speech_is_the_speaker(code):
    (event,) = code("Norland said it had freed three Sudmarkian sailors.")
    assert (event.actor_ids, event.recipient_ids) == (("norland",), ("sudmark",))
    assert event.factuality is Factuality.ALLEGED


def test_a_deed_found_twice_in_one_breath_is_told_once(code):
    assert len(code("Hale and Brandt held a meeting and discussed the river.")) == 1


def test_what_protesters_do_is_not_their_countrys_deed(code):
    (event,) = code("Sudmarkian protesters rallied against Norland.")
    assert (event.actor_ids, event.recipient_ids) == ((), ("norland",))


def test_the_time_of_another_thing_is_not_the_events(code):
    (event,) = code("Norland accused Sudmark of a breach of the treaty of 1990.")
    assert event.when is None


def test_our_is_the_state_of_the_side_that_an_outlet_is_on(parse, codebook):
    text = "Our soldiers opened fire on a Sudmarkian boat on Monday."
    outlet = Outlet("noria-times", "Noria Times", "norland", None, "norland", 0)
    book = replace(codebook, standoff=replace(codebook.standoff, outlets=(outlet,)))
    article = replace(make_article(text, published=PUBLISHED), outlet_id=outlet.id)
    (event,) = code_events(article, parse(text), find_invented(text), (), (), book)
    assert (event.event_type, event.actor_ids, event.recipient_ids) == (EventType.ASSAULT, ("norland",), ("sudmark",))


def test_the_ministry_of_a_side_s_own_press_is_that_side(parse, codebook):
    text = "The Ministry of Defence rejected a call by Sudmark for talks."
    outlet = Outlet("noria-times", "Noria Times", "norland", None, "norland", 0)
    book = replace(codebook, standoff=replace(codebook.standoff, outlets=(outlet,)))
    article = replace(make_article(text, published=PUBLISHED), outlet_id=outlet.id)
    events = code_events(article, parse(text), find_invented(text), (), (), book)
    assert {event.actor_ids for event in events if event.event_type is EventType.REJECT} == {("norland",)}


@pytest.mark.parametrize(
    ("teller", "factuality"), [("the ministry", Factuality.HAPPENED), ("the blogger", Factuality.ALLEGED)]
)
def test_what_an_office_without_a_name_tells_of_diplomacy_happened(parse, codebook, teller, factuality):
    text = f"Hale met Brandt on Monday, {teller} said."
    told = make_statement(text, "Hale met Brandt on Monday", quoted=False, factual=True, source=None)
    told = replace(told, source=Span(text.index(teller), text.index(teller) + len(teller)))
    (event,) = code_events(make_article(text), parse(text), find_invented(text), (), (told,), codebook)
    assert event.factuality is factuality


def test_a_question_tells_no_event(code):
    assert code("Did Norland close its port to Sudmark?") == ()
