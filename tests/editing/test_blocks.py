"""An edition begins as the items of its brief, each with its receipts, under ids that say what it tells."""

from dataclasses import replace
from datetime import date

import pytest

from editions import make_blocks, make_edition, make_plain_edition
from factories import make_brief
from readout.codes import BlockKind
from readout.editing.blocks import split_blocks
from readout.editing.freezing import (
    current_blocks,
    digest_edition,
    name_slug,
    reword,
    walk_edition_lines,
    write_title,
)
from readout.records import Correction
from whole_brief import ARTICLES, NORTH, make_whole_brief

BY_ID = {article.id: article for article in ARTICLES}


def test_every_item_of_a_brief_is_a_block_with_receipts():
    brief = make_whole_brief()
    blocks = split_blocks(brief, BY_ID)
    assert [block.kind for block in blocks] == [kind for kind in BlockKind if kind is not BlockKind.COMMENT]
    assert all(line.sentence.citations for _, line in walk_edition_lines(blocks) if line.sentence.author != "editor")
    by_kind = {block.kind: block for block in blocks}
    assert by_kind[BlockKind.MEETING].subject_id == "u1"
    assert by_kind[BlockKind.STATEMENT].by == "Ada Orlo, envoy"
    assert by_kind[BlockKind.POSITION].by == "Southmark"
    assert by_kind[BlockKind.DEVELOPMENT].heading.sentence == brief.developments[0].headline


def test_the_same_brief_gives_the_same_blocks_and_no_id_twice():
    brief = make_whole_brief(takeaways=make_whole_brief().takeaways * 2, quantities=make_whole_brief().quantities * 2)
    blocks = split_blocks(brief, BY_ID)
    assert blocks == split_blocks(brief, BY_ID)
    ids = [block.id for block in blocks] + [line.id for _, line in walk_edition_lines(blocks)]
    assert len(ids) == len(set(ids))


def test_a_forecast_whose_words_are_not_at_hand_is_left_out():
    blocks = split_blocks(make_whole_brief(), {NORTH.id: NORTH})
    assert BlockKind.FORECAST not in {block.kind for block in blocks}


def test_an_editors_words_keep_the_machines_beside_them_and_its_receipts():
    line = split_blocks(make_whole_brief(), BY_ID)[1].lines[0]
    reworded = reword(reword(line, "They agreed."), "They agreed to talk.")
    assert (reworded.sentence.author, reworded.machine) == ("editor", line.sentence)
    assert reworded.sentence.citations == line.sentence.citations
    assert reworded.id == line.id
    assert reword(reworded, line.sentence.text) == line


@pytest.mark.parametrize(
    ("first", "last", "publishing_day", "slug"),
    [
        (date(2031, 2, 28), date(2031, 3, 6), 5, "2031-w10"),
        (date(2031, 2, 28), date(2031, 3, 6), 1, "2031-02-28-to-2031-03-06"),
        (date(2031, 3, 1), date(2031, 3, 3), 2, "2031-03-01-to-2031-03-03"),
        (date(2030, 12, 27), date(2031, 1, 2), 5, "2031-w01"),
    ],
)
def test_an_edition_is_named_by_its_week_else_by_its_days(first, last, publishing_day, slug):
    assert name_slug(make_brief(first_day=first, last_day=last), publishing_day) == slug


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2031, 3, 1), date(2031, 3, 7), "1 to 7 March 2031"),
        (date(2031, 2, 28), date(2031, 3, 6), "28 February to 6 March 2031"),
        (date(2030, 12, 27), date(2031, 1, 2), "27 December 2030 to 2 January 2031"),
    ],
)
def test_an_edition_is_called_by_its_question_and_days(first, last, days):
    assert write_title(make_brief(first_day=first, last_day=last)) == f"Talks or war? {days}"
    assert write_title(make_brief()) == "Talks or war?"


def test_a_digest_is_of_what_was_published_and_not_of_what_was_corrected():
    edition = make_edition()
    assert edition.digest == digest_edition(edition)
    assert (
        digest_edition(replace(edition, corrections=(Correction("Two.", "ed", edition.published_at),)))
        == edition.digest
    )
    assert digest_edition(replace(edition, title="Another")) != edition.digest


def test_a_corrected_line_has_the_words_of_now_and_its_receipts():
    blocks = make_blocks(make_whole_brief())
    line = blocks[1].lines[0]
    told = Correction(
        "It was the 4th.", "ed", make_plain_edition().published_at, line.id, line.sentence.text, "On the 4th."
    )
    edition = make_edition(corrections=(told, replace(told, line_id=None, now=None)))
    corrected = current_blocks(edition)[1].lines[0]
    assert corrected.sentence.text == "On the 4th."
    assert corrected.sentence.citations == line.sentence.citations
    assert corrected.machine == line.machine
    assert edition.blocks == blocks
    assert current_blocks(make_edition()) == blocks
