"""A record comes back from its body as it was, whatever characters it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_article
from readout.archive.bodies import pack_body, read_body, unpack_body, write_body
from readout.records import Article


@given(st.text(), st.text())
def test_any_text_comes_back(title, text):
    article = make_article(text, title=title)
    assert read_body(write_body(article), Article) == article
    assert unpack_body(pack_body(article), Article) == article


@pytest.mark.parametrize("odd", ["\ud800", "half \udfff a pair", "\x00", "\u2028", "\U0010ffff"])
def test_half_a_character_comes_back_too(odd):
    article = make_article("Fog.", title=odd)
    assert read_body(write_body(article), Article) == article
