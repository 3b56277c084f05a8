from pathlib import Path

import pytest

import readout
from readout.codebook.movements import parse_movements
from readout.errors import CodebookError

TEXT = (Path(readout.__file__).parent / "codebooks" / "movements.toml").read_text("utf-8")


def test_words_of_one_meaning_lead_to_the_first_of_their_row():
    book = parse_movements(TEXT)
    assert {book.first[word] for word in ("take down", "dismantled", "removal")} == {"remove"}


def test_opposite_deeds_are_opposite_either_way():
    book = parse_movements(TEXT)
    assert {("close", "open"), ("open", "close")} <= book.opposite


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("[same]", "[alike]", "needs 'rows'"),
        ('pairs = [["close", "open"]', 'pairs = [["close"]', "two words each"),
        ('part = ["some"', "part = [1", "must be words"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(before, after, says):
    assert before in TEXT
    with pytest.raises(CodebookError, match=says):
        parse_movements(TEXT.replace(before, after))
