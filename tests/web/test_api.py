"""The API: what is published is open, a week's brief is for those who may read the desk, and nothing is changed."""

import csv
import io
import json

import pyarrow.parquet
import pytest
from django.test import Client

from desks import type_words
from editions import make_plain_edition
from readout.actions.publishing import correct_edition, make_correction
from readout.desk.opened import now
from readout.editing.freezing import walk_edition_lines
from readout.rendering.event_table import read_csv
from readout.web.api.exports import write_rows
from readout.web.api.weeks import find_week

LISTS = ("statements", "events", "positions", "meetings", "forecasts", "stories", "comparisons", "citations")
NAMES = {"events": "happenings", "meetings": "calendar"}


@pytest.fixture(autouse=True)
def nobody_has_asked():
    from django.core.cache import cache  # noqa: PLC0415 -- Django is set up by now

    cache.clear()


@pytest.fixture
def ann(desk):
    return desk.sign_in("reader", "ann")


@pytest.fixture
def brief(desk):
    return desk.archive.find_brief(*desk.archive.list_periods()[0])


def make_token(client, name: str = "a notebook") -> dict[str, str]:
    page = client.post("/account/tokens", {"name": name}).content.decode()
    return {"Authorization": page.partition("Authorization: ")[2].partition("<")[0]}


def walk(client, path: str, limit: int) -> list[dict]:
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/{path}?limit={limit}{cursor and '&cursor='}{cursor}").json()
        found += page["items"]
        cursor = page["next"]
    return found


# -- who may ask


@pytest.mark.parametrize("name", [*LISTS, "weeks", "exports/events", "exports/plover"])
def test_a_weeks_brief_is_for_those_who_may_read_the_desk(desk, ann, name):
    assert Client().get(f"/api/{name}").status_code == 401
    assert Client().get(f"/api/{name}", headers={"Authorization": "Bearer nobodys"}).status_code == 401
    assert ann.get(f"/api/{name}").status_code == 200
    assert Client().get(f"/api/{name}", headers=make_token(ann)).status_code == 200
    assert ann.post(f"/api/{name}").status_code == 405


def test_a_token_ends_by_a_press_and_with_the_password_and_with_the_account(desk, ann):
    def is_let_in(told: dict[str, str]) -> bool:
        return Client().get("/api/weeks", headers=told).status_code == 200

    first, second = make_token(ann), make_token(ann)
    page = ann.get("/account").content.decode()
    ann.post(page.partition('action="/account/tokens/')[2].partition('"')[0].join(("/account/tokens/", "")))
    assert (is_let_in(first), is_let_in(second)) == (False, True)
    told = {"old": "correct horse battery", "password": "another horse battery", "again": "another horse battery"}
    assert ann.post("/account/password", told).status_code == 302
    assert not is_let_in(second)


def test_a_token_is_kept_as_its_digest_alone(desk, ann):
    from readout.web.models import Token  # noqa: PLC0415 -- Django is set up by now

    key = make_token(ann)["Authorization"].removeprefix("Bearer ")
    assert len(key) > 40
    assert key not in repr(list(Token.objects.values()))
    assert key not in ann.get("/account").content.decode()


def test_who_asks_too_often_is_told_to_wait(desk, ann):
    told = ({"X-Forwarded-For": f"192.0.2.{number}"} for number in range(61))  # said by who asks: not believed
    answers = [Client().get("/api/editions", headers=each) for each in told]
    assert [one.status_code for one in answers[-2:]] == [200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert ann.get("/api/editions").status_code in (200, 429)  # a place is a place for whoever does not say who he is
    assert ann.get("/api/weeks").status_code == 200


# -- lists


@pytest.mark.parametrize("name", LISTS[:-1])
def test_a_list_is_the_briefs_page_by_page_and_each_once(ann, brief, name):
    records = getattr(brief, NAMES.get(name, name))
    found = walk(ann, name, 3)
    key = {"meetings": "uid", "comparisons": "story_id"}.get(name, "id")
    assert [one[key] for one in found] == [getattr(one, key) for one in records]
    assert ann.get(f"/api/{name}?limit=1").json()["total"] == len(records)


def test_a_citation_has_the_words_that_its_article_has_there(desk, ann):
    found = walk(ann, "citations", 200)
    assert found
    for one in found:
        text = desk.archive.load_latest([one["article_id"]])[one["article_id"]].article.text
        assert text[one["start"] : one["end"]] == one["passage"] != ""
    article = found[0]["article_id"]
    assert {one["article_id"] for one in ann.get(f"/api/citations?article={article}").json()["items"]} == {article}


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("events?type=CONSULT", lambda one: one["event_type"] == "CONSULT"),
        ("events?factuality=happened&since=2031-02-07", lambda one: one["day"] >= "2031-02-07"),
        ("events?until=2031-02-06", lambda one: one["day"] <= "2031-02-06"),
        ("events?actor=irena-vosk", lambda one: "irena-vosk" in one["actor_ids"]),
        ("positions?movement=new", lambda one: one["movement"] == "new"),
        ("positions?holder=dolmira", lambda one: "dolmira" in one["holder_ids"]),
        ("meetings?status=agreed", lambda one: one["status"] == "agreed"),
        ("statements?q=ports", lambda one: "ports" in (one["words"] + one["speaker"]).lower()),
        ("forecasts?state=open", lambda one: one["state"] == "open"),
        ("comparisons?agreement=shared", lambda one: any(each["agreement"] == "shared" for each in one["points"])),
    ],
)
def test_a_list_is_narrowed(ann, asked, fits):
    name = asked.partition("?")[0]
    items = ann.get(f"/api/{asked}&limit=200").json()["items"]
    assert items
    assert all(map(fits, items))
    assert len(items) <= ann.get(f"/api/{name}").json()["total"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("statements?limit=0", 422), ("statements?limit=201", 422), ("statements?cursor=x", 400),
        ("statements?cursor=OTk6", 410), ("statements?week=2031-W50", 404), ("events?type=HUG", 422),
        ("events?since=yesterday", 422), ("editions/999999999999999999999", 404), ("exports/secrets", 422),
        ("exports/events?form=xls", 422), ("nothing", 404),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(ann, asked, status):
    done = ann.get(f"/api/{asked}")
    assert done.status_code == status
    assert status == 404 or done.json()["detail"]


def test_what_did_not_change_is_not_sent_again_and_a_cursor_ends_with_its_list(desk, ann, brief):
    path = "/api/statements?limit=1"
    first = ann.get(path)
    assert ann.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert ann.get("/api/statements?limit=2", headers={"If-None-Match": first["ETag"]}).status_code == 200
    told = {"subject": brief.statements[0].id, "verdict": "rejected", "next": "/"}
    desk.sign_in("analyst").post("/decide", told)
    type_words("brief", "--week", "2031-W07", "--desk", desk.folder)
    assert ann.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert ann.get(f"{path}&cursor={first.json()['next']}").status_code == 410


# -- what is published


def test_editions_are_open_as_they_stand_after_corrections(desk, ann):
    type_words("publish", "--week", "2031-W07", "--editor", "ann", "--desk", desk.folder)
    edition = desk.archive.load_edition(number=1)
    before = Client().get("/api/editions/1")
    line = next(line for _, line in walk_edition_lines(edition.blocks))
    correct_edition(desk.archive, 1, make_correction(desk.archive, 1, "Not so.", "ann", now(), line.id, "It was so."))
    after = Client().get("/api/editions/1", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "It was so." in json.dumps(after.json()["blocks"])
    assert after.json()["corrections"][0]["text"] == "Not so."
    assert "comparisons" not in after.json()
    annotations = json.loads(Client().get("/api/editions/1/annotations").content)
    assert annotations["type"] == "AnnotationPage"
    assert len(annotations["items"]) > len(edition.blocks) / 2


def test_editions_come_the_latest_first(desk):
    with desk.archive.writing():
        for number in (1, 2, 3):
            desk.archive.add_edition(make_plain_edition(number))
    assert [one["number"] for one in walk(Client(), "editions", 2)] == [3, 2, 1]


# -- whole lists


def test_a_ledger_is_written_whole_in_three_forms_with_the_same_cells(ann, brief):
    read = csv.reader(io.StringIO(ann.get("/api/exports/statements").content.decode(), newline=""))
    names, *rows = list(read)
    parquet = pyarrow.parquet.read_table(io.BytesIO(ann.get("/api/exports/statements?form=parquet").content))
    lines = b"".join(ann.get("/api/exports/statements?form=jsonl").streaming_content).splitlines()
    assert len(rows) == parquet.num_rows == len(lines) == len(brief.statements)
    assert names == parquet.column_names == list(json.loads(lines[0]))
    assert [row[0] for row in rows] == parquet.column("id").to_pylist() == [one.id for one in brief.statements]


def test_events_are_written_as_rows_of_plover(ann):
    rows = read_csv(ann.get("/api/exports/plover").content.decode())
    assert len(rows) > 5
    assert len(pyarrow.parquet.read_table(io.BytesIO(ann.get("/api/exports/plover?form=parquet").content))) == len(rows)
    assert all(row.cameo and row.sentence for row in rows)


def test_no_cell_is_run_by_a_spreadsheet(brief):
    from dataclasses import replace  # noqa: PLC0415

    from readout.rendering.site.tables import write_table  # noqa: PLC0415

    one = replace(brief.statements[0], words='=HYPERLINK("x")', speaker="+1", role="@x")
    (_, row) = csv.reader(io.StringIO(write_table(write_rows([one])).decode(), newline=""))
    assert [cell for cell in row if cell.startswith(("=", "@"))] == []
    assert '\'=HYPERLINK("x")' in row


def test_a_week_is_read_once(desk):
    assert find_week(None) is find_week("2031-W07")
