import pytest

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.codebook import Codebook
from readout.records import Span
from readout.tokens import Parse


@pytest.fixture(scope="session")
def tagger() -> SpacyTagger:
    return SpacyTagger()


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """The package's own codebook, without a standoff."""
    return load_codebook()


@pytest.fixture(scope="session")
def parse(tagger):
    """Parse a text whose paragraphs stand between blank lines."""

    def parse_text(text: str) -> Parse:
        blocks, start = [], 0
        for piece in text.split("\n\n"):
            if piece.strip():
                blocks.append(Span(start, start + len(piece)))
            start += len(piece) + 2
        return tagger.tag(text, blocks)

    return parse_text


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A PostgreSQL server for the whole session; every test takes a database of its own."""
    from archives import PostgresServer  # noqa: PLC0415 -- only tests of the archive pay for the database layer

    with PostgresServer(tmp_path_factory.mktemp("postgres")) as server:
        yield server


def pytest_configure(config):
    """Django's settings are set once a process: those of the desk's server hold for tests of the archive, too."""
    from desks import settle  # noqa: PLC0415 -- found once pytest has read its own settings

    settle()


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory):
    from desks import DeskTemplate  # noqa: PLC0415 -- only tests of pages pay for it

    return DeskTemplate(tmp_path_factory.mktemp("desks"))


@pytest.fixture
def desk(desk_template, tmp_path):
    """A desk with two weeks of the example in it: `desk.sign_in("editor")` gives a browser, `desk.archive` the rest."""
    return desk_template.open(tmp_path / "desk")


@pytest.fixture
def empty_desk(desk_template, tmp_path):
    """A desk without an article."""
    return desk_template.open(tmp_path / "empty-desk", empty=True)
