import pytest

from readout.codebook.cues import CueKind, Takes, parse_cues
from readout.errors import CodebookError

HEADER = "cue,form,kind,takes\n"


def test_a_cue_with_a_particle_comes_before_the_bare_verb():
    book = parse_cues({"0/cues.csv": HEADER + "point,verb,say,clause\npoint out,verb,say,clause\n"})
    assert [cue.words for cue in book.find("point", "verb")] == [("point", "out"), ("point",)]


def test_a_standoffs_row_replaces_the_general_one():
    book = parse_cues(
        {"0/cues.csv": HEADER + "vow,verb,say,clause\n", "1/cues.csv": HEADER + "vow,verb,promise,infinitive\n"}
    )
    (cue,) = book.find("vow", "verb")
    assert (cue.kind, cue.takes) == (CueKind.PROMISE, {Takes.INFINITIVE})


def test_what_is_thought_or_shown_is_no_speech(codebook):
    assert not codebook.cues.find("believe", "verb")[0].is_speech
    assert codebook.cues.find("say", "verb")[0].is_speech


@pytest.mark.parametrize("row", ["say,adverb,say,clause", "say,verb,sing,clause", "say,verb,say,tune"])
def test_an_unknown_form_kind_or_complement_is_refused_with_its_line(row):
    with pytest.raises(CodebookError, match=r"cues\.csv, line 2"):
        parse_cues({"cues.csv": HEADER + row + "\n"})
