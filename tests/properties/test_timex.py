"""Whatever the text, times are inside it, apart from each other, and never guessed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.adapters.codebooks import load_codebook
from readout.analysis.timex import find_timexes
from readout.records import Span
from readout.tokens import Token, make_parse

VOCABULARY = """
the a in on last next that same this of December May second March Friday 7 2014 1998 10:30 p.m. EST day days week years
year quarter spring mid - , early end ago later after three few 5th 1990s ' '99 BC Q3 00 0 99999 12/13/99 every and half
first one hundred two 0000 2 1/2 week's century ( GMT + 3 ) today now – 31 February until
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=25)
BOOK = load_codebook().times  # no fixture: hypothesis would print all of it beside a failure
DAYS = st.sampled_from([None, "2021-12-31", "2020-02-29", "2021-12-30/2022-01-09", "2021", "0001-01-01", "9999-12-31"])


def parse_words(words):
    tokens, start = [], 0
    for i, word in enumerate(words):
        tag = "NNP" if word[0].isupper() else "CD" if word[0].isdigit() else "NN"
        tokens.append(
            Token(i, start, start + len(word), word, word.lower(), tag, "NOUN", "dep", 0, "", False, word.lower())
        )
        start += len(word) + 1
    ranges = [(0, len(tokens))] if tokens else []
    return make_parse(" ".join(words), tokens, ranges, ranges)


@settings(max_examples=300, deadline=None)
@given(words=TEXTS, published=DAYS)
def test_times_lie_in_the_text_apart_from_each_other(words, published):
    parse = parse_words(words)
    found = find_timexes(parse, published, BOOK)
    spans = [each.span for each in found]
    assert all(0 <= span.start < span.end <= len(parse.text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(words=TEXTS)
def test_without_a_day_of_publication_no_year_comes_from_nowhere(words):
    parse = parse_words([word for word in words if not re.search(r"\d{2}|BC|hundred|century", word)])
    for timex in find_timexes(parse, None, BOOK):
        assert not re.match(r"\d{4}", timex.value), (parse.text, timex)


@pytest.mark.parametrize("text", ["", "“", "—", "1" * 400, "December 99", "February 31", "24:99 p.m."])
def test_odd_text_is_no_trouble(text, tagger):
    find_timexes(tagger.tag(text, [Span(0, len(text))] if text else []), "2021-12-10", BOOK)
