import pytest

from readout.codebook.meetings import parse_meetings
from readout.codes import MeetingStatus
from readout.errors import CodebookError


def test_a_noun_has_a_kind_and_a_verb_a_frame():
    book = parse_meetings({"0/meetings.toml": '[nouns]\ncall = ["call", "video call"]\n[verbs]\nmeets = ["meet"]'})
    assert (book.nouns["video call"], book.verbs["meet"]) == ("call", "meets")


def test_a_refusal_lends_no_status():
    book = parse_meetings({"0/meetings.toml": '[objects]\nheld = ["hold"]\nrefused = ["reject"]'})
    assert dict(book.objects) == {"hold": MeetingStatus.HELD, "reject": None}


def test_a_standoff_adds_words_and_wins_over_the_general_ones():
    general, own = '[nouns]\ntalks = ["jirga"]', '[nouns]\nsummit = ["jirga", "loya"]'
    book = parse_meetings({"0/meetings.toml": general, "1/meetings.toml": own})
    assert dict(book.nouns) == {"jirga": "summit", "loya": "summit"}


@pytest.mark.parametrize(
    "text",
    ["[noun]\ncall = []", "[nouns]\nchat = []", '[nouns]\ncall = "call"', "[nouns]\ncall = [1]", "nouns = 1", "["],
)
def test_what_cannot_be_read_is_named(text):
    with pytest.raises(CodebookError, match=r"meetings\.toml"):
        parse_meetings({"0/meetings.toml": text})


def test_a_deputy_minister_is_an_official(codebook):
    levels = dict(codebook.meetings.levels)
    words = [word for word, _ in codebook.meetings.levels]
    assert levels["deputy"] == "officials"
    assert words.index("deputy") < words.index("minister")
