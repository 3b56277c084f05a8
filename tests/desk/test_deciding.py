"""Decisions on stories, actors and forecasts: kept as judgements, in words on the page, undone by another judgement."""

import csv
import html
import re

import pytest

from desks import type_words
from readout.codes import Verdict


@pytest.fixture
def brief(desk):
    return desk.archive.find_brief(*desk.archive.list_periods()[0])


def decide(client, *subjects: str, verdict: str, **more: str):
    done = client.post("/decide", {"subject": subjects, "verdict": verdict, "next": "/stories", **more}, follow=True)
    return html.unescape(done.content.decode())


def test_a_story_that_is_renamed_is_called_so_in_the_next_brief(desk, brief):
    client = desk.sign_in("analyst", "ann")
    story = next(item.story_id for item in brief.developments)
    assert "Decided" in decide(client, story, verdict="renamed", value="A collision off Tamsay")
    (judgement,) = desk.archive.list_judgements()
    assert (judgement.verdict, judgement.editor, judgement.value) == (Verdict.RENAMED, "ann", "A collision off Tamsay")
    page = html.unescape(client.get(f"/stories/{story}").content.decode())
    assert "called “A collision off Tamsay”" in page
    assert "The next brief follows it." in page
    type_words("brief", "--week", "2031-W07", "--desk", desk.folder)
    page = html.unescape(client.get(f"/stories/{story}").content.decode())
    assert "<h1>A collision off Tamsay</h1>" in page
    assert "The next brief follows it." not in page


def test_two_stories_are_merged_and_taken_apart_again(desk, brief):
    client = desk.sign_in("analyst")
    first, second = (story.id for story in brief.stories[:2])
    decide(client, first, second, verdict="same")
    assert "one with" in html.unescape(client.get(f"/stories/{first}").content.decode())
    client.post("/decide/withdraw", {"subject": (first, second), "aspect": "one", "next": "/"})
    assert "one with" not in client.get(f"/stories/{first}").content.decode()
    verdicts = [one.verdict for one in desk.archive.list_judgements(superseded=True)]
    assert verdicts == [Verdict.SAME, Verdict.WITHDRAWN]


@pytest.mark.parametrize(
    ("verdict", "more", "told"),
    [
        ("same", {}, "Choose the other one first"),
        ("renamed", {"value": "  "}, "Give it a name"),
        ("void", {}, "void for a reason"),
        ("edited", {}, "Choose what is wrong"),
        ("edited", {"field": "role"}, "Choose what is wrong"),
        ("", {}, "Choose what you decide"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_in_words(desk, verdict, more, told):
    assert told in decide(desk.sign_in("analyst"), "some-story", verdict=verdict, **more)
    assert not desk.archive.list_judgements()


def test_a_passage_is_found_and_set_beside_a_forecast_and_stands_there_in_the_next_brief(desk, brief):
    client = desk.sign_in("analyst", "ann")
    forecast = brief.forecasts[0]
    page = client.get(f"/evidence?line={forecast.id}&q=ministers").content.decode()
    article, place = re.search(
        r'name="article" value="([^"]+)"><input type="hidden" name="place" value="([^"]+)"', page
    ).groups()
    told = {"line": forecast.id, "article": html.unescape(article), "place": place, "note": "They did meet."}
    page = html.unescape(client.post("/evidence/attach", told, follow=True).content.decode())
    (judgement,) = desk.archive.list_judgements()
    assert "ministers" in judgement.value.lower()
    assert f"evidence: “{judgement.value}”" in page
    assert "They did meet." in html.unescape(client.get("/forecasts").content.decode())
    type_words("brief", "--week", "2031-W07", "--desk", desk.folder)
    again = desk.archive.find_brief(*desk.archive.list_periods()[0])
    line = next(one for one in again.forecasts if one.id == forecast.id)
    assert (
        line.proposed_evidence[0].article_id,
        f"{line.proposed_evidence[0].span.start}-{line.proposed_evidence[0].span.end}",
    ) == (html.unescape(article), place)


@pytest.mark.parametrize("place", ["", "5-5", "0-99999999", "x"])
def test_a_passage_that_is_not_there_is_no_evidence(desk, brief, place):
    article = brief.forecasts[0].citations[0].article_id
    told = {"line": brief.forecasts[0].id, "article": article, "place": place}
    page = desk.sign_in("analyst").post("/evidence/attach", told, follow=True).content.decode()
    assert "not there any more" in page
    assert not desk.archive.list_judgements()


def test_without_words_the_sentences_of_the_week_that_are_like_the_forecast_are_offered(desk, brief):
    client = desk.sign_in("analyst")
    pages = [client.get(f"/evidence?line={one.id}").content.decode() for one in brief.forecasts]
    assert any('name="place"' in page for page in pages)
    assert client.get("/evidence?line=nothing").status_code == 404


def test_a_reader_decides_nothing_and_sees_no_form(desk, brief):
    client = desk.sign_in("reader")
    assert client.post("/decide", {"subject": "x", "verdict": "renamed", "value": "y"}).status_code == 403
    assert "Merge" not in client.get(f"/stories/{brief.stories[0].id}").content.decode()


def test_a_forecast_is_resolved_with_a_reason(desk, brief):
    client = desk.sign_in("analyst")
    forecast = brief.forecasts[0].id
    decide(client, forecast, verdict="void", note="The talks were called off.")
    page = html.unescape(client.get("/forecasts").content.decode())
    assert "<strong>void</strong>. The talks were called off." in page
    type_words("brief", "--week", "2031-W07", "--desk", desk.folder)
    page = html.unescape(client.get("/forecasts?state=void").content.decode())
    assert f'id="{forecast}"' in page
    assert "<dt>Void</dt><dd>1, 100 % of what was resolved</dd>" in page


def test_a_decision_leads_back_into_the_desk_alone(desk):
    done = desk.sign_in("analyst").post("/decide", {"next": "//evil.example"})
    assert done.url == "/"


def test_an_office_is_written_into_the_codebook_and_shown(desk):
    client = desk.sign_in("editor")
    office = {"actor": "selma-karrow", "title": "Envoy, special", "of": "dolmira", "since": "2031-03-05",
              "source": "invented"}  # fmt: skip
    client.post("/actor/office", office)
    with (desk.folder / "offices.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["title"] == "Envoy, special"]
    assert [(row["actor"], row["since"], row["until"]) for row in rows] == [("selma-karrow", "2031-03-05", "")]
    assert "Envoy, special" in client.get("/actor?id=selma-karrow").content.decode()


@pytest.mark.parametrize("change", [{"until": "2030-01-01"}, {"since": "soon"}, {"actor": "nobody"}, {"source": ""},
                                    {"of": "no-such-state"}])  # fmt: skip
def test_an_office_that_cannot_be_is_refused_and_the_file_stays(desk, change):
    before = (desk.folder / "offices.csv").read_text()
    office = {"actor": "selma-karrow", "title": "Envoy", "of": "dolmira", "since": "2031-03-05", "source": "invented"}
    page = desk.sign_in("editor").post("/actor/office", office | change, follow=True)
    assert (desk.folder / "offices.csv").read_text() == before
    assert 'class="error"' in page.content.decode() or page.status_code == 404
