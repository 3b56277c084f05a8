"""A desk that mails, with its forms in a browser without cookies, and a worker that answers."""

import re

import pytest

from archives import SqliteTemplate
from desks import point_at
from fake_mailer import FakeMailer
from mailrooms import Clock

MAIL = """
name = "The strait this week"
sender = "brief@desk.example"
address = "https://desk.example/letters/"
imprint = "1 Harbour Road"
hold_minutes = 0
[relay]
security = "none"
"""


class Letters:
    """What a test does with the forms: post, let the worker answer, open the mail."""

    def __init__(self, folder, clock: Clock) -> None:
        from django.test import Client  # noqa: PLC0415 -- Django is set up by now

        from readout.letters.asked import find_office  # noqa: PLC0415

        self.clock, self.folder = clock, folder
        self.browser = Client(enforce_csrf_checks=True)
        self.office = find_office()
        self.room = self.office.room
        self.mailer = FakeMailer()

    @property
    def mails(self):
        return self.mailer.open_line.kept

    def post(self, address: str, path: str = "/letters/", **told: str):
        from readout.letters.asked import stamp_form  # noqa: PLC0415

        stamp = stamp_form(self.office, self.clock.at)
        self.clock.move(seconds=5)
        return self.browser.post(path, {"address": address, "shown": stamp, **told})

    def work(self) -> None:
        """What the worker does in one round."""
        from readout.letters.rounds import do_round  # noqa: PLC0415

        sender = self.office.make_sender(self.clock)
        do_round(self.office, sender, self.mailer, self.clock)
        sender.leave()

    def links(self, number: int = -1) -> dict[str, str]:
        """The links of a mail by their purpose, as paths."""
        text = self.mails[number].content.decode().replace("=\r\n", "").replace("=3D", "=")
        found = re.findall(r"https://desk\.example(/letters/([a-z-]+)/[\w-]+)", text)
        return {purpose: path for path, purpose in found}

    def join(self, address: str) -> str:
        """Become a reader by form, mail and button; the key."""
        self.post(address)
        self.work()
        assert self.browser.post(self.links()["confirm"]).status_code == 200
        return self.room.name_address(address)[0]


@pytest.fixture(scope="session")
def letters_template(tmp_path_factory):
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
def letters(letters_template, tmp_path, monkeypatch):
    import shutil  # noqa: PLC0415

    shutil.copy(letters_template.file, tmp_path / "archive.sqlite3")
    (tmp_path / "mail.toml").write_text(MAIL)
    point_at(tmp_path)
    clock = Clock()
    for room in ("asked", "joining", "leaving", "owning"):
        monkeypatch.setattr(f"readout.letters.{room}.now", clock)
    yield Letters(tmp_path, clock)
    from django.db import connections  # noqa: PLC0415

    connections["default"].close()
