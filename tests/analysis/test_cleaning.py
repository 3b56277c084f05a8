import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import make_article
from readout.adapters.codebooks import load_codebook
from readout.analysis.cleaning import (
    find_byline,
    find_outlet,
    find_title,
    is_english,
    mark_furniture,
    split_blocks,
)
from readout.analysis.sentences import find_sentences
from readout.records import Furniture, Span
from readout.spans import passage

CASES = Path(__file__).parent.parent / "cases" / "furniture.txt"
MARK = re.compile(r"\[(\w+|\+)\] ?")
BOOK = load_codebook().furniture


def read_pages():
    pages = re.split(r"^=== (.+)\n", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [pytest.param(page.rstrip("\n"), id=name) for name, page in zip(pages[1::2], pages[2::2], strict=True)]


def read_page(page):
    """The text of a marked-up page, and its stretches: [kind or None for prose, words]."""
    lines, stretches = [], []
    for line in page.split("\n"):
        first, *rest = MARK.split(line)
        pieces = [(None, first)] if first or not rest else []
        pieces += list(zip(rest[::2], rest[1::2], strict=True))
        lines.append("".join(words for _, words in pieces))
        for kind, words in pieces:
            if kind == "+":
                stretches[-1][1] += " " + words.strip()
            elif words.strip():
                stretches.append([kind, words.strip()])
    return "\n".join(lines), stretches


def read_back(text):
    furniture = mark_furniture(make_article(text), BOOK)
    found = [(each.span, each.kind) for each in furniture]
    found += [(block, None) for block in split_blocks(text, furniture)]
    return [[kind, " ".join(passage(text, span).split())] for span, kind in sorted(found, key=lambda pair: pair[0])]


def collapse(stretches):
    return [[kind, " ".join(words.split())] for kind, words in stretches]


@pytest.mark.parametrize("page", read_pages())
def test_furniture_is_told_from_prose(page):
    text, stretches = read_page(page)
    assert read_back(text) == collapse(stretches)


@pytest.mark.parametrize("page", read_pages())
def test_windows_line_ends_change_nothing(page):
    text, stretches = read_page(page)
    assert read_back(text.replace("\n", "\r\n")) == collapse(stretches)


@pytest.mark.parametrize("page", read_pages())
def test_a_title_told_beside_the_text_marks_its_line(page):
    text, stretches = read_page(page)
    title = next((words for kind, words in stretches if kind == "title"), "Nothing that is printed")
    furniture = mark_furniture(make_article(text, title=title.strip("# ")), BOOK)
    printed = [passage(text, each.span) for each in furniture if each.kind == "title"]
    assert printed == [words for kind, words in stretches if kind == "title"]


@given(st.text(alphabet=st.sampled_from("aB.?: \n\r\t\u2028-#/()[]©’1") | st.characters(), max_size=300))
def test_every_character_is_furniture_or_prose_and_never_both(text):
    furniture = mark_furniture(make_article(text), BOOK)
    spans = sorted([each.span for each in furniture] + list(split_blocks(text, furniture)))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(passage(text, span) == passage(text, span).strip() != "" for span in spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(mark.isspace() or place in covered for place, mark in enumerate(text))


LINES = [words for param in read_pages() for words in read_page(param.values[0])[0].split("\n")]


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_pages_in_any_order_are_covered_once(lines, end):
    text = end.join(lines)
    furniture = mark_furniture(make_article(text), BOOK)
    spans = sorted([each.span for each in furniture] + list(split_blocks(text, furniture)))
    assert sum(span.end - span.start for span in spans) <= len(text)
    assert "".join(passage(text, span) for span in spans).split() == text.split() or "".join(
        "".join(passage(text, span).split()) for span in spans
    ) == "".join(text.split())


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=5))
def test_blocks_keep_clear_of_any_furniture(text, places):
    furniture = tuple(Furniture(Span(start, start + size), "caption") for start, size in places)
    marked = {place for each in furniture for place in range(each.span.start, each.span.end)}
    blocks = split_blocks(text, furniture)
    told = {place for block in blocks for place in range(block.start, block.end)}
    assert not told & marked
    assert all(mark.isspace() or place in told | marked for place, mark in enumerate(text))


def test_a_paragraph_wrapped_by_hand_is_one_block():
    text = (
        "The boats stayed in port on Monday, and nobody on the pier knew\n"
        "when they would leave again, for the fog was thick.\n"
        "    The crews played cards in the harbour hall and waited for the\n"
        "wind to turn."
    )
    assert [passage(text, block)[:9] for block in split_blocks(text, ())] == ["The boats", "The crews"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Petra Lund", ("Petra Lund",)),
        ("By Petra Lund and Karl Aas in Vell", ("Petra Lund", "Karl Aas")),
        ("By Petra Lund, Karl Aas and Tove Rask, Sound Daily", ("Petra Lund", "Karl Aas", "Tove Rask")),
        ("By PETRA LUND, Staff Writer", ("PETRA LUND",)),
        ("Written by: Ludvig van der Aar", ("Ludvig van der Aar",)),
        ("Petra Lund, special correspondent", ("Petra Lund",)),
        ("(Reporting by Petra Lund; editing by Karl Aas)", ("Petra Lund",)),
    ],
)
def test_a_byline_gives_its_names(line, names):
    text = f"A title of some words\n\n{line}\n\nThe boats stayed in port on Monday, and nobody knew why that was.\n"
    furniture = mark_furniture(make_article(text), BOOK)
    assert [each.kind for each in furniture] == ["title", "byline"]
    assert find_byline(text, furniture) == names


@pytest.mark.parametrize("line", ["By Monday", "By the harbour", "By May they were gone", "Shifting Sands"])
def test_what_only_looks_like_a_byline_names_nobody(line):
    text = f"A title of some words\n\n{line}\n\nThe boats stayed in port on Monday, and nobody knew why that was.\n"
    assert find_byline(text, mark_furniture(make_article(text), BOOK)) == ()


def test_the_author_is_known_from_the_note_about_her():
    text = (
        "The boats stayed in port on Monday, and nobody knew why that was so.\n\n"
        "Editor's note: Mira Okonjo is a columnist. The views expressed are her own."
    )
    assert find_byline(text, mark_furniture(make_article(text), BOOK)) == ("Mira Okonjo",)


@pytest.mark.parametrize(
    ("note", "outlet"),
    [
        ("This column gives its author's views, not necessarily those of Sound Daily.", "Sound Daily"),
        ("Opinions here do not necessarily reflect the editorial policy of Sound Daily.", "Sound Daily"),
        ("© 2031 Sound Daily. All rights reserved.", "Sound Daily"),
        ("Jon Sterner is an editor in NRO/RN's Central Newsroom in Halm.", "NRO/RN"),
        ("The views expressed here are the author's own.", None),
        ("The views expressed here are not necessarily those of the publisher.", None),
        ("© 2031 Sound Daily. Not necessarily those of Harbour News.", None),
    ],
)
def test_a_note_that_names_its_publisher_is_believed(note, outlet):
    text = f"By Jon Sterner\n\nThe boats stayed in port on Monday, and nobody on the pier knew why.\n\n{note}"
    assert find_outlet(text, mark_furniture(make_article(text), BOOK), BOOK) == outlet


def test_prose_never_names_the_publisher():
    text = "The line is not necessarily that of the ministry, and the views are not necessarily those of Harbour News."
    assert find_outlet(text, mark_furniture(make_article(text), BOOK), BOOK) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("World\n\nFerry talks drag on\n\nThe ministers met in Vell on Thursday to talk.", "Ferry talks drag on"),
        ("Jon Sterner\nFerry talks drag on\nThe ministers met in Vell on Thursday to talk.", "Ferry talks drag on"),
        ("Who gains from fog?\n\nThe ministers met in Vell on Thursday to talk.", "Who gains from fog?"),
        ("The ministers met in Vell on Thursday to talk.\n\nThey will meet again in May.", None),
        ("", None),
    ],
)
def test_the_title_is_found_in_a_text_without_one(text, title):
    span = find_title(text, BOOK)
    assert (None if span is None else passage(text, span)) == title


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "The ministers met in Vell on Thursday and said that they would meet again in a month to talk about it.",
            True,
        ),
        ("Minister schweigen", True),
        (
            "Die Minister sind am Montag da und sie sagen uns, wie es um Fisch und Eis und Öl bei uns nun so steht.",
            False,
        ),
        (
            "Les ministres se sont vus jeudi à Vell et ont décidé de parler des bateaux dans un mois, selon lui.",
            False,
        ),
        ("Министры встретились в четверг.", False),
    ],
)
def test_english_is_told_by_its_common_words(text, english):
    assert is_english(text, BOOK) is english


def test_sentences_are_those_of_the_parse(parse):
    text = "The boats left. Nobody saw them.\n\nThe fog stayed."
    sentences = [passage(text, sentence.span) for sentence in find_sentences(parse(text))]
    assert sentences == ["The boats left.", "Nobody saw them.", "The fog stayed."]
