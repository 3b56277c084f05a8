"""Mail at the desk: from "who will get it" to a balance that sums, each step for those who may."""

import shutil

import pytest

from desks import EXAMPLE, TestDesk, point_at, type_words
from editions import make_plain_edition
from fake_mailer import FakeMailer
from mailrooms import add_reader
from readout.codes import MailingState, ReaderState
from readout.ports.mailer import Reply, Stage

MAIL = """
name = "The strait"
sender = "brief@desk.example"
address = "https://desk.example/letters/"
hold_minutes = 0
[relay]
security = "none"
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A desk without an article: nothing is read for it."""
    from readout.web.serving import bring_up_to_date  # noqa: PLC0415 -- Django is set up by now

    folder = tmp_path_factory.mktemp("desk") / "bare"
    shutil.copytree(EXAMPLE / "standoff", folder)
    type_words("init", folder)
    point_at(folder)
    bring_up_to_date()
    return folder


@pytest.fixture
def empty_desk(bare, tmp_path):
    shutil.copytree(bare, tmp_path / "desk")
    point_at(tmp_path / "desk")
    yield TestDesk(tmp_path / "desk")
    from django.db import connections  # noqa: PLC0415

    connections["default"].close()


@pytest.fixture
def office(empty_desk):
    from readout.letters.asked import find_office  # noqa: PLC0415 -- Django is set up by now

    (empty_desk.folder / "mail.toml").write_text(MAIL)
    with empty_desk.archive.writing():
        empty_desk.archive.add_edition(make_plain_edition(1))
    return find_office()


def mail_all(office, answer=None) -> list:
    from readout.desk.opened import now  # noqa: PLC0415
    from readout.letters.rounds import do_round  # noqa: PLC0415

    mailer = FakeMailer() if answer is None else FakeMailer(answer)
    do_round(office, office.make_sender(now), mailer, now)
    return mailer.open_line.kept


def test_a_desk_that_mails_nothing_says_what_to_do(empty_desk):
    (empty_desk.folder / "mail.toml").write_text("")
    assert "names no sender" in empty_desk.sign_in("reader").get("/mail").content.decode()


def test_from_who_will_get_it_to_a_balance_that_sums(empty_desk, office):
    for number in range(3):
        add_reader(office.room, f"r{number}@readers.example")
    add_reader(office.room, "left@readers.example", ReaderState.LEFT)
    approver = empty_desk.sign_in("approver", "ada", confirmed=True)
    page = approver.get("/mail/1").content.decode()
    assert "<strong>3</strong> readers will get it" in page
    assert "1: left" in page
    approver.post("/mail/1/trial", {"address": "ada@desk.example"})
    assert [letter.recipient for letter in mail_all(office)] == ["ada@desk.example"]
    for _ in range(2):
        approver.post("/mail/1/send")
    page = approver.get("/mail/1").content.decode()
    assert 'http-equiv="refresh"' in page
    assert "0 of 3" in page
    assert len(mail_all(office)) == 3
    page = approver.get("/mail/1").content.decode()
    assert "Every reader is accounted for" in page
    assert "It sums" in page


def test_a_mailing_is_stopped_and_goes_on(empty_desk, office):
    add_reader(office.room, "r@readers.example")
    approver = empty_desk.sign_in("approver", confirmed=True)
    approver.post("/mail/1/send")
    approver.post("/mail/1/hold")
    assert mail_all(office) == []
    assert "stopped by" in approver.get("/mail/1").content.decode()
    approver.post("/mail/1/hold", {"to": "go-on"})
    assert len(mail_all(office)) == 1


@pytest.mark.parametrize(("how", "copies"), [("again", 1), ("delivered", 0)])
def test_an_uncertain_letter_is_settled_by_name(empty_desk, office, how, copies):
    add_reader(office.room, "r@readers.example")
    approver = empty_desk.sign_in("approver", "ada", confirmed=True)
    approver.post("/mail/1/send")
    mail_all(office, lambda _letter: Reply(Stage.DOT, None, "the line broke"))
    (row,) = office.room.walk_deliveries("edition:1:1")
    assert "r@readers.example" in approver.get("/mail/1").content.decode()
    approver.post("/mail/1/settle", {"row": row.id, "how": how})
    assert len(mail_all(office)) == copies
    (row,) = office.room.walk_deliveries("edition:1:1")
    assert (row.state.value, row.settled_by) == ("accepted", "ada")
    assert office.room.load_mailing("edition:1:1").state is MailingState.SENT


@pytest.mark.parametrize(
    ("role", "confirmed", "status"), [("reader", False, 403), ("editor", True, 403), ("approver", False, 302)]
)
def test_sending_is_for_approvers_who_gave_their_second_factor(empty_desk, office, role, confirmed, status):
    add_reader(office.room, "r@readers.example")
    answer = empty_desk.sign_in(role, confirmed=confirmed).post("/mail/1/send")
    assert answer.status_code == status
    assert office.room.load_mailing("edition:1:1") is None


def test_a_copy_of_the_desk_mails_nothing_until_somebody_says_so(empty_desk, office):
    add_reader(office.room, "r@readers.example")
    approver = empty_desk.sign_in("approver", confirmed=True)
    approver.get("/mail")
    office.room.keep_mark("instance", "another machine")
    approver.post("/mail/1/send")
    assert mail_all(office) == []
    assert "copy of a desk" in approver.get("/mail").content.decode()
    approver.post("/mail/here")
    assert len(mail_all(office)) == 1
