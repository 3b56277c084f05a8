"""What a desk's own files say, and what is told of a slip in them."""

import pytest

from readout.codebook.desks import parse_schedule, parse_sources
from readout.codes import SourceKind
from readout.errors import CodebookError
from readout.records import Source


@pytest.mark.parametrize(("text", "day"), [("", 5), ('publishing_day = "Monday"', 1), ('publishing_day = "sunday"', 7)])
def test_the_publishing_day_is_friday_unless_told(text, day):
    assert parse_schedule(text).publishing_day == day


def test_sources_are_read_in_order_of_id():
    text = """
    [zulu]
    kind = "files"
    address = "in"
    [alpha]
    kind = "feed"
    address = "https://post.example/rss"
    outlet = "post"
    every_hours = 2
    """
    assert parse_sources(text).sources == (
        Source("alpha", SourceKind.FEED, "https://post.example/rss", "post", 2),
        Source("zulu", SourceKind.FILES, "in", None, 6),
    )


def test_a_desk_says_how_it_can_be_reached_and_which_of_its_own_addresses_may_be_asked():
    told = parse_sources('contact = " desk@post.example "\ntrusted = "10.0.0.5:8080"')
    assert (told.sources, told.contact, told.trusted) == ((), "desk@post.example", "10.0.0.5:8080")
    assert parse_sources("").contact is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1", "'x' must be a table"),
        ('[x]\nkind = "radio"\naddress = "a"', "kind must be one of feed, sitemap, page, files"),
        ('[x]\nkind = "feed"', "needs an address"),
        ('[x]\nkind = "feed"\naddress = "a"\nurl = "b"', "does not know 'url'"),
        ('[x]\nkind = "feed"\naddress = "a.example/rss"', "needs an address that begins with https://"),
        ('[x]\nkind = "files"\naddress = "https://a.example"', "needs a path in the desk's folder"),
        ('[x]\nkind = "feed"\naddress = "https://a"\noutlet = 3', "outlet must be a text"),
        ('[x]\nkind = "feed"\naddress = "https://a"\nevery_hours = 0', "every_hours must be a whole number"),
    ],
)
def test_a_slip_in_the_sources_is_told(text, told):
    with pytest.raises(CodebookError, match=told):
        parse_sources(text)


@pytest.mark.parametrize("text", ['publishing_day = "someday"', "publishing_day = 5", 'day = "friday"'])
def test_a_slip_in_the_schedule_is_told(text):
    with pytest.raises(CodebookError, match=r"schedule\.toml"):
        parse_schedule(text)
