"""The table of governing words."""

import pytest

from readout.codebook.modality import Effect, parse_modality
from readout.errors import CodebookError

HEAD = "kind,words,effect\n"


def test_a_row_gives_each_of_its_words_the_effect():
    book = parse_modality({"0/modality.csv": HEAD + "verb,Rule out|deny,denied\n"})
    assert book.effect("verb", "rule out") is Effect.DENIED
    assert book.effect("verb", "unheard", "deny") is Effect.DENIED
    assert book.effect("noun", "deny") is None


def test_a_standoffs_word_replaces_the_general_one():
    book = parse_modality(
        {"0/modality.csv": HEAD + "verb,table,raised\n", "1/modality.csv": HEAD + "verb,table,said\n"}
    )
    assert book.effect("verb", "table") is Effect.SAID


@pytest.mark.parametrize(
    ("row", "complaint"), [("werb,deny,denied", "kind of word"), ("verb,deny,refused", "no effect")]
)
def test_a_wrong_cell_is_named_with_its_line(row, complaint):
    with pytest.raises(CodebookError, match=complaint) as error:
        parse_modality({"modality.csv": HEAD + row + "\n"})
    assert error.value.line == 2
