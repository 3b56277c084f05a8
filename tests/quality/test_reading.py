"""The tools of the blind reader: lines drawn from briefs, and happenings found in them."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

from readout import read_articles

ROOT = Path(__file__).parent.parent.parent
GOLD = tomllib.loads((Path(__file__).parent / "coverage.toml").read_text("utf-8"))

BRIEF = """# Question

## In short

- Talks: 2 passages[^1][^2]

## Where accounts differ

### A call[^1]

- *(told by both sides)*
    - One: They spoke.[^1]
    - Two: They talked.[^2]

[^1]: One, 1 March 2031, [characters 0 to 4](sources/a.html#c0-4), digest `0`: “They”
"""


def load_bench(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


READING = load_bench("reading")
COVERAGE = load_bench("coverage")


def test_a_line_is_one_with_the_lines_below_it(tmp_path):
    (tmp_path / "brief.md").write_text(BRIEF, encoding="utf-8")
    lines = list(READING.find_lines(tmp_path))
    assert [(line.section, line.heading, line.notes) for line in lines] == [
        ("In short", "", ("1", "2")),
        ("Where accounts differ", "A call", ("1",)),
        ("Where accounts differ", "A call", ("1", "2")),
    ]


def test_what_is_printed_under_a_heading_is_drawn_with_it(tmp_path):
    text = "## Key developments\n\n### A call[^1]\n\n6 March 2031\n\n- They spoke.[^1]\n- They parted.[^1]\n"
    (tmp_path / "brief.md").write_text(text, encoding="utf-8")
    headings = [line.heading for line in READING.find_lines(tmp_path)]
    assert headings == ["A call", "A call · 6 March 2031", "A call · 6 March 2031"]


def test_a_passage_stands_between_two_sentences_on_either_side():
    text = "One. Two. Three of the U.S. Army. Four. Five. Six. Seven."
    start = text.index("Four")
    shown = READING.show_around(text, start, start + len("Four."))
    assert shown == "Two. Three of the U.S. Army. «Four.» Five. Six."


def test_lines_are_drawn_in_proportion_and_the_same_each_time():
    lines = [READING.Drawn("a", "b" if number < 80 else "c", "", str(number), ()) for number in range(100)]
    drawn = READING.draw(lines, 10, 1)
    assert drawn == READING.draw(lines, 10, 1)
    assert [line.section for line in drawn] == ["b"] * 8 + ["c"] * 2


@pytest.mark.parametrize("example", sorted(GOLD))
def test_the_words_of_a_happening_stand_in_the_articles(example):
    articles, _ = read_articles([ROOT / "examples" / example / "articles"])
    texts = [COVERAGE.squeeze(article.text) for article in articles]
    for happening, told in GOLD[example].items():
        assert all(any(words in text for text in texts) for words in told), happening


def test_a_sentence_that_tells_what_was_told_is_counted_as_telling_it_again():
    known, again = COVERAGE.find_told(["a b", "b", "c", "none"], {"x": ["b"], "y": ["c"], "z": ["d"]})
    assert (known, again) == ({"x", "y"}, 1)


def test_lead_takes_first_sentences_round_after_round():
    prose = [["a1", "a2"], ["b1"], ["c1", "c2"]]
    assert COVERAGE.lead(prose, 4) == ["a1", "b1", "c1", "c2"]
    assert COVERAGE.lead(prose, 2) == ["a1", "c1"]


def test_textrank_puts_first_what_shares_most_words():
    sentences = ["grain and ships", "ships and grain and ports", "ports and ships", "a lone quiet thing"]
    assert COVERAGE.rank_sentences(sentences)[0] == "ships and grain and ports"
    assert COVERAGE.rank_sentences(sentences)[-1] == "a lone quiet thing"
