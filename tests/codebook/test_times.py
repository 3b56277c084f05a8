"""The time rules as an editor writes them: what can be said, and what is refused with the place named."""

import re

import pytest

from readout.codebook.time_patterns import Lexicon, compile_pattern
from readout.codebook.times import parse_times
from readout.errors import CodebookError

WORDS = {"MONTH": {"may": 5, "june": 6}, "UNIT": {"day": "D"}}


def matches(pattern, *words, macros=None):
    lexicon = Lexicon(values=WORDS, macros=macros or {})
    compiled = re.compile(compile_pattern(pattern, lexicon))
    digits = {"7": "a", "1998": "g"}
    found = compiled.fullmatch("".join(digits.get(word) or lexicon.sign(word) for word in words))
    return found is not None


@pytest.mark.parametrize(
    ("pattern", "words", "fits"),
    [
        ("the day", ("the", "day"), True),
        ("the? day", ("day",), True),
        ("MONTH D12", ("june", "7"), True),
        ("MONTH D12", ("june", "1998"), False),
        ("( MONTH | UNIT ) YEAR", ("day", "1998"), True),
        ("day ( and day )*", ("day", "and", "day", "and", "day"), True),
        ("day !day day?", ("day", "day"), False),
    ],
)
def test_a_pattern_says_which_words_may_follow_each_other(pattern, words, fits):
    assert matches(pattern, *words) is fits


def test_a_macro_stands_for_a_pattern():
    assert matches("DATE YEAR", "june", "7", "1998", macros={"DATE": "( MONTH D12 )"})


def test_a_slot_may_be_named_twice():
    assert matches("( month:MONTH D12 | D12 month:MONTH )", "7", "june")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[rule]]\nname = "r"\nkind = "feast"\nmatch = "day"', "rule r: kind must be one of"),
        ('[[rule]]\nname = "r"\nkind = "set"\nmatch = "( day"', "rule r:"),
        ('[[rule]]\nname = "r"\nkind = "set"\nmatch = "FORTNIGHTS"', "no class or macro is called FORTNIGHTS"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(text, reason):
    with pytest.raises(CodebookError, match=re.escape(reason)):
        parse_times({"timex.toml": text})


def test_a_zone_knows_its_offset(codebook):
    zone = codebook.times.zones["moscow time"]
    assert (zone.name, zone.offset, zone.summer) == ("Europe/Moscow", 180, None)
