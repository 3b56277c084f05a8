"""The forecast ledger: who, what, by when, open or overdue, what is proposed as evidence, what a person decided."""

from dataclasses import replace
from datetime import date

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import EventType, Factuality, Genre, TimexType
from readout.corpus.actors import Directory
from readout.corpus.forecasts import settle_forecasts, write_horizon
from readout.records import Event, Forecast, Mention, Position, Timex

TEXT = "Northland will seize Southmark's ferry by June. If that happens, the port will close."
LATER = "Northland seized Southmark's ferry on 20 May 2031."
OWN = make_article(
    TEXT, id="n1", published="2031-05-10", byline=("Ine Moss",), outlet_id="post", outlet_name="The Post"
)
AFTER = make_article(LATER, id="n2", published="2031-05-21", outlet_id="herald")
DIRECTORY = Directory({key: make_actor(key, key.title(), kind="country") for key in ("northland", "southmark")})


def make_forecast(**fields):
    told = {
        "id": "f1",
        "claim": span_of(OWN, "Northland will seize Southmark's ferry by June"),
        "horizon": Timex(span_of(OWN, "June"), TimexType.DATE, "2031-06"),
        "evidence": span_of(OWN, "Northland will seize Southmark's ferry by June."),
    }
    return make_record(Forecast, **(told | fields))


def make_act(article, words, factuality, day=None, **fields):
    told = {
        "event_type": EventType.COERCE,
        "factuality": factuality,
        "actor_ids": ("northland",),
        "recipient_ids": ("southmark",),
        "trigger": span_of(article, words),
        "evidence": span_of(article, article.text.partition(". ")[0]),
        "day": day,
    }
    return make_record(Event, **(told | fields))


FORETOLD = make_act(OWN, "seize", Factuality.HYPOTHETICAL)
DONE = make_act(AFTER, "seized", Factuality.HAPPENED, "2031-05-20")


def settle(codebook, *, last_day=date(2031, 5, 21), done=DONE, earlier=(), forecasts=None):
    analyses = (
        make_analysis(OWN, forecasts=forecasts or (make_forecast(),), events=(FORETOLD,)),
        make_analysis(AFTER, events=(done,)),
    )
    return settle_forecasts((AFTER, OWN), analyses, codebook, DIRECTORY, (None, last_day), earlier)


def test_the_authors_own_voice_is_named_with_the_outlet(codebook):
    (line,) = settle(codebook)
    assert line.forecaster == "Ine Moss, The Post"
    assert line.claim == "Northland will seize Southmark's ferry by June"


def test_a_forecast_is_overdue_from_the_day_after_its_last_day_on(codebook):
    assert [settle(codebook, last_day=day)[0].state for day in (date(2031, 6, 30), date(2031, 7, 1), None)] == [
        "open",
        "overdue",
        "open",
    ]


def test_a_later_report_of_the_very_act_is_proposed_and_decides_nothing(codebook):
    (line,) = settle(codebook)
    assert [one.article_id for one in line.proposed_evidence] == ["n2"]
    assert line.state == "open"


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("If war is a continuation of politics", None),
        ("If Northland is a partner", "If Northland is a partner"),
        ("If the port closes", "If the port closes"),
    ],
)
def test_a_turn_of_phrase_is_no_condition(codebook, condition, shown):
    text = f"{condition}, Northland will seize the ferry by June."
    article = make_article(text, id="n3", published="2031-05-10", byline=("Ine Moss",))
    named = [Mention(span_of(article, "Northland"), "GPE", "northland")]
    claim = span_of(article, "Northland will seize the ferry by June")
    told = make_forecast(claim=claim, condition=span_of(article, condition), evidence=claim, horizon=None)
    analysis = make_analysis(article, forecasts=(told,), mentions=tuple(named))
    (line,) = settle_forecasts((article,), (analysis,), codebook, DIRECTORY, (None, None))
    assert line.condition == shown


@pytest.mark.parametrize(("hedge", "shown"), [("would", False), ("is likely to", True)])
def test_a_would_of_the_author_without_its_if_is_not_shown(codebook, hedge, shown):
    analysis = make_analysis(OWN, forecasts=(make_forecast(hedge=hedge),), genre=Genre.OPINION)
    (line,) = settle_forecasts((OWN,), (analysis,), codebook, DIRECTORY, (None, None))
    assert line.shown is shown


def test_a_claim_about_something_that_is_told_elsewhere_is_not_shown(codebook):
    text = "A remark that Northland made in Arlen will only add to the concerns."
    article = make_article(text, id="n3", published="2031-05-10", byline=("Ine Moss",))
    claim = span_of(article, text[:-1])
    told = make_forecast(claim=claim, evidence=claim, horizon=None)
    analysis = make_analysis(article, forecasts=(told,), genre=Genre.OPINION)
    (line,) = settle_forecasts((article,), (analysis,), codebook, DIRECTORY, (None, None))
    assert not line.shown


def test_what_a_party_threatens_to_do_is_among_the_positions_and_not_here(codebook):
    threat = make_record(Position, statement_id="s1", content=make_forecast().claim)
    for positions, shown in (((threat,), False), ((), True)):
        analysis = make_analysis(OWN, forecasts=(make_forecast(),), positions=positions, genre=Genre.OPINION)
        (line,) = settle_forecasts((OWN,), (analysis,), codebook, DIRECTORY, (None, None))
        assert line.shown is shown


@pytest.mark.parametrize(
    "changes",
    [
        {"event_type": EventType.SANCTION},
        {"actor_ids": ("southmark",), "recipient_ids": ("northland",)},
        {"recipient_ids": ()},
        {"factuality": Factuality.ALLEGED},
        {"day": None},
        {"day": "2031-05-09"},
        {"day": "2031-07-02"},
    ],
)
def test_another_act_is_no_evidence(codebook, changes):
    (line,) = settle(codebook, done=replace(DONE, **changes))
    assert line.proposed_evidence == ()


def test_talks_are_evidence_only_where_the_forecast_says_by_when(codebook):
    talks = replace(DONE, event_type=EventType.CONSULT)
    foretold = replace(FORETOLD, event_type=EventType.CONSULT)
    for forecast, count in ((make_forecast(), 1), (make_forecast(horizon=None), 0)):
        analyses = (
            make_analysis(OWN, forecasts=(forecast,), events=(foretold,)),
            make_analysis(AFTER, events=(talks,)),
        )
        (line,) = settle_forecasts((OWN, AFTER), analyses, codebook, DIRECTORY, (None, None))
        assert len(line.proposed_evidence) == count


def test_what_a_person_decided_stays(codebook):
    (line,) = settle(codebook)
    (again,) = settle(codebook, last_day=date(2031, 8, 1), earlier=(replace(line, state="came_true"),))
    assert again.state == "came_true"


def test_a_line_names_the_line_it_follows_from(codebook):
    second = make_forecast(id="f2", parent_id="f1", claim=span_of(OWN, "the port will close"), horizon=None)
    lines = {line.claim: line for line in settle(codebook, forecasts=(make_forecast(), second))}
    first = lines["Northland will seize Southmark's ferry by June"]
    assert (first.parent_id, lines["the port will close"].parent_id) == (None, first.id)


def test_the_same_words_printed_twice_are_one_line_with_two_receipts(codebook):
    copy = replace(OWN, id="n3")
    analyses = [make_analysis(article, forecasts=(make_forecast(),)) for article in (OWN, copy)]
    (line,) = settle_forecasts((OWN, copy), analyses, codebook, DIRECTORY, (None, None))
    assert [one.article_id for one in line.citations] == ["n1", "n3"]


@pytest.mark.parametrize(
    ("words", "type_", "value", "horizon"),
    [
        ("by June", TimexType.DATE, "2031-06", "2031-05-10/2031-06-30"),
        ("in June", TimexType.DATE, "2031-06", "2031-06-01/2031-06-30"),
        ("before June", TimexType.DATE, "2031-06", "2031-05-10/2031-05-31"),
        ("on June 3", TimexType.DATE, "2031-06-03", "2031-06-03"),
        ("within two weeks", TimexType.DURATION, "P2W", "2031-05-10/2031-05-24"),
        ("within days", TimexType.DURATION, "PXD", None),
        ("one day", TimexType.DATE, "FUTURE_REF", None),
    ],
)
def test_a_horizon_is_an_interval_of_days(words, type_, value, horizon):
    article = make_article(f"It will come {words}.", published="2031-05-10")
    lead, _, said = words.partition(" ")
    timex = Timex(span_of(article, said if lead in ("by", "in", "before", "on", "within") else words), type_, value)
    assert write_horizon(article, timex) == horizon


def test_before_the_end_of_a_month_is_within_it():
    article = make_article("It will come before the end of May.", published="2031-05-10")
    end = Timex(span_of(article, "the end of May"), TimexType.DATE, "2031-05", "END", None, "2031-05-21", "2031-05-31")
    assert write_horizon(article, end) == "2031-05-10/2031-05-31"
