"""Three archives, one after the other, for every test of the contract."""

import pytest

from archives import SqliteTemplate, opened
from memory_archive import MemoryArchive


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def archive(request, tmp_path):
    if request.param == "memory":
        yield MemoryArchive()
        return
    template = request.getfixturevalue("sqlite_template" if request.param == "sqlite" else "postgres")
    yield from opened(template, tmp_path)
