from pathlib import Path

import pytest

import readout
from readout.codebook.positions import parse_positions
from readout.codes import PositionKind
from readout.errors import CodebookError

FOLDER = Path(readout.__file__).parent / "codebooks"
HEAD = "words,form,kind,negated,takes,voice\n"


@pytest.fixture(scope="module")
def lists():
    """The packaged word lists, which every table of cues is read with."""
    return (FOLDER / "positions.toml").read_text("utf-8")


def test_a_cue_is_found_by_form_and_first_word(codebook):
    (cue,) = codebook.positions.find("verb", "rule")
    assert (cue.words, cue.kind) == (("rule", "out"), PositionKind.REFUSAL)


def test_what_only_its_negation_takes_has_no_kind_of_its_own(codebook):
    (cue,) = codebook.positions.find("verb", "tolerate")
    assert (cue.kind, cue.negated) == (None, PositionKind.REFUSAL)


def test_the_longest_markers_of_a_condition_come_first(codebook):
    sizes = [len(marker) for marker in codebook.positions.markers]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ask,adverb,demand,,object,speech", "form is one of"),
        ("ask,verb,wish,,object,speech", "not a valid PositionKind"),
        ("ask,verb,demand,,object:nowhere,speech", "is no list"),
        ("ask,verb,demand,,object,shouting", "voice of"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(lists, row, says):
    with pytest.raises(CodebookError, match=says):
        parse_positions(HEAD + row, lists)


def test_a_missing_list_is_named():
    with pytest.raises(CodebookError, match="needs 'guarantee'"):
        parse_positions(HEAD, "[lists]\n")
