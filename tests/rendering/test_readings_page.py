"""The page of readings marks all that was found, loses no character and needs no script."""

import html
import re
from dataclasses import replace
from importlib import resources

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import EventType, Factuality, MeetingStatus, PositionKind, Quoting, TimexType
from readout.errors import OutputError
from readout.records import (
    ContestedClaim,
    Event,
    Forecast,
    Furniture,
    Meeting,
    Mention,
    OpenQuestion,
    Position,
    Problem,
    Quantity,
    Sentence,
    Span,
    Statement,
    Timex,
)
from readout.rendering.findings import KINDS, find_findings
from readout.rendering.readings import render_readings
from readout.rendering.readings_page import ROLES

TEXT = (
    "Home | World\n\n"
    "Ada Orlo said: “We will meet on <4 March> & bring 40 ships.”\r\nShe denied the baseless claim.\n\n"
    "If they come, talks may fail. Who asked?"
)
ARTICLE = make_article(TEXT, title="Ships & talks", published="2031-03-02")
QUOTE = span_of(ARTICLE, "We will meet on <4 March> & bring 40 ships.")
DAY = Timex(span_of(ARTICLE, "4 March"), TimexType.DATE, "2031-03-04")
STATEMENT = make_record(
    Statement,
    id="s1",
    source=span_of(ARTICLE, "Ada Orlo"),
    source_id="ada-orlo",
    cue=span_of(ARTICLE, "said"),
    content=(QUOTE,),
    quotes=(QUOTE,),
    quoting=Quoting.DIRECT,
    factual=True,
    confidence=0.9,
)
ANALYSIS = make_analysis(
    ARTICLE,
    furniture=(Furniture(span_of(ARTICLE, "Home | World"), "navigation"),),
    sentences=(Sentence(QUOTE),),
    mentions=(
        Mention(span_of(ARTICLE, "Ada Orlo"), "PERSON", "ada-orlo"),
        Mention(span_of(ARTICLE, "She"), "PERSON", "ada-orlo"),
        Mention(span_of(ARTICLE, "they"), "PERSON", None),
    ),
    timexes=(DAY,),
    statements=(STATEMENT,),
    events=(
        make_record(
            Event,
            id="e1",
            event_type=EventType.CONSULT,
            factuality=Factuality.SCHEDULED,
            actor_ids=("ada-orlo",),
            trigger=span_of(ARTICLE, "meet"),
            evidence=QUOTE,
            when=DAY,
            day="2031-03-04",
            statement_id="s1",
        ),
    ),
    positions=(
        make_record(
            Position, id="p1", kind=PositionKind.COMMITMENT, content=span_of(ARTICLE, "will meet on <4 March>")
        ),
    ),
    meetings=(make_record(Meeting, id="m1", kind="talks", evidence=QUOTE, status=MeetingStatus.AGREED),),
    forecasts=(
        make_record(
            Forecast, id="f1", claim=span_of(ARTICLE, "talks may fail"), condition=span_of(ARTICLE, "If they come")
        ),
    ),
    quantities=(make_record(Quantity, span=span_of(ARTICLE, "40 ships"), value=40.0, unit="ship", evidence=QUOTE),),
    contested=(
        make_record(
            ContestedClaim, id="c1", claim=span_of(ARTICLE, "the baseless claim"), label=span_of(ARTICLE, "baseless")
        ),
    ),
    questions=(make_record(OpenQuestion, id="o1", question=span_of(ARTICLE, "Who asked?")),),
    problems=(
        Problem("a1", "coreference", "“they”: whom it stands for is not sure", span_of(ARTICLE, "they")),
        Problem("a1", "dating", "nothing tells the year", None),
    ),
)
ACTORS = {"ada-orlo": make_actor("ada-orlo", "Ada Orlo")}


def page_of(article=ARTICLE, analysis=ANALYSIS, notice=None) -> str:
    return render_readings((article,), (analysis,), "html", ACTORS, notice)


def paragraphs_of(page: str) -> list[str]:
    copies = re.findall(r'<p class="copy">(.*?)</p>', page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", copy)) for copy in copies]


def test_every_paragraph_is_the_article_s_own_character_for_character():
    assert paragraphs_of(page_of()) == re.split(r"\n\n", TEXT)


def test_every_kind_of_finding_is_marked_switched_noted_and_tabled():
    page = page_of()
    for role, *_ in ROLES:
        assert f'id="show-{role}" checked' in page
        assert f'<span class="m {role}"' in page
    for kind in KINDS:
        assert f"<summary>{kind.title}: " in page
        assert f'class="note of-{kind.id}"' in page or kind.id in {"timex", "mention"}


def test_a_switch_stands_only_for_what_is_there():
    bare = page_of(analysis=make_analysis(ARTICLE))
    assert 'type="checkbox"' not in bare
    assert "Nothing was found" in bare


def test_every_switch_has_its_rule_of_style():
    style = (resources.files("readout.rendering") / "pages" / "readings.css").read_text("utf-8")
    assert all(f":root:has(#show-{role}:" in style for role, *_ in ROLES if role != "meeting")
    assert all(f".of-{kind.id}" in style for kind in KINDS if kind.id not in {"timex", "mention"})


def test_links_lead_to_marks_and_ids_are_unique():
    pages = render_readings((ARTICLE, replace(ARTICLE, id="a2")), (ANALYSIS, ANALYSIS), "html", ACTORS)
    ids = re.findall(r' id="([^"]*)"', pages)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', pages)) <= set(ids)


def test_a_pronoun_carries_whom_it_stands_for_and_a_name_does_not():
    page = page_of()
    assert re.search(r'class="m mention"[^>]* data-tag="Ada Orlo">She<', page)
    assert re.search(r'class="m mention"[^>]*>Ada Orlo<', page)
    assert not re.search(r'data-tag="Ada Orlo">Ada Orlo<', page)


def test_an_event_says_whether_it_happened_and_who_tells_it():
    (event,) = [one for one in find_findings(ARTICLE, ANALYSIS, {"ada-orlo": "Ada Orlo"}) if one.kind == "event"]
    assert event.facts[:3] == ("CONSULT", "scheduled", "Ada Orlo → nobody named")
    assert event.facts[5] == "S1"


def test_what_was_not_said_as_a_fact_is_labelled():
    hidden = replace(ANALYSIS, statements=(replace(STATEMENT, factual=False),))
    assert "not said, or not yet" in page_of(analysis=hidden)
    assert "not said, or not yet" not in page_of()


def test_hostile_words_are_shown_and_never_obeyed():
    hostile = make_article('<script>alert("x")</script>', id='"><script>', title="<script>")
    analysis = make_analysis(hostile, problems=(Problem("x", "<script>", '"><script>', Span(0, 8)),))
    page = page_of(hostile, analysis, notice="<script>")
    assert "<script" not in page
    assert paragraphs_of(page) == [hostile.text]


def test_the_page_needs_neither_script_nor_network():
    page = page_of()
    assert not re.search(r"<(script|img|link|iframe|object|embed|form|base)\b|url\(|@import|src=| style=", page)


def test_the_notice_stands_on_the_page():
    assert "A demonstration" in page_of(notice="A demonstration about invented parties")


def test_an_unknown_form_is_refused():
    with pytest.raises(OutputError, match="jsonl, text or html"):
        render_readings((), (), "xml")


def test_two_who_act_on_nobody_act_with_each_other():
    event = replace(ANALYSIS.events[0], actor_ids=("ada-orlo", "bero-tal"))
    found = find_findings(ARTICLE, replace(ANALYSIS, events=(event,)), {"ada-orlo": "Ada Orlo", "bero-tal": "Bero Tal"})
    assert "Ada Orlo, Bero Tal, with each other" in [fact for one in found for fact in one.facts]


def test_a_forecast_names_the_one_it_follows_from_by_its_number():
    then = replace(ANALYSIS.forecasts[0], id="f2", claim=span_of(ARTICLE, "may fail"), parent_id="f1")
    found = find_findings(ARTICLE, replace(ANALYSIS, forecasts=(then, ANALYSIS.forecasts[0])), {})
    first, second = (one for one in found if one.kind == "forecast")
    assert (first.facts[0], first.facts[5]) == ("the article’s author", "")
    assert (second.number, second.facts[5]) == ("F2", "F1")


def test_an_outlet_is_shown_by_its_name():
    article = replace(ARTICLE, outlet_id="north-post")
    page = render_readings((article,), (ANALYSIS,), "html", ACTORS, None, {"north-post": "North Post"})
    assert "<dd>North Post</dd>" in page
