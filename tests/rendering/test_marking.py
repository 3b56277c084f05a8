"""Overlapping stretches become nested tags, and the text comes back character for character."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from readout.records import Span
from readout.rendering.marking import Layer, find_paragraphs, mark_paragraphs


def layer(start: int, end: int, depth: int) -> Layer:
    return Layer(Span(start, end), depth, f"<b{depth}>", f"<b{depth} again>", f"</b{depth}>")


def marked(text: str, *layers: Layer) -> list[str]:
    return [str(each) for each in mark_paragraphs(text, find_paragraphs(text), layers)]


def test_the_lower_depth_stands_outside():
    assert marked("abc", layer(0, 3, 2), layer(0, 3, 1)) == ["<b1><b2>abc</b2></b1>"]


def test_a_layer_that_crosses_another_is_cut_and_opened_again():
    assert marked("abcd", layer(0, 3, 2), layer(2, 4, 1)) == ["<b2>ab</b2><b1><b2 again>c</b2>d</b1>"]


def test_a_layer_over_two_paragraphs_is_opened_again_in_the_second():
    assert marked("ab\n\ncd", layer(0, 6, 1)) == ["<b1>ab</b1>", "<b1 again>cd</b1>"]


def test_two_layers_over_the_same_stretch_both_stand():
    assert marked("ab", layer(0, 2, 1), layer(0, 2, 1)) == ["<b1><b1>ab</b1></b1>"]


@given(st.text(alphabet="ab\n<& ", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20))))
def test_no_tags_cross_and_no_character_is_lost(text, pairs):
    layers = [layer(start, start + size, depth) for depth, (start, size) in enumerate(pairs)]
    for span, markup in zip(find_paragraphs(text), marked(text, *layers), strict=True):
        assert html.unescape(re.sub(r"<[^>]*>", "", markup)) == text[span.start : span.end]
        opened = []
        for closing, depth in re.findall(r"<(/?)b(\d+)[^>]*>", markup):
            assert opened.pop() == depth if closing else opened.append(depth) is None
        assert not opened
