"""The review run: every decision goes on to the next finding, is attributed, and can be taken back."""

import html
import re

import pytest

from readout.codes import Verdict
from readout.desk.queue import list_findings_of, tell_others


def read(client, path: str, status: int = 200) -> str:
    done = client.get(path)
    assert done.status_code == status, path
    return html.unescape(done.content.decode())


@pytest.fixture
def ann(desk):
    return desk.sign_in("analyst", "ann")


@pytest.fixture
def brief(desk):
    return desk.archive.find_brief(*desk.archive.list_periods()[0])


@pytest.fixture
def items(brief):
    return list_findings_of(brief).items


def press(client, page: str, key: str):
    """Press the button or link of a key, as `desk.js` does, and follow."""
    page = html.unescape(page)
    inside = rf'<form method="post" action="([^"]+)">(?:(?!</form>).)*data-key="{re.escape(key)}"'
    form = re.search(inside, page, re.DOTALL)
    if form:
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
        return client.post(form[1], fields, follow=True)
    link = re.search(rf'<a class="button" data-key="{re.escape(key)}" href="([^"]+)"', page)
    return client.get(link[1].partition("#")[0], follow=True)


def test_the_first_finding_is_what_the_brief_leads_with_in_its_sentence(ann, items, brief):
    page = read(ann, "/review")
    assert "1 of" in page
    assert "stands behind: key development 1" in page
    assert f"0 of {len(items)} decided" in page
    assert "min" in page
    assert "<mark>" in page
    assert "Why the machine says so" in page


def test_a_finding_is_shown_with_the_outlets_that_tell_it_too_and_with_what_set_it_off(ann, items, brief):
    listed = list_findings_of(brief)
    told = [one for one in items if any(words == "also told by" for words, _ in tell_others(one, listed))]
    page = read(ann, f"/review?at={told[0].id}")
    outlets = dict(tell_others(told[0], listed))["also told by"]
    assert f"<dt>Also told by</dt><dd>{', '.join(outlets)}</dd>" in page
    said = next(one for one in items if one.kind == "statement" and not one.pattern.endswith("no cue"))
    assert "What set it off: “" in read(ann, f"/review?at={said.id}")


@pytest.mark.parametrize(("key", "verdict"), [("a", Verdict.CONFIRMED), ("r", Verdict.REJECTED), ("s", Verdict.UNSURE)])
def test_a_key_decides_and_goes_on_and_u_takes_it_back(desk, ann, items, key, verdict):
    done = press(ann, ann.get("/review").content.decode(), key)
    page = html.unescape(done.content.decode())
    (judgement,) = desk.archive.list_judgements()
    assert (judgement.subject_ids, judgement.verdict, judgement.editor) == ((items[0].id,), verdict, "ann")
    assert "2 of" in page
    assert f"1 of {len(items)} decided" in page
    page = press(ann, done.content.decode(), "u").content.decode()
    assert desk.archive.list_judgements() == ()
    assert "Undone" in page
    assert "1 of" in page
    assert "nothing of yours to undo" in press(ann, page, "u").content.decode()


def test_j_and_k_go_on_and_back_and_decide_nothing(desk, ann, items):
    second = press(ann, ann.get("/review").content.decode(), "j")
    assert items[1].id in second.request["QUERY_STRING"]
    first = press(ann, second.content.decode(), "k")
    assert items[0].id in first.request["QUERY_STRING"]
    assert desk.archive.list_judgements(superseded=True) == ()


def test_o_opens_the_sentence_in_its_article(ann):
    done = press(ann, ann.get("/review").content.decode(), "o")
    assert done.status_code == 200
    assert b'<mark id="c' in done.content


def test_e_puts_a_field_right(desk, ann, items):
    item = next(one for one in items if one.kind == "event")
    page = read(ann, f"/review?at={item.id}&edit=1")
    assert "Put it right" in page
    told = {"subject": item.id, "verdict": "edited", "field": "factuality", "value": "denied", "next": "/review"}
    ann.post("/decide", told)
    (judgement,) = desk.archive.list_judgements()
    assert (judgement.field, judgement.value) == ("factuality", "denied")
    assert "factuality is “denied”" in read(ann, f"/review?at={item.id}")


def test_a_rejection_offers_those_like_it_and_shows_them_first(desk, ann, items):
    counts: dict[str, int] = {}
    for item in items:
        counts[item.pattern] = counts.get(item.pattern, 0) + 1
    item = next(one for one in items if counts[one.pattern] > 1)
    page = press(ann, ann.get(f"/review?at={item.id}").content.decode(), "r").content.decode()
    assert f"{counts[item.pattern] - 1} more" in page
    assert f"like={item.id}" in page
    listed = read(ann, f"/review/list?like={item.id}")
    number = counts[item.pattern] - 1
    assert f"Reject these {number}" in listed
    wrong = ann.post("/review/many", {"like": item.id, "count": number + 1}, follow=True).content.decode()
    assert "look at them again" in wrong
    ann.post("/review/many", {"like": item.id, "count": number})
    judged = desk.archive.list_judgements()
    assert len(judged) == number + 1
    assert {one.verdict for one in judged} == {Verdict.REJECTED}
    ann.post("/decide/undo")
    assert len(desk.archive.list_judgements()) == 1


def test_together_is_accepted_only_what_was_shown_above_a_shown_confidence(desk, ann, items):
    sure = [one for one in items if one.confidence is not None and one.confidence >= 0.9]
    page = read(ann, "/review/list?sure=0.9")
    assert f"Accept these {len(sure)}" in page
    many = {"sure": "0.9", "count": str(len(sure)), "typed": str(len(sure))}
    if len(sure) >= 100:
        assert "to confirm" in page
        told = ann.post("/review/many", many | {"typed": ""}, follow=True).content.decode()
        assert f"Type {len(sure)} to decide" in told
        assert desk.archive.list_judgements() == ()
    ann.post("/review/many", many)
    assert {one.subject_ids[0] for one in desk.archive.list_judgements()} == {one.id for one in sure}


def test_the_list_has_the_same_keys_on_its_current_row(desk, ann, items):
    page = ann.get("/review/list").content.decode()
    done = press(ann, page, "a")
    assert desk.archive.list_judgements()[0].subject_ids == (items[0].id,)
    assert items[1].id in done.request["QUERY_STRING"]
    assert [key for key in "ajesu" if f'data-key="{key}"' not in page] == []


@pytest.mark.parametrize("query", ["at=none", "like=none", "sure=x", "sure=7", "kind=none", "page=99", "state=none"])
def test_what_is_not_there_breaks_nothing(ann, query):
    read(ann, f"/review?{query}")
    read(ann, f"/review/list?{query}")


def test_when_all_is_decided_the_way_goes_on_to_the_edition(desk, ann, items):
    from editions import AT  # noqa: PLC0415
    from readout.records import Judgement  # noqa: PLC0415 -- only here

    with desk.archive.writing():
        for item in items:
            desk.archive.add_judgement(Judgement((item.id,), Verdict.CONFIRMED, "ben", AT, ""))
    page = read(ann, "/review")
    assert "All of it is decided" in page
    assert "/editions" in page


def test_decisions_that_the_brief_was_written_without_are_counted(desk, items):
    editor = desk.sign_in("editor")
    assert "newer than the brief" not in read(editor, "/review")
    for item, verdict in ((items[0], "confirmed"), (items[1], "rejected"), (items[2], "unsure")):
        editor.post("/decide", {"subject": item.id, "verdict": verdict})
    page = read(editor, "/review")
    assert "2 decisions are newer than the brief" in page
    assert "Write it again" in page


def test_a_reader_decides_nothing(desk):
    reader = desk.sign_in("reader")
    for path in ("/review", "/review/list"):
        read(reader, path, 403)
    for path in ("/decide", "/decide/undo", "/review/many"):
        assert reader.post(path).status_code == 403


def test_without_a_brief_the_page_says_what_to_do(empty_desk):
    assert 'class="empty"' in read(empty_desk.sign_in("editor"), "/review")
    assert 'class="empty"' in read(empty_desk.sign_in("editor"), "/review/list")
