"""What an archive knows again, what it takes for an edit, and what it adds."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factories import make_article
from memory_archive import MemoryArchive
from readout.actions.intake import take_in
from readout.records import Capture, Problem

NOW = datetime(2031, 3, 7, tzinfo=UTC)
LINK = "https://post.example/ferry"


def make_capture(article_id: str = "a", text: str = "Ships lay in port.", **fields: object) -> Capture:
    guid = fields.pop("guid", None)
    told = {"outlet_id": "post", "title": "Ferry line", "published": "2031-03-05"} | fields
    return Capture(make_article(text, id=article_id, **told), guid, None, ())


@pytest.fixture
def take(codebook):
    archive = MemoryArchive()

    def take_them(*captures: Capture) -> dict[str, int]:
        return dict(take_in(captures, archive, codebook.links, NOW))

    take_them.archive = archive
    return take_them


SAME = make_capture(guid="g", url=LINK)
EDITED = "Ships lay in another port."


@pytest.mark.parametrize(
    ("second", "becomes"),
    [
        (SAME, "known"),
        (make_capture("b", guid="g", url=LINK), "known"),
        (make_capture("b", "Ships  lay\nin port.", guid="g"), "known"),
        (make_capture("b", guid="g", published=None), "known"),
        (make_capture("b", EDITED, guid="g", url="https://post.example/moved"), "edited"),
        (make_capture("b", guid="g", title="Ferry line closed"), "edited"),
        (make_capture("b", guid="g", published="2031-03-04"), "edited"),
        (make_capture("b", EDITED, url=LINK), "edited"),
        (make_capture("b", EDITED, url="http://www.post.example/ferry/?utm_source=mail&fbclid=1#top"), "edited"),
        (make_capture("b", EDITED, url="https://post.example/ferry?id=2"), "added"),
        (make_capture("b", EDITED), "edited"),
        (make_capture("b", EDITED, title="FERRY line!"), "edited"),
        (make_capture("b", EDITED, published="2031-03-06"), "added"),
        (make_capture("b", EDITED, outlet_id="herald"), "added"),
        (make_capture("b", EDITED, guid="h", url=LINK + "/2"), "added"),
        (make_capture("b", EDITED, guid="g", outlet_id="herald"), "added"),
        (make_capture("b", EDITED, published=None), "added"),
    ],
)
def test_an_article_is_known_by_guid_then_link_then_title_and_day(take, second, becomes):
    assert take(SAME) == {"added": 1}
    assert take(second) == {becomes: 1}
    assert len(take.archive.load_versions("a")) == (2 if becomes == "edited" else 1)


def test_a_text_without_guid_link_or_day_is_known_by_what_it_says(take):
    bare = make_capture("x", outlet_id=None, title="", published=None)
    assert take(bare) == {"added": 1}
    assert take(bare) == {"known": 1}


def test_an_edit_keeps_the_id_of_its_article_and_of_the_doubts_about_it(take):
    take(SAME)
    doubt = Problem("b", "metadata", "no day", None)
    take(replace(make_capture("b", EDITED, guid="g"), doubts=(doubt,)))
    first, second = take.archive.load_versions("a")
    assert (first.article.text, second.article.text) == ("Ships lay in port.", EDITED)
    assert second.doubts == (replace(doubt, article_id="a"),)


def test_versions_given_again_in_any_order_are_known(take):
    captures = [SAME, make_capture("b", EDITED, guid="g")]
    assert take(*captures) == {"added": 1, "edited": 1}
    assert take(*captures) == {"known": 2}


def test_a_page_that_goes_back_to_what_it_said_is_a_version_again(take):
    captures = [make_capture(text=text, guid="g", fetched_at=NOW) for text in ("One.", "Two.", "One.", "One.")]
    assert take(*captures) == {"added": 1, "edited": 2, "known": 1}


def test_another_article_under_a_known_id_gets_an_id_of_its_own(take):
    take(make_capture("1", guid="1"))
    take(make_capture("1", "Grain is dear.", guid="1", outlet_id="herald", title="Grain"))
    names = [version.article.id for version, _ in take.archive.walk_versions()]
    assert names[0] == "1"
    assert names[1].startswith("1-")


def test_an_id_too_long_to_list_is_shortened(take):
    take(make_capture("x" * 5000, guid="x" * 5000))
    (version,) = [version for version, _ in take.archive.walk_versions()]
    assert len(version.article.id) == 209


def test_the_bytes_of_a_page_are_kept(take):
    take(replace(SAME, page=b"<html>"))
    assert list(take.archive.kept.pages.values()) == [b"<html>"]
