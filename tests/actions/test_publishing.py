"""What is published cites kept versions, and cites them for ever."""

from dataclasses import replace

import pytest

from editions import AT, keep_articles, publish_whole
from memory_archive import MemoryArchive
from readout.actions.publishing import correct_edition, load_sources, make_correction, make_ready, publish_edition
from readout.codes import Genre
from readout.corpus.identity import digest_words
from readout.editing.freezing import digest_edition
from readout.errors import ArchiveError, DraftError
from readout.records import Correction, Version
from readout.rendering.receipts import find_citations
from readout.spans import bears_out
from whole_brief import ARTICLES, NORTH, make_whole_brief


@pytest.fixture
def archive() -> MemoryArchive:
    archive = MemoryArchive()
    keep_articles(archive)
    return archive


def add_edit(archive: MemoryArchive, **fields: str) -> None:
    edited = replace(NORTH, **fields)
    archive.add_versions([(Version(edited, 2, digest_words(edited), None, AT, ()), ())])


def test_an_edition_is_kept_under_the_next_number_with_its_digest(archive):
    first, second = publish_whole(archive, 1), publish_whole(archive, 2)
    assert (first.number, second.number) == (1, 2)
    assert archive.load_edition(slug="2031-w10") == first
    assert first.digest == digest_edition(first)


def test_every_receipt_is_of_a_version_that_is_named(archive):
    edition = publish_whole(archive)
    articles = load_sources(archive, edition)
    assert all(bears_out(each, articles[each.article_id].text) for each in find_citations(edition))
    assert [(one.article_id, one.number, one.genre) for one in edition.sources] == [
        ("South/2", 1, Genre.NEWS), ("north-1", 1, Genre.NEWS),
    ]  # fmt: skip


def test_an_edit_between_brief_and_edition_leaves_the_receipts_with_the_version_they_are_of(archive):
    add_edit(archive, text="Nothing of it is left.")
    edition = publish_whole(archive)
    assert {one.article_id: one.number for one in edition.sources}["north-1"] == 1
    assert load_sources(archive, edition)["north-1"].text == NORTH.text


def test_an_edit_that_leaves_what_is_cited_alone_is_cited_in_its_latest_version(archive):
    add_edit(archive, title="Talks are agreed")
    assert {one.article_id: one.number for one in publish_whole(archive).sources}["north-1"] == 2


def test_what_no_kept_version_bears_out_is_not_published():
    with pytest.raises(ArchiveError, match="no kept version has the"):
        publish_whole(MemoryArchive())


def test_a_version_that_changed_since_is_told(archive):
    edition = publish_whole(archive)
    damaged = replace(edition, sources=tuple(replace(one, digest="x") for one in edition.sources))
    with pytest.raises(ArchiveError, match="is not what edition 1 cites"):
        load_sources(archive, damaged)


def test_a_brief_as_it_stands_is_an_edition_under_the_days_it_gave(archive):
    ready = make_ready(make_whole_brief(), ARTICLES, 5, "ed", AT)
    edition = publish_edition(archive, ready, {"north-1": "2031-03-04/2031-03-05"}, AT)
    assert (edition.slug, edition.title) == ("2031-03-04-to-2031-03-05", "Talks or war? 4 to 5 March 2031")
    assert load_sources(archive, edition)["north-1"].published == "2031-03-04/2031-03-05"
    assert load_sources(archive, edition)["South/2"].published == "2031-03-05"


def test_a_line_is_put_right_from_its_words_as_they_stand(archive):
    edition = publish_whole(archive)
    line = edition.blocks[0].lines[0]
    first = make_correction(archive, 1, " Two, \n not one. ", "ed", AT, line.id, "Two passages tell of this.")
    assert (first.text, first.was, first.now) == ("Two, not one.", line.sentence.text, "Two passages tell of this.")
    correct_edition(archive, 1, first)
    again = make_correction(archive, 1, "Three.", "ed", AT, line.id, "Three passages tell of this.")
    assert again.was == "Two passages tell of this."
    assert make_correction(archive, 1, "All of it.", "ed", AT) == Correction("All of it.", "ed", AT)


@pytest.mark.parametrize(
    ("words", "line", "now", "told"),
    [(" ", None, None, "public words"), ("x", "l-none", "y", "no line 'l-none'"), ("x", "own", " ", "as it is now")],
)
def test_a_correction_that_says_nothing_is_refused(archive, words, line, now, told):
    own = publish_whole(archive).blocks[0].lines[0].id
    with pytest.raises(DraftError, match=told):
        make_correction(archive, 1, words, "ed", AT, own if line == "own" else line, now)


def test_a_correction_is_added_and_nothing_else_changes(archive):
    edition = publish_whole(archive)
    correction = Correction("It was the 4th.", "ed", AT)
    assert correct_edition(archive, 1, correction) == replace(edition, corrections=(correction,))
    with pytest.raises(ArchiveError, match="no edition 7"):
        correct_edition(archive, 7, correction)
