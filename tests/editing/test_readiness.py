"""A draft is ready when every line can be followed to its words, and those who do not see the page can read it."""

from dataclasses import replace
from datetime import date

import pytest

from editions import AT
from factories import make_record
from readout.codes import Agreement, BlockKind, ChangeKind
from readout.editing.blocks import make_block, split_blocks
from readout.editing.readiness import check_draft, check_page, measure_grade
from readout.editing.revising import Content, apply_change
from readout.records import Change, Comparison, Draft, Due, Point, Story
from whole_brief import ARTICLES, make_whole_brief

BRIEF = make_whole_brief(changes=())
BY_ID = {article.id: article for article in ARTICLES}
BLOCKS = split_blocks(BRIEF, BY_ID)
DRAFT = Draft("d", "d", BRIEF, BLOCKS, (), "ed", AT)
CONTENT = Content("Talks", "en", Due(date(2031, 3, 7), "06:00", "UTC"), BLOCKS)
FIRST = next(block for block in BLOCKS if block.kind is BlockKind.DEVELOPMENT)


def reworded(text: str) -> Content:
    change = Change(ChangeKind.REWORD, FIRST.id, FIRST.lines[0].id, text=text)
    return apply_change(DRAFT, CONTENT, change, "ed")


def find(content: Content, brief=BRIEF, **given: object) -> list[tuple[str, bool]]:
    return [(one.check, one.stops) for one in check_draft(content, brief, BY_ID, **given)]


def test_a_brief_as_it_stands_is_ready():
    assert [one for one in find(CONTENT) if one[1]] == []


def test_comments_alone_are_no_edition():
    assert find(replace(CONTENT, blocks=())) == [("receipt", True)]


def test_a_line_without_receipt_stops_and_a_comment_does_not():
    line = replace(FIRST.lines[0], sentence=replace(FIRST.lines[0].sentence, author="editor", citations=()))
    bare = replace(CONTENT, blocks=(replace(FIRST, lines=(line,)), BLOCKS[0]))
    assert ("receipt", True) in find(bare)
    comment = make_block(BlockKind.COMMENT, None, (line.sentence,))
    assert ("receipt", True) not in find(replace(CONTENT, blocks=(comment, BLOCKS[0])))


def test_a_receipt_that_is_not_borne_out_stops():
    changed = {key: replace(one, text=one.text.replace("agreed", "argued")) for key, one in BY_ID.items()}
    assert ("receipt", True) in [(one.check, one.stops) for one in check_draft(CONTENT, BRIEF, changed)]


@pytest.mark.parametrize(
    ("words", "stops"),
    [
        ("They will “hold talks”.", False),
        ("They “agreed, on 3 March 2031” to it.", False),
        ("They will “hold long talks”.", True),
        ('They will "hold long talks".', True),
        ("They will hold long talks.", False),
    ],
)
def test_what_an_editor_quotes_stands_in_a_receipt_word_for_word(words, stops):
    assert (("quotation", True) in find(reworded(words))) is stops


def test_one_origin_and_a_conflict_of_dates_are_pointed_out():
    point = Point("x", Agreement.CONFLICT, "date", (), ())
    story = make_record(Story, id=FIRST.subject_id, origins=1)
    brief = make_whole_brief(stories=(story,), comparisons=(Comparison(FIRST.subject_id, (point,)),))
    assert {("origin", False), ("date", False)} <= set(find(CONTENT, brief))
    assert ("origin", False) not in find(CONTENT, make_whole_brief(stories=(replace(story, origins=2),)))


def test_a_mail_that_readers_would_see_half_of_is_pointed_out():
    assert ("size", False) in find(CONTENT, size=95_001)
    assert ("size", False) not in find(CONTENT, size=95_000)


def test_an_editors_long_sentences_are_pointed_out():
    hard = "Notwithstanding considerable institutional deliberation, representatives " * 7 + "concluded."
    assert ("grade", False) in find(reworded(hard))
    assert ("grade", False) not in find(reworded("They met. They spoke. They left. " * 6))
    assert measure_grade("Few words.") is None


@pytest.mark.parametrize(
    ("page", "checks"),
    [
        ('<html lang="en"><h1>A</h1><h2>B</h2><a href="x">c</a><img alt="" src="y"></html>', []),
        ("<html><h1>A</h1></html>", ["accessibility"]),
        ('<html lang="en"><img src="y"></html>', ["alternative"]),
        ('<html lang="en"><svg><path/></svg></html>', ["alternative"]),
        ('<html lang="en"><svg><title>t</title></svg><svg aria-label="x"></svg></html>', []),
        ('<html lang="en"><h1>A</h1><h3>B</h3></html>', ["accessibility"]),
        ('<html lang="en"><a href="x"> </a><a href="y" aria-label="z"></a></html>', ["accessibility"]),
    ],
)
def test_a_page_has_words_for_those_who_do_not_see_it(page, checks):
    assert [one.check for one in check_page(page.encode())] == checks
