import pytest

from readout.analysis.timex import find_timexes
from readout.analysis.timex.derived import find_derived_lengths
from readout.spans import passage


@pytest.mark.parametrize(
    ("text", "value", "span"),
    [
        (
            "The call began at 9 a.m. on Friday. It ended at 10:15 a.m. the same day.",
            "PT75M",
            "9 a.m. on Friday. It ended at 10:15 a.m. the same day",
        ),
        (
            "The session convened at 3:35 p.m. Eastern time, which is 11:35 p.m. Moscow time. It ended at 12:25 a.m.",
            "PT50M",
            "11:35 p.m. Moscow time. It ended at 12:25 a.m.",
        ),
        (
            "The call began at 22:30 Moscow time (19:30 UTC) and ended at 00:15.",
            "PT105M",
            "22:30 Moscow time (19:30 UTC) and ended at 00:15",
        ),
        (
            "It opened at 3:35 p.m. Eastern time, 11:35 p.m. Moscow time. It ended at 4:25 p.m. in all calm.",
            "PT50M",
            "3:35 p.m. Eastern time, 11:35 p.m. Moscow time. It ended at 4:25 p.m",
        ),
        ("Talks started at 8 a.m. and ended at 11 a.m.", "PT3H", "8 a.m. and ended at 11 a.m."),
    ],
)
def test_what_lies_between_two_clocks_is_a_derived_length(parse, codebook, text, value, span):
    cut = parse(text)
    (found,) = find_derived_lengths(cut, find_timexes(cut, "2031-03-07", codebook.times), codebook.times)
    assert found.derived
    assert (found.value, passage(text, found.span).rstrip(".")) == (value, span.rstrip("."))


@pytest.mark.parametrize(
    "text",
    [
        "The call began at 9 a.m. on Friday.",
        "The call ended at 9 a.m. on Friday.",
        "The call began at 9 a.m.\n\nAnother ended at 10 a.m.",
        "Ships passed at 9 a.m. and at 10 a.m.",
        "The call began at 9 a.m. and ended on Friday.",
        "",
    ],
)
def test_without_a_beginning_and_an_end_nothing_is_derived(parse, codebook, text):
    cut = parse(text)
    assert find_derived_lengths(cut, find_timexes(cut, "2031-03-07", codebook.times), codebook.times) == ()
