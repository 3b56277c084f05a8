import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.quotations import find_quotations, outermost
from readout.records import Span
from readout.spans import covers, passage

CASES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parent / "cases/quotations.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read_case(marked: str) -> tuple[str, list[str], list[Span]]:
    text, inner, open_at = "", [], []
    for piece in re.split(r"(\[\[|\]\])", marked):
        if piece == "[[":
            open_at.append(len(text))
        elif piece == "]]":
            start = open_at.pop()
            inner.append((start, text[start:]))
        else:
            text += piece
    blocks, start = [], 0
    for paragraph in text.split("¶"):
        blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return text, [words for _, words in sorted(inner)], blocks


@pytest.mark.parametrize(("shows", "marked"), CASES, ids=[shows for shows, _ in CASES])
def test_quotations_are_found_with_their_words_exactly(shows, marked):
    text, expected, blocks = read_case(marked)
    assert [passage(text, found.inner) for found in find_quotations(text, blocks)] == expected


def test_a_paragraph_that_goes_on_with_an_open_quotation_says_so():
    text, _, blocks = read_case("“We will wait.¶“We will talk.”¶“Good,” she said.")
    first, second, third = find_quotations(text, blocks)
    assert (first.closed, first.reopens) == (False, False)
    assert (second.closed, second.reopens) == (True, True)
    assert (third.closed, third.reopens) == (True, False)


def test_only_quotations_that_no_other_holds_are_outermost():
    text, _, blocks = read_case("“They said ‘never’ again,” he said. “Good.”")
    assert [passage(text, found.inner) for found in outermost(find_quotations(text, blocks))] == [
        "They said ‘never’ again,",
        "Good.",
    ]


@given(st.text(alphabet="ab ,.s'\"“”‘’«»`…-\n", max_size=60))
def test_whatever_the_marks_every_quotation_lies_in_its_paragraph(text):
    middle = len(text) // 2
    blocks = [Span(start, end) for start, end in ((0, middle), (middle, len(text))) if start < end]
    for found in find_quotations(text, blocks):
        assert covers(found.outer, found.inner)
        assert any(covers(block, found.outer) for block in blocks)
