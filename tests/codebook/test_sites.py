"""What a site's file says, what it leaves out, and what it may not say."""

from importlib import resources

import pytest

from readout.codebook.sites import ADDRESS, parse_site
from readout.errors import CodebookError


def test_a_site_without_a_word_is_named_after_its_standoff():
    site = parse_site("", "the strait")
    assert (site.address, site.title, site.contact, site.search) == (ADDRESS, "the strait", None, False)
    assert (site.podcast.day, site.podcast.hour, site.podcast.voice) == (1, 6, "espeak-ng")
    assert "the strait" in site.about


def test_what_a_site_says_is_kept_and_its_address_ends_in_a_slash():
    site = parse_site(
        'address = "https://brief.example/weekly"\ncontact = "a@b.example"\n[podcast]\nday = "Friday"', "x"
    )
    assert site.address == "https://brief.example/weekly/"
    assert site.host == "brief.example"
    assert (site.contact, site.podcast.day) == ("a@b.example", 5)


def test_a_new_desk_has_a_site_that_can_be_read():
    text = (resources.files("readout.adapters.desks") / "new" / "site.toml").read_text("utf-8")
    assert parse_site(text, "x").address == ADDRESS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 'red'", "does not know 'colour'; it knows about, address"),
        ("address = 'brief.example'", "must be an address such as https://brief.example/"),
        ("address = 'https://b.example/?a=1'", "must be an address"),
        ("contact = 'nobody'", "contact must be a mail address, not 'nobody'"),
        ("search = 'yes'", "search must be true or false"),
        ("title = 3", "title must be a text in quotation marks"),
        ("podcast = 3", "podcast must be a table"),
        ("[podcast]\nday = 'someday'", "day must be one of monday"),
        ("[podcast]\nhour = 24", "hour must be a whole number from 0 to 23"),
        ("[podcast]\ntune = 'x'", "does not know 'tune'"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(text, told):
    with pytest.raises(CodebookError, match=r"site\.toml") as error:
        parse_site(text, "x")
    assert told in str(error.value)
