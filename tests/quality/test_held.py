"""The articles that are held back from building: that their gold can be read, and that much of them has no event."""

from pathlib import Path

import pytest

from quality.goldlines import read_gold
from readout import read_articles

HELD = Path(__file__).parent / "held"
FOLDERS = sorted(folder.name for folder in HELD.iterdir() if folder.is_dir())


def read_held(folder):
    articles, problems = read_articles(sorted((HELD / folder).glob("*.txt")))
    lines = [line for file in sorted((HELD / folder).glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return articles, problems, read_gold(lines, {article.id: article.text for article in articles})


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_line_of_the_held_gold_is_in_its_article(folder):
    articles, problems, gold = read_held(folder)
    assert not problems
    assert {line.article_id for line in gold} == {article.id for article in articles}


def test_half_of_the_held_sentences_tell_no_event():
    held = [read_held(folder) for folder in FOLDERS]
    texts = [article.text for articles, _, _ in held for article in articles]
    sentences = sum(text.count(". ") + text.count(".\n") for text in texts)
    assert sentences >= 150
    assert sum(len(gold) for _, _, gold in held) < sentences
