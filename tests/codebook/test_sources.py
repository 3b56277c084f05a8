"""sources.toml: where articles come from, and what an editor is told when a line is wrong."""

import pytest

from readout.codebook.sources import parse_sources
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source

GOOD = """
[ledger]
kind = "feed"
address = "https://ledger.example/feed"
outlet = "pellane-ledger"

[box]
kind = "files"
address = "inbox"
every_hours = 24
"""


def read(text: str):
    return parse_sources({"sources.toml": text}, frozenset({"pellane-ledger"}))


def test_sources_come_in_order_of_id_with_their_pace():
    assert read(GOOD) == (
        Source("box", SourceKind.FILES, "inbox", None, 24),
        Source("ledger", SourceKind.FEED, "https://ledger.example/feed", "pellane-ledger", 3),
    )


def test_a_standoff_without_the_file_has_no_sources():
    assert parse_sources({}, frozenset()) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 1", r"must be a table: \[a\]"),
        ('[a]\nkind = "feed"\nurl = "https://a.example"', "does not know 'url'; it knows kind, address"),
        ('[a]\nkind = "rss"\naddress = "https://a.example"', 'kind must be one of "feed", "sitemap", "page", "files"'),
        ('[a]\nkind = "feed"', "needs an address"),
        ('[a]\nkind = "feed"\naddress = "a.example/feed"', "must begin with https://"),
        ('[a]\nkind = "files"\naddress = "https://a.example"', "has a web address"),
        ('[a]\nkind = "feed"\naddress = "https://a.example"\noutlet = "x"', "which outlets.toml does not have"),
        ('[a]\nkind = "feed"\naddress = "https://a.example"\nevery_hours = 0', "from 1 to 168"),
        ('[a]\nkind = "feed"\naddress = "https://a.example"\nevery_hours = true', "from 1 to 168"),
        ("[a", "is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(text, words):
    with pytest.raises(CodebookError, match=words):
        read(text)
