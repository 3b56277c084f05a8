"""The desk's pages over a week of the example: what each shows, and what it shows when there is nothing."""

import html
import re

import pytest

from factories import make_record
from readout.desk.weeks import name_week
from readout.records import Forecast, Statement, Story
from readout.rendering.receipts import find_citations

PAGES = (
    "/",
    "/articles",
    "/stories",
    "/positions",
    "/forecasts",
    "/calendar",
    "/actors",
    "/sources",
    "/jobs",
    "/search",
)


def read(client, path: str, status: int = 200) -> str:
    done = client.get(path)
    assert done.status_code == status, path
    return html.unescape(done.content.decode())


@pytest.fixture
def reader(desk):
    return desk.sign_in("reader")


@pytest.fixture
def brief(desk):
    return desk.archive.find_brief(*desk.archive.list_periods()[0])


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_page_says_what_will_be_there_and_what_to_do(empty_desk, path):
    page = read(empty_desk.sign_in("editor"), path)
    assert 'class="empty"' in page
    if path in ("/", "/articles", "/stories", "/positions", "/forecasts", "/calendar", "/actors", "/jobs"):
        assert "Load the example" in page
        assert "Load the example" not in read(empty_desk.sign_in("reader"), path)


def test_today_tells_what_came_what_changed_and_when_the_next_edition_is_due(reader, brief):
    page = read(reader, "/")
    assert brief.developments[0].sentences[0].text in page
    assert brief.changes[0].text in page
    assert "2031-W07" in page
    assert "no edition yet" in page
    assert "no article came" in page  # an outlet that went quiet
    assert "Add: 9 of 9" in page


def test_a_week_is_named_and_another_can_be_asked_for(reader):
    assert '<option value="2031-W07" selected>' in read(reader, "/stories")
    assert '<option value="2031-W06" selected>' in read(reader, "/stories?week=2031-W06")
    read(reader, "/stories?week=2031-W33", 404)


def test_a_story_stands_claim_by_claim_with_receipts_into_its_articles(desk, reader):
    week = desk.archive.list_periods()[0]
    brief = desk.archive.find_brief(*week)
    comparison = max(brief.comparisons, key=lambda one: len(one.points))
    page = read(reader, f"/stories/{comparison.story_id}?week={name_week(*week)}")
    for point in comparison.points:
        assert point.text in page
        for telling in point.tellings:
            place = f"at={telling.citation.span.start}-{telling.citation.span.end}"
            assert f"/article?id={telling.citation.article_id}&{place}" in page


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2031-03-05", "2031-03-05TMO", "5 March 2031, morning"),
        ("2031-03-05", "2031-03-06", "5 March 2031 to 6 March 2031"),
        ("2031-03-05", "2031-03-05", "5 March 2031"),
        ("", "", "day not told"),
    ],
)
def test_a_storys_days_are_told_once_where_they_are_one(first, last, told):
    from readout.desk.stories import write_days  # noqa: PLC0415 -- needs Django set up

    assert write_days(make_record(Story, first_day=first, last_day=last)) == told


def test_a_receipt_leads_to_the_marked_passage(reader, brief):
    citation = next(find_citations(brief.stories))
    place = f"{citation.span.start}-{citation.span.end}"
    page = read(reader, f"/article?id={citation.article_id}&at={place}")
    assert f'<mark id="c{place}">' in page
    assert "Show" in page


@pytest.mark.parametrize("at", ["9999999-10", "5-2", "a-b", "<script>"])
def test_a_place_that_is_none_marks_nothing(reader, at):
    assert "<mark" not in read(reader, f"/article?id=dolmira-today-2031-02-12&at={at}")


def test_every_line_of_the_week_says_why_the_machine_says_so(reader, brief):
    kinds = (brief.statements, brief.happenings, brief.positions, brief.forecasts, brief.stories)
    ids = [line.id for kind in kinds for line in kind[:3]] + [line.uid for line in brief.calendar[:3]]
    for line_id in ids:
        page = read(reader, f"/why?week=2031-W07&line={line_id}")
        assert re.search(r"<dt>Read by</dt><dd>(rule|model|rule and model)</dd>", page), line_id
        assert "Other outlets with the same claim" in page
    read(reader, "/why?line=nobody", 404)


def test_a_reason_shows_two_sentences_on_either_side(desk, reader, brief):
    line = brief.statements[0]
    citation = line.citations[0]
    (version,) = desk.archive.load_versions(citation.article_id)
    analysis = desk.archive.load_readings([(version.article.id, 1)], None)[version.article.id, 1].analysis
    spans = [one.span for one in analysis.sentences]
    own = next(n for n, span in enumerate(spans) if span.start <= citation.span.start < span.end)
    page = read(reader, f"/why?line={line.id}")
    for number in (own - 2, own - 1, own + 1, own + 2):
        if 0 <= number < len(spans):
            words = " ".join(version.article.text[spans[number].start : spans[number].end].split())
            assert words in page


def test_positions_are_shown_by_movement_and_holder(reader, brief):
    for movement in {line.movement for line in brief.positions}:
        page = read(reader, f"/positions?movement={movement}")
        shown = re.findall(r'<li id="([^"]+)">', page)
        assert shown
        assert {line.movement for line in brief.positions if line.id in shown} == {movement}
    holder = brief.positions[0].holder_ids[0]
    shown = re.findall(r'<li id="([^"]+)">', read(reader, f"/positions?holder={holder}"))
    assert all(holder in line.holder_ids for line in brief.positions if line.id in shown)


def test_the_ledger_of_forecasts_always_counts_what_is_overdue_and_void(reader):
    page = read(reader, "/forecasts")
    assert re.search(r"<dt>Overdue</dt><dd>\d+</dd><dt>Resolved</dt><dd>\d+</dd><dt>Void</dt>", page)


def test_the_calendar_shows_the_latest_talks_first(reader, brief):
    shown = re.findall(r'<li id="([^"]+)">', read(reader, "/calendar"))
    days = {line.uid: line.when for line in brief.calendar}
    assert shown
    assert [days[each] for each in shown] == sorted((days[each] for each in shown), reverse=True)


def test_an_actor_has_names_offices_and_what_the_week_tells(reader, brief):
    speaker = next(line for line in brief.statements if line.speaker_id)
    assert f"id={speaker.speaker_id}&" in read(reader, "/actors")
    page = read(reader, f"/actor?id={speaker.speaker_id}&week=2031-W07")
    assert speaker.words in page
    assert "Offices" in page
    read(reader, "/actor?id=nobody", 404)


def test_search_finds_what_has_all_of_the_words(reader):
    page = read(reader, "/search?q=strait+talks")
    assert "/article?id=" in page
    assert "No article has all of these words" in read(reader, "/search?q=zeppelin")
    assert "<script>" not in reader.get("/search?q=<script>").content.decode()


def test_an_outlets_weeks_are_counted_beside_what_is_expected(reader):
    page = read(reader, "/sources")
    assert "Radio Kestria" in page
    assert "No source is named yet" in page


def test_an_article_that_nobody_has_is_missing(reader):
    read(reader, "/article?id=nobody", 404)


def test_every_receipt_leads_to_why_its_passage_was_read_so(reader, desk, brief):
    comparison = max(brief.comparisons, key=lambda one: len(one.points))
    page = read(reader, f"/stories/{comparison.story_id}")
    links = re.findall(r'href="(/why\?[^"]*&at=[^"]*)"', page)
    assert len(links) > len(comparison.points)
    told = [read(reader, link) for link in links[:12]]
    assert any("What set it off" in each for each in told)
    assert any("told by several" in each or "told differently" in each for each in told)
    assert all("<mark>" in each for each in told)
    read(reader, "/why?at=nobody@1-2", 404)
    read(reader, links[0].replace("digest=", "digest=ffff"), 404)


@pytest.mark.parametrize(
    ("name", "text", "page"),
    [("mail.toml", "name = 7", "/mail"), ("standoff.toml", "name = <", "/"), ("schedule.toml", 'time = "25:00"', "/")],
)
def test_a_file_that_cannot_be_read_is_told_on_the_page_that_needs_it_and_the_desk_goes_on(desk, name, text, page):
    client = desk.sign_in("reader")
    before = (desk.folder / name).read_text() if (desk.folder / name).exists() else ""
    (desk.folder / name).write_text(text)
    told = read(client, page, 503)
    assert name in told
    assert "load the page again" in told
    (desk.folder / name).write_text(before)
    read(client, page)


def test_explaining_knows_every_kind_of_finding(desk, brief):
    from readout.rendering.reasons import explain  # noqa: PLC0415

    reading = next(iter(desk.archive.walk_readings())).analysis
    text = desk.archive.load_latest([reading.article_id])[reading.article_id].article.text
    found = (*reading.statements, *reading.events, *reading.positions, *reading.meetings, *reading.forecasts)
    assert {type(one) for one in found} > {Statement}
    for one in found:
        assert explain(one, reading.recipe).by in ("rule", "model", "rule and model")
        assert not isinstance(one, Statement) or one.cue is None or explain(one, "", text).fired
        assert not isinstance(one, Forecast) or explain(one, "").sure is None
