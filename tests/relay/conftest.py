"""A mail room on each database, a folder that Postfix's own users can enter, and a server behind the relay."""

import shutil
import tempfile
from pathlib import Path

import pytest
from postfix import running_postfix

from archives import SqliteTemplate, opened
from hostile_sink import Choosy, Sink
from mailrooms import make_room


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request, tmp_path):
    template = request.getfixturevalue("sqlite_template" if request.param == "sqlite" else "postgres")
    for store in opened(template, tmp_path):
        yield make_room(store.alias)


@pytest.fixture
def sink(tmp_path):
    """Where the relay hands everything on: it keeps what it gets, and refuses those who are gone."""
    with Sink(tmp_path / "kept.jsonl", keeper=Choosy) as sink:
        yield sink


@pytest.fixture
def relay(sink):
    folder = Path(tempfile.mkdtemp(prefix="readout-postfix-"))
    folder.chmod(0o755)
    with running_postfix(folder, sink.port) as relay:
        yield relay
    shutil.rmtree(folder)
