"""From a draft to an edition and its corrections, by the forms of the desk alone."""

import html
from datetime import timedelta

import pytest

from readout.actions.approving import publish_due
from readout.actions.auditing import verify_decided
from readout.actions.drafting import load_opened
from readout.codes import BlockKind
from readout.desk.clockwork import publish_once
from readout.desk.opened import now, the_desk


def read(client, path: str, status: int = 200) -> str:
    done = client.get(path)
    assert done.status_code == status, path
    return html.unescape(done.content.decode())


@pytest.fixture
def ann(desk):
    return desk.sign_in("editor", "ann")


@pytest.fixture
def ben(desk):
    return desk.sign_in("approver", "ben", confirmed=True)


@pytest.fixture
def draft_id(desk, ann) -> str:
    week = desk.archive.list_periods()[0]
    done = ann.post(f"/drafts/begin?week={name_of(week)}")
    assert done.status_code == 302
    return done.url.rsplit("/", 1)[1]


def name_of(week) -> str:
    from readout.desk.weeks import name_week  # noqa: PLC0415 -- needs Django set up

    return name_week(*week)


def lead(draft_id: str):
    blocks = load_opened(the_desk().archive, draft_id).content.blocks
    return next(block for block in blocks if block.kind is BlockKind.DEVELOPMENT)


def change(client, draft_id: str, base: int, **fields: str):
    return client.post(f"/drafts/{draft_id}/change", {"base": base, **fields})


def reword(client, draft_id: str, base: int, words: str, **headers: str):
    block = lead(draft_id)
    told = {"base": base, "kind": "reword", "block": block.id, "line": block.lines[0].id, "text": words}
    return client.post(f"/drafts/{draft_id}/change", told, headers=headers)


def test_a_draft_shows_every_block_with_its_receipts(desk, ann, draft_id):
    page = read(ann, f"/drafts/{draft_id}")
    for block in load_opened(desk.archive, draft_id).content.blocks:
        assert f'id="{block.id}"' in page
        for line in block.lines:
            assert line.sentence.text in page
    assert "Submit for review" in page
    assert f"/drafts/{draft_id}" in read(ann, "/editions")


def test_an_editors_words_stand_as_his_with_the_machines_beside(ann, draft_id):
    before = lead(draft_id).lines[0].sentence.text
    reword(ann, draft_id, 1, "They <b>spoke</b>.")
    page = ann.get(f"/drafts/{draft_id}").content.decode()
    assert "They &lt;b&gt;spoke&lt;/b&gt;." in page
    assert "the editor’s words" in page
    assert before in html.unescape(page)


def test_what_is_typed_is_saved_by_itself(desk, ann, draft_id):
    saved = reword(ann, draft_id, 1, "They spoke.", accept="application/json")
    assert saved.json() == {"told": "Saved, revision 2", "revision": 2}
    assert reword(ann, draft_id, 2, " ", accept="application/json").status_code == 422
    assert reword(ann, draft_id, 1, "They talked.", accept="application/json").status_code == 409
    assert lead(draft_id).lines[0].sentence.text == "They spoke."


def test_two_who_reword_one_line_are_shown_all_three_and_choose(desk, ann, ben, draft_id):
    base = lead(draft_id).lines[0].sentence.text
    reword(ann, draft_id, 1, "Ann’s words.")
    done = reword(ben, draft_id, 1, "Ben’s words.")
    page = html.unescape(done.content.decode())
    assert done.status_code == 409
    assert [
        each for each in (base, "Ann’s", "Ben’s", "Keep theirs", "Keep mine", "Keep this") if each not in page
    ] == []
    assert lead(draft_id).lines[0].sentence.text == "Ann’s words."
    reword(ben, draft_id, 2, "Ben’s words.")
    assert lead(draft_id).lines[0].sentence.text == "Ben’s words."


def test_blocks_are_moved_taken_out_put_back_and_added_to(desk, ann, draft_id):
    block = lead(draft_id)
    change(ann, draft_id, 1, kind="remove", block=block.id)
    assert "Put back" in read(ann, f"/drafts/{draft_id}")
    change(ann, draft_id, 2, kind="restore", block=block.id)
    change(ann, draft_id, 3, kind="move", block=block.id, after="")
    assert load_opened(desk.archive, draft_id).content.blocks[0].id == block.id
    change(ann, draft_id, 4, kind="add_line", block=block.id, text="Both said so.", receipt="0")
    assert lead(draft_id).lines[-1].sentence.citations
    change(ann, draft_id, 5, kind="add_comment", after=block.id, text="So it goes.")
    assert load_opened(desk.archive, draft_id).content.blocks[1].kind is BlockKind.COMMENT
    page = ann.post(
        f"/drafts/{draft_id}/change",
        {"base": 6, "kind": "add_line", "block": block.id, "text": "Bare."},
        follow=True,
    ).content.decode()
    assert "needs a receipt" in page


def test_a_time_is_set_in_its_zone_and_a_wrong_one_is_told(desk, ann, draft_id):
    change(ann, draft_id, 1, kind="set_due", day="2031-03-08", time="07:30", zone="Europe/Prague")
    assert "Saturday 8 March 2031, 07:30 (Europe/Prague)" in read(ann, f"/drafts/{draft_id}")
    for wrong in ({"day": "soon"}, {"day": "2031-03-08", "time": "25:00"}, {"day": "2031-03-08", "zone": "Mars/Base"}):
        told = ann.post(f"/drafts/{draft_id}/change", {"base": 2, "kind": "set_due", **wrong}, follow=True)
        assert "Not saved" in told.content.decode()
    change(ann, draft_id, 2, kind="set_due", day="")
    assert "as soon as it may" in read(ann, f"/drafts/{draft_id}")


def test_history_tells_what_changed_word_by_word_and_takes_up_what_was(desk, ann, draft_id):
    reword(ann, draft_id, 1, "Entirely other words.")
    ann.post(f"/drafts/{draft_id}/name", {"name": "Noon"})
    page = read(ann, f"/drafts/{draft_id}/history?from=1&to=2")
    assert "<ins>" in page
    assert "<del>" in page
    assert "Noon" in page
    ann.post(f"/drafts/{draft_id}/name", {"again": "1"})
    assert lead(draft_id).lines[0].sentence.text != "Entirely other words."
    assert load_opened(desk.archive, draft_id).revision.number == 4
    read(ann, f"/drafts/{draft_id}/history?from=99&to=98", 404)


def test_ready_tells_what_stops_it(ann, draft_id):
    assert "Every line has a receipt" in read(ann, f"/drafts/{draft_id}/ready")
    reword(ann, draft_id, 1, "They said “never, ever again”.")
    page = read(ann, f"/drafts/{draft_id}/ready")
    assert "“never, ever again” stands in none of its receipts" in page
    assert "bytes" in page


def test_a_draft_is_seen_as_its_readers_will(ann, draft_id):
    reword(ann, draft_id, 1, "They spoke, at last.")
    read(ann, f"/drafts/{draft_id}/preview")
    for path in (
        f"editions/{draft_id}/",
        "mail.html",
        "mail-light.html",
        "mail-dark.html",
        "mail.txt",
        "script.txt",
        "feeds/atom.xml",
    ):
        done = ann.get(f"/drafts/{draft_id}/preview/{path}")
        assert done.status_code == 200, path
        assert "They spoke, at last." in html.unescape(done.content.decode()), path
        assert "script-src" not in done["Content-Security-Policy"]
        assert done["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"@media all{" in ann.get(f"/drafts/{draft_id}/preview/mail-dark.html").content
    assert b"@media not all{" in ann.get(f"/drafts/{draft_id}/preview/mail-light.html").content
    assert b"BEGIN:VCALENDAR" in ann.get(f"/drafts/{draft_id}/preview/calendar.ics").content
    read(ann, f"/drafts/{draft_id}/preview/none.html", 404)


def test_from_draft_to_edition_and_its_correction(desk, ann, ben, draft_id):
    reword(ann, draft_id, 1, "They spoke, at last.")
    change(ann, draft_id, 2, kind="set_due", day="")
    ann.post(f"/drafts/{draft_id}/step", {"to": "in_review"})
    assert ann.post(f"/drafts/{draft_id}/step", {"to": "approved"}).status_code == 403
    held = ben.post(f"/drafts/{draft_id}/step", {"to": "approved"}, follow=True).content.decode()
    assert "held for 10 minutes" in held
    assert "Stop" in held
    (edition,) = publish_due(desk.archive, the_desk().files.schedule, now() + timedelta(minutes=11))
    page = read(ann, f"/editions/{edition.number}")
    assert "They spoke, at last." in page
    assert "approved by ben" in page
    line = next(
        line for block in edition.blocks for line in block.lines if line.sentence.text == "They spoke, at last."
    )
    assert "The line as it shall be" in read(ann, f"/editions/1?line={line.id}")
    told = {"line": line.id, "now": "They spoke twice.", "words": "They spoke twice, not once."}
    page = html.unescape(ann.post("/editions/1/correct", told, follow=True).content.decode())
    assert "<ins>spoke twice.</ins>" in page
    assert "They spoke twice, not once." in page
    for wrong in ({"words": ""}, {"words": "x", "line": line.id, "now": ""}):
        assert "Not kept" in ann.post("/editions/1/correct", wrong, follow=True).content.decode()
    assert len(desk.archive.load_edition(number=1).corrections) == 1
    assert "corrected" in read(ann, "/editions")
    assert "published as edition 1" in read(ann, f"/drafts/{draft_id}")
    assert "entries are as they were made" in read(ann, "/audit?check=1")
    assert verify_decided(desk.archive).faults == ()


def test_what_is_due_goes_out_while_the_desk_is_served(desk, ann, ben, draft_id):
    (desk.folder / "schedule.toml").write_text('publishing_day = "friday"\nhold_minutes = 0\n')
    change(ann, draft_id, 1, kind="set_due", day="")
    assert publish_once() is None
    assert desk.archive.list_editions() == ()
    ann.post(f"/drafts/{draft_id}/step", {"to": "in_review"})
    ben.post(f"/drafts/{draft_id}/step", {"to": "approved"})
    assert publish_once() is None
    assert [card.slug for card in desk.archive.list_editions()] == [draft_id]


def test_what_is_held_is_stopped_by_any_editor(ann, ben, draft_id):
    change(ann, draft_id, 1, kind="set_due", day="")
    ann.post(f"/drafts/{draft_id}/step", {"to": "in_review"})
    ben.post(f"/drafts/{draft_id}/step", {"to": "approved"})
    page = ann.post(f"/drafts/{draft_id}/step", {"to": "draft"}, follow=True).content.decode()
    assert "It is a draft again" in page


def test_approving_asks_for_the_second_factor(desk, ann, draft_id):
    cor = desk.sign_in("approver", "cor")
    ann.post(f"/drafts/{draft_id}/step", {"to": "in_review"})
    done = cor.post(f"/drafts/{draft_id}/step", {"to": "approved"})
    assert done.status_code == 302
    assert "second" in done.url or "factor" in done.url


def test_what_missed_its_time_is_told_on_the_list(ann, draft_id):
    change(ann, draft_id, 1, kind="set_due", day="2020-01-03", time="06:00", zone="UTC")
    assert "it is not published" in read(ann, "/editions")
    page = ann.post(f"/drafts/{draft_id}/step", {"to": "in_review"}, follow=True).content.decode()
    assert "missed" in page


def test_a_week_has_one_draft(ann, draft_id, desk):
    again = ann.post(f"/drafts/begin?week={name_of(desk.archive.list_periods()[0])}", follow=True).content.decode()
    assert "No draft was opened" in again


def test_a_reader_sees_editions_and_changes_nothing(desk, draft_id):
    reader = desk.sign_in("reader")
    read(reader, "/editions")
    for path in (f"/drafts/{draft_id}", f"/drafts/{draft_id}/ready", "/audit"):
        read(reader, path, 403)
    for path in ("/drafts/begin", f"/drafts/{draft_id}/change", f"/drafts/{draft_id}/step", "/editions/1/correct"):
        assert reader.post(path).status_code == 403


def test_on_an_empty_desk_every_page_says_what_to_do(empty_desk):
    editor = empty_desk.sign_in("editor")
    for path in ("/editions", "/audit"):
        assert 'class="empty"' in read(editor, path)
    read(editor, "/drafts/none", 404)
    read(editor, "/editions/7", 404)
