"""A desk for tests of its pages: the example's two weeks read once a session, copied for every test, with people."""

import shutil
from pathlib import Path

from click.testing import CliRunner
from django.conf import settings
from django.db import connections
from django.test import Client

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait"
FILES = (
    "radio-kestria-2031-02-05.txt", "readouts-2031-02-06.jsonl", "dolmira-today-2031-02-07.txt",
    "brenholt-review-2031-02-08.txt", "pellane-ledger-2031-02-11.txt", "dolmira-today-2031-02-12.txt",
    "radio-kestria-2031-02-13.txt", "strait-week-newsletter.txt",
)  # fmt: skip
WEEKS = ("2031-W06", "2031-W07")


def settle() -> None:
    """Set Django up once for all tests of a process; which desk it serves is `point_at`'s to say."""
    import django  # noqa: PLC0415 -- set up before anything of Django is used

    from readout.archive.connection import name_database  # noqa: PLC0415
    from readout.web.settings import make_settings  # noqa: PLC0415

    nowhere = Path("/nowhere")
    made = make_settings(nowhere, name_database(nowhere), "a secret of tests alone", ("testserver",))
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes half a second on purpose
    settings.configure(**made, PASSWORD_HASHERS=hashers)
    django.setup()


def point_at(folder: Path) -> None:
    """Have the server serve the desk in a folder."""
    settings.READOUT_DESK = folder
    connections["default"].close()
    del connections["default"]
    connections.settings["default"]["NAME"] = str(folder / "archive.sqlite3")


def type_words(*words: object) -> str:
    from readout.cli import main  # noqa: PLC0415

    done = CliRunner().invoke(main, [str(word) for word in words], env={"DATABASE_URL": ""})
    assert done.exit_code == 0, done.output
    return done.output


class DeskTemplate:
    """A desk with two weeks of the example read and briefed, and one without an article."""

    def __init__(self, folder: Path) -> None:
        from readout.web.serving import bring_up_to_date  # noqa: PLC0415

        self.full, self.empty = folder / "full", folder / "empty"
        shutil.copytree(EXAMPLE / "standoff", self.empty)
        type_words("init", self.empty)
        point_at(self.empty)
        bring_up_to_date()
        shutil.copytree(self.empty, self.full)
        articles = folder / "articles"
        articles.mkdir()
        for name in FILES:
            shutil.copy(EXAMPLE / "articles" / name, articles)
        type_words("add", articles, "--desk", self.full)
        for week in WEEKS:
            type_words("brief", "--week", week, "--desk", self.full)
        for connection in connections.all(initialized_only=True):
            connection.close()

    def open(self, folder: Path, *, empty: bool = False) -> "TestDesk":
        shutil.copytree(self.empty if empty else self.full, folder)
        point_at(folder)
        return TestDesk(folder)


class TestDesk:
    """A desk of one test."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        from readout.desk.opened import the_desk  # noqa: PLC0415

        self.folder = folder
        self.archive = the_desk().archive

    def sign_in(self, role: str, name: str = "", *, confirmed: bool = False) -> Client:
        """A browser of somebody new with this role, who gave a second factor where `confirmed`."""
        from django.contrib.auth.models import User  # noqa: PLC0415
        from django_otp import DEVICE_ID_SESSION_KEY  # noqa: PLC0415
        from django_otp.plugins.otp_static.models import StaticDevice  # noqa: PLC0415

        from readout.web.roles import give_role  # noqa: PLC0415

        user = User.objects.create_user(name or f"{role}-{User.objects.count()}", password="correct horse battery")
        give_role(user, role)
        client = Client(enforce_csrf_checks=False)
        client.force_login(user)
        if confirmed:
            device = StaticDevice.objects.create(user=user, name="test", confirmed=True)
            session = client.session
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
            session.save()
        return client
