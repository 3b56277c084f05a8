import pytest

from readout.codebook.accounts import parse_accounts
from readout.errors import CodebookError

WHOLE = """
[asked]
before_name = ["at the request of"]
owned = ["request"]
verbs = ["asked for"]
meetings = ["call"]
relative = ["asked for"]
[outcome]
agreed = ["agreed to"]
discussed = ["discussed the possibility"]
[mended]
words = ["not"]
[moved_on]
words = ["up from"]
[rescheduled]
words = ["put off"]
[denied]
words = ["no sign of"]
[negated]
words = ["no"]
[lasted]
words = ["lasted"]
[wanted]
words = ["demanded"]
[same]
rows = [["call", "telephone"], ["talks", "call"]]
"""


def test_words_become_patterns_that_mind_edges_and_not_capitals():
    book = parse_accounts(WHOLE)
    assert book.asked_verb.search("She Asked for the call.")
    assert not book.asked_verb.search("She asked for the callbox.")
    assert book.asked_owned.search("at the minister’s request")
    assert book.denied.search("There was no  sign of it.")


def test_words_of_one_meaning_lead_to_the_first_of_their_row():
    assert parse_accounts(WHOLE).same == {"call": "call", "telephone": "call", "talks": "talks"}


def test_rows_that_are_none_are_told():
    with pytest.raises(CodebookError, match="rows must be a list of lists of words"):
        parse_accounts(WHOLE.replace('[["call", "telephone"], ["talks", "call"]]', '["call"]'))


@pytest.mark.parametrize("broken", [WHOLE.replace('["agreed to"]', "[]"), WHOLE.replace("[mended]", "[menders]")])
def test_a_missing_or_empty_list_is_told(broken):
    with pytest.raises(CodebookError, match="must be a list of words"):
        parse_accounts(broken)
