"""A mail room on each database, for every test here."""

import pytest

from archives import SqliteTemplate, opened
from mailrooms import Clock, make_room


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request, tmp_path):
    template = request.getfixturevalue("sqlite_template" if request.param == "sqlite" else "postgres")
    for store in opened(template, tmp_path):
        yield make_room(store.alias)


@pytest.fixture
def clock():
    return Clock()
