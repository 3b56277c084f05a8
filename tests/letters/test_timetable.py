"""The mail's side of a Friday: what was approved goes, what was not is told, and what was put right is in the next."""

import email
import email.policy
from dataclasses import replace
from datetime import date, timedelta

import pytest

from editions import AT, keep_articles
from mailrooms import add_reader
from memory_archive import MemoryArchive
from readout.actions.approving import publish_due, take_step
from readout.actions.drafting import open_draft
from readout.actions.publishing import correct_edition, make_correction
from readout.codebook.desks import Schedule
from readout.codes import DraftState
from readout.editing.freezing import walk_edition_lines
from readout.letters.timetable import find_unsent, heed_timetable
from whole_brief import ARTICLES, make_whole_brief

FRIDAY = Schedule(5)
SITE = "https://brief.example/"
WEEK = timedelta(days=7)
MADE = AT - timedelta(days=1)
BRIEF = make_whole_brief(changes=(), first_day=date(2031, 2, 28), last_day=date(2031, 3, 6))
NEXT = replace(BRIEF, first_day=date(2031, 3, 7), last_day=date(2031, 3, 13))


@pytest.fixture
def archive() -> MemoryArchive:
    archive = MemoryArchive()
    keep_articles(archive)
    return archive


@pytest.fixture
def office(letters):
    """A post office that mails by its timetable: Friday at 06:00 UTC, by itself up to six hours later."""
    times = replace(letters.office.book.times, automatic=True, at=AT.time(), zone="UTC", late_hours=6)
    letters.office.book = replace(letters.office.book, times=times)
    add_reader(letters.room, "r@readers.example")
    yield letters.office
    del letters.office.book


def open_week(archive, brief, at):
    return open_draft(archive, brief, ARTICLES, FRIDAY, "ann", at).draft.id


def approve(archive, draft_id: str, at) -> None:
    for to in (DraftState.IN_REVIEW, DraftState.APPROVED):
        take_step(archive, draft_id, to, "ben", FRIDAY, at)


def let_out(archive, brief, at) -> None:
    approve(archive, open_week(archive, brief, at - timedelta(days=1)), at - timedelta(hours=1))
    publish_due(archive, FRIDAY, at)


def heed(office, archive, at) -> str:
    return heed_timetable(office, archive, FRIDAY, SITE, at)


def test_an_approved_friday_is_mailed_once_and_nothing_is_told(office, archive):
    let_out(archive, BRIEF, AT)
    assert "frozen for 1 readers" in heed(office, archive, AT)
    assert heed(office, archive, AT + timedelta(minutes=1)) == ""
    assert find_unsent(office, archive, FRIDAY, AT + timedelta(days=6)) == ""


def test_an_unapproved_friday_is_not_mailed_and_is_told_once_by_the_worker_and_always_on_the_desk(office, archive):
    draft_id = open_week(archive, BRIEF, MADE)
    take_step(archive, draft_id, DraftState.IN_REVIEW, "ann", FRIDAY, MADE)
    assert find_unsent(office, archive, FRIDAY, AT - timedelta(minutes=1)) == ""
    told = heed(office, archive, AT)
    assert "nothing was mailed for Friday 7 March 2031, 06:00 (UTC)" in told
    assert "was not approved in time" in told
    assert heed(office, archive, AT + timedelta(minutes=1)) == ""
    assert find_unsent(office, archive, FRIDAY, AT + timedelta(days=5)) == told
    assert office.room.list_mailings(*{one.kind for one in office.room.list_mailings()}) == ()


def test_a_friday_of_which_no_draft_was_opened_is_told(office, archive):
    let_out(archive, BRIEF, AT)
    heed(office, archive, AT)
    assert "no draft of it was opened" in heed(office, archive, AT + WEEK)


def test_a_desk_that_has_not_begun_is_told_nothing(office, archive):
    assert find_unsent(office, archive, FRIDAY, AT) == ""


def test_an_approved_draft_that_is_about_to_be_published_is_not_called_unapproved(office, archive):
    approve(archive, open_week(archive, BRIEF, MADE), MADE)
    assert find_unsent(office, archive, FRIDAY, AT) == ""


def test_what_is_published_long_after_its_time_waits_for_a_person(office, archive):
    let_out(archive, BRIEF, AT)
    assert "edition 1 was to be mailed" in heed(office, archive, AT + timedelta(hours=7))
    assert office.room.load_mailing("edition:1:1") is None


def test_a_holiday_that_is_skipped_misses_nothing(office, archive):
    open_week(archive, BRIEF, MADE)
    times = replace(office.book.times, holidays=frozenset({date(2031, 3, 7)}), on_holiday="skip")
    office.book = replace(office.book, times=times)
    assert "7 March" not in find_unsent(office, archive, FRIDAY, AT + timedelta(hours=1))


def read_mail(office, name: str) -> tuple[str, str]:
    parsed = email.message_from_bytes(office.room.load_mailing(name).template, policy=email.policy.default)
    return tuple(" ".join(parsed.get_body((kind,)).get_content().split()) for kind in ("plain", "html"))


def correct(archive, at, words: str) -> str:
    line = next(line for _, line in walk_edition_lines(archive.load_edition(number=1).blocks))
    now = f"{line.sentence.text} It was {at:%H:%M}."
    correct_edition(archive, 1, make_correction(archive, 1, words, "ann", at, line.id, now))
    return now


def test_a_correction_stands_in_the_next_mail_and_in_no_later_one(office, archive):
    let_out(archive, BRIEF, AT)
    heed(office, archive, AT)
    now = correct(archive, AT + timedelta(hours=2), "One passage tells of it, not two.")
    let_out(archive, NEXT, AT + WEEK)
    heed(office, archive, AT + WEEK)
    for part in read_mail(office, "edition:2:1"):
        assert "orrections to earlier editions" in part or "CORRECTIONS TO EARLIER EDITIONS" in part
        assert "One passage tells of it, not two." in part
        assert now in part
        assert f"{SITE}editions/2031-w10/#" in part
    later = replace(NEXT, first_day=date(2031, 3, 14), last_day=date(2031, 3, 20))
    let_out(archive, later, AT + 2 * WEEK)
    heed(office, archive, AT + 2 * WEEK)
    assert all("One passage" not in part for part in read_mail(office, "edition:3:1"))


def test_a_correction_before_the_mail_of_its_own_edition_stands_there_alone(office, archive):
    let_out(archive, BRIEF, AT)
    correct(archive, AT + timedelta(minutes=5), "Seen at once.")
    heed(office, archive, AT + timedelta(minutes=9))
    assert all("Seen at once." in part for part in read_mail(office, "edition:1:1"))
    let_out(archive, NEXT, AT + WEEK)
    heed(office, archive, AT + WEEK)
    assert all("Seen at once." not in part for part in read_mail(office, "edition:2:1"))
