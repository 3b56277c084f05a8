"""A kept copy carries the text character for character, with its passages marked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factories import make_article, make_brief
from readout.actions.verifying import read_copy
from readout.records import Span
from readout.rendering.receipts import safe_url, source_name, stock_shelf
from readout.rendering.sheets import legible
from readout.rendering.sources import mark_copy, render_copy

MARKED = [
    ("whole", [(0, 5)], '<p><mark id="c0-5">whole</mark></p>'),
    ("in side", [(3, 7)], '<p>in <mark id="c3-7">side</mark></p>'),
    ("nested", [(0, 6), (2, 4)], '<p><mark id="c0-6">ne<mark id="c2-4">st</mark>ed</mark></p>'),
    ("crossing", [(0, 4), (2, 8)], '<p><mark id="c0-4">cr<mark id="c2-8">os</mark></mark><mark>sing</mark></p>'),
    ("a\n\nb", [(0, 4)], '<p><mark id="c0-4">a</mark></p>\n\n<p><mark>b</mark></p>'),
    ("a<b & c", [(0, 3)], '<p><mark id="c0-3">a&lt;b</mark> &amp; c</p>'),
    ("out", [(0, 9), (2, 2)], "<p>out</p>"),
]


@pytest.mark.parametrize(("text", "cited", "markup"), MARKED, ids=[text for text, *_ in MARKED])
def test_cited_passages_are_marked_and_nest_without_crossing(text, cited, markup):
    assert mark_copy(text, [Span(*each) for each in cited]) == markup


def test_furniture_stands_inside_its_paragraph_and_outside_a_citation():
    marked = mark_copy("menu text", [Span(5, 9)], [(Span(0, 4), "navigation")])
    assert marked == '<p><span class="furniture" title="navigation">menu</span> <mark id="c5-9">text</mark></p>'


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40))))
@example("a\r\n\r\nb\rc\x00\x0c</article>&#13;\ud800", [(0, 3)])
@example("<![garbage <!-- --><article id='copy'>", [])
def test_the_page_gives_back_the_text_character_for_character(text, pairs):
    article = make_article(text)
    cited = [Span(start, start + size) for start, size in pairs]
    page = render_copy(article, None, cited, stock_shelf((article,), (), make_brief()), None)
    copy = read_copy(page)
    assert copy.text == legible(text)
    fitting = [span for span in cited if span.end <= len(text) and text[span.start : span.end].strip()]
    assert {f"c{span.start}-{span.end}" for span in fitting} <= copy.anchors


def test_the_page_is_marked_as_not_for_publication():
    article = make_article("Text.")
    page = render_copy(article, None, (), stock_shelf((article,), (), make_brief()), None)
    assert b"Desk copy, not for publication" in page
    assert b"noindex" in page


@pytest.mark.parametrize(
    ("article_id", "name"), [("a1", "sources/a1.html"), ("2031-03-04_post", "sources/2031-03-04_post.html")]
)
def test_a_plain_id_names_its_own_file(article_id, name):
    assert source_name(article_id) == name


ODD_IDS = ["A1", "a1 ", "../../etc/passwd", "con", "nul.txt", "", ".", "x" * 300]
ODD_IDS += ["é", "e\u0301", "a/b", "a\\b", "a:b", "\ud800"]


@pytest.mark.parametrize("article_id", ODD_IDS)
def test_an_odd_id_gets_a_safe_name(article_id):
    folder, _, name = source_name(article_id).partition("/")
    assert folder == "sources"
    assert len(name) < 80
    assert name.isascii()
    assert name == name.lower()
    assert not {"/", "\\", ":", " "} & set(name)
    assert name.split(".")[0] not in {"", "con", "nul"}


def test_two_ids_never_share_a_name():
    assert len({source_name(each) for each in ["a1", *ODD_IDS]}) == len(ODD_IDS) + 1


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://north.example/a", True),
        ("http://north.example", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("//north.example/a", False),
        ("java\nscript:alert(1)", False),
        ("https://north.example/a b", False),
        ("data:text/html,x", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_a_web_address_is_linked(url, is_safe):
    assert safe_url(url) == (url if is_safe else None)
